package keeplink.bot.text;

/// Markup in the subset of HTML that Telegram shows (Bot API, "HTML style"). Text becomes markup only by
/// [#escape].
///
/// @param markup well-formed and safe to send
public record Html(String markup) {
    public static final Html EMPTY = new Html("");

    /// Text as markup: what it says is shown, whatever it contains.
    public static Html escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                default -> {
                    if (c >= ' ' || c == '\n' || c == '\t') {
                        out.append(c);
                    }
                }
            }
        }
        return new Html(out.toString());
    }

    public static Html bold(String text) {
        return new Html("<b>" + escape(text).markup + "</b>");
    }

    public static Html italic(String text) {
        return new Html("<i>" + escape(text).markup + "</i>");
    }

    public static Html code(String text) {
        return new Html("<code>" + escape(text).markup + "</code>");
    }

    /// A link with a label.
    public static Html link(String url, String label) {
        return new Html("<a href=\"" + escape(url).markup + "\">" + escape(label).markup + "</a>");
    }

    public Html plus(Html other) {
        return new Html(markup + other.markup);
    }

    public boolean isEmpty() {
        return markup.isEmpty();
    }

    @Override
    public String toString() {
        return markup;
    }
}
