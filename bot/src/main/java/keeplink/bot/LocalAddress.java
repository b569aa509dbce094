package keeplink.bot;

import java.util.Optional;
import java.util.Set;
import keeplink.bot.local.LocalOnlyFilter;

/// Where a browser on this machine reaches what listens here.
final class LocalAddress {
    private static final Set<String> LOOPBACK_TOO = Set.of("", "localhost", "0.0.0.0", "::", "[::]");

    private LocalAddress() {}

    /// The start of its addresses: an address in numbers, as no button leads to a host without a dot; empty
    /// where there is none.
    ///
    /// @param listensOn the setting `server.address`, empty where it is not set
    static Optional<String> of(String listensOn, int port) {
        if (LOOPBACK_TOO.contains(listensOn)) {
            return Optional.of("http://127.0.0.1:" + port);
        }
        String host = LocalOnlyFilter.inAddresses(listensOn);
        return host.indexOf('.') > 0 || host.startsWith("[")
                ? Optional.of("http://" + host + ":" + port)
                : Optional.empty();
    }
}
