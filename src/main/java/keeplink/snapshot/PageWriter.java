package keeplink.snapshot;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.DocumentType;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/// Writes a page as HTML that shows the same and does nothing: only elements and attributes known to be harmless
/// are written, every text escaped, every address a link to follow or one of [References].
///
/// The text is read again by a browser, maybe into another tree than the one it was written from: that makes no
/// difference, because no piece of it means anything active wherever it ends up (see [CssText] and [HtmlText]).
/// The page is only read. One thread at a time; recursion is as deep as the parser lets a page be, 512.
final class PageWriter {
    /// Nothing is loaded that is not in the file, and nothing runs.
    static final String POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; "
            + "media-src data:; base-uri 'none'; form-action 'none'";

    /// What every document has at the start of its head.
    static final String HEAD = "<meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\""
            + POLICY + "\"><meta name=\"referrer\" content=\"no-referrer\">";

    private static final Set<String> KEPT_META =
            Set.of("viewport", "description", "keywords", "author", "color-scheme", "theme-color");
    private static final Pattern IDENTIFIER = Pattern.compile("(?!.*keeplink)[A-Za-z0-9 /:.,+()_-]{1,200}");
    private static final Set<String> PREFORMATTED = Set.of("xmp", "plaintext", "listing");
    private static final int MAX_DATA_ATTRIBUTE = 128;

    /// Where a link goes that ran a script: it still looks like a link.
    private static final String NOWHERE = "#keeplink-nowhere";

    /// What may be an address; a label such as `Price:` or `9/10` is none, and a style may show it by `attr()`.
    private static final Pattern ADDRESS =
            Pattern.compile("(?is).*(//|[a-z]script:|data:).*|\\s*[a-z][a-z0-9+.-]*:\\S+\\s*|(?![0-9/]+$)\\S*/\\S*");

    private final String base;
    private final String pageUrl;
    private final References references;
    private final PageOutput out;
    private final Vectors vectors;
    private final Embeds embeds;
    private final Sheets sheets;
    private final Framesets framesets;

    PageWriter(Document page, String pageUrl, References references, PageOutput out) {
        Element declared = page.selectFirst("base[href]");
        this.base = Addresses.base(pageUrl, declared == null ? null : declared.attr("href"));
        this.pageUrl = pageUrl;
        this.references = references;
        this.out = out;
        this.vectors = new Vectors(this, out);
        this.embeds = new Embeds(this, out);
        this.sheets = new Sheets(this, out);
        this.framesets = new Framesets(this, out);
    }

    /// Writes the whole document.
    ///
    /// @param end what to write before the end of the body, asked for when everything else is written
    void document(Document page, Supplier<String> end) {
        doctype(page.documentType());
        Element html = page.selectFirst("html");
        out.append("<html");
        if (html != null) {
            attributes(html);
        }
        out.append("><head>").append(HEAD);
        children(page.head());
        out.append("</head><body");
        Element body = page.body();
        if (body.nameIs("frameset")) {
            out.append('>');
            framesets.set(body);
        } else {
            attributes(body);
            out.append('>');
            children(body);
        }
        out.append(end.get()).append("</body></html>");
    }

    /// How a browser lays out the page depends on it (HTML standard, section 13.2.6.4.1); an unknown one is left
    /// out, as is its effect.
    private void doctype(@Nullable DocumentType type) {
        if (type == null || !type.name().equalsIgnoreCase("html")) {
            return;
        }
        out.append("<!DOCTYPE html");
        if (IDENTIFIER.matcher(type.publicId()).matches()) {
            out.append(" PUBLIC \"").append(type.publicId()).append('"');
            if (IDENTIFIER.matcher(type.systemId()).matches()) {
                out.append(" \"").append(type.systemId()).append('"');
            }
        }
        out.append('>');
    }

    /// Whether the document became too long and ends early.
    boolean isCut() {
        return out.length() >= HtmlText.MOST;
    }

    String base() {
        return base;
    }

    References references() {
        return references;
    }

