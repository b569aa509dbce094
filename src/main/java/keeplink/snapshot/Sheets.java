package keeplink.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// Writes what the head of a page links to: style sheets in place of the links to them, and an icon.
final class Sheets {
    private static final int MAX_ICONS = 3;

    private final PageWriter page;
    private final PageOutput out;
    private @Nullable String styleSet;
    private boolean iconWritten;

    Sheets(PageWriter page, PageOutput out) {
        this.page = page;
        this.out = out;
    }

    void style(Element element) {
        // A space makes it another type, which is no style (HTML standard, section 4.2.6).
        String type = element.attr("type");
        if ((type.isEmpty() || type.equalsIgnoreCase("text/css")) && !isForPrint(element)) {
            styleElement(element.attr("media"), StyleRewriter.sheet(element.data(), page.base(), page.references()));
        }
    }

    private void styleElement(String media, String css) {
        out.append("<style");
        // One for print that comes this far is given to the screen by a handler.
        if (!media.isBlank() && (page.references().keepsPrint() || !MediaList.isForPrint(media))) {
            page.attribute("media", media.strip());
        }
        out.append('>').append(css).append("</style>");
    }

    /// Sheets are often declared for print and given to the screen by a handler, so as not to hold up the page.
    private boolean isForPrint(Element element) {
        return !page.references().keepsPrint()
                && !element.attr("onload").contains("media")
                && MediaList.isForPrint(element.attr("media"));
    }

    void link(Element element) {
        List<String> rel =
                List.of(element.attr("rel").strip().toLowerCase(Locale.ROOT).split("\\s+", 16));
        String url = Addresses.ofFile(page.base(), element.attr("href"));
        if (url == null) {
            return;
        }
        boolean late = rel.contains("preload")
                && element.attr("as").equalsIgnoreCase("style")
                && element.attr("onload").contains("stylesheet");
        if ((rel.contains("stylesheet") || late) && isApplied(element, rel)) {
            String sheet = page.references().sheet(url);
            if (sheet != null) {
                styleElement(element.attr("media"), sheet);
            }
        } else if ((rel.contains("icon") || rel.contains("apple-touch-icon")) && !iconWritten) {
            iconWritten = true;
            icon(element.ownerDocument());
        }
    }

    /// The first of the page's icons that can be had, those for telephones after all others.
    private void icon(@Nullable Document document) {
        List<Element> icons = new ArrayList<>();
        if (document != null) {
            icons.addAll(document.select("link[rel~=(?i)(^|\\s)icon(\\s|$)][href]"));
            icons.addAll(document.select("link[rel~=(?i)(^|\\s)apple-touch-icon(\\s|$)][href]"));
        }
        List<String> addresses = icons.stream()
                .map(icon -> Addresses.ofFile(page.base(), icon.attr("href")))
                .filter(Objects::nonNull)
                .distinct()
                .limit(MAX_ICONS)
                .toList();
        String picture = addresses.isEmpty() ? null : page.references().picture(addresses);
        if (picture != null) {
            out.append("<link rel=\"icon\"");
            page.own("href", picture);
            out.append('>');
        }
    }

    private boolean isApplied(Element link, List<String> rel) {
        String type = link.attr("type").split(";", 2)[0].strip();
        if (rel.contains("alternate")
                || link.hasAttr("disabled")
                || isForPrint(link)
                || !(type.isEmpty() || type.equalsIgnoreCase("text/css"))) {
            return false;
        }
        // Of several named sets of sheets the first is in force (CSSOM, section 6.2.2).
        String title = link.attr("title");
        if (title.isEmpty()) {
            return true;
        }
        if (styleSet == null) {
            styleSet = title;
        }
        return styleSet.equals(title);
    }
}
