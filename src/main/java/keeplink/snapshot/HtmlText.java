package keeplink.snapshot;

/// Writes text and attribute values so that no parser, whatever it takes the place for, sees markup in them.
final class HtmlText {
    /// A document of more characters is cut: each that comes may take six here.
    static final int MOST = 16 * 1024 * 1024;

    private HtmlText() {}

    /// Text or a value that came from the page: what looks like one of our references is told apart from them.
    static void escape(StringBuilder out, String text) {
        escape(out, text, text.contains(BlobReference.SCHEME));
    }

    /// A value of our own making, which may hold references.
    static void escapeOwn(StringBuilder out, String text) {
        escape(out, text, false);
    }

    private static void escape(StringBuilder out, String text, boolean looksLikeOurs) {
        for (int i = 0; i < text.length() && out.length() < MOST; i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case ':' -> out.append(looksLikeOurs ? "&#58;" : ":");
                // A parser would take a bare one for a line feed.
                case '\r' -> out.append("&#13;");
                case '\0' -> out.append('\uFFFD');
                default -> out.append(c);
            }
        }
    }
}