    /// An address to follow; null where there is none.
    @Nullable
    String link(String address) {
        return Addresses.ofLink(base, pageUrl, address);
    }

    /// Writes what is in an element.
    void children(Element parent) {
        List<Node> nodes = parent.childNodes();
        Element before = null;
        for (int i = 0; i < nodes.size() && !isCut(); i++) {
            Node node = nodes.get(i);
            if (node instanceof Element element) {
                if (element.nameIs("noscript")) {
                    if (!Noscript.repeats(element, before, nodes, i)) {
                        noscript(element);
                    }
                } else {
                    node(element);
                    before = element;
                }
            } else {
                node(node);
            }
        }
    }

    private void noscript(Element element) {
        if (Noscript.mayStand(element)) {
            copy(element, Noscript.NAME);
        } else {
            children(element);
        }
    }

    private void node(Node node) {
        switch (node) {
            case Element element -> element(element);
            case TextNode text -> text(text.getWholeText());
            default -> {}
        }
    }

    void text(String text) {
        references.shown(text);
        HtmlText.escape(out, text);
    }

    private void element(Element element) {
        String namespace = element.tag().namespace();
        if (namespace.equals(Parser.NamespaceSvg)) {
            vectors.svg(element);
        } else if (namespace.equals(Parser.NamespaceMathml)) {
            vectors.mathml(element);
        } else {
            html(element, element.normalName());
        }
    }

    private void html(Element element, String name) {
        switch (name) {
            case "style" -> sheets.style(element);
            case "link" -> sheets.link(element);
            case "meta" -> meta(element);
            case "title" -> {
                out.append("<title>");
                text(element.wholeText());
                out.append("</title>");
            }
            case "img", "image" -> embeds.image(element);
            case "input" -> embeds.input(element);
            case "iframe", "frame", "object", "embed", "applet", "video", "audio" -> embeds.embed(element, name);
            case "frameset" -> framesets.set(element);
            // Without scripts nothing is drawn on it, and a browser shows what is inside instead.
            case "canvas" -> copy(element, element.childNodeSize() == 0 ? "canvas" : "span");
            case "xmp", "plaintext", "listing" -> preformatted(element);
            case "template" -> {
                // A browser shows such a template without scripts, as the inside of the element around it, whose
                // styles stay apart from the page's.
                String mode = element.attr("shadowrootmode").toLowerCase(Locale.ROOT);
                if (mode.equals("open") || mode.equals("closed")) {
                    out.append("<template shadowrootmode=\"").append(mode).append("\">");
                    children(element);
                    out.append("</template>");
                }
            }
            default -> {
                if (Markup.HTML.contains(name) || Markup.isMadeUp(name)) {
                    copy(element, name);
                } else if (!Markup.DROPPED.contains(name)) {
                    children(element);
                }
            }
        }
    }

    private void copy(Element element, String name) {
        out.append('<').append(name);
        attributes(element);
        // a link asks for nothing, and to make its address absolute takes long
        if (out.isRead() && (name.equals("a") || name.equals("area"))) {
            href(element);
        }
        out.append('>');
        if (Markup.VOID.contains(name)) {
            return;
        }
        if (name.equals("textarea") || name.equals("pre")) {
            leadingLine(element.wholeText());
        }
        if (name.equals("textarea")) {
            text(element.wholeText());
        } else {
            children(element);
        }
        out.append("</").append(name).append('>');
    }

    /// A parser leaves out the first line feed of these elements, so one that is there is written twice.
    private void leadingLine(String text) {
        if (text.startsWith("\n")) {
            out.append('\n');
        }
    }

    private void preformatted(Element element) {
        out.append("<pre");
        attributes(element);
        out.append('>');
        String text = PREFORMATTED.contains(element.normalName()) && element.childrenSize() == 0
                ? element.data() + element.wholeText()
                : "";
        leadingLine(text);
        if (text.isEmpty()) {
            children(element);
        } else {
            text(text);
        }
        out.append("</pre>");
    }

