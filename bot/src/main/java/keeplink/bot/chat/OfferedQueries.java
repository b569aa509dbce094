package keeplink.bot.chat;

import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/// What the buttons below an answer that found nothing ask, as its message remembers them.
public final class OfferedQueries {
    private static final String KIND = "wider\n";

    private OfferedQueries() {}

    static String written(SequencedSet<String> queries) {
        return queries.isEmpty() ? "" : KIND + String.join("\n", queries);
    }

    /// The query of one of the buttons, empty where the message has none.
    public static Optional<String> read(String written, int button) {
        List<String> queries = written.startsWith(KIND)
                ? written.substring(KIND.length()).lines().toList()
                : List.of();
        return button >= 0 && button < queries.size() ? Optional.of(queries.get(button)) : Optional.empty();
    }
}
