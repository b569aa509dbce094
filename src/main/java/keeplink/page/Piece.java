package keeplink.page;

import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// A node of the working copy of a page in which the article is looked for.
///
/// The copy is ours and not jsoup's for two reasons: siblings are linked, so that taking one of 100,000 away
/// costs nothing (in jsoup it renumbers the rest), and every element carries the sums of its subtree, so that a
/// ratio of links
/// to text is one division. [#remove()] keeps the sums true; after renaming and wrapping [Sums#add(Piece)] makes
/// them anew.
/// Not safe for many threads.
final class Piece {
    /// Lower-case element name; empty for text.
    String tag;
    /// The text of a text node, with its white space.
    final String text;
    /// The element it was copied from, for its attributes; none for text and for what was put in between.
    final @Nullable Element source;

    @Nullable
    Piece parent;

    @Nullable
    Piece previous;

    @Nullable
    Piece next;

    @Nullable
    Piece first;

    @Nullable
    Piece last;

    /// Class and id, as one text with a space between, at most 500 characters of each; with those of the `div` it
    /// was all of.
    String names;
    final Sums sums = new Sums();
    /// How much it looks like the place of the article; NaN while not looked at.
    double score = Double.NaN;
    /// A table of data, not of layout.
    boolean dataTable;

    Piece(String tag, String text, @Nullable Element source) {
        this.tag = tag;
        this.text = text;
        this.source = source;
        this.names = source == null ? "" : names(source);
    }

    private static String names(Element source) {
        String classes = source.className();
        String id = source.id();
        // most elements have neither, and a page has many
        return classes.isEmpty() && id.isEmpty() ? " " : clip(classes) + " " + clip(id);
    }

    static Piece element(String tag) {
        return new Piece(tag, "", null);
    }

    private static String clip(String value) {
        return value.length() > 500 ? value.substring(0, 500) : value;
    }

    boolean isText() {
        return tag.isEmpty();
    }

    boolean is(String name) {
        return tag.equals(name);
    }

    boolean isBlankText() {
        return isText() && text.isBlank();
    }

    String attribute(String name) {
        return source == null ? "" : source.attr(name);
    }

    void append(Piece child) {
        insert(child, null);
    }

    /// Puts a child before another child, or at the end.
    void insert(Piece child, @Nullable Piece before) {
        child.unlink();
        child.parent = this;
        child.next = before;
        Piece previousOne = before == null ? last : before.previous;
        child.previous = previousOne;
        if (previousOne == null) {
            first = child;
        } else {
            previousOne.next = child;
        }
        if (before == null) {
            last = child;
        } else {
            before.previous = child;
        }
    }

    /// Takes it out of the tree and leaves the sums as they are.
    void unlink() {
        Piece from = parent;
        if (from == null) {
            return;
        }
        if (previous == null) {
            from.first = next;
        } else {
            previous.next = next;
        }
        if (next == null) {
            from.last = previous;
        } else {
            next.previous = previous;
        }
        parent = null;
        previous = null;
        next = null;
    }

    /// Takes it out of the tree and its share out of the sums of everything around it.
    void remove() {
        Sums.withdraw(this);
        unlink();
    }

    /// Puts another in its place.
    void replaceBy(Piece other) {
        Piece around = parent;
        if (around != null) {
            around.insert(other, this);
            unlink();
        }
    }

    /// The next one in document order that is not inside this one, within `root`.
    @Nullable
    Piece after(Piece root) {
        Piece at = this;
        while (at != null && at != root) {
            if (at.next != null) {
                return at.next;
            }
            at = at.parent;
        }
        return null;
    }

    /// The next one in document order within `root`.
    @Nullable
    Piece following(Piece root) {
        return first != null ? first : after(root);
    }

    /// Whether one of the next `levels` elements around it has this name; 0 levels mean all.
    boolean inside(String name, int levels) {
        int level = 0;
        for (Piece at = parent; at != null; at = at.parent) {
            if (at.tag.equals(name)) {
                return true;
            }
            if (levels > 0 && ++level > levels) {
                return false;
            }
        }
        return false;
    }

    boolean isInside(Piece other) {
        for (Piece at = parent; at != null; at = at.parent) {
            if (at == other) {
                return true;
            }
        }
        return false;
    }

    /// The only element child, where all other children are blank text.
    @Nullable
    Piece onlyElement() {
        Piece only = null;
        for (Piece child = first; child != null; child = child.next) {
            if (child.isText()) {
                if (!child.isBlankText()) {
                    return null;
                }
            } else if (only != null) {
                return null;
            } else {
                only = child;
            }
        }
        return only;
    }

    int elementCount(int atMost) {
        int count = 0;
        for (Piece child = first; child != null && count < atMost; child = child.next) {
            count += child.isText() ? 0 : 1;
        }
        return count;
    }

    /// Its text with white space made single spaces, cut after about `atMost` characters.
    String plain(int atMost) {
        StringBuilder out = new StringBuilder();
        for (Piece at = this; at != null && out.length() < atMost; at = at.following(this)) {
            if (at.isText()) {
                Texts.appendNormalised(out, at.text, atMost);
            }
        }
        return out.toString().strip();
    }
}