    private void href(Element element) {
        if (element.hasAttr("href")) {
            String address = link(element.attr("href"));
            attribute("href", address == null ? NOWHERE : address);
            if (address != null && !address.startsWith("#")) {
                out.append(" rel=\"noopener noreferrer nofollow\"");
            }
        }
    }

    /// Writes the attributes that may stand on any element, and those with styles and pictures in them.
    void attributes(Element element) {
        attributes(element, List.of());
    }

    /// The same without some.
    void attributes(Element element, List<String> without) {
        if (element.attributesSize() == 0) {
            // asking for them would give it an empty list of its own
            return;
        }
        Set<String> written = new HashSet<>();
        for (Attribute attribute : element.attributes()) {
            String name = attribute.getKey().toLowerCase(Locale.ROOT);
            String value = attribute.getValue();
            if (without.contains(name)) {
                continue;
            }
            if (name.equals("style")) {
                styleAttribute(element, value);
            } else if (name.equals("background")) {
                background(value);
            } else if (mayStay(element, name, value) && written.add(name)) {
                attribute(name.equals("xml:lang") ? "lang" : name, value);
                shown(name, value);
            }
        }
    }

    private static boolean mayStay(Element element, String name, String value) {
        // In a drawing, where a browser may read the element anew, it would be a style.
        if (Markup.SVG_STYLED.contains(name)) {
            return false;
        }
        if (Markup.isOpenEnded(element.normalName(), name)) {
            // Styles may ask for these; long ones and addresses are food for scripts.
            return name.startsWith("aria-")
                    || (value.length() <= MAX_DATA_ATTRIBUTE
                            && !ADDRESS.matcher(value).matches());
        }
        if (name.equals("xml:lang")) {
            return !element.hasAttr("lang");
        }
        if (name.equals("value") && element.attr("type").equalsIgnoreCase("password")) {
            return false;
        }
        return Markup.HTML_ATTRIBUTES.contains(name);
    }

    private void shown(String name, String value) {
        switch (name) {
            case "alt", "placeholder", "value", "label", "title" -> references.shown(value);
            case "face" -> List.of(value.split(",", 20)).forEach(references::fontUsed);
            default -> {}
        }
    }

    private void styleAttribute(Element element, String value) {
        // WeChat hides its articles until a script shows them.
        if (element.id().equals("js_content")) {
            return;
        }
        String css = StyleRewriter.declarations(value, base, references);
        if (!css.isBlank()) {
            out.append(" style=\"");
            HtmlText.escapeOwn(out, css);
            out.append('"');
        }
    }

    private void background(String value) {
        String url = Addresses.ofFile(base, value);
        String reference = url == null ? null : references.picture(List.of(url));
        if (reference != null) {
            own("background", reference);
        }
    }

    /// Writes an attribute with a value from the page.
    void attribute(String name, String value) {
        out.append(' ').append(name).append("=\"");
        HtmlText.escape(out, value);
        out.append('"');
    }

    /// Writes an attribute with a reference.
    void own(String name, String value) {
        out.append(' ').append(name).append("=\"");
        HtmlText.escapeOwn(out, value);
        out.append('"');
    }

    private void meta(Element element) {
        String name = element.attr("name").strip().toLowerCase(Locale.ROOT);
        if (KEPT_META.contains(name)) {
            out.append("<meta");
            attribute("name", name);
            attribute("content", element.attr("content"));
            out.append('>');
        }
    }

    /// Something is left out, with a link to it in its place.
    void linkInstead(Element element, String address, String sign) {
        out.append("<a");
        attributes(element);
        link(address, sign);
    }

    /// Writes a link that takes the room of an element.
    ///
    /// @param style declarations that are a part of the page or of our own
    void linkInPlaceOf(Element element, String style, String address, String sign) {
        out.append("<a");
        attributes(element, List.of("width", "height", "style"));
        own("style", style);
        link(address, sign);
    }

    private void link(String address, String sign) {
        attribute("href", address);
        out.append(" rel=\"noopener noreferrer nofollow\">").append(sign);
        HtmlText.escape(out, address);
        out.append("</a>");
    }
}
