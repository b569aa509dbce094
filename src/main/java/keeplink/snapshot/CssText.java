package keeplink.snapshot;

/// Writes tokens of CSS so that they mean the same wherever the style sheet ends up: in a `<style>` of HTML, in
/// one of SVG, in an attribute, inside a block.
///
/// What is written has no `<` that could start a tag, no `&` that could start a character reference, and nothing
/// that looks like one of our own references.
final class CssText {
    private static final String BLOB = BlobReference.SCHEME.substring(0, BlobReference.SCHEME.length() - 1);

    private CssText() {}

    /// Any token but a bad one, an address or one that opens or closes.
    static void plain(StringBuilder out, CssTokenizer token, String css) {
        switch (token.kind()) {
            case WHITESPACE -> {
                if (!out.isEmpty() && "{};, ".indexOf(out.charAt(out.length() - 1)) < 0) {
                    out.append(' ');
                }
            }
            case COMMENT -> {
                // A comment may be all that parts two names.
                if (!out.isEmpty() && "{};:,() /".indexOf(out.charAt(out.length() - 1)) < 0) {
                    out.append("/**/");
                }
            }
            // Without anything in their place the names around them could become one.
            case CDO, CDC -> out.append("/**/");
            case DELIM -> delim(out, token, css);
            case STRING -> string(out, token, css);
            case IDENT -> {
                name(out, token.raw(), token.value(), 0);
                keepApart(out, token, css);
            }
            case HASH, AT_KEYWORD -> {
                name(out, token.raw(), token.value(), 1);
                keepApart(out, token, css);
            }
            case DIMENSION -> {
                dimension(out, token.raw(), token.value());
                keepApart(out, token, css);
            }
            default -> out.append(css, token.start(), token.end());
        }
    }

    /// A string, as it was written where that is safe.
    static void string(StringBuilder out, CssTokenizer token, String css) {
        String raw = token.raw();
        String value = token.value();
        boolean safe = token.end() < css.length()
                && raw.indexOf('<') < 0
                && raw.indexOf('>') < 0
                && raw.indexOf('&') < 0
                && raw.indexOf('\\') < 0
                && !value.contains(BlobReference.SCHEME);
        if (safe) {
            out.append(raw);
        } else {
            string(out, value);
        }
    }

    /// A string in double quotes.
    static void string(StringBuilder out, String value) {
        boolean looksLikeOurs = value.contains(BlobReference.SCHEME);
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean special = c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' || c < ' ' || c == 0x7F;
            if (special || (looksLikeOurs && c == ':')) {
                hex(out, c);
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    /// A name, such as that of a class or a unit, as it was written unless that could be taken for something
    /// else.
    ///
    /// @param prefix how many characters of `raw` stand before the name
    static void name(StringBuilder out, String raw, String value, int prefix) {
        if (!isStrange(raw, value)) {
            out.append(raw);
            return;
        }
        out.append(raw, 0, prefix);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean last = i == value.length() - 1;
            if (isPlain(c, i) && !(last && value.endsWith(BLOB))) {
                out.append(c);
            } else if (Character.isHighSurrogate(c) && !last) {
                out.append(c).append(value.charAt(++i));
            } else {
                hex(out, c);
            }
        }
    }

    /// What has no unit there is, such as the `38px\9` meant for one old browser only, has to stay invalid, or
    /// it would take the place of the declaration before it.
    private static void dimension(StringBuilder out, String raw, String unit) {
        out.append(isStrange(raw, unit) ? "0unknown" : raw);
    }

    /// Whether a name could mean something else where it comes to stand. A bare backslash at the end of the text is
    /// part of a name; anywhere else it would take what follows with it, also where the space it escapes has gone.
    private static boolean isStrange(String raw, String value) {
        return raw.indexOf('<') >= 0
                || raw.indexOf('&') >= 0
                || raw.endsWith("\\")
                || (!value.isEmpty() && CssInput.isSpace(value.charAt(value.length() - 1)))
                || value.endsWith(BLOB);
    }

    /// What a name ends in may look like something that parts tokens, such as the space that belongs to an escape; so
    /// what does part it from the next is not left out after it, nor is it joined to an address that was a string.
    private static void keepApart(StringBuilder out, CssTokenizer token, String css) {
        boolean plain = out.isEmpty() || CssInput.isNameChar(out.charAt(out.length() - 1));
        if (!plain && token.end() < css.length() && " \t\n/\"'".indexOf(css.charAt(token.end())) >= 0) {
            out.append("/**/");
        }
    }

    private static boolean isPlain(char c, int at) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '_'
                || (at > 0 && (c == '-' || (c >= '0' && c <= '9')))
                || (c >= 0x80 && !Character.isSurrogate(c));
    }

    private static void delim(StringBuilder out, CssTokenizer token, String css) {
        char next = token.end() < css.length() ? css.charAt(token.end()) : ' ';
        switch (token.value()) {
            case "<" -> out.append(next == '=' ? "<" : "< ");
            case "&" -> out.append(Character.isLetter(next) || next == '#' || next == '\\' ? "&/**/" : "&");
            case "/" -> out.append(!out.isEmpty() && "</".indexOf(out.charAt(out.length() - 1)) >= 0 ? " /" : "/");
            case "*" -> out.append(!out.isEmpty() && out.charAt(out.length() - 1) == '/' ? " *" : "*");
            // Before a line end it makes invalid what it is in, as this does; elsewhere it would be an escape.
            case "\\" -> out.append('?');
            default -> out.append(token.value());
        }
    }

    private static void hex(StringBuilder out, char c) {
        out.append('\\').append(Integer.toHexString(c)).append(' ');
    }
}
