package keeplink.snapshot;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import keeplink.snapshot.CssTokenizer.Kind;
import org.jspecify.annotations.Nullable;

/// Replaces an `@import` rule by what stands for the sheet, within the layer, supports and media conditions of
/// the rule (CSS Cascading and Inheritance Level 5, section 2).
final class CssImport {
    private final CssTokenizer tokens;
    private final String base;
    private final References references;
    private final String css;
    private @Nullable String layer;
    private @Nullable String supports;
    private final StringBuilder media = new StringBuilder();
    private boolean valid = true;

    CssImport(CssTokenizer tokens, String css, String base, References references) {
        this.tokens = tokens;
        this.css = css;
        this.base = base;
        this.references = references;
    }

    /// Reads on from the at-keyword to the end of the rule and writes what takes its place.
    void write(StringBuilder out) {
        String address = address();
        conditions();
        if (address == null || !valid || isForPrint()) {
            return;
        }
        String url = Addresses.ofFile(base, address);
        String sheet = url == null ? null : references.sheet(url);
        if (sheet == null && layer == null) {
            return;
        }
        StringBuilder after = new StringBuilder();
        if (!media.toString().isBlank()) {
            out.append("@media ").append(media.toString().strip()).append('{');
            after.append('}');
        }
        if (supports != null) {
            out.append("@supports (").append(supports).append("){");
            after.append('}');
        }
        if (layer != null) {
            // Also without its sheet a layer takes its place in the order of layers.
            out.append("@layer ").append(layer).append('{');
            after.append('}');
        }
        out.append(sheet == null ? "" : sheet).append(after);
    }

    /// The string that is all there is in a function at which the tokenizer stands, which moves behind it; null
    /// where something else is in it.
    static @Nullable String onlyString(CssTokenizer tokens) {
        String found = null;
        boolean other = false;
        Deque<Kind> open = new ArrayDeque<>(List.of(Kind.CLOSE_PAREN));
        while (!open.isEmpty() && tokens.next() != Kind.EOF) {
            switch (tokens.kind()) {
                case WHITESPACE, COMMENT -> {}
                case STRING -> {
                    other |= found != null;
                    found = tokens.value();
                }
                case OPEN_PAREN, FUNCTION -> open.push(Kind.CLOSE_PAREN);
                case OPEN_SQUARE -> open.push(Kind.CLOSE_SQUARE);
                case OPEN_CURLY -> open.push(Kind.CLOSE_CURLY);
                default -> {
                    if (tokens.kind() == open.element()) {
                        open.pop();
                    } else {
                        other = true;
                    }
                }
            }
        }
        return other ? null : found;
    }

    private @Nullable String address() {
        Kind kind = tokens.next();
        while (kind == Kind.WHITESPACE || kind == Kind.COMMENT) {
            kind = tokens.next();
        }
        if (kind == Kind.STRING || kind == Kind.URL) {
            return tokens.value();
        }
        if (kind == Kind.FUNCTION
                && (tokens.name().equals("url") || tokens.name().equals("src"))) {
            return onlyString(tokens);
        }
        tokens.jump(tokens.start());
        return null;
    }

    private void conditions() {
        boolean first = true;
        while (true) {
            Kind kind = tokens.next();
            if (kind == Kind.EOF || kind == Kind.SEMICOLON) {
                return;
            }
            if (kind == Kind.WHITESPACE || kind == Kind.COMMENT) {
                CssText.plain(media, tokens, css);
            } else if (first && kind == Kind.IDENT && tokens.name().equals("layer")) {
                layer = "";
                first = false;
            } else if (first && kind == Kind.FUNCTION && tokens.name().equals("layer")) {
                layer = inside();
                first = false;
            } else if (supports == null
                    && kind == Kind.FUNCTION
                    && tokens.name().equals("supports")) {
                supports = inside();
                first = false;
            } else {
                first = false;
                medium(kind);
            }
            if (!valid) {
                // what is no condition may have a block, at which the rule ends
                tokens.jump(tokens.start());
                CssRules.skip(tokens);
                return;
            }
        }
    }

    private void medium(Kind kind) {
        if (kind == Kind.OPEN_PAREN || kind == Kind.FUNCTION) {
            if (kind == Kind.FUNCTION) {
                valid &= !tokens.name().equals("expression");
                CssText.name(media, tokens.raw().substring(0, tokens.raw().length() - 1), tokens.value(), 0);
            }
            media.append('(').append(inside()).append(')');
        } else if (mayStandInCondition(kind)) {
            CssText.plain(media, tokens, css);
        } else {
            valid = false;
        }
    }

    /// What is in the parentheses that were just opened.
    private String inside() {
        StringBuilder text = new StringBuilder();
        int depth = 1;
        while (tokens.next() != Kind.EOF) {
            switch (tokens.kind()) {
                case OPEN_PAREN, FUNCTION -> {
                    depth++;
                    if (tokens.kind() == Kind.FUNCTION) {
                        valid &= !tokens.name().equals("expression");
                        CssText.name(
                                text, tokens.raw().substring(0, tokens.raw().length() - 1), tokens.value(), 0);
                    }
                    text.append('(');
                }
                case CLOSE_PAREN -> {
                    if (--depth == 0) {
                        return text.toString().strip();
                    }
                    text.append(')');
                }
                // Nothing is asked of a string in a condition but that it is one.
                case STRING -> text.append("\"data:,\"");
                default -> {
                    if (mayStandInCondition(tokens.kind())) {
                        CssText.plain(text, tokens, css);
                    } else {
                        valid = false;
                    }
                }
            }
        }
        valid = false;
        return "";
    }

    private boolean mayStandInCondition(Kind kind) {
        return switch (kind) {
            // What an old browser takes for the start of a filter means nothing here.
            case IDENT -> !"progid".equals(tokens.name());
            case HASH, STRING, DELIM, NUMBER, PERCENTAGE, DIMENSION, WHITESPACE, COMMENT, COLON, COMMA -> true;
            case FUNCTION,
                    AT_KEYWORD,
                    BAD_STRING,
                    URL,
                    BAD_URL,
                    CDO,
                    CDC,
                    SEMICOLON,
                    OPEN_SQUARE,
                    CLOSE_SQUARE,
                    OPEN_PAREN,
                    CLOSE_PAREN,
                    OPEN_CURLY,
                    CLOSE_CURLY,
                    EOF -> false;
        };
    }

    private boolean isForPrint() {
        return !references.keepsPrint() && MediaList.isForPrint(media.toString());
    }
}
