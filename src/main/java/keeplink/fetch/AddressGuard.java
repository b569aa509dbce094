package keeplink.fetch;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/// Decides where Keeplink may connect to: the public internet and the operator's exceptions, nothing else.
///
/// It judges three times, because each layer sees what the others cannot: the text of an address (notations that
/// two readers understand differently), the answers of DNS (all of them, before the first is used), and the real
/// address at the moment a socket connects (which holds whatever happened before). Refused are the ranges of
/// IANA's special-purpose registries, all IPv6 outside 2000::/3, the metadata services of clouds, names of local
/// networks, and the ports of `refused-ports.txt`.
///
/// Immutable; safe for use by many threads; asks nobody.
public final class AddressGuard {
    private static final Decision ALLOW = new Decision.Allow();

    private final AllowedAddresses allowed;

    public AddressGuard(AllowedAddresses allowed) {
        this.allowed = allowed;
    }

    /// Without any exceptions.
    public static AddressGuard strict() {
        return new AddressGuard(AllowedAddresses.NONE);
    }

    /// Judges an address together with what DNS says about its host, without connecting to anything.
    ///
    /// @param dnsAnswers all addresses of the host. When there are none and the host is an ordinary name, the
    ///     text
    ///     alone decides; nothing can be fetched from it then anyway
    public Decision decide(String url, List<InetAddress> dnsAnswers) {
        Destination destination = Destination.of(url);
        Decision text = text(destination);
        if (text instanceof Decision.Block) {
            return text;
        }
        return switch (destination) {
            case Destination.Unfit unfit -> new Decision.Block(unfit.reason());
            case Destination.Literal literal ->
                dnsAnswers.isEmpty() ? ALLOW : all(dnsAnswers, literal.url().port());
            case Destination.Name name ->
                dnsAnswers.isEmpty() && !name.local()
                        ? ALLOW
                        : answers(name, dnsAnswers).decision();
        };
    }

    /// The same with the answers as text, separated by commas or spaces; `-` or nothing means none. An answer
    /// that is no address in its one notation blocks.
    public Decision decide(String url, String dnsAnswers) {
        List<String> answers = Arrays.stream(dnsAnswers.split("[,;\\s]+"))
                .filter(answer -> !answer.isEmpty() && !answer.equals("-"))
                .toList();
        if (answers.stream().anyMatch(answer -> IpAddress.parse(answer).isEmpty())) {
            return new Decision.Block("dns: unreadable answer");
        }
        return decide(url, answers.stream().map(InetAddress::ofLiteral).toList());
    }

    /// First layer: the text. A name that only the exceptions could open passes here and is decided by its
    /// addresses.
    Decision text(Destination destination) {
        return switch (destination) {
            case Destination.Unfit unfit -> new Decision.Block("address: " + unfit.reason());
            case Destination.Literal literal ->
                place(literal.address(), literal.url().port())
                        .<Decision>map(reason -> new Decision.Block("address: " + reason))
                        .orElse(ALLOW);
            case Destination.Name name -> name(name);
        };
    }

    /// The addresses of a name that may be connected to.
    ///
    /// @param decision Allow exactly when `usable` is not empty
    record Answers(Decision decision, List<InetAddress> usable) {
        private static Answers blocked(String reason) {
            return new Answers(new Decision.Block(reason), List.of());
        }
    }

    /// Second layer: DNS. One bad address refuses the whole answer, since its owner is not to be trusted with the
    /// others. A local name is no stranger's: of its addresses those are used that an exception opens.
    Answers answers(String host, int port, List<InetAddress> addresses) {
        boolean local = RefusedPlaces.local(host.endsWith(".") ? host.substring(0, host.length() - 1) : host);
        if (local) {
            List<InetAddress> opened = addresses.stream()
                    .filter(address -> allowed.opens(IpAddress.of(address), port))
                    .toList();
            return opened.isEmpty() ? Answers.blocked("dns: local name") : new Answers(ALLOW, opened);
        }
        return switch (all(addresses, port)) {
            case Decision.Block block -> new Answers(block, List.of());
            case Decision.Allow allow -> new Answers(allow, addresses);
        };
    }

    private Answers answers(Destination.Name name, List<InetAddress> addresses) {
        return answers(name.url().host(), name.url().port(), addresses);
    }

    /// Third layer: where a socket is about to connect to, or has.
    Decision socket(@Nullable InetSocketAddress target) {
        InetAddress address = target == null ? null : target.getAddress();
        if (target == null || address == null) {
            return new Decision.Block("socket: no address");
        }
        return place(IpAddress.of(address), target.getPort())
                .<Decision>map(reason -> new Decision.Block("socket: " + reason))
                .orElse(ALLOW);
    }

    private Decision name(Destination.Name name) {
        HttpUrl url = name.url();
        if (RefusedPlaces.port(url.port()) && !allowed.namesPort(url.port())) {
            return new Decision.Block("address: port");
        }
        return name.local() && allowed.isEmpty() ? new Decision.Block("address: local name") : ALLOW;
    }

    private Decision all(List<InetAddress> addresses, int port) {
        for (InetAddress address : addresses) {
            Optional<String> reason = place(IpAddress.of(address), port);
            if (reason.isPresent()) {
                return new Decision.Block("dns: " + reason.get());
            }
        }
        return ALLOW;
    }

    private Optional<String> place(IpAddress address, int port) {
        if (allowed.opens(address, port)) {
            return Optional.empty();
        }
        return RefusedPlaces.port(port) ? Optional.of("port") : RefusedPlaces.special(address);
    }
}
