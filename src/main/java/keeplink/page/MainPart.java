package keeplink.page;

import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.jspecify.annotations.Nullable;

/// What stands in the middle of a page: without header, menus, side columns and footer, which say the same
/// whether a page or a wall stands between them. For one thread.
final class MainPart {
    private static final String FRAME = "nav, footer, aside, header, [role=navigation], [role=banner],"
            + " [role=contentinfo], [role=search], [role=menu], [role=menubar]";
    private static final Words FRAME_NAMES = Words.of("~footer ~nav~ ~navbar ~navigation ~menu ~topbar ~top-bar"
            + " ~toolbar ~sidebar ~breadcrumb ~site-header ~site-footer ~header-nav");
    private static final String HEADING = "h1, h2";
    /// So many links with little between them are a menu.
    private static final int MENU = 3;
    /// With no more left, what was taken for the frame was the page.
    private static final int NOTHING = 15;
    private static final int MAX_ELEMENTS = 5_000;
    /// Lists within lists are each looked through; no wall is built of so many elements.
    private static final int MAX_COPIED = 19_999;

    private final Element root;
    private final String text;
    private final boolean framed;

    private MainPart(Element root, String text, boolean framed) {
        this.root = root;
        this.text = text;
        this.framed = framed;
    }

    /// What is left of a body without its frame, or all of it where nothing would be.
    static MainPart of(Element body) {
        if (WorkingCopy.hasMore(body, MAX_COPIED)) {
            return whole(body);
        }
        Element root = body.clone();
        root.select("noscript").remove();
        int removed = 0;
        Elements frames = root.select(FRAME);
        for (Element named : root.select("div, ul, ol, section")) {
            if (FRAME_NAMES.in(named.className() + " | " + named.id()) || isMenu(named)) {
                frames.add(named);
            }
        }
        for (Element frame : frames) {
            if (frame.selectFirst(HEADING) == null && frame != root) {
                frame.remove();
                removed++;
            }
        }
        String text = Walls.visible(root);
        return Texts.letters(text) >= NOTHING || removed == 0 ? new MainPart(root, text, removed > 0) : whole(body);
    }

    private static MainPart whole(Element body) {
        return new MainPart(body, Walls.visible(body), false);
    }

    private static boolean isMenu(Element element) {
        if (!element.normalName().endsWith("l")) {
            return false;
        }
        Elements links = element.select("a");
        int linked = 0;
        for (Element link : links) {
            linked += link.text().length();
        }
        return links.size() >= MENU && linked * 5 >= element.text().length() * 4;
    }

    /// What there is to read, a line for each block.
    String text() {
        return text;
    }

    /// Whether a header, a menu or a footer was around it.
    boolean isFramed() {
        return framed;
    }

    boolean has(String selector) {
        return root.selectFirst(selector) != null;
    }

    Elements all(String selector) {
        return root.select(selector);
    }

    /// Letters beside the smallest box that holds every place where the words are.
    int beside(Words words) {
        Element box = null;
        int left = MAX_ELEMENTS;
        for (Element element : root.getAllElements()) {
            if (left-- == 0) {
                break;
            }
            if (words.in(element.ownText()) || words.in(element.attr("value"))) {
                box = box == null ? element : common(box, element);
            }
        }
        return box == null ? 0 : Texts.letters(text) - Texts.letters(VisibleText.of(box));
    }

    private Element common(Element one, Element other) {
        @Nullable Element at = one;
        while (at != null && at != other && !other.parents().contains(at)) {
            at = at.parent();
        }
        return at == null ? root : at;
    }
}
