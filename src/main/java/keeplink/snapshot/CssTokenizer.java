package keeplink.snapshot;

import java.util.Locale;

/// Reads a style sheet token by token, after CSS Syntax Module Level 3, section 4 "Tokenization".
///
/// A cursor: [#next()] moves on and says what it found; the other methods speak of that token. Differs from the
/// standard in keeping comments as tokens and numbers as they are written. Linear in the text, never fails: what the
/// standard calls a parse error gives the token it asks for. One thread at a time.
final class CssTokenizer {
    /// Kinds of tokens, by their names in the standard.
    enum Kind {
        IDENT,
        FUNCTION,
        AT_KEYWORD,
        HASH,
        STRING,
        BAD_STRING,
        URL,
        BAD_URL,
        DELIM,
        NUMBER,
        PERCENTAGE,
        DIMENSION,
        WHITESPACE,
        CDO,
        CDC,
        COLON,
        SEMICOLON,
        COMMA,
        OPEN_SQUARE,
        CLOSE_SQUARE,
        OPEN_PAREN,
        CLOSE_PAREN,
        OPEN_CURLY,
        CLOSE_CURLY,
        COMMENT,
        EOF
    }

    private final String css;
    private final int limit;
    private final CssInput in;
    private int start;
    private Kind kind = Kind.EOF;
    private String value = "";
    private int numberEnd;

    CssTokenizer(String text) {
        this(text, 0, text.length());
    }

    /// Reads only a part of a text that went through [#preprocess(String)].
    CssTokenizer(String text, int from, int to) {
        css = text;
        start = from;
        limit = to;
        in = new CssInput(text, from, to);
    }

    /// What the standard asks to be done before tokens are read: one kind of line end, no NUL, no half of a character
    /// (section 3.3).
    static String preprocess(String text) {
        String whole = withoutHalves(text);
        if (whole.indexOf('\r') < 0 && whole.indexOf('\f') < 0 && whole.indexOf('\0') < 0) {
            return whole;
        }
        return whole.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replace('\f', '\n')
                .replace('\0', '\uFFFD');
    }

