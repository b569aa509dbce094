package keeplink.snapshot;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Pattern;
import keeplink.snapshot.CssTokenizer.Kind;
import org.jspecify.annotations.Nullable;

/// Reads at-rules that are not copied as they are.
final class CssRules {
    private static final Set<String> NAMESPACES = Set.of(
            "http://www.w3.org/1999/xhtml",
            "http://www.w3.org/2000/svg",
            "http://www.w3.org/1998/Math/MathML",
            "http://www.w3.org/1999/xlink");
    private static final Pattern PREFIX = Pattern.compile("(|[A-Za-z][A-Za-z0-9_-]{0,30} )");

    private CssRules() {}

    /// Reads an `@namespace` rule on from the at-keyword; answers how it is written, empty where it is invalid or of
    /// something browsers do not draw, in which nothing is selected.
    static String namespace(CssTokenizer tokens) {
        String prefix = "";
        @Nullable String address = null;
        boolean valid = true;
        while (tokens.next() != Kind.EOF && tokens.kind() != Kind.SEMICOLON) {
            switch (tokens.kind()) {
                case WHITESPACE, COMMENT -> {}
                case IDENT -> {
                    valid &= prefix.isEmpty() && address == null;
                    prefix = tokens.value() + " ";
                }
                case STRING, URL -> {
                    valid &= address == null;
                    address = tokens.value();
                }
                case FUNCTION -> {
                    valid &= address == null && tokens.name().equals("url");
                    address = CssImport.onlyString(tokens);
                }
                default -> {
                    tokens.jump(tokens.start());
                    skip(tokens);
                    return "";
                }
            }
        }
        if (valid
                && address != null
                && NAMESPACES.contains(address)
                && PREFIX.matcher(prefix).matches()) {
            StringBuilder rule = new StringBuilder("@namespace ").append(prefix);
            CssText.string(rule, address);
            return rule.append(';').toString();
        }
        return "";
    }

    /// Reads on to the end of an at-rule: a semicolon, or the end of its block.
    static void skip(CssTokenizer tokens) {
        Deque<Kind> open = new ArrayDeque<>();
        while (tokens.next() != Kind.EOF) {
            switch (tokens.kind()) {
                case OPEN_CURLY -> open.push(Kind.CLOSE_CURLY);
                case OPEN_PAREN, FUNCTION -> open.push(Kind.CLOSE_PAREN);
                case OPEN_SQUARE -> open.push(Kind.CLOSE_SQUARE);
                case SEMICOLON -> {
                    if (open.isEmpty()) {
                        return;
                    }
                }
                default -> {
                    if (tokens.kind() == open.peek()) {
                        open.pop();
                        if (open.isEmpty() && tokens.kind() == Kind.CLOSE_CURLY) {
                            return;
                        }
                    }
                }
            }
        }
    }
}
