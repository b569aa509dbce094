package keeplink.bot.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the buttons of a list need: the query, where its pages start, and which one is shown.
///
/// @param starts where each page starts that was seen so far, the first always empty
/// @param at which of them is shown
public record QueryPages(String query, List<String> starts, int at) {
    /// Links to a page.
    public static final int SIZE = 10;

    private static final String KIND = "list\n";

    /// As a message remembers it.
    public String written() {
        return KIND + at + "\n"
                + String.join(" ", starts.stream().map(start -> "." + start).toList()) + "\n" + query;
    }

    /// Reads it back, empty where it is none.
    public static Optional<QueryPages> read(String written) {
        String[] parts = written.split("\n", 4);
        if (parts.length < 4 || !written.startsWith(KIND)) {
            return Optional.empty();
        }
        List<String> starts = new ArrayList<>();
        for (String start : parts[2].split(" ")) {
            starts.add(start.substring(1));
        }
        return Optional.of(new QueryPages(parts[3], starts, Integer.parseInt(parts[1])));
    }
}
