package keeplink.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import keeplink.snapshot.CssTokenizer.Kind;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.parser.Parser;

/// Looks for anything in a composed document that could run, or load something from elsewhere. Reads the
/// document anew, as a browser would, and asks of every attribute whether it is one that may hold an address.
final class Inert {
    private static final Set<String> ACTIVE = Set.of(
            "script",
            "frame",
            "object",
            "embed",
            "applet",
            "base",
            "noscript",
            "xmp",
            "plaintext",
            "noembed",
            "noframes",
            "portal",
            "animate",
            "set",
            "animatetransform",
            "animatemotion",
            "annotation-xml",
            "source",
            "track",
            "param",
            "discard",
            "handler",
            "listener");
    private static final Set<String> ADDRESSES = Set.of(
            "src",
            "srcset",
            "data",
            "poster",
            "background",
            "action",
            "formaction",
            "ping",
            "cite",
            "longdesc",
            "codebase",
            "archive",
            "manifest",
            "profile",
            "xlink:href",
            "srcdoc",
            "from",
            "to",
            "values",
            "attributename",
            "dynsrc",
            "lowsrc",
            "imagesrcset",
            "nonce",
            "integrity",
            "content",
            "http-equiv",
            "target");

    /// Attributes a person reads, in which any words may stand.
    private static final Set<String> WORDS =
            Set.of("title", "alt", "placeholder", "label", "aria-label", "summary", "abbr", "value");

    private Inert() {}

    static void assertInert(String html) {
        List<String> found = new ArrayList<>();
        look(html, found);
        assertThat(found).isEmpty();
        assertThat(html).contains(PageWriter.HEAD).doesNotContain(BlobReference.SCHEME);
    }

    private static void look(String html, List<String> found) {
        Document document = Parser.htmlParser().parseInput(html, "");
        document.traverse((node, depth) -> look(node, found));
    }

    /// A frame is inert when it is sandboxed and holds its page itself, which is inert too.
    private static void frame(Element frame, List<String> found) {
        if (!frame.hasAttr("sandbox") || !frame.attr("sandbox").isEmpty() || frame.hasAttr("src")) {
            found.add("frame that may act");
        }
        if (!frame.attr("srcdoc").contains(PageWriter.HEAD)) {
            found.add("frame without a policy");
        }
        look(frame.attr("srcdoc"), found);
    }

    private static void look(Node node, List<String> found) {
        if (node instanceof Comment) {
            found.add("comment " + node);
        }
        if (!(node instanceof Element element)) {
            return;
        }
        String name = element.normalName();
        boolean isShadow =
                name.equals("template") && element.attr("shadowrootmode").matches("open|closed");
        if (ACTIVE.contains(name) || (name.equals("template") && !isShadow)) {
            found.add("element " + name);
        }
        if (name.equals("iframe")) {
            frame(element, found);
        }
        if (element.hasAttr("autoplay")) {
            found.add("plays by itself");
        }
        if (name.equals("style")) {
            css(element.data() + element.wholeText(), found);
            if ((element.data() + element.wholeText()).toLowerCase(Locale.ROOT).contains("</")) {
                found.add("tag in a style sheet");
            }
        }
        for (Attribute attribute : element.attributes()) {
            attribute(element, name, attribute.getKey().toLowerCase(Locale.ROOT), attribute.getValue(), found);
        }
    }

    private static void attribute(Element element, String name, String key, String value, List<String> found) {
        String plain = value.replaceAll("[\\x00-\\x20]", "").toLowerCase(Locale.ROOT);
        if (key.startsWith("on") || key.startsWith("formaction")) {
            found.add("handler " + key);
        } else if (key.equals("style") || Markup.SVG_STYLED.contains(key)) {
            css(value, found);
        } else if (key.equals("href")) {
            boolean link = name.equals("a") || name.equals("area");
            boolean harmless = plain.startsWith("#")
                    || plain.startsWith("data:image/")
                    || (link && plain.matches("(https?|mailto|tel):.*"));
            if (!harmless) {
                found.add("address " + name + " " + value);
            }
        } else if (ADDRESSES.contains(key)) {
            boolean ownMeta = name.equals("meta")
                    && (key.equals("content") || (key.equals("http-equiv") && value.equals("Content-Security-Policy")));
            boolean picture = Set.of("src", "background", "poster").contains(key) && plain.startsWith("data:image/");
            boolean media = Set.of("video", "audio").contains(name)
                    && key.equals("src")
                    && (plain.startsWith("data:video/") || plain.startsWith("data:audio/"));
            boolean frame = name.equals("iframe") && key.equals("srcdoc");
            boolean table = name.startsWith("fe") && key.equals("values");
            boolean set = name.equals("img")
                    && key.equals("srcset")
                    && value.matches("data:image/[a-z+-]+;base64,[A-Za-z0-9+/=]* [0-9.]+[wx]");
            if (!ownMeta && !picture && !media && !frame && !table && !set) {
                found.add("attribute " + key + "=" + value);
            }
        } else if (!WORDS.contains(key) && (plain.startsWith("javascript:") || plain.startsWith("vbscript:"))) {
            found.add("script " + key);
        }
        if (name.equals("meta") && element.attr("http-equiv").equalsIgnoreCase("refresh")) {
            found.add("refresh");
        }
    }

