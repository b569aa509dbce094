package keeplink.search;

import java.util.List;

/// A link that answers a query, and where it does.
///
/// @param number the link's number
/// @param where the field whose words matched best, [Field#NONE] where none were asked for
/// @param snippet the words around the match as plain text, at most some 160 characters; empty with [Field#NONE]
/// @param marks the matched stretches of the snippet, in order, not overlapping
public record Hit(int number, Field where, String snippet, List<Mark> marks) {
    /// A stretch of the snippet in UTF-16 units, end exclusive.
    public record Mark(int start, int end) {}

    /// Where words can match.
    public enum Field {
        NONE,
        TITLE,
        NOTE,
        ADDRESS,
        SITE,
        TEXT
    }

    public Hit {
        marks = List.copyOf(marks);
    }
}
