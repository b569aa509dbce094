package keeplink.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.parser.Tag;

/// Looks for anything in a composed document that could run, or load something from elsewhere.
///
/// The document is read anew, as a browser would: as it is, written and read once more, and as if it stood in places
/// where markup means something else. Whatever the reading, an element or attribute that is not among those a snapshot
/// may hold counts, and so does a value that is not one of the few its attribute may have.
final class Inert {
    /// Elements that act or load, whatever they are given; no list of what may be written is to name them.
    private static final Set<String> ACTIVE = words("""
        script frame frameset object embed applet base noscript xmp plaintext noembed noframes portal fencedframe
        animate set animatetransform animatemotion animatecolor mpath annotation-xml source track param discard handler
        listener bgsound basefont isindex keygen\
        """);

    /// Attributes that name something to load, to go to or to run; what they may hold is asked one by one.
    private static final Set<String> NEVER = words("""
        action formaction formtarget formmethod ping cite longdesc codebase archive classid code manifest profile
        xlink:href xml:base from to by attributename dynsrc lowsrc imagesrcset imagesizes nonce integrity target
        download autoplay autofocus is data attributionsrc command commandfor csp allow allowfullscreen itemtype itemid
        about resource requiredextensions method enctype as actiontype definitionurl\
        """);

    /// What a writer adds of its own, beside what [Markup] has.
    private static final Set<String> OWN_ELEMENTS = words("""
        html head body meta title style link img input iframe video audio template\
        """);

    private static final Set<String> OWN_ATTRIBUTES = words("""
        style src srcset sizes href rel poster background controls loop muted sandbox srcdoc frameborder scrolling media
        shadowrootmode charset content http-equiv\
        """);

    private static final Set<String> NAMED_META = Set.of(
            "viewport",
            "description",
            "keywords",
            "author",
            "color-scheme",
            "theme-color",
            "referrer",
            "keeplink:source",
            "keeplink:taken");

    private static final Pattern START =
            Pattern.compile("(?:<!DOCTYPE html[^<>]*+>)?<html[^<>]*+><head>" + Pattern.quote(PageWriter.HEAD));
    private static final Pattern PICTURE = Pattern.compile(
            "data:image/(?:png|jpeg|gif|webp|avif|bmp|x-icon|svg\\+xml);base64,([A-Za-z0-9+/=]*+)(?:#[A-Za-z0-9_.-]{1,100})?");
    private static final Pattern MEDIA = Pattern.compile("data:(?:video|audio)/[a-z0-9]+;base64,[A-Za-z0-9+/=]*+");
    static final Pattern FONT = Pattern.compile("data:font/(?:woff2?|otf|ttf|collection);base64,[A-Za-z0-9+/=]*+");
    private static final Pattern LINK = Pattern.compile("(?:https?|mailto|tel):[^\\x00-\\x20]*.*", Pattern.DOTALL);

    /// A document of no more is read in several ways; of a longer one that would take too long.
    private static final int READ_IN_MANY_WAYS = 100_000;

    private Inert() {}

    static void assertInert(String html) {
        List<String> found = new ArrayList<>();
        if (!START.matcher(html).lookingAt()) {
            found.add("a start without a policy");
        }
        Document document = Parser.htmlParser().parseInput(html, "");
        document(document, found);
        if (html.length() <= READ_IN_MANY_WAYS) {
            found.addAll(readInOtherWays(html, document));
        }
        assertThat(found).isEmpty();
        assertThat(html).doesNotContain(BlobReference.SCHEME);
    }

    /// A piece of markup that is to stand within a document.
    static void assertInertWithin(String html) {
        assertInert("<html><head>" + PageWriter.HEAD + "</head><body>" + html + "</body></html>");
    }

