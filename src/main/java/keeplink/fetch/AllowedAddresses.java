package keeplink.fetch;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The operator's exceptions to what [AddressGuard] refuses (the setting `keeplink.fetch.allowed-addresses`).
///
/// An exception without a port opens every port that is not refused anyway; one that names a port opens exactly
/// that port, also a refused one. Immutable.
public final class AllowedAddresses {
    /// No exceptions.
    public static final AllowedAddresses NONE = new AllowedAddresses(List.of());

    private static final Pattern ENTRY = Pattern.compile("(?<bare>[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(?:/.*)?)"
            + "|(?:\\[(?<v6>[^\\[\\]]*)]|(?<v4>[^\\[\\]:/]+))(?:/(?<length>[^:]*))?(?::(?<port>.*))?");

    private record Opening(IpRange range, Optional<Integer> port) {
        boolean opens(IpAddress address, int wanted) {
            return range.contains(address)
                    && port.map(named -> named == wanted).orElseGet(() -> !RefusedPlaces.port(wanted));
        }
    }

    private final List<Opening> openings;

    private AllowedAddresses(List<Opening> openings) {
        this.openings = List.copyOf(openings);
    }

    /// Reads a comma-separated list of addresses and CIDR ranges, each with an optional port; IPv6 is in brackets
    /// when a port follows: `127.0.0.1:8000,10.0.0.0/8,[fd00::]/8:443`. Blank means none.
    ///
    /// @throws IllegalArgumentException with a sentence that names the entry and what is wrong with it
    public static AllowedAddresses parse(String text) {
        return new AllowedAddresses(Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(AllowedAddresses::entry)
                .toList());
    }

    boolean isEmpty() {
        return openings.isEmpty();
    }

    boolean opens(IpAddress address, int port) {
        for (Opening opening : openings) {
            if (opening.opens(address, port)) {
                return true;
            }
        }
        return false;
    }

    boolean namesPort(int port) {
        return openings.stream()
                .anyMatch(e -> e.port.filter(named -> named == port).isPresent());
    }

    private static Opening entry(String text) {
        Matcher matcher = ENTRY.matcher(text);
        if (!matcher.matches()) {
            throw bad(text, "It is no IP address or CIDR range with an optional port.");
        }
        try {
            return new Opening(
                    range(matcher), Optional.ofNullable(matcher.group("port")).map(AllowedAddresses::port));
        } catch (IllegalArgumentException e) {
            throw bad(text, String.valueOf(e.getMessage()));
        }
    }

    private static IpRange range(Matcher matcher) {
        String bare = matcher.group("bare");
        if (bare != null) {
            return IpRange.parse(bare);
        }
        String v6 = matcher.group("v6");
        if (v6 != null && v6.indexOf(':') < 0) {
            throw new IllegalArgumentException("'" + v6 + "' in brackets is no IPv6 address.");
        }
        String address = v6 != null ? v6 : matcher.group("v4");
        String length = matcher.group("length");
        return IpRange.parse(length == null ? address : address + "/" + length);
    }

    private static int port(String text) {
        int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("'" + text + "' is no port between 1 and 65535.");
        }
        return port;
    }

    private static IllegalArgumentException bad(String entry, String why) {
        return new IllegalArgumentException("'" + entry + "' cannot be an allowed address: " + why
                + " Examples: 127.0.0.1:8000, 10.0.0.0/8, [fd00::]/8:443.");
    }
}
