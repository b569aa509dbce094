package keeplink.snapshot;

/// The characters of a style sheet and a place among them, as CSS Syntax Module Level 3 looks at them: what comes
/// next, what would start there, and how names and escapes are read. One thread at a time.
final class CssInput {
    /// Stands for what comes after the last character.
    static final int END = -1;

    private final String css;
    private final int limit;
    /// How many characters have been read.
    int at;

    CssInput(String css, int from, int to) {
        this.css = css;
        at = from;
        limit = to;
    }

    void skipDigits() {
        while (isDigit(peek(0))) {
            at++;
        }
    }

    String readName() {
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
    void readEscape(StringBuilder to) {
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

    int peek(int ahead) {
        return at + ahead < limit ? css.charAt(at + ahead) : END;
    }

    /// A backslash that starts an escape: not one before a line end.
    boolean isEscape(int ahead) {
        return peek(ahead) == '\\' && peek(ahead + 1) != '\n';
    }

    boolean startsName(int ahead) {
        int c = peek(ahead);
        if (c == '-') {
            return isNameStart(peek(ahead + 1)) || peek(ahead + 1) == '-' || isEscape(ahead + 1);
        }
        return isNameStart(c) || isEscape(ahead);
    }

    boolean startsNumber() {
        int first = peek(0) == '+' || peek(0) == '-' ? 1 : 0;
        return isDigit(peek(first)) || (peek(first) == '.' && isDigit(peek(first + 1)));
    }

    static boolean isNameStart(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    static boolean isNameChar(int c) {
        return isNameStart(c) || isDigit(c) || c == '-';
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isHex(int c) {
        return c >= 0 && c < 0x80 && Character.digit(c, 16) >= 0;
    }

    static boolean isSpace(int c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    }

    static boolean isNonPrintable(int c) {
        return (c >= 0 && c <= 8) || c == 0x0B || (c >= 0x0E && c <= 0x1F) || c == 0x7F;
    }
}
