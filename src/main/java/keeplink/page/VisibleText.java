package keeplink.page;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/// All the text a reader of the page sees.
final class VisibleText {
    /// Of a page that is too large to be copied, elements of no more than this are copied one after another.
    private static final int PART = 1_000;

    private final PlainText text;

    private VisibleText(int atMost, Element root) {
        text = new PlainText(atMost, characters(root));
    }

    /// How many at most: each text may become a paragraph.
    private static int characters(Element root) {
        return root.nodeStream(TextNode.class)
                .mapToInt(text -> text.getWholeText().length() + 2)
                .sum();
    }

    static String of(Document page) {
        return of(page.body());
    }

    static String of(Element root) {
        return of(root, Integer.MAX_VALUE);
    }

    /// @param atMost how many characters are wanted; a few more may come
    static String of(Element root, int atMost) {
        if (!WorkingCopy.isTooLarge(root)) {
            return PlainText.of(WorkingCopy.of(root, false), atMost);
        }
        VisibleText parts = new VisibleText(atMost, root);
        parts.large(root, new Piece(root.normalName(), "", root));
        return parts.text.text();
    }

    // As deep as the page is, which the parser bounds at 512.
    private void large(Element element, Piece empty) {
        if (text.enter(empty)) {
            for (Node child = element.firstChild(); child != null && !text.isEnough(); child = child.nextSibling()) {
                Piece copy = WorkingCopy.add(child, empty);
                if (copy != null) {
                    part(child, copy);
                    forget(copy);
                }
            }
        }
        text.leave(empty);
    }

    private void part(Node node, Piece copy) {
        if (node instanceof Element element) {
            if (WorkingCopy.hasMore(element, PART)) {
                large(element, copy);
                return;
            }
            WorkingCopy.fill(copy, element);
        }
        text.walk(copy);
    }

    /// What follows a piece may ask whether it was there, but not for what was in it.
    private static void forget(Piece done) {
        done.first = null;
        done.last = null;
        if (done.previous != null) {
            done.previous.unlink();
        }
    }
}
