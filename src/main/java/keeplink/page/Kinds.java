package keeplink.page;

import java.util.Set;

/// Kinds of HTML elements, as far as looking for the article needs them.
final class Kinds {
    private static final Set<String> PHRASING = Set.of(
            "abbr",
            "audio",
            "b",
            "bdi",
            "bdo",
            "big",
            "br",
            "button",
            "cite",
            "code",
            "data",
            "datalist",
            "dfn",
            "em",
            "embed",
            "i",
            "img",
            "input",
            "kbd",
            "label",
            "mark",
            "math",
            "meter",
            "noscript",
            "object",
            "output",
            "progress",
            "q",
            "ruby",
            "samp",
            "select",
            "small",
            "span",
            "strong",
            "sub",
            "sup",
            "textarea",
            "time",
            "tt",
            "u",
            "var",
            "wbr");
    private static final Set<String> AROUND_PHRASING = Set.of("a", "del", "ins");
    private static final Set<String> BLOCKS_IN_DIV =
            Set.of("blockquote", "dl", "div", "img", "ol", "p", "pre", "table", "ul");

    private Kinds() {}

    /// Running text: may stand within a paragraph.
    static boolean isPhrasing(Piece piece) {
        if (piece.isText() || PHRASING.contains(piece.tag)) {
            return true;
        }
        if (!AROUND_PHRASING.contains(piece.tag)) {
            return false;
        }
        for (Piece child = piece.first; child != null; child = child.next) {
            if (!isPhrasing(child)) {
                return false;
            }
        }
        return true;
    }

    /// Whether any block is inside it, so that it cannot be a paragraph itself.
    static boolean hasBlock(Piece piece) {
        for (Piece at = piece.following(piece); at != null; at = at.following(piece)) {
            if (BLOCKS_IN_DIV.contains(at.tag)) {
                return true;
            }
        }
        return false;
    }

    static boolean isHeading(Piece piece) {
        return piece.tag.length() == 2
                && piece.tag.charAt(0) == 'h'
                && piece.tag.charAt(1) >= '1'
                && piece.tag.charAt(1) <= '6';
    }
}