    /// Asserts that what was written of a style sheet is inert, contains nothing a parser of HTML could take for
    /// markup, is read as what it was written for, and ends where a block around it is closed.
    static void assertInertSheet(String written) {
        List<String> found = new ArrayList<>();
        css(written, found);
        assertThat(found).as("%s", written).isEmpty();
        assertThat(written)
                .doesNotContain("</")
                .doesNotContain("<!")
                .doesNotContainPattern("<[a-zA-Z?]")
                .doesNotContainPattern("&[a-zA-Z#]");
        List<String> tokens = tokens(written);
        // of such a set something may be left out each time it is written
        if (tokens.stream().noneMatch(token -> token.endsWith("image-set"))) {
            assertThat(tokens(StyleRewriter.sheet(written, "", new InlineReferences())))
                    .as("written once more: %s", written)
                    .isEqualTo(tokens);
        }
        String within = "@media all{" + written + "}AFTER{b:c}";
        assertThat(StyleRewriter.sheet(within, "", new InlineReferences()))
                .as("%s", written)
                .endsWith("}AFTER{b:c}");
    }

    private static final Set<Kind> BETWEEN = Set.of(Kind.WHITESPACE, Kind.COMMENT, Kind.SEMICOLON);

    /// What a browser reads, but for what stands between.
    private static List<String> tokens(String css) {
        CssTokenizer tokens = new CssTokenizer(css);
        List<String> found = new ArrayList<>();
        while (tokens.next() != Kind.EOF) {
            if (!BETWEEN.contains(tokens.kind())) {
                found.add(tokens.kind() + " " + (tokens.value().isEmpty() ? tokens.raw() : tokens.value()));
            }
        }
        return found;
    }

    static void css(String css, List<String> found) {
        CssTokenizer tokens = new CssTokenizer(CssTokenizer.preprocess(css));
        boolean function = false;
        boolean declares = true;
        String property = "";
        Deque<Kind> open = new ArrayDeque<>();
        while (tokens.next() != Kind.EOF) {
            switch (tokens.kind()) {
                case URL -> address(tokens.value(), found);
                case STRING -> {
                    if (function) {
                        address(tokens.value(), found);
                    }
                }
                case AT_KEYWORD -> {
                    if (Set.of("import", "namespace", "charset").contains(tokens.name())
                            && !css.startsWith("@namespace", tokens.start())) {
                        found.add("@" + tokens.name());
                    }
                }
                case FUNCTION -> {
                    if (tokens.name().equals("expression")) {
                        found.add("expression");
                    }
                }
                case IDENT -> {
                    if (tokens.name().equals("progid")) {
                        found.add("progid");
                    }
                    property = declares && open.stream().allMatch(Kind.CLOSE_CURLY::equals) ? tokens.name() : "";
                }
                case COLON -> {
                    if (Set.of("behavior", "-moz-binding").contains(property)) {
                        found.add(property);
                    }
                }
                default -> {}
            }
            if (tokens.kind() != Kind.WHITESPACE && tokens.kind() != Kind.COMMENT) {
                declares = tokens.kind() == Kind.OPEN_CURLY || tokens.kind() == Kind.SEMICOLON;
                property = tokens.kind() == Kind.IDENT ? property : "";
            }
            switch (tokens.kind()) {
                case FUNCTION, OPEN_PAREN -> open.push(Kind.CLOSE_PAREN);
                case OPEN_SQUARE -> open.push(Kind.CLOSE_SQUARE);
                case OPEN_CURLY -> open.push(Kind.CLOSE_CURLY);
                default -> {
                    if (tokens.kind() == open.peek()) {
                        open.pop();
                    }
                }
            }
            if (tokens.kind() == Kind.FUNCTION) {
                function = Set.of("url", "src", "image", "image-set", "-webkit-image-set")
                                .contains(tokens.name())
                        || (function && !tokens.name().equals("type"));
            }
            function &= tokens.kind() != Kind.CLOSE_PAREN;
        }
    }

    private static void address(String address, List<String> found) {
        String lower = address.toLowerCase(Locale.ROOT).strip();
        if (!lower.startsWith("data:image/")
                && !lower.startsWith("data:font/")
                && !lower.equals("data:,")
                && !lower.startsWith("#")) {
            found.add("address in styles " + address);
        }
    }
}
