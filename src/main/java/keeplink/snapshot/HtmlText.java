package keeplink.snapshot;

/// Writes text and attribute values so that no parser, whatever it takes the place for, sees markup in them.
final class HtmlText {
    /// A document of more characters is cut: each that comes may take six here.
    static final int MOST = 16 * 1024 * 1024;

    private HtmlText() {}

    /// Text or a value that came from the page: what looks like one of our references is told apart from them.
    static void escape(PageOutput out, String text) {
        out.escaped(text, looksLikeOurs(text));
    }

    /// A value of our own making, which may hold references.
    static void escapeOwn(PageOutput out, String text) {
        out.escaped(text, false);
    }

    /// As [#escape(PageOutput, String)], for what is no whole document.
    static void escape(StringBuilder out, String text) {
        escape(out, text, 0, text.length(), looksLikeOurs(text));
    }

    /// As [#escapeOwn(PageOutput, String)], for what is no whole document.
    static void escapeOwn(StringBuilder out, String text) {
        escape(out, text, 0, text.length(), false);
    }

    /// Whether a text has the name of our scheme up to its colon, or the end of that name at its start: what stands
    /// before it in the document, of which something between may have gone, could have the rest.
    private static boolean looksLikeOurs(String text) {
        int end = text.indexOf(':') + 1;
        boolean endOfOne = end > 0
                && end <= BlobReference.SCHEME.length()
                && BlobReference.SCHEME.endsWith(text.substring(0, end));
        return endOfOne || text.contains(BlobReference.SCHEME);
    }

    /// A part of a text; what needs no escape, which is nearly all, is copied as a whole.
    static void escape(StringBuilder out, String text, int from, int to, boolean looksLikeOurs) {
        int copied = from;
        for (int i = from; i < to && out.length() < MOST; i++) {
            String escape = escape(text.charAt(i), looksLikeOurs);
            if (!escape.isEmpty()) {
                out.append(text, copied, i).append(escape);
                copied = i + 1;
            }
        }
        int room = Math.max(0, MOST - out.length());
        out.append(text, copied, Math.min(to, copied + room));
    }

    private static String escape(char c, boolean looksLikeOurs) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            case ':' -> looksLikeOurs ? "&#58;" : "";
            // A parser would take a bare one for a line feed.
            case '\r' -> "&#13;";
            case '\0' -> "\uFFFD";
            default -> "";
        };
    }
}
