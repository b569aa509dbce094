package keeplink.page;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The lines of an article, as a reader sees them: elements that hold text and no further such element, and
/// words that stand for themselves between them.
final class Lines {
    private static final Set<String> BLOCKS = Set.of(
            "p",
            "div",
            "section",
            "article",
            "main",
            "header",
            "center",
            "address",
            "blockquote",
            "figure",
            "figcaption",
            "details",
            "summary",
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
            "pre",
            "table",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6");
    /// So many letters that end as a sentence does are a paragraph, and so many more whatever they end with.
    private static final int PROSE = 80;
    /// No line between blocks is made of more elements, with the white space between them.
    private static final int BESIDES = 12;

    private static final Pattern NUMBER = Pattern.compile("[\\d.,]{1,8}[km万]?");

    private Lines() {}

    /// In document order; a table and a block of code count as one line each.
    static List<Piece> of(Piece body) {
        List<Piece> blocks = new ArrayList<>();
        Set<Piece> outer = new HashSet<>();
        Piece at = body.first;
        while (at != null) {
            boolean alone = standsAlone(at);
            if (!alone && !isBlock(at)) {
                at = at.following(body);
                continue;
            }
            blocks.add(at);
            for (Piece around = at.parent; around != null && outer.add(around); around = around.parent) {
                // Every element around a block is no line itself.
            }
            at = alone || at.is("table") || at.is("pre") ? at.after(body) : at.following(body);
        }
        blocks.removeIf(outer::contains);
        return blocks;
    }

    private static boolean isBlock(Piece piece) {
        return !piece.isText() && piece.sums.characters > 0 && BLOCKS.contains(piece.tag);
    }

    /// Whether words within no block stand between blocks, which breaks the line before and after them.
    private static boolean standsAlone(Piece piece) {
        if (piece.isText() || piece.sums.characters == 0 || BLOCKS.contains(piece.tag)) {
            return false;
        }
        Piece before = piece.previous;
        for (int left = BESIDES; left > 0 && before != null && isBesides(before); left--) {
            before = before.previous;
        }
        Piece after = piece.next;
        for (int left = BESIDES; left > 0 && after != null && isBesides(after); left--) {
            after = after.next;
        }
        if ((before == null && after == null)
                || (before != null && !isBlock(before))
                || (after != null && !isBlock(after))) {
            return false;
        }
        for (Piece at = piece.first; at != null; at = at.following(piece)) {
            if (isBlock(at)) {
                return false;
            }
        }
        return true;
    }

    /// Whether something breaks no line and is no running text either; a moment alone is a word of its line.
    private static boolean isBesides(Piece piece) {
        return piece.isBlankText() || (!piece.isText() && !piece.is("time") && !isBlock(piece));
    }

    /// Whether it may be taken away: no code, no table.
    static boolean isPlain(Piece line) {
        return !line.is("pre") && !line.is("table") && line.sums.codeBlocks == 0 && !line.inside("table", 4);
    }

    /// Reads like a paragraph.
    static boolean isProse(Piece line) {
        int letters = line.sums.letters();
        return letters >= PROSE
                && line.sums.linkDensity() < 0.5
                && !Kinds.isHeading(line)
                && (letters >= 2 * PROSE || endsSentence(line.plain(4 * PROSE)));
    }

    private static boolean endsSentence(String text) {
        return !text.isEmpty() && ".!?。！？…”\"»".indexOf(text.charAt(text.length() - 1)) >= 0;
    }

    /// Whether a line is nothing but buttons, with how often each was pressed.
    static boolean isRowOfLabels(Piece line) {
        boolean labels = false;
        for (Piece at = line.first; at != null; at = at.following(line)) {
            if (at.isText() && !at.isBlankText()) {
                String word = at.text.strip();
                if (!EdgeLines.isLabel(word) && !NUMBER.matcher(word).matches()) {
                    return false;
                }
                labels |= EdgeLines.isLabel(word);
            }
        }
        return labels;
    }

    /// Whether the page made it a paragraph, or put words right into it.
    static boolean isParagraph(Piece line) {
        return (line.source == null ? hasWords(line) : line.source.normalName().equals("p"))
                || line.inside("p", 2)
                || line.inside("blockquote", 0);
    }

    /// Whether words stand right in it, in no element of their own.
    private static boolean hasWords(Piece line) {
        for (Piece child = line.first; child != null; child = child.next) {
            if (child.isText() && !child.isBlankText()) {
                return true;
            }
        }
        return false;
    }
}
