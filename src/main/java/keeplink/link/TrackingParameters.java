package keeplink.link;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The query parameters that say how somebody came to a page and never which page it is.
///
/// Read from `tracking-parameters.txt` beside this class, which states its own format and its sources. Immutable.
final class TrackingParameters {
    private static final String RESOURCE = "tracking-parameters.txt";

    /// Name to the hosts it is dropped on; an empty set means every host.
    private final Map<String, Set<String>> names = new HashMap<>();

    private final List<Prefix> prefixes = new ArrayList<>();

    private record Prefix(String start, Set<String> hosts) {}

    private TrackingParameters() {}

    /// The list that ships with Keeplink.
    static TrackingParameters bundled() {
        try (InputStream in = TrackingParameters.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the jar");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            TrackingParameters parameters = new TrackingParameters();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    parameters.add(line.strip().toLowerCase(Locale.ROOT).split("\\s+", -1));
                }
            }
            return parameters;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void add(String[] words) {
        Set<String> hosts = new LinkedHashSet<>(List.of(words).subList(1, words.length));
        String name = words[0];
        if (name.endsWith("*")) {
            prefixes.add(new Prefix(name.substring(0, name.length() - 1), hosts));
        } else {
            // A name may have several lines; one without hosts wins over those with.
            names.merge(name, hosts, (known, more) -> {
                if (known.isEmpty() || more.isEmpty()) {
                    return Set.of();
                }
                known.addAll(more);
                return known;
            });
        }
    }

    /// Whether a parameter of that (decoded) name only tracks on that host.
    boolean has(String name, String host) {
        String lower = name.toLowerCase(Locale.ROOT);
        Set<String> hosts = names.get(lower);
        if (hosts != null && isOn(host, hosts)) {
            return true;
        }
        for (Prefix prefix : prefixes) {
            if (lower.startsWith(prefix.start()) && isOn(host, prefix.hosts())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOn(String host, Set<String> hosts) {
        if (hosts.isEmpty()) {
            return true;
        }
        for (int from = 0; from >= 0; from = host.indexOf('.', from) + 1) {
            if (hosts.contains(host.substring(from))) {
                return true;
            }
            if (host.indexOf('.', from) < 0) {
                return false;
            }
        }
        return false;
    }
}
