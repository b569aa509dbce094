package keeplink.page;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
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
        for (String line : WordFile.lines("encoding-labels.txt")) {
            int colon = line.indexOf(" : ");
            String charset = line.substring(line.indexOf(" = ") + 3, colon);
            if (Charset.isSupported(charset)) {
                for (String label : line.substring(colon + 3).split(" ", -1)) {
                    byLabel.put(label, Charset.forName(charset));
                }
            }
        }
        return Map.copyOf(byLabel);
    }
}
