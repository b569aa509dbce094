package keeplink.page;

import java.util.Set;

/// Turns pieces into text: paragraphs parted by an empty line, list items and table rows on lines of their own,
/// code to the character.
final class PlainText {
    private static final Set<String> PARAGRAPHS = Set.of(
            "p",
            "div",
            "section",
            "article",
            "main",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "blockquote",
            "figure",
            "figcaption",
            "table",
            "ul",
            "ol",
            "dl",
            "header",
            "footer",
            "aside",
            "nav",
            "form",
            "fieldset",
            "address",
            "hr",
            "details",
            "summary",
            "center",
            "body",
            "hgroup");
    private static final Set<String> LINES = Set.of("li", "tr", "dt", "dd", "caption", "option", "legend");

    private final int atMost;
    private final StringBuilder out;
    /// Line ends owed before the next character.
    private int owed;
    private boolean spaceOwed;
    private boolean cellOwed;

    /// A text of which parts are added one after another.
    ///
    /// @param atMost how many characters are wanted; a few more may come
    /// @param expected about how many will come: a text of megabytes does not grow by doubling
    PlainText(int atMost, int expected) {
        this.atMost = atMost;
        out = new StringBuilder(Math.min(atMost, expected));
    }

    static String of(Piece root) {
        return of(root, Integer.MAX_VALUE);
    }

    static String of(Piece root, int atMost) {
        PlainText text = new PlainText(atMost, 1_000);
        text.walk(root);
        return text.text();
    }

    String text() {
        return out.toString();
    }

    boolean isEnough() {
        return out.length() >= atMost;
    }

    /// Adds a piece with all that is in it.
    void walk(Piece root) {
        Piece at = root;
        while (!isEnough()) {
            boolean entered = enter(at);
            if (entered && at.first != null) {
                at = at.first;
                continue;
            }
            leave(at);
            while (at != root && at.next == null) {
                at = java.util.Objects.requireNonNull(at.parent);
                leave(at);
            }
            if (at == root) {
                return;
            }
            at = java.util.Objects.requireNonNull(at.next);
        }
    }

    /// Begins a piece; answers whether what is in it comes next.
    boolean enter(Piece piece) {
        if (piece.isText()) {
            write(piece.text);
            return false;
        }
        if (piece.is("pre")) {
            verbatim(piece);
            return false;
        }
        if (piece.is("br")) {
            spaceOwed = false;
            owed = Math.max(owed, 1);
            return false;
        }
        if (PARAGRAPHS.contains(piece.tag)) {
            owe(piece.inside("li", 2) || piece.inside("td", 2) || nestedList(piece) ? 1 : 2);
        } else if (LINES.contains(piece.tag)) {
            owe(1);
        } else if ((piece.is("td") || piece.is("th")) && piece.previous != null) {
            cellOwed = true;
        }
        return true;
    }

    private static boolean nestedList(Piece piece) {
        return (piece.is("ul") || piece.is("ol")) && piece.inside("li", 1);
    }

    /// Ends a piece that was entered.
    void leave(Piece piece) {
        if (PARAGRAPHS.contains(piece.tag)) {
            owe(piece.inside("li", 2) || piece.inside("td", 2) ? 1 : 2);
        } else if (LINES.contains(piece.tag)) {
            owe(1);
        }
    }

    private void owe(int lines) {
        spaceOwed = false;
        owed = Math.max(owed, lines);
    }

    private void write(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Texts.isSpace(c) && c != '\u3000') {
                spaceOwed = true;
            } else {
                pay();
                out.append(c);
            }
        }
    }

    private void pay() {
        if (!out.isEmpty()) {
            if (owed > 0) {
                out.repeat('\n', owed);
            } else if (cellOwed) {
                out.append('\t');
            } else if (spaceOwed) {
                out.append(' ');
            }
        }
        owed = 0;
        cellOwed = false;
        spaceOwed = false;
    }

    private void verbatim(Piece pre) {
        String code = code(pre);
        if (code.isBlank()) {
            return;
        }
        owe(2);
        boolean firstOfAll = out.isEmpty();
        pay();
        if (firstOfAll) {
            out.setLength(0);
        }
        out.append(code);
        owe(2);
    }

    /// What a `<pre>` says, to the character, without line ends at its very end.
    static String code(Piece pre) {
        StringBuilder code = new StringBuilder();
        for (Piece at = pre.first; at != null; at = at.following(pre)) {
            if (at.isText()) {
                code.append(at.text);
            } else if (at.is("br") || (!code.isEmpty() && code.charAt(code.length() - 1) != '\n' && isLine(at))) {
                code.append('\n');
            }
        }
        int end = code.length();
        while (end > 0 && (code.charAt(end - 1) == '\n' || code.charAt(end - 1) == '\r')) {
            end--;
        }
        code.setLength(end);
        return code.toString();
    }

    /// Highlighters make a list item, a row or a div of each line.
    private static boolean isLine(Piece piece) {
        return piece.is("li") || piece.is("tr") || piece.is("div") || piece.is("p");
    }
}
