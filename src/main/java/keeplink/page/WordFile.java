package keeplink.page;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// Files of words that lie beside these classes: a line each, with empty lines between and remarks after `#`.
final class WordFile {
    private WordFile() {}

    /// The lines that say something, as they are.
    ///
    /// @param name of a file in this package
    /// @throws NullPointerException where it is not in the jar
    static List<String> lines(String name) {
        try (var in = Objects.requireNonNull(WordFile.class.getResourceAsStream(name), name);
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
