package keeplink.snapshot;

import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/// Writes SVG and MathML within a page: only what draws, nothing that moves, links to elsewhere or acts.
final class Vectors {
    private final PageWriter page;
    private final PageOutput out;

    Vectors(PageWriter page, PageOutput out) {
        this.page = page;
        this.out = out;
    }

    void svg(Element element) {
        String name = element.normalName();
        if (!Markup.SVG.contains(name)) {
            return;
        }
        if (name.equals("style")) {
            out.append("<style>")
                    .append(sheet(element, page.base(), page.references()))
                    .append("</style>");
            return;
        }
        String target = name.equals("use") ? useTarget(element) : null;
        if (name.equals("use") && target == null) {
            return;
        }
        out.append('<').append(element.tagName());
        for (Attribute attribute : element.attributes()) {
            attribute(name, attribute);
        }
        switch (name) {
            case "use" -> page.attribute("href", target == null ? "" : target);
            case "image", "feimage" -> picture(element);
            case "a" -> {
                String address = page.link(href(element));
                if (address != null) {
                    page.attribute("href", address);
                }
            }
            default -> {
                if (href(element).startsWith("#")) {
                    page.attribute("href", href(element));
                }
            }
        }
        out.append('>');
        page.children(element);
        out.append("</").append(element.tagName()).append('>');
    }

    void mathml(Element element) {
        String name = element.normalName();
        if (!Markup.MATHML.contains(name)) {
            return;
        }
        out.append('<').append(name);
        for (Attribute attribute : element.attributes()) {
            String key = attribute.getKey().toLowerCase(Locale.ROOT);
            if (Markup.MATHML_ATTRIBUTES.contains(key)) {
                page.attribute(key, attribute.getValue());
            }
        }
        out.append('>');
        page.children(element);
        out.append("</").append(name).append('>');
    }

    /// The style sheet of an element within SVG; its text is safe as it is, whether or not references in it are
    /// resolved.
    static String sheet(Element element, String base, References references) {
        StringBuilder css = new StringBuilder();
        for (Node node : element.childNodes()) {
            if (node instanceof TextNode text) {
                css.append(text.getWholeText());
            }
        }
        css.append(element.data());
        return StyleRewriter.sheet(css.toString(), base, references);
    }

    private void attribute(String element, Attribute attribute) {
        String key = attribute.getKey();
        String name = key.toLowerCase(Locale.ROOT);
        if (name.equals("style")) {
            String css = StyleRewriter.declarations(attribute.getValue(), page.base(), page.references());
            page.own("style", css);
        } else if (Markup.mayDraw(element, name)) {
            if (Markup.SVG_STYLED.contains(name)) {
                page.own(key, StyleRewriter.value(attribute.getValue(), page.base(), page.references(), name));
            } else {
                page.attribute(key, attribute.getValue());
            }
        }
    }

    private void picture(Element element) {
        String url = Addresses.ofFile(page.base(), href(element));
        String reference = url == null ? null : page.references().picture(List.of(url));
        if (reference != null) {
            page.own("href", reference);
        }
    }

    /// Where a `<use>` finds what it draws, within the page; null where that cannot be had.
    private @Nullable String useTarget(Element use) {
        String href = href(use);
        if (href.startsWith("#")) {
            return href;
        }
        String url = Addresses.ofFile(page.base(), href);
        if (url == null || Addresses.fragment(url).length() < 2 || url.startsWith("data:")) {
            return null;
        }
        if (page.references().isPage(Addresses.withoutFragment(url))) {
            return Addresses.fragment(url);
        }
        String id = page.references().symbol(url);
        return id == null ? null : "#" + id;
    }

    static String href(Element element) {
        return (element.hasAttr("href") ? element.attr("href") : element.attr("xlink:href")).strip();
    }
}