    /// What is written of a tree may be read as another tree.
    private static List<String> readInOtherWays(String html, Document document) {
        List<String> found = new ArrayList<>();
        document.outputSettings().prettyPrint(false);
        Parser.htmlParser().parseInput(document.outerHtml(), "").traverse((node, depth) -> node(node, found));
        for (Element within : List.of(
                new Element(Tag.valueOf("svg", Parser.NamespaceSvg, org.jsoup.parser.ParseSettings.htmlDefault), ""),
                new Element(
                        Tag.valueOf("math", Parser.NamespaceMathml, org.jsoup.parser.ParseSettings.htmlDefault), ""),
                new Element("select"),
                new Element("table"),
                new Element("template"))) {
            List<String> here = new ArrayList<>();
            Parser.htmlParser()
                    .parseFragmentInput(html, within, "")
                    .forEach(top -> top.traverse((node, depth) -> node(node, here)));
            here.forEach(what -> found.add("within " + within.tagName() + ": " + what));
        }
        return found;
    }

    /// A document as it stands in a file: its policy is the first there is, and the only one.
    private static void document(Document document, List<String> found) {
        Element first = document.head().childrenSize() > 1 ? document.head().child(1) : document.head();
        if (!first.attr("content").equals(PageWriter.POLICY)
                || document.select("meta[http-equiv]").size() != 1
                || document.select("head").size() != 1) {
            found.add("another policy");
        }
        document.traverse((node, depth) -> node(node, found));
    }

    /// A frame is inert when it is sandboxed and holds its page itself, which is inert too.
    private static void frame(Element frame, List<String> found) {
        if (!frame.hasAttr("sandbox") || !frame.attr("sandbox").isEmpty() || frame.hasAttr("src")) {
            found.add("frame that may act");
        }
        String inside = frame.attr("srcdoc");
        if (!inside.equals(PageWriter.HEAD) && !START.matcher(inside).lookingAt()) {
            found.add("frame without a policy");
        }
        document(Parser.htmlParser().parseInput(inside, ""), found);
    }

    private static void node(Node node, List<String> found) {
        if (!(node instanceof Element element)) {
            if (!(node instanceof TextNode
                    || node instanceof org.jsoup.nodes.DataNode
                    || node instanceof org.jsoup.nodes.DocumentType)) {
                found.add("node " + shortened(node.toString()));
            }
            return;
        }
        if (element instanceof Document) {
            return;
        }
        String name = element.normalName();
        boolean isShadow = element.attr("shadowrootmode").matches("open|closed");
        if (ACTIVE.contains(name) || !mayBe(name) || (name.equals("template") && !isShadow)) {
            found.add("element " + name);
        }
        switch (name) {
            case "iframe" -> frame(element, found);
            case "meta" -> meta(element, found);
            case "link" -> {
                if (!element.attr("rel").equals("icon")) {
                    found.add("link " + element.attr("rel"));
                }
            }
            case "style" -> style(element.data() + element.wholeText(), found);
            default -> {}
        }
        for (Attribute attribute : element.attributes()) {
            attribute(name, attribute.getKey().toLowerCase(Locale.ROOT), attribute.getValue(), found);
        }
    }

    private static boolean mayBe(String name) {
        return Markup.HTML.contains(name)
                || OWN_ELEMENTS.contains(name)
                || Markup.SVG.contains(name)
                || Markup.MATHML.contains(name)
                || Markup.isMadeUp(name);
    }

    private static void style(String css, List<String> found) {
        InertStyles.look(css, found);
        if (css.contains("</") || css.contains("<!")) {
            found.add("tag in a style sheet");
        }
    }

    private static void meta(Element meta, List<String> found) {
        boolean policy = meta.attr("http-equiv").equals("Content-Security-Policy")
                && meta.attr("content").equals(PageWriter.POLICY);
        boolean charset = meta.attr("charset").equals("utf-8") && meta.attributesSize() == 1;
        boolean named = NAMED_META.contains(meta.attr("name")) && !meta.hasAttr("http-equiv");
        if (!policy && !charset && !named) {
            found.add("meta " + shortened(meta.outerHtml()));
        }
    }

