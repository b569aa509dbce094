package keeplink.snapshot;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import keeplink.page.Verdict;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// Writes what a page embeds: images as they are, films, sounds and frames as links to them.
final class Embeds {
    private static final Set<String> PICTURE_EXTENSIONS =
            Set.of("png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "svgz", "bmp", "ico");

    private final PageWriter page;
    private final StringBuilder out;

    Embeds(PageWriter page, StringBuilder out) {
        this.page = page;
        this.out = out;
    }

    void image(Element element) {
        boolean late = Pictures.isLate(element);
        if (!late && Pictures.isTracker(element)) {
            return;
        }
        List<String> addresses = Pictures.addresses(element, page.base());
        String reference = addresses.isEmpty() ? null : page.references().picture(addresses);
        out.append("<img");
        page.attributes(element);
        int slot = Srcset.slot(element.attr("sizes"));
        if (slot > 0 && element.attr("sizes").strip().endsWith("px") && !element.hasAttr("width")) {
            page.attribute("width", Integer.toString(slot));
        }
        // Without an address a browser shows the alternative text, and no sign of something broken.
        if (reference != null) {
            page.own("src", reference);
        }
        out.append('>');
    }

    void input(Element element) {
        String type = element.attr("type").strip().toLowerCase(Locale.ROOT);
        if (type.equals("hidden")) {
            return;
        }
        out.append("<input");
        page.attributes(element);
        if (type.equals("image")) {
            String url = Addresses.ofFile(page.base(), element.attr("src"));
            String reference = url == null ? null : page.references().picture(List.of(url));
            if (reference != null) {
                page.own("src", reference);
            }
        }
        out.append('>');
    }

    void embed(Element element, String name) {
        switch (name) {
            case "video" -> media(element, "\u25b6 ", true);
            case "audio" -> media(element, "\u266a ", false);
            case "object", "embed", "applet" -> object(element, name);
            default -> frame(element);
        }
    }

    private void media(Element element, String sign, boolean withPoster) {
        String address = source(element);
        String poster = withPoster ? Addresses.ofFile(page.base(), element.attr("poster")) : null;
        String reference = poster == null ? null : page.references().picture(List.of(poster));
        if (address != null) {
            page.references().leftOut(Verdict.What.MEDIA, address);
        }
        if (address == null && reference == null) {
            return;
        }
        out.append(address == null ? "<span" : "<a");
        page.attributes(element);
        if (address != null) {
            page.attribute("href", address);
            out.append(" rel=\"noopener noreferrer nofollow\"");
        }
        out.append('>');
        if (reference != null) {
            out.append("<img alt=\"\"");
            page.own("src", reference);
            out.append('>');
        } else {
            out.append(sign);
            HtmlText.escape(out, address == null ? "" : address);
        }
        out.append(address == null ? "</span>" : "</a>");
    }

    private @Nullable String source(Element media) {
        String src = media.attr("src");
        for (Element child : media.children()) {
            src = src.isBlank() && child.nameIs("source") ? child.attr("src") : src;
        }
        return http(src.isBlank() ? media.attr("data-src") : src);
    }

    private void object(Element element, String name) {
        String address = element.attr(name.equals("object") ? "data" : "src");
        String type = element.attr("type").strip().toLowerCase(Locale.ROOT);
        String url = Addresses.ofFile(page.base(), address);
        if (url != null && (type.startsWith("image/") || isPicture(url))) {
            String reference = page.references().picture(List.of(url));
            if (reference != null) {
                out.append("<img");
                page.attributes(element);
                page.own("src", reference);
                out.append('>');
                return;
            }
        }
        if (!name.equals("embed") && element.childrenSize() > 0) {
            page.children(element);
        } else {
            linkInstead(element, address, Verdict.What.MEDIA);
        }
    }

    private void frame(Element element) {
        String style = element.attr("style").toLowerCase(Locale.ROOT).replace(" ", "");
        boolean unseen = Pictures.isTracker(element)
                || element.hasAttr("hidden")
                || style.contains("display:none")
                || style.contains("visibility:hidden");
        if (unseen) {
            return;
        }
        String src = element.attr("src");
        linkInstead(
                element,
                src.isBlank() || src.startsWith("about:") ? element.attr("data-src") : src,
                Verdict.What.FRAMES);
        if (element.hasAttr("srcdoc")) {
            page.references().leftOut(Verdict.What.FRAMES, "srcdoc");
        }
    }

    private void linkInstead(Element element, String address, Verdict.What what) {
        String url = http(address);
        if (url != null) {
            page.linkInstead(element, url, "\u29c9 ", what);
        }
    }

    private @Nullable String http(String address) {
        String url = Addresses.ofFile(page.base(), address);
        return url == null || url.startsWith("data:") ? null : url;
    }

    private static boolean isPicture(String url) {
        if (url.startsWith("data:")) {
            return url.startsWith("data:image/");
        }
        String path = Addresses.withoutFragment(url);
        int query = path.indexOf('?');
        path = query < 0 ? path : path.substring(0, query);
        return PICTURE_EXTENSIONS.contains(
                path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}
