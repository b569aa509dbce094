package keeplink.snapshot;

import java.util.ArrayList;
import java.util.List;
import keeplink.snapshot.CssTokenizer.Kind;

/// The tokens of a short value of CSS, without whitespace and comments, and a place among them. A value longer than
/// [#MAX_LENGTH] characters has none. One thread at a time.
final class CssTokens {
    /// In characters.
    static final int MAX_LENGTH = 4_096;

    private static final Token END = new Token(Kind.EOF, "", Double.NaN);

    private final List<Token> tokens;
    private int at;

    /// One token.
    ///
    /// @param value what it means, in lower case: a name, a unit, a delimiter
    /// @param number of a number, percentage or dimension; not a number for any other
    record Token(Kind kind, String value, double number) {
        boolean is(Kind wanted, String name) {
            return kind == wanted && value.equals(name);
        }
    }

    private CssTokens(List<Token> tokens) {
        this.tokens = tokens;
    }

    static CssTokens of(String css) {
        List<Token> found = new ArrayList<>();
        CssTokenizer tokenizer = new CssTokenizer(CssTokenizer.preprocess(css.length() > MAX_LENGTH ? "" : css));
        while (tokenizer.next() != Kind.EOF) {
            if (tokenizer.kind() != Kind.WHITESPACE && tokenizer.kind() != Kind.COMMENT) {
                found.add(new Token(tokenizer.kind(), tokenizer.name(), number(tokenizer)));
            }
        }
        return new CssTokens(found);
    }

    private static double number(CssTokenizer token) {
        return switch (token.kind()) {
            case NUMBER, PERCENTAGE, DIMENSION -> token.numericValue();
            default -> Double.NaN;
        };
    }

    /// What stands between the commas that are within no brackets.
    List<CssTokens> byCommas() {
        List<CssTokens> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < tokens.size(); i++) {
            depth += nesting(tokens.get(i).kind());
            if (depth == 0 && tokens.get(i).kind() == Kind.COMMA) {
                parts.add(new CssTokens(tokens.subList(start, i)));
                start = i + 1;
            }
        }
        parts.add(new CssTokens(tokens.subList(start, tokens.size())));
        return parts;
    }

    /// What stands before the last value, which is a token or a bracket with all that is within.
    CssTokens withoutLast() {
        return new CssTokens(tokens.subList(0, lastStart()));
    }

    /// The last value, a token or a bracket with all that is within.
    CssTokens last() {
        return new CssTokens(tokens.subList(lastStart(), tokens.size()));
    }

    private int lastStart() {
        int depth = 0;
        for (int i = tokens.size() - 1; i >= 0; i--) {
            depth += nesting(tokens.get(i).kind());
            if (depth >= 0) {
                return i;
            }
        }
        return 0;
    }

    private static int nesting(Kind kind) {
        return switch (kind) {
            case OPEN_PAREN, FUNCTION, OPEN_SQUARE, OPEN_CURLY -> 1;
            case CLOSE_PAREN, CLOSE_SQUARE, CLOSE_CURLY -> -1;
            default -> 0;
        };
    }

    boolean atEnd() {
        return at >= tokens.size();
    }

    Token peek() {
        return atEnd() ? END : tokens.get(at);
    }

    Token next() {
        Token token = peek();
        at++;
        return token;
    }

    /// Goes on if the next token is this one.
    boolean skip(Kind kind, String value) {
        boolean found = peek().is(kind, value);
        if (found) {
            at++;
        }
        return found;
    }

    /// Goes on behind the bracket that closes the one that was opened last.
    void toClosing() {
        for (int depth = 1; depth > 0 && !atEnd(); ) {
            depth += nesting(next().kind());
        }
    }

    int place() {
        return at;
    }

    void returnTo(int place) {
        at = place;
    }
}
