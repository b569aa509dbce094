package keeplink.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The places no page is fetched from, as the data files beside this class state them with their sources.
final class RefusedPlaces {
    private record Special(IpRange range, String name) {}

    private static final List<Special> ADDRESSES = lines("special-addresses.txt")
            .map(columns -> new Special(IpRange.parse(columns[0]), columns[1]))
            .toList();
    private static final Set<String> NAMES =
            lines("reserved-names.txt").map(columns -> columns[0]).collect(Collectors.toUnmodifiableSet());
    private static final BitSet PORTS = ports();

    private RefusedPlaces() {}

    /// What kind of special address this is, empty for one of the public internet.
    static Optional<String> special(IpAddress address) {
        if (!address.isV4()) {
            if (!address.isGlobalUnicastV6()) {
                return Optional.of("not-global-unicast");
            }
            if (address.isIsatap()) {
                return Optional.of("isatap");
            }
        }
        return Optional.ofNullable(rangeOf(address));
    }

    static boolean port(int port) {
        return PORTS.get(port);
    }

    /// Whether a host name, without a final dot, can only mean a place in somebody's own network: a single label
    /// or a reserved ending.
    static boolean local(String host) {
        int dot = host.lastIndexOf('.');
        return dot < 0 || NAMES.contains(host.substring(dot + 1));
    }

    private static @Nullable String rangeOf(IpAddress address) {
        for (Special special : ADDRESSES) {
            if (special.range.contains(address)) {
                return special.name;
            }
        }
        return null;
    }

    private static BitSet ports() {
        var ports = new BitSet(65536);
        lines("refused-ports.txt").forEach(columns -> {
            String[] range = columns[0].split("-", 2);
            ports.set(Integer.parseInt(range[0]), Integer.parseInt(range[range.length - 1]) + 1);
        });
        return ports;
    }

    private static java.util.stream.Stream<String[]> lines(String file) {
        try (InputStream in = Objects.requireNonNull(RefusedPlaces.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && line.charAt(0) != '#')
                    .map(line -> line.split("\\s+", 3));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
