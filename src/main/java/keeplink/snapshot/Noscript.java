package keeplink.snapshot;

import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/// Tells a `<noscript>` that only repeats the picture beside it, which a script would have loaded, from one that
/// has something of its own.
///
/// Such a one is an element to a browser without scripts, which holds its children apart from those around it, but to
/// any other only text. So it has another name in a snapshot, in the page and in the selectors of its style sheets.
final class Noscript {
    /// As every element that no standard knows it is shown like a `span`, as is a `<noscript>`.
    static final String NAME = "keeplink-noscript";

    /// Where a parser takes nothing but what belongs there, and puts anything else elsewhere.
    private static final Set<String> STRICT =
            Set.of("head", "table", "thead", "tbody", "tfoot", "tr", "colgroup", "select", "optgroup", "frameset");

    private Noscript() {}

    /// Whether an element can stand in its place.
    static boolean mayStand(Element noscript) {
        Element parent = noscript.parent();
        return parent != null
                && !STRICT.contains(parent.normalName())
                && noscript.tag().namespace().equals(Parser.NamespaceHtml);
    }

    /// Whether a name in a style sheet is that of the element, rather than of a class or an attribute.
    ///
    /// @param written what is before it
    /// @param closer what ends the brackets it is in
    static boolean isMeant(String name, CharSequence written, char closer) {
        return name.equals("noscript")
                && closer != ']'
                && (written.isEmpty() || written.charAt(written.length() - 1) != '.');
    }

    /// Whether it holds nothing but a picture that is shown already.
    ///
    /// @param before the element before it
    /// @param siblings all nodes it is among
    /// @param at its place among them
    static boolean repeats(Element noscript, @Nullable Element before, List<Node> siblings, int at) {
        Element picture = onlyPicture(noscript);
        if (picture == null) {
            return false;
        }
        return (before != null && isLate(before)) || isLateAfter(siblings, at);
    }

    private static boolean isLateAfter(List<Node> siblings, int at) {
        for (int i = at + 1; i < siblings.size(); i++) {
            Node node = siblings.get(i);
            if (node instanceof Element element) {
                return isLate(element);
            }
            if (node instanceof TextNode text && !text.isBlank()) {
                return false;
            }
        }
        return false;
    }

    private static boolean isLate(Element element) {
        Element picture = onlyPicture(element);
        return picture != null && Pictures.isLate(picture);
    }

    /// The image that is all there is in an element, at most four deep; or the element itself.
    private static @Nullable Element onlyPicture(Element element) {
        Element found = element;
        for (int depth = 0; depth < 4; depth++) {
            if (found.nameIs("img")) {
                return found;
            }
            Element next = null;
            for (Node node : found.childNodes()) {
                if (node instanceof Element child && !child.nameIs("source") && !child.nameIs("br")) {
                    if (next != null) {
                        return null;
                    }
                    next = child;
                } else if (node instanceof TextNode text && !text.isBlank()) {
                    return null;
                }
            }
            if (next == null) {
                return null;
            }
            found = next;
        }
        return found.nameIs("img") ? found : null;
    }
}
