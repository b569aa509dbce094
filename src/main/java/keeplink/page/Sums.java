package keeplink.page;

import java.util.Objects;

/// What a subtree of the working copy amounts to. All of it is additive, so that taking a piece away is a
/// subtraction in each element around it.
final class Sums {
    /// What a Han, kana or hangul character says takes about so many letters in an alphabet.
    private static final int CJK_WEIGHT = 2;

    /// Characters of text, white space counted as one.
    int characters;
    /// How many of them are of a script that says more with each.
    int ideographs;
    int commas;
    /// Characters in links below; in links within the page at three tenths.
    double linkCharacters;
    int headingCharacters;
    int listCharacters;
    /// Characters below elements that hold text as a block, a list item, a cell or a span; nested ones count
    /// again.
    long heldCharacters;
    int paragraphs;
    int images;
    int items;
    int inputs;
    int codeBlocks;
    int dataTables;

    /// Computes the sums of a whole subtree.
    static void add(Piece root) {
        Piece at = root;
        at.sums.clear();
        while (true) {
            if (at.first != null) {
                at = at.first;
                at.sums.clear();
                continue;
            }
            if (at.isText()) {
                measure(at);
            }
            while (at != root && at.next == null) {
                at = giveToParent(at);
            }
            if (at == root) {
                return;
            }
            Piece sibling = Objects.requireNonNull(at.next);
            giveToParent(at);
            at = sibling;
            at.sums.clear();
        }
    }

    private static Piece giveToParent(Piece complete) {
        Piece around = Objects.requireNonNull(complete.parent);
        around.sums.plus(complete.sums, 1);
        around.sums.includeSelf(complete, complete.sums.characters, 1);
        return around;
    }

    static void withdraw(Piece piece) {
        Sums share = piece.sums.copy();
        share.includeSelf(piece, share.characters, 1);
        for (Piece at = piece.parent; at != null; at = at.parent) {
            at.sums.plus(share, -1);
            share.includeSelf(at, share.characters, 0);
        }
    }

    /// What an element adds to the sums of those around it, besides what is in it.
    private void includeSelf(Piece piece, int inIt, int one) {
        switch (piece.tag) {
            case "a" -> linkCharacters += piece.attribute("href").startsWith("#") ? inIt * 0.3 : inIt;
            case "h1", "h2", "h3", "h4", "h5", "h6" -> headingCharacters += inIt;
            case "ul", "ol" -> {
                listCharacters += inIt;
                heldCharacters += inIt;
            }
            case "p" -> {
                paragraphs += one;
                heldCharacters += inIt;
            }
            case "li" -> {
                items += one;
                heldCharacters += inIt;
            }
            case "pre" -> {
                codeBlocks += one;
                heldCharacters += inIt;
            }
            case "table" -> {
                dataTables += piece.dataTable ? one : 0;
                heldCharacters += inIt;
            }
            case "span", "td", "blockquote", "dl", "div" -> heldCharacters += inIt;
            case "img" -> images += one;
            case "input" -> inputs += one;
            default -> {}
        }
    }

    private static void measure(Piece piece) {
        boolean space = true;
        String text = piece.text;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Texts.isSpace(c)) {
                if (!space) {
                    piece.sums.characters++;
                }
                space = true;
            } else {
                space = false;
                piece.sums.characters++;
                piece.sums.ideographs += Texts.isCjk(c) ? 1 : 0;
                if (Texts.isComma(c)) {
                    piece.sums.commas++;
                }
            }
        }
        if (space && piece.sums.characters > 0) {
            piece.sums.characters--;
        }
    }

    private void plus(Sums other, int sign) {
        characters += sign * other.characters;
        ideographs += sign * other.ideographs;
        commas += sign * other.commas;
        linkCharacters += sign * other.linkCharacters;
        headingCharacters += sign * other.headingCharacters;
        listCharacters += sign * other.listCharacters;
        heldCharacters += sign * other.heldCharacters;
        paragraphs += sign * other.paragraphs;
        images += sign * other.images;
        items += sign * other.items;
        inputs += sign * other.inputs;
        codeBlocks += sign * other.codeBlocks;
        dataTables += sign * other.dataTables;
    }

    private Sums copy() {
        Sums copy = new Sums();
        copy.plus(this, 1);
        return copy;
    }

    private void clear() {
        characters = 0;
        ideographs = 0;
        commas = 0;
        linkCharacters = 0;
        headingCharacters = 0;
        listCharacters = 0;
        heldCharacters = 0;
        paragraphs = 0;
        images = 0;
        items = 0;
        inputs = 0;
        codeBlocks = 0;
        dataTables = 0;
    }

    /// Length of the text as if it were in an alphabet.
    int letters() {
        return characters + (CJK_WEIGHT - 1) * ideographs;
    }

    double linkDensity() {
        return characters == 0 ? 0 : linkCharacters / characters;
    }

    double headingDensity() {
        return characters == 0 ? 0 : (double) headingCharacters / characters;
    }
}
