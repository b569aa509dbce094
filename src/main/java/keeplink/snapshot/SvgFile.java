package keeplink.snapshot;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import keeplink.page.Charsets;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/// Writes an SVG document anew with only what draws: no scripts, handlers, animations, foreign content, or
/// addresses outside the document.
///
/// A browser runs nothing in a picture; this is for whoever opens the file by itself.
final class SvgFile {
    /// A larger one is data, not a drawing; reading it would cost more than it is worth.
    private static final int MAX_BYTES = 3_000_000;

    private static final Pattern ENTITY =
            Pattern.compile("<!ENTITY\\s+([A-Za-z_][A-Za-z0-9_.-]{0,60})\\s+[\"']([^\"'&%<]{0,500})[\"']\\s*>");
    private static final int MAX_ENTITIES = 64;

    /// How many other pieces one piece may use.
    private static final int MAX_USED = 64;

    private static final Pattern LOCAL = Pattern.compile("url\\(\\s*[\"']?#([^\"')\\s]{1,200})");

    private final StringBuilder out = new StringBuilder();
    private final References references = new InlineReferences();
    private final boolean withinPage;
    private String idPrefix = "";

    private SvgFile(boolean withinPage) {
        this.withinPage = withinPage;
    }

    /// The document without what could act; empty for what is no SVG or too large.
    static Optional<byte[]> clean(byte[] bytes) {
        return root(bytes).map(root -> {
            SvgFile file = new SvgFile(false);
            file.write(root, "svg", " xmlns=\"http://www.w3.org/2000/svg\"", null);
            return file.out.toString().getBytes(StandardCharsets.UTF_8);
        });
    }

    /// The piece with an id, under another id, so that it can stand in any SVG of a page: a view as a symbol, a
    /// shape as that shape.
    static Optional<String> symbol(byte[] bytes, String id, String newId) {
        return root(bytes).map(root -> root.getElementById(id)).map(piece -> {
            SvgFile file = new SvgFile(true);
            file.idPrefix = newId + "-";
            String name = name(piece);
            boolean view = name.equals("symbol") || name.equals("svg");
            file.write(piece, view ? "symbol" : isKept(name) ? written(piece) : "g", "", newId);
            file.out.append("<defs>");
            usedBy(piece).forEach(file::element);
            return file.out.append("</defs>").toString();
        });
    }

    /// The gradients, shapes and the like elsewhere in the document that a piece of it refers to, and what these
    /// refer to.
    private static List<Element> usedBy(Element piece) {
        Element root = piece.root();
        Deque<Element> open = new ArrayDeque<>(List.of(piece));
        Set<Element> found = new LinkedHashSet<>();
        while (!open.isEmpty() && found.size() < MAX_USED) {
            for (Element element : open.pop().getAllElements()) {
                for (Attribute attribute : element.attributes()) {
                    Element used = local(attribute).map(root::getElementById).orElse(null);
                    if (used != null && used != piece && !used.parents().contains(piece) && found.add(used)) {
                        open.add(used);
                    }
                }
            }
        }
        return List.copyOf(found);
    }

    private static Optional<String> local(Attribute attribute) {
        String value = attribute.getValue();
        if (attribute.getKey().endsWith("href")) {
            return value.startsWith("#") ? Optional.of(value.substring(1)) : Optional.empty();
        }
        Matcher matcher = LOCAL.matcher(value);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private String renamed(String css) {
        return css.replace("url(\"#", "url(\"#" + idPrefix);
    }

    private static Optional<Element> root(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            return Optional.empty();
        }
        Document document = Parser.xmlParser()
                .parseInput(expanded(Charsets.decode(bytes, null).text()), "");
        return Optional.ofNullable(document.firstElementChild())
                .filter(root -> name(root).equals("svg"));
    }

    /// Drawing programs declare their namespaces as entities; only those without markup or entities in them
    /// count, and only as long as the text grows no more than twofold.
    private static String expanded(String xml) {
        int doctype = xml.indexOf("<!DOCTYPE");
        int end = doctype < 0 ? -1 : xml.indexOf("]>", doctype);
        if (end < 0) {
            return xml;
        }
        Map<String, String> entities = new HashMap<>();
        Matcher matcher = ENTITY.matcher(xml.substring(doctype, end));
        while (matcher.find() && entities.size() < MAX_ENTITIES) {
            entities.putIfAbsent(matcher.group(1), matcher.group(2));
        }
        String body = xml.substring(end + 2);
        StringBuilder text = new StringBuilder(body.length());
        int at = 0;
        int amp;
        while ((amp = body.indexOf('&', at)) >= 0 && text.length() < 2 * body.length()) {
            int semicolon = body.indexOf(';', amp);
            String value =
                    semicolon < 0 || semicolon - amp > 64 ? null : entities.get(body.substring(amp + 1, semicolon));
            text.append(body, at, amp).append(value == null ? "&" : value);
            at = value == null ? amp + 1 : semicolon + 1;
        }
        return text.append(body, at, body.length()).toString();
    }

    private static String name(Element element) {
        return written(element).toLowerCase(Locale.ROOT);
    }

    private void element(Element element) {
        if (isKept(name(element))) {
            write(element, written(element), "", null);
        }
    }

    private static boolean isKept(String name) {
        return Markup.SVG.contains(name) && !name.equals("foreignobject");
    }

    /// Names of SVG are case-sensitive where it is read as XML.
    private static String written(Element element) {
        String name = element.tagName();
        return name.startsWith("svg:") ? name.substring(4) : name;
    }

    private void write(Element element, String name, String namespace, @Nullable String id) {
        out.append('<').append(name).append(namespace);
        if (id != null) {
            attribute("id", id);
        }
        for (Attribute attribute : element.attributes()) {
            String key = attribute.getKey();
            String lower = key.toLowerCase(Locale.ROOT);
            if (lower.equals("style")) {
                attribute(key, renamed(StyleRewriter.declarations(attribute.getValue(), "", references)));
            } else if (Markup.SVG_STYLED.contains(lower)) {
                attribute(key, renamed(StyleRewriter.value(attribute.getValue(), "", references, lower)));
            } else if (Markup.mayDraw(name(element), lower) && (id == null || !lower.equals("id"))) {
                attribute(key, lower.equals("id") ? idPrefix + attribute.getValue() : attribute.getValue());
            }
        }
        href(element);
        out.append('>');
        if (name.equalsIgnoreCase("style")) {
            style(element);
        } else {
            for (Node node : element.childNodes()) {
                if (node instanceof TextNode text) {
                    HtmlText.escape(out, text.getWholeText());
                } else if (node instanceof Element child) {
                    element(child);
                }
            }
        }
        out.append("</").append(name).append('>');
    }

    /// As it is, a sheet is safe anywhere in HTML, where nothing may tell that it is in a drawing; in XML, not even an
    /// ampersand may stand by itself.
    private void style(Element element) {
        String css = Vectors.sheet(element, "", references);
        if (withinPage) {
            out.append(css);
        } else {
            HtmlText.escape(out, css);
        }
    }

    private void href(Element element) {
        String href = Vectors.href(element);
        String name = name(element);
        if (name.equals("image") || name.equals("feimage")) {
            String picture = href.isEmpty() ? null : references.picture(List.of(href));
            if (picture != null) {
                attribute("href", picture);
            }
        } else if (href.startsWith("#")) {
            attribute("href", "#" + idPrefix + href.substring(1));
        }
    }

    private void attribute(String name, String value) {
        out.append(' ').append(name).append("=\"");
        HtmlText.escape(out, value);
        out.append('"');
    }
}
