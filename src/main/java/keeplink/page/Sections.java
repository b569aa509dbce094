package keeplink.page;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Tells the sections of one document, each of which may look like an article of its own: made alike and under
/// headings of the same rank that lead nowhere else, as those of teasers do.
final class Sections {
    private static final int LEAST_OF_A_ROW = 80;

    private static final Pattern ABSTRACT = Pattern.compile("(?i)(?:\\b|_)abstract(?:\\b|_)");

    private Sections() {}

    /// The section the best one is all of, below its heading, where the document has others like it; else itself.
    static Piece around(Piece top) {
        Piece section = top.parent;
        if (section == null || section.parent == null || !section.is(top.tag) || heading(top) != null) {
            return top;
        }
        for (Piece other = section.parent.first; other != null; other = other.next) {
            if (areAlike(other, section)) {
                return section;
            }
        }
        return top;
    }

    /// Whether something is another section of the document one is a section of: made alike, under a heading of the
    /// same rank that leads nowhere else.
    static boolean areAlike(Piece other, Piece section) {
        if (other == section
                || !other.is(section.tag)
                || !other.attribute("class").equals(section.attribute("class"))
                || other.sums.linkDensity() > 0.25) {
            return false;
        }
        Piece mine = heading(section);
        Piece its = heading(other);
        return mine != null && its != null && its.is(mine.tag) && !leadsElsewhere(its) && !leadsElsewhere(mine);
    }

    /// Whether something is a row of blocks of one class with sentences in them, as builders of pages set columns.
    static boolean isRowOf(Piece row, String blockClass) {
        if (blockClass.isEmpty()
                || row.sums.paragraphs == 0
                || row.sums.characters < LEAST_OF_A_ROW
                || row.sums.linkDensity() >= 0.25) {
            return false;
        }
        for (Piece at = row.first; at != null; at = at.following(row)) {
            if (!at.isText() && at.attribute("class").equals(blockClass)) {
                return true;
            }
        }
        return false;
    }

    /// Whether something is another section of what is told in sections without headings: made alike, and most of it
    /// paragraphs.
    static boolean isTold(Piece other, Piece section) {
        if (!other.is("section")
                || !section.is("section")
                || !other.attribute("class").equals(section.attribute("class"))
                || other.sums.linkDensity() >= 0.25) {
            return false;
        }
        int told = 0;
        for (Piece line : Lines.of(other)) {
            told += Lines.isProse(line) ? line.sums.characters : 0;
        }
        return told * 4 > other.sums.characters * 3;
    }

    /// Whether something is named for the abstract a scholarly or technical text begins with.
    static boolean isAbstract(Piece section) {
        return section.sums.paragraphs > 0
                && section.sums.characters >= LEAST_OF_A_ROW
                && section.sums.linkDensity() < 0.25
                && ABSTRACT.matcher(section.names).find();
    }

    /// Whether something is the head of an article with the paragraph that leads into it.
    static boolean isLead(Piece head) {
        if (!head.is("header") || head.sums.linkDensity() >= 0.25) {
            return false;
        }
        for (Piece at = head.first; at != null; at = at.following(head)) {
            if (at.is("p") && Lines.isProse(at)) {
                return true;
            }
        }
        return false;
    }

    /// The heading something begins with; null where it begins with something else.
    private static @Nullable Piece heading(Piece section) {
        for (Piece at = section.first; at != null; at = at.following(section)) {
            if (at.isText() ? !at.isBlankText() : at.is("p")) {
                return null;
            }
            if (Kinds.isHeading(at)) {
                return at;
            }
        }
        return null;
    }

    private static boolean leadsElsewhere(Piece heading) {
        for (Piece at = heading.first; at != null; at = at.following(heading)) {
            if (at.is("a")
                    && !at.attribute("href").isEmpty()
                    && !at.attribute("href").startsWith("#")) {
                return true;
            }
        }
        return false;
    }
}
