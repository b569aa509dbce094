package keeplink.snapshot;

import java.util.Locale;

/// Reads a style sheet token by token, after CSS Syntax Module Level 3, section 4 "Tokenization".
///
/// A cursor: [#next()] moves on and says what it found; the other methods speak of that token. Differs from the
/// standard
/// in keeping comments as tokens and numbers as they are written. Linear in the text, never fails: what the
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

    private static final int END = -1;

    private final String css;
    private final int limit;
    private int at;
    private int start;
    private Kind kind = Kind.EOF;
    private String value = "";

    CssTokenizer(String text) {
        this(text, 0, text.length());
    }

    /// Reads only a part of a text that went through [#preprocess(String)].
    CssTokenizer(String text, int from, int to) {
        css = text;
        at = from;
        start = from;
        limit = to;
    }

    /// What the standard asks to be done before tokens are read: one kind of line end, no NUL (section 3.3).
    static String preprocess(String text) {
        if (text.indexOf('\r') < 0 && text.indexOf('\f') < 0 && text.indexOf('\0') < 0) {
            return text;
        }
        return text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replace('\f', '\n')
                .replace('\0', '\uFFFD');
    }

    /// Where the token starts.
    int start() {
        return start;
    }

    /// Where the token ends and the next one starts.
    int end() {
        return at;
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

    /// The token as it is written.
    String raw() {
        return css.substring(start, at);
    }

    /// Goes on as if everything up to an offset had been read.
    void jump(int offset) {
        at = offset;
    }

    /// Reads the next token.
    Kind next() {
        start = at;
        value = "";
        kind = read();
        return kind;
    }

    private Kind read() {
        int c = peek(0);
        if (c == END) {
            return Kind.EOF;
        }
        if (c == '/' && peek(1) == '*') {
            int end = css.indexOf("*/", at + 2);
            at = end < 0 || end + 2 > limit ? limit : end + 2;
            return Kind.COMMENT;
        }
        if (isSpace(c)) {
            while (isSpace(peek(0))) {
                at++;
            }
            return Kind.WHITESPACE;
        }
        switch (c) {
            case '"', '\'' -> {
                at++;
                return string(c);
            }
            case '#' -> {
                if (isNameChar(peek(1)) || isEscape(1)) {
                    at++;
                    value = readName();
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
                return startsNumber() ? number() : delim();
            }
            case '-' -> {
                if (startsNumber()) {
                    return number();
                }
                if (peek(1) == '-' && peek(2) == '>') {
                    at += 3;
                    return Kind.CDC;
                }
                return startsName(0) ? nameLike() : delim();
            }
            case '<' -> {
                if (css.startsWith("<!--", at) && at + 4 <= limit) {
                    at += 4;
                    return Kind.CDO;
                }
                return delim();
            }
            case '@' -> {
                if (startsName(1)) {
                    at++;
                    value = readName();
                    return Kind.AT_KEYWORD;
                }
                return delim();
            }
            case '\\' -> {
                return isEscape(0) ? nameLike() : delim();
            }
            default -> {
                if (isDigit(c)) {
                    return number();
                }
                return isNameStart(c) ? nameLike() : delim();
            }
        }
    }

    private Kind single(Kind found) {
        at++;
        return found;
    }

    private Kind delim() {
        int length = Character.charCount(css.codePointAt(at));
        value = css.substring(at, Math.min(limit, at + length));
        at = Math.min(limit, at + length);
        return Kind.DELIM;
    }

    private Kind string(int quote) {
        int plainEnd = at;
        while (plainEnd < limit && "\\\n".indexOf(css.charAt(plainEnd)) < 0 && css.charAt(plainEnd) != quote) {
            plainEnd++;
        }
        if (plainEnd < limit && css.charAt(plainEnd) == quote) {
            value = css.substring(at, plainEnd);
            at = plainEnd + 1;
            return Kind.STRING;
        }
        StringBuilder text = new StringBuilder(css.substring(at, plainEnd));
        at = plainEnd;
        while (true) {
            int c = peek(0);
            if (c == END || c == quote) {
                at = Math.min(limit, at + 1);
                value = text.toString();
                return Kind.STRING;
            }
            if (c == '\n') {
                return Kind.BAD_STRING;
            }
            if (c != '\\') {
                text.append((char) c);
                at++;
            } else if (peek(1) == END) {
                at++;
            } else if (peek(1) == '\n') {
                at += 2;
            } else {
                at++;
                readEscape(text);
            }
        }
    }

    private Kind number() {
        if (peek(0) == '+' || peek(0) == '-') {
            at++;
        }
        skipDigits();
        if (peek(0) == '.' && isDigit(peek(1))) {
            at++;
            skipDigits();
        }
        if (peek(0) == 'e' || peek(0) == 'E') {
            int sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
            if (isDigit(peek(1 + sign))) {
                at += 1 + sign;
                skipDigits();
            }
        }
        if (startsName(0)) {
            value = readName();
            return Kind.DIMENSION;
        }
        if (peek(0) == '%') {
            at++;
            return Kind.PERCENTAGE;
        }
        return Kind.NUMBER;
    }

    private void skipDigits() {
        while (isDigit(peek(0))) {
            at++;
        }
    }

    private Kind nameLike() {
        value = readName();
        if (peek(0) != '(') {
            return Kind.IDENT;
        }
        at++;
        if (!"url".equalsIgnoreCase(value)) {
            return Kind.FUNCTION;
        }
        int after = at;
        while (after < limit && isSpace(css.charAt(after))) {
            after++;
        }
        if (after < limit && "\"'".indexOf(css.charAt(after)) >= 0) {
            return Kind.FUNCTION;
        }
        at = after;
        return url();
    }

    private Kind url() {
        StringBuilder text = new StringBuilder();
        while (true) {
            int c = peek(0);
            if (c == END || c == ')') {
                at = Math.min(limit, at + 1);
                value = text.toString();
                return Kind.URL;
            }
            if (isSpace(c)) {
                while (isSpace(peek(0))) {
                    at++;
                }
                if (peek(0) != END && peek(0) != ')') {
                    return badUrl();
                }
            } else if (c == '"' || c == '\'' || c == '(' || isNonPrintable(c)) {
                return badUrl();
            } else if (c == '\\') {
                if (!isEscape(0)) {
                    return badUrl();
                }
                at++;
                readEscape(text);
            } else {
                text.append((char) c);
                at++;
            }
        }
    }

    private Kind badUrl() {
        value = "";
        while (true) {
            int c = peek(0);
            if (c == END || c == ')') {
                at = Math.min(limit, at + 1);
                return Kind.BAD_URL;
            }
            at += isEscape(0) && peek(1) != END ? 2 : 1;
        }
    }

    private String readName() {
        int plainEnd = at;
        while (plainEnd < limit && isNameChar(css.charAt(plainEnd))) {
            plainEnd++;
        }
        String plain = css.substring(at, plainEnd);
        at = plainEnd;
        if (!isEscape(0)) {
            return plain;
        }
        StringBuilder name = new StringBuilder(plain);
        while (true) {
            if (isNameChar(peek(0))) {
                name.append(css.charAt(at++));
            } else if (isEscape(0)) {
                at++;
                readEscape(name);
            } else {
                return name.toString();
            }
        }
    }

    /// Reads what follows a backslash.
    private void readEscape(StringBuilder to) {
        int c = peek(0);
        if (c == END) {
            to.append('\uFFFD');
            return;
        }
        if (!isHex(c)) {
            to.append((char) c);
            at++;
            return;
        }
        int code = 0;
        for (int digits = 0; digits < 6 && isHex(peek(0)); digits++) {
            code = code * 16 + Character.digit(css.charAt(at++), 16);
        }
        if (isSpace(peek(0))) {
            at++;
        }
        boolean valid = code != 0 && code <= Character.MAX_CODE_POINT && !(code >= 0xD800 && code <= 0xDFFF);
        to.appendCodePoint(valid ? code : 0xFFFD);
    }

    private int peek(int ahead) {
        return at + ahead < limit ? css.charAt(at + ahead) : END;
    }

    /// A backslash that starts an escape: not one before a line end.
    private boolean isEscape(int ahead) {
        return peek(ahead) == '\\' && peek(ahead + 1) != '\n';
    }

    private boolean startsName(int ahead) {
        int c = peek(ahead);
        if (c == '-') {
            return isNameStart(peek(ahead + 1)) || peek(ahead + 1) == '-' || isEscape(ahead + 1);
        }
        return isNameStart(c) || isEscape(ahead);
    }

    private boolean startsNumber() {
        int first = peek(0) == '+' || peek(0) == '-' ? 1 : 0;
        return isDigit(peek(first)) || (peek(first) == '.' && isDigit(peek(first + 1)));
    }

    private static boolean isNameStart(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    private static boolean isNameChar(int c) {
        return isNameStart(c) || isDigit(c) || c == '-';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isHex(int c) {
        return c >= 0 && c < 0x80 && Character.digit(c, 16) >= 0;
    }

    static boolean isSpace(int c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    }

    private static boolean isNonPrintable(int c) {
        return (c >= 0 && c <= 8) || c == 0x0B || (c >= 0x0E && c <= 0x1F) || c == 0x7F;
    }
}
