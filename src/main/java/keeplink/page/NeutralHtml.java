package keeplink.page;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Entities;
import org.jspecify.annotations.Nullable;

/// Writes pieces as HTML that says what the text is and nothing of how it looked: only the elements and
/// attributes named here, every address absolute. Nothing in it runs or loads anything but pictures.
final class NeutralHtml {
    private static final Set<String> KEPT = Set.of(
            "p",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
            "blockquote",
            "pre",
            "code",
            "table",
            "caption",
            "thead",
            "tbody",
            "tfoot",
            "tr",
            "th",
            "td",
            "figure",
            "figcaption",
            "a",
            "em",
            "strong",
            "sub",
            "sup",
            "kbd",
            "samp",
            "var",
            "mark",
            "del",
            "ins",
            "q",
            "cite",
            "abbr",
            "dfn",
            "ruby",
            "rt",
            "rp",
            "bdi",
            "bdo",
            "time",
            "details",
            "summary");
    private static final Set<String> EMPTY = Set.of("br", "hr", "wbr");
    private static final Map<String, String> RENAMED =
            Map.of("b", "strong", "i", "em", "strike", "del", "s", "del", "tt", "code");
    private static final Set<String> BLOCKS_AROUND_TEXT =
            Set.of("div", "section", "article", "main", "header", "center", "address", "hgroup");

    /// What text is longer is cut: a page may write each of ten million characters so that it takes six here.
    private static final int MOST = 10_000_000;

    private static final int STEP = 64 * 1024;

    private final StringBuilder out = new StringBuilder();
    private final Addresses addresses;

    private NeutralHtml(Addresses addresses) {
        this.addresses = addresses;
    }

    /// The content of the piece, without the piece itself.
    static String of(Piece root, Addresses addresses) {
        NeutralHtml html = new NeutralHtml(addresses);
        html.children(root);
        return html.stripped();
    }

    private String stripped() {
        int from = 0;
        int to = out.length();
        while (from < to && Character.isWhitespace(out.charAt(from))) {
            from++;
        }
        while (to > from && Character.isWhitespace(out.charAt(to - 1))) {
            to--;
        }
        return out.substring(from, to);
    }

    // As deep as the page is, which the parser bounds at 512.
    private void children(Piece piece) {
        for (Piece child = piece.first; child != null; child = child.next) {
            if (child.isText()) {
                text(child.text);
            } else {
                element(child);
            }
        }
    }

    private void text(String text) {
        int at = 0;
        while (at < text.length() && out.length() < MOST) {
            int end = Math.min(text.length(), at + STEP);
            if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
                end--;
            }
            out.append(Entities.escape(text.substring(at, end)));
            at = end;
        }
    }

    private void element(Piece piece) {
        String tag = RENAMED.getOrDefault(piece.tag, piece.tag);
        if (tag.equals("img")) {
            image(piece);
        } else if (tag.equals("pre")) {
            code(piece);
        } else if (EMPTY.contains(tag)) {
            out.append('<').append(tag).append('>');
        } else if (tag.equals("iframe")
                || tag.equals("video")
                || tag.equals("audio")
                || tag.equals("embed")
                || tag.equals("object")) {
            media(piece);
        } else if (KEPT.contains(tag)) {
            kept(piece, tag);
        } else {
            boolean paragraph = BLOCKS_AROUND_TEXT.contains(tag) && holdsText(piece);
            out.append(paragraph ? "<p>" : "");
            children(piece);
            out.append(paragraph ? "</p>\n" : "");
        }
    }

    private void kept(Piece piece, String tag) {
        if (tag.equals("a")) {
            String address = addresses.link(piece.attribute("href"));
            if (address == null) {
                children(piece);
                return;
            }
            out.append("<a").append(attribute("href", address));
        } else {
            out.append('<').append(tag);
            attributes(piece, tag);
        }
        out.append('>');
        children(piece);
        out.append("</").append(tag).append('>');
        if (!Kinds.isPhrasing(piece) && !tag.equals("a")) {
            out.append('\n');
        }
    }

    private void attributes(Piece piece, String tag) {
        switch (tag) {
            case "td", "th" -> {
                number(piece, "colspan");
                number(piece, "rowspan");
            }
            case "ol" -> number(piece, "start");
            default -> {}
        }
        String direction = piece.attribute("dir").toLowerCase(Locale.ROOT);
        if (direction.equals("rtl") || direction.equals("ltr") || direction.equals("auto")) {
            out.append(attribute("dir", direction));
        }
    }

    private void number(Piece piece, String name) {
        String value = piece.attribute(name);
        if (!value.isEmpty() && value.length() <= 4 && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            out.append(attribute(name, value));
        }
    }

    /// A block of code as one text: what highlighters wrapped around its words is gone, every character is there.
    private void code(Piece pre) {
        boolean code = false;
        String language = language(pre);
        for (Piece at = pre.first; at != null; at = at.following(pre)) {
            if (at.is("code")) {
                code = true;
                language = language == null ? language(at) : language;
            }
        }
        String text = PlainText.code(pre);
        // HTML drops one line end directly after the tag.
        out.append(text.startsWith("\n") ? "<pre>\n" : "<pre>");
        if (code) {
            out.append("<code")
                    .append(language == null ? "" : attribute("class", language))
                    .append('>');
        }
        out.append(Entities.escape(text)).append(code ? "</code></pre>\n" : "</pre>\n");
    }

    private static @Nullable String language(Piece piece) {
        for (String name : Texts.parts(piece.attribute("class"))) {
            if ((name.startsWith("language-") || name.startsWith("lang-"))
                    && name.length() < 40
                    && name.matches("[A-Za-z0-9+#_.-]+")) {
                return name;
            }
        }
        return null;
    }

    private void image(Piece piece) {
        String address = piece.source == null ? null : addresses.picture(piece.source);
        if (address != null && !isTracker(piece)) {
            String alt = Texts.line(piece.attribute("alt"), 500);
            out.append("<img")
                    .append(attribute("src", address))
                    .append(alt == null ? "" : attribute("alt", alt))
                    .append('>');
        }
    }

    /// A picture of at most one pixel is there to count visits.
    private static boolean isTracker(Piece picture) {
        return picture.attribute("width").strip().matches("[01]")
                && picture.attribute("height").strip().matches("[01]");
    }

    /// What plays is named by a link to it.
    private void media(Piece piece) {
        String address = addresses.absolute(piece.attribute(piece.is("object") ? "data" : "src"));
        if (address != null) {
            out.append("<p><a")
                    .append(attribute("href", address))
                    .append('>')
                    .append(Entities.escape(address))
                    .append("</a></p>\n");
        } else {
            children(piece);
        }
    }

    private static boolean holdsText(Piece piece) {
        boolean text = false;
        for (Piece child = piece.first; child != null; child = child.next) {
            if (!Kinds.isPhrasing(child)) {
                return false;
            }
            text |= !child.isBlankText();
        }
        return text;
    }

    private static String attribute(String name, String value) {
        return " " + name + "=\"" + Entities.escape(value) + "\"";
    }
}
