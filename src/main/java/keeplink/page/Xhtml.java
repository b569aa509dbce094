package keeplink.page;

import java.util.Locale;
import java.util.Set;
import org.jsoup.parser.Parser;

/// Rewrites XHTML as HTML that means the same: empty tags get an end, CDATA sections become text, and the document
/// type becomes that of today, since XML has no quirks (HTML standard, section 14).
///
/// Forgiving where a browser would show nothing but an error. Linear in the text.
final class Xhtml {
    private static final Set<String> VOID = Set.of(
            "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
            "wbr");

    /// Their text is no markup in HTML, and references in it would stay.
    private static final Set<String> RAW = Set.of("style", "script");

    private final String xml;
    private final StringBuilder html;
    private int at;

    private Xhtml(String xml) {
        this.xml = xml;
        this.html = new StringBuilder(xml.length() + 64).append("<!DOCTYPE html>");
    }

    static String asHtml(String xml) {
        Xhtml rewriting = new Xhtml(xml);
        while (rewriting.at < xml.length()) {
            rewriting.next();
        }
        return rewriting.html.toString();
    }

    private void next() {
        if (xml.startsWith("<![CDATA[", at)) {
            String text = section("<![CDATA[", "]]>");
            html.append(text.replace("&", "&amp;").replace("<", "&lt;"));
        } else if (xml.startsWith("<!--", at)) {
            section("<!--", "-->");
        } else if (xml.startsWith("<?", at)) {
            section("<?", "?>");
        } else if (xml.startsWith("<!", at)) {
            documentType();
        } else if (xml.charAt(at) == '<') {
            tag();
        } else {
            int end = xml.indexOf('<', at);
            end = end < 0 ? xml.length() : end;
            html.append(xml, at, end);
            at = end;
        }
    }

    /// What is between a start and an end; goes on behind it.
    private String section(String start, String end) {
        int from = Math.min(at + start.length(), xml.length());
        int to = xml.indexOf(end, from);
        at = to < 0 ? xml.length() : to + end.length();
        return xml.substring(from, to < 0 ? xml.length() : to);
    }

    private void documentType() {
        boolean subset = false;
        while (at < xml.length()) {
            char c = xml.charAt(at++);
            subset = c == '[' || (subset && c != ']');
            if (c == '>' && !subset) {
                return;
            }
        }
    }

    private void tag() {
        int start = at;
        char quote = '\0';
        while (++at < xml.length() && (quote != '\0' || xml.charAt(at) != '>')) {
            char c = xml.charAt(at);
            quote = quote == c ? '\0' : quote == '\0' && (c == '"' || c == '\'') ? c : quote;
        }
        String tag = xml.substring(start, Math.min(at, xml.length()));
        at = Math.min(at + 1, xml.length());
        boolean closes = tag.startsWith("</");
        boolean empty = tag.endsWith("/");
        String name = name(tag, closes ? 2 : 1);
        boolean isVoid = VOID.contains(name);
        if (!(closes && isVoid)) {
            html.append(empty ? tag.substring(0, tag.length() - 1) : tag).append('>');
        }
        if (empty && !closes && !isVoid) {
            html.append("</").append(name).append('>');
        } else if (!closes && RAW.contains(name)) {
            raw(name);
        }
    }

    private static String name(String tag, int from) {
        int to = from;
        while (to < tag.length() && tag.charAt(to) > ' ' && tag.charAt(to) != '/') {
            to++;
        }
        return tag.substring(from, to).toLowerCase(Locale.ROOT);
    }

    private void raw(String name) {
        int end = xml.indexOf("</" + name, at);
        end = end < 0 ? xml.length() : end;
        while (at < end) {
            int section = xml.indexOf("<![CDATA[", at, end);
            int to = section < 0 ? end : section;
            html.append(Parser.unescapeEntities(xml.substring(at, to), false));
            at = to;
            if (at < end) {
                html.append(section("<![CDATA[", "]]>"));
            }
        }
    }
}