    private static void attribute(String name, String key, String value, List<String> found) {
        // On an element a page made up it means something only to the page's own scripts.
        boolean own = Markup.isOfCustom(name, key);
        if (key.startsWith("on") || (NEVER.contains(key) && !own) || !mayBe(name, key)) {
            found.add("attribute " + key + "=" + shortened(value));
        } else if (key.equals("style") || Markup.SVG_STYLED.contains(key)) {
            InertStyles.look(value, found);
        } else if (!own && !isHarmless(name, key, value, found)) {
            found.add("value of " + name + " " + key + "=" + shortened(value));
        }
    }

    private static boolean mayBe(String name, String key) {
        return Markup.HTML_ATTRIBUTES.contains(key)
                || OWN_ATTRIBUTES.contains(key)
                || Markup.SVG_ATTRIBUTES.contains(key)
                || Markup.MATHML_ATTRIBUTES.contains(key)
                || Markup.isOpenEnded(name, key);
    }

    /// Whether an attribute that could name an address has one that nothing is asked of.
    private static boolean isHarmless(String name, String key, String value, List<String> found) {
        return switch (key) {
            case "href" -> isHarmlessLink(name, value, found);
            case "src" ->
                Set.of("video", "audio").contains(name)
                        ? MEDIA.matcher(value).matches() || value.equals("data:,")
                        : Set.of("img", "input").contains(name) && isPicture(value, found);
            case "poster", "background" -> isPicture(value, found);
            case "srcset" -> {
                int space = value.lastIndexOf(' ');
                yield name.equals("img")
                        && space > 0
                        && value.substring(space + 1).matches("[0-9.]+[wx]")
                        && isPicture(value.substring(0, space), found);
            }
            case "sizes" -> name.equals("img");
            case "values" -> name.startsWith("fe");
            case "srcdoc", "sandbox" -> name.equals("iframe");
            case "charset", "content", "http-equiv" -> name.equals("meta");
            case "rel" -> Set.of("icon", "noopener noreferrer nofollow").contains(value);
            case "media" -> name.equals("style");
            default -> true;
        };
    }

    private static boolean isHarmlessLink(String name, String value, List<String> found) {
        if (value.startsWith("#")) {
            return true;
        }
        return switch (name) {
            case "a", "area" -> LINK.matcher(value).matches();
            case "image", "img", "feimage", "link" -> isPicture(value, found);
            default -> false;
        };
    }

    /// Whether it is a picture within its address; a drawing must be inert as well, as a file of its own.
    static boolean isPicture(String address, List<String> found) {
        Matcher matcher = PICTURE.matcher(address);
        if (!matcher.matches()) {
            return address.equals("data:,");
        }
        if (address.startsWith("data:image/svg+xml")) {
            String svg = new String(Base64.getDecoder().decode(matcher.group(1)), UTF_8);
            List<String> inside = new ArrayList<>();
            Stream.of(Parser.xmlParser(), Parser.htmlParser())
                    .forEach(parser -> parser.parseInput(svg, "").traverse((node, depth) -> drawing(node, inside)));
            inside.forEach(what -> found.add("in a drawing: " + what));
        }
        return true;
    }

    private static void drawing(Node node, List<String> found) {
        boolean frame = node instanceof Element element
                && Set.of("html", "head", "body").contains(element.normalName());
        if (node instanceof Element element && !frame) {
            String namespace = element.attr("xmlns");
            if (!namespace.isEmpty() && !namespace.equals(Parser.NamespaceSvg)) {
                found.add("namespace " + namespace);
            }
            element.removeAttr("xmlns");
        }
        node(node, found);
    }

    static String shortened(String text) {
        return text.length() <= 300 ? text : text.substring(0, 300) + "…";
    }

    private static Set<String> words(String list) {
        return Set.copyOf(List.of(list.strip().split("\\s+")));
    }
}
