package keeplink.page;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The names encodings have on the web, from the WHATWG Encoding Standard; the table is `encoding-labels.txt`.
final class EncodingLabels {
    private static final Map<String, Charset> BY_LABEL = read();

    private EncodingLabels() {}

    /// The charset a label means, in any case and with space around it; empty for what the standard does not
    /// know or this Java does not have.
    static Optional<Charset> charset(String label) {
        return Optional.ofNullable(BY_LABEL.get(label.strip().toLowerCase(Locale.ROOT)));
    }

    private static Map<String, Charset> read() {
        Map<String, Charset> byLabel = new HashMap<>();
        try (var in = Objects.requireNonNull(EncodingLabels.class.getResourceAsStream("encoding-labels.txt"));
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                int colon = line.indexOf(" : ");
                String charset = line.substring(line.indexOf(" = ") + 3, colon);
                if (Charset.isSupported(charset)) {
                    for (String label : line.substring(colon + 3).split(" ", -1)) {
                        byLabel.put(label, Charset.forName(charset));
                    }
                }
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return Map.copyOf(byLabel);
    }
}
