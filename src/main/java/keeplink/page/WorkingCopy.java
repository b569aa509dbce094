package keeplink.page;

import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/// Copies a page into [Piece]s: without scripts, styles and comments, with pictures that only `<noscript>`
/// shows, with paragraphs where the page used line breaks. Linear in the page.
final class WorkingCopy {
    private static final Set<String> DROPPED = Set.of(
            "script",
            "style",
            "template",
            "head",
            "link",
            "meta",
            "base",
            "title",
            "noscript",
            "svg",
            "source",
            "track",
            "param");

    /// A page of more elements is no article but a book or a dump, and a copy of it would be as large as it is.
    private static final int MOST = 100_000;

    private WorkingCopy() {}

    /// Whether it is too large to be copied.
    static boolean isTooLarge(Element root) {
        return hasMore(root, MOST);
    }

    /// Whether there are more than so many elements in it, itself included.
    static boolean hasMore(Element root, int elements) {
        return root.stream().limit(elements + 1L).count() > elements;
    }

    /// @param hiddenToo whether to copy what the page's own markup hides
    static Piece of(Element root, boolean hiddenToo) {
        Piece top = new Piece(name(root), "", root);
        fill(top, root, hiddenToo);
        paragraphsFromBreaks(top);
        Sums.add(top);
        return top;
    }

    /// Copies one node into a piece, an element with nothing in it; null where it is none of those that are copied.
    static @Nullable Piece add(Node node, Piece into) {
        Piece copy = copy(node, false, into);
        if (copy != null) {
            into.append(copy);
        }
        return copy;
    }

    /// Copies what is in an element, without sums.
    static void fill(Piece top, Element root) {
        fill(top, root, false);
        paragraphsFromBreaks(top);
    }

    private static void fill(Piece top, Element root, boolean hiddenToo) {
        Piece into = top;
        Node at = root.firstChild();
        while (at != null) {
            Piece copy = copy(at, hiddenToo, into);
            if (copy != null) {
                into.append(copy);
                Node child = at.firstChild();
                if (child != null && !copy.isText()) {
                    into = copy;
                    at = child;
                    continue;
                }
            }
            while (!at.equals(root) && at.nextSibling() == null) {
                at = java.util.Objects.requireNonNull(at.parent());
                if (at.equals(root)) {
                    return;
                }
                into = java.util.Objects.requireNonNull(into.parent);
            }
            at = at.nextSibling();
        }
    }

    private static String name(Element element) {
        String name = element.normalName();
        return name.equals("font") ? "span" : name;
    }

    private static @Nullable Piece copy(Node node, boolean hiddenToo, Piece into) {
        if (node instanceof TextNode text) {
            return new Piece("", text.getWholeText(), null);
        }
        if (!(node instanceof Element element)) {
            return null;
        }
        if (element.normalName().equals("noscript")) {
            pictureOf(element, into);
        }
        if (DROPPED.contains(element.normalName())
                || (!hiddenToo && isHidden(element))
                || isDecorationOfCode(element)) {
            return null;
        }
        return new Piece(name(element), "", element);
    }

    /// A lazily loaded picture stands before a `<noscript>` that holds the real one.
    private static void pictureOf(Element noscript, Piece into) {
        Element picture = noscript.childrenSize() == 1 ? noscript.firstElementChild() : null;
        Piece before = into.last;
        while (before != null && before.isBlankText()) {
            before = before.previous;
        }
        if (picture != null && picture.normalName().equals("img") && before != null && before.is("img")) {
            Piece real = new Piece("img", "", picture);
            into.insert(real, before);
            before.unlink();
        }
    }

    static boolean isHidden(Element element) {
        if (element.attr("role").equals("tabpanel")) {
            // a press on its tab shows it, as it does the one that is shown at first
            return false;
        }
        if (element.hasAttr("hidden")) {
            return true;
        }
        if (element.attr("aria-hidden").equals("true") && !element.className().contains("fallback-image")) {
            return true;
        }
        String style = element.attr("style");
        if (style.isEmpty()) {
            return false;
        }
        String tight = (style.length() > 2000 ? style.substring(0, 2000) : style)
                .toLowerCase(Locale.ROOT)
                .replace(" ", "");
        return tight.contains("display:none") || tight.contains("visibility:hidden");
    }

    /// Line numbers and buttons that sites put into code; the code itself is kept to the character.
    private static boolean isDecorationOfCode(Element element) {
        String names = element.className();
        if (names.isEmpty() || names.length() > 500) {
            return false;
        }
        return element.hasClass("pre-numbering")
                || element.hasClass("hljs-button")
                || element.hasClass("hide-preCode-box")
                || element.hasClass("hljs-ln-numbers")
                || element.hasClass("lineno")
                || element.hasClass("linenos")
                || element.hasClass("line-numbers-rows")
                || (element.hasClass("gutter") && element.normalName().equals("td"));
    }

    /// Two and more line breaks in a row part paragraphs: what follows them, as far as it is running text,
    /// becomes one.
    private static void paragraphsFromBreaks(Piece top) {
        Piece at = top;
        while (at != null) {
            Piece goOn = at.following(top);
            if (at.is("br") && !at.inside("pre", 0)) {
                goOn = paragraphFrom(at, top);
            }
            at = goOn;
        }
    }

    private static @Nullable Piece paragraphFrom(Piece lineBreak, Piece top) {
        boolean several = false;
        Piece next = skipBlank(lineBreak.next);
        while (next != null && next.is("br")) {
            Piece extra = next;
            next = skipBlank(next.next);
            extra.unlink();
            several = true;
        }
        Piece around = lineBreak.parent;
        if (!several || around == null) {
            return lineBreak.following(top);
        }
        Piece paragraph = Piece.element("p");
        lineBreak.replaceBy(paragraph);
        Piece child = paragraph.next;
        while (child != null) {
            if (child.is("br")) {
                Piece second = skipBlank(child.next);
                if (second != null && second.is("br")) {
                    break;
                }
            }
            if (!Kinds.isPhrasing(child)) {
                break;
            }
            Piece following = child.next;
            paragraph.append(child);
            child = following;
        }
        while (paragraph.last != null && paragraph.last.isBlankText()) {
            paragraph.last.unlink();
        }
        if (around.is("p")) {
            around.tag = "div";
        }
        return paragraph.following(top);
    }

    private static @Nullable Piece skipBlank(@Nullable Piece piece) {
        Piece at = piece;
        while (at != null && at.isBlankText()) {
            at = at.next;
        }
        return at;
    }
}