    /// Written as UTF-8 half a character would be a question mark, which no name has, and part what was one name.
    private static String withoutHalves(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                int[] codes = text.codePoints()
                        .map(code -> code <= 0xFFFF && Character.isSurrogate((char) code) ? 0xFFFD : code)
                        .toArray();
                return new String(codes, 0, codes.length);
            }
        }
        return text;
    }

    /// Where the token starts.
    int start() {
        return start;
    }

    /// Where the token ends and the next one starts.
    int end() {
        return in.at;
    }

    /// The token's kind.
    Kind kind() {
        return kind;
    }

    /// What it means with escapes resolved: name of an identifier, function, at-keyword or hash, text of a
    /// string or address, unit of a dimension, the character of a delimiter; else empty.
    String value() {
        return value;
    }

    /// The value in lower case, for what CSS compares without case.
    String name() {
        return value.toLowerCase(Locale.ROOT);
    }

    /// What a number, percentage or dimension counts.
    double numericValue() {
        return Double.parseDouble(css.substring(start, numberEnd));
    }

    /// The token as it is written.
    String raw() {
        return css.substring(start, in.at);
    }

    /// Goes on as if everything up to an offset had been read.
    void jump(int offset) {
        in.at = offset;
    }

    /// Reads the next token.
    Kind next() {
        start = in.at;
        value = "";
        kind = read();
        return kind;
    }

    private Kind read() {
        int c = in.peek(0);
        if (c == CssInput.END) {
            return Kind.EOF;
        }
        if (c == '/' && in.peek(1) == '*') {
            int end = css.indexOf("*/", in.at + 2);
            in.at = end < 0 || end + 2 > limit ? limit : end + 2;
            return Kind.COMMENT;
        }
        if (CssInput.isSpace(c)) {
            while (CssInput.isSpace(in.peek(0))) {
                in.at++;
            }
            return Kind.WHITESPACE;
        }
        switch (c) {
            case '"', '\'' -> {
                in.at++;
                return string(c);
            }
            case '#' -> {
                if (CssInput.isNameChar(in.peek(1)) || in.isEscape(1)) {
                    in.at++;
                    value = in.readName();
                    return Kind.HASH;
                }
                return delim();
            }
            case '(' -> {
                return single(Kind.OPEN_PAREN);
            }
            case ')' -> {
                return single(Kind.CLOSE_PAREN);
            }
            case '[' -> {
                return single(Kind.OPEN_SQUARE);
            }
            case ']' -> {
                return single(Kind.CLOSE_SQUARE);
            }
            case '{' -> {
                return single(Kind.OPEN_CURLY);
            }
            case '}' -> {
                return single(Kind.CLOSE_CURLY);
            }
            case ',' -> {
                return single(Kind.COMMA);
            }
            case ':' -> {
                return single(Kind.COLON);
            }
            case ';' -> {
                return single(Kind.SEMICOLON);
            }
            case '+', '.' -> {
                return in.startsNumber() ? number() : delim();
            }
            case '-' -> {
                if (in.startsNumber()) {
                    return number();
                }
                if (in.peek(1) == '-' && in.peek(2) == '>') {
                    in.at += 3;
                    return Kind.CDC;
                }
                return in.startsName(0) ? nameLike() : delim();
            }
            case '<' -> {
                if (css.startsWith("<!--", in.at) && in.at + 4 <= limit) {
                    in.at += 4;
                    return Kind.CDO;
                }
                return delim();
            }
            case '@' -> {
                if (in.startsName(1)) {
                    in.at++;
                    value = in.readName();
                    return Kind.AT_KEYWORD;
                }
                return delim();
            }
            case '\\' -> {
                return in.isEscape(0) ? nameLike() : delim();
            }
            default -> {
                if (CssInput.isDigit(c)) {
                    return number();
                }
                return CssInput.isNameStart(c) ? nameLike() : delim();
            }
        }
    }

    private Kind single(Kind found) {
        in.at++;
        return found;
    }

    private Kind delim() {
        int length = Character.charCount(css.codePointAt(in.at));
        value = css.substring(in.at, Math.min(limit, in.at + length));
        in.at = Math.min(limit, in.at + length);
        return Kind.DELIM;
    }

    private Kind string(int quote) {
        int plainEnd = in.at;
        while (plainEnd < limit && "\\\n".indexOf(css.charAt(plainEnd)) < 0 && css.charAt(plainEnd) != quote) {
            plainEnd++;
        }
        if (plainEnd < limit && css.charAt(plainEnd) == quote) {
            value = css.substring(in.at, plainEnd);
            in.at = plainEnd + 1;
            return Kind.STRING;
        }
        StringBuilder text = new StringBuilder(css.substring(in.at, plainEnd));
        in.at = plainEnd;
        while (true) {
            int c = in.peek(0);
            if (c == CssInput.END || c == quote) {
                in.at = Math.min(limit, in.at + 1);
                value = text.toString();
                return Kind.STRING;
            }
            if (c == '\n') {
                return Kind.BAD_STRING;
            }
            if (c != '\\') {
                text.append((char) c);
                in.at++;
            } else if (in.peek(1) == CssInput.END) {
                in.at++;
            } else if (in.peek(1) == '\n') {
                in.at += 2;
            } else {
                in.at++;
                in.readEscape(text);
            }
        }
    }

    private Kind number() {
        if (in.peek(0) == '+' || in.peek(0) == '-') {
            in.at++;
        }
        in.skipDigits();
        if (in.peek(0) == '.' && CssInput.isDigit(in.peek(1))) {
            in.at++;
            in.skipDigits();
        }
        if (in.peek(0) == 'e' || in.peek(0) == 'E') {
            int sign = in.peek(1) == '+' || in.peek(1) == '-' ? 1 : 0;
            if (CssInput.isDigit(in.peek(1 + sign))) {
                in.at += 1 + sign;
                in.skipDigits();
            }
        }
        numberEnd = in.at;
        if (in.startsName(0)) {
            value = in.readName();
            return Kind.DIMENSION;
        }
        if (in.peek(0) == '%') {
            in.at++;
            return Kind.PERCENTAGE;
        }
        return Kind.NUMBER;
    }

    private Kind nameLike() {
        value = in.readName();
        if (in.peek(0) != '(') {
            return Kind.IDENT;
        }
        in.at++;
        if (!"url".equalsIgnoreCase(value)) {
            return Kind.FUNCTION;
        }
        int after = in.at;
        while (after < limit && CssInput.isSpace(css.charAt(after))) {
            after++;
        }
        if (after < limit && "\"'".indexOf(css.charAt(after)) >= 0) {
            return Kind.FUNCTION;
        }
        in.at = after;
        return url();
    }

    private Kind url() {
        StringBuilder text = new StringBuilder();
        while (true) {
            int c = in.peek(0);
            if (c == CssInput.END || c == ')') {
                in.at = Math.min(limit, in.at + 1);
                value = text.toString();
                return Kind.URL;
            }
            if (CssInput.isSpace(c)) {
                while (CssInput.isSpace(in.peek(0))) {
                    in.at++;
                }
                if (in.peek(0) != CssInput.END && in.peek(0) != ')') {
                    return badUrl();
                }
            } else if (c == '"' || c == '\'' || c == '(' || CssInput.isNonPrintable(c)) {
                return badUrl();
            } else if (c == '\\') {
                if (!in.isEscape(0)) {
                    return badUrl();
                }
                in.at++;
                in.readEscape(text);
            } else {
                text.append((char) c);
                in.at++;
            }
        }
    }

    private Kind badUrl() {
        value = "";
        while (true) {
            int c = in.peek(0);
            if (c == CssInput.END || c == ')') {
                in.at = Math.min(limit, in.at + 1);
                return Kind.BAD_URL;
            }
            in.at += in.isEscape(0) && in.peek(1) != CssInput.END ? 2 : 1;
        }
    }
}
