package keeplink.snapshot;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import keeplink.snapshot.CssTokenizer.Kind;
import org.jspecify.annotations.Nullable;

/// Tells whether media queries are met by the [Screen] (Media Queries Level 4, section 3 "Syntax"). What they
/// ask that it knows nothing of makes them unknown, which is not met, and stays unknown when it is negated.
///
/// ph-css and jStyleParser read queries as well: the first does not know ranges and does not say whether they
/// are met, the second evaluates those of Level 3 only.
final class MediaQuery {
    private static final int MAX_DEPTH = 32;
    private static final Set<String> NO_TYPES = Set.of("not", "only", "and", "or", "layer");
    /// Words that a screen has none of where they are asked for without a value.
    private static final Set<String> NOTHING = Set.of("none", "no-preference");

    /// The logic of the standard (section 3.1): of three values.
    private enum Met {
        YES,
        NO,
        UNKNOWN;

        static Met of(boolean met) {
            return met ? YES : NO;
        }

        Met negated() {
            return this == YES ? NO : this == NO ? YES : UNKNOWN;
        }

        Met and(Met other) {
            return this == NO || other == NO ? NO : this == YES ? other : UNKNOWN;
        }

        Met or(Met other) {
            return this == YES || other == YES ? YES : this == NO ? other : UNKNOWN;
        }
    }

    private final CssTokens tokens;
    private boolean invalid;

    private MediaQuery(CssTokens tokens) {
        this.tokens = tokens;
    }

    /// Whether one of the queries of a list is met; an empty list always is.
    static boolean matches(String list) {
        CssTokens all = CssTokens.of(list);
        return list.isBlank() || all.byCommas().stream().anyMatch(query -> new MediaQuery(query).query() == Met.YES);
    }

    /// Whether a condition without media types is met; an empty one always is.
    static boolean meets(CssTokens condition) {
        return condition.atEnd() || new MediaQuery(condition).whole(MAX_DEPTH) == Met.YES;
    }

    private Met query() {
        int begin = tokens.place();
        boolean not = tokens.skip(Kind.IDENT, "not");
        if (!not) {
            tokens.skip(Kind.IDENT, "only");
        }
        CssTokens.Token type = tokens.next();
        if (type.kind() != Kind.IDENT || NO_TYPES.contains(type.value())) {
            tokens.returnTo(begin);
            return whole(MAX_DEPTH);
        }
        Met met = Met.of(type.value().equals("screen") || type.value().equals("all"));
        if (tokens.skip(Kind.IDENT, "and")) {
            met = met.and(
                    tokens.peek().is(Kind.IDENT, "not")
                            ? negation(MAX_DEPTH)
                            : joined(inBrackets(MAX_DEPTH), "and", MAX_DEPTH));
        }
        return atEnd(not ? met.negated() : met);
    }

    private Met whole(int depth) {
        return atEnd(condition(depth));
    }

    /// What is not a query at all is "not all".
    private Met atEnd(Met met) {
        return invalid || !tokens.atEnd() ? Met.NO : met;
    }

    private Met condition(int depth) {
        if (tokens.peek().is(Kind.IDENT, "not")) {
            return negation(depth);
        }
        Met met = inBrackets(depth);
        return joined(met, tokens.peek().is(Kind.IDENT, "or") ? "or" : "and", depth);
    }

    private Met negation(int depth) {
        tokens.next();
        return inBrackets(depth).negated();
    }

    private Met joined(Met first, String by, int depth) {
        Met met = first;
        while (tokens.skip(Kind.IDENT, by)) {
            Met other = inBrackets(depth);
            met = by.equals("or") ? met.or(other) : met.and(other);
        }
        return met;
    }

    private Met inBrackets(int depth) {
        CssTokens.Token open = tokens.next();
        if (depth == 0 || open.kind() != Kind.OPEN_PAREN && open.kind() != Kind.FUNCTION) {
            invalid = true;
            return Met.UNKNOWN;
        }
        if (open.kind() == Kind.FUNCTION) {
            tokens.toClosing();
            return Met.UNKNOWN;
        }
        CssTokens.Token first = tokens.peek();
        boolean nested = first.kind() == Kind.OPEN_PAREN || first.is(Kind.IDENT, "not");
        int begin = tokens.place();
        Met met = nested ? condition(depth - 1) : feature();
        if (!tokens.skip(Kind.CLOSE_PAREN, "") && !tokens.atEnd()) {
            tokens.returnTo(begin);
            tokens.toClosing();
            return Met.UNKNOWN;
        }
        return met;
    }

    private Met feature() {
        if (tokens.peek().kind() != Kind.IDENT) {
            return range();
        }
        String name = tokens.next().value();
        if (tokens.skip(Kind.COLON, "")) {
            return plain(name);
        }
        String comparison = comparison();
        if (comparison != null) {
            return compared(number(name), comparison, value());
        }
        Double number = Screen.NUMBERS.get(name);
        String word = Screen.WORDS.get(name);
        return number != null ? Met.of(number != 0) : word != null ? Met.of(!NOTHING.contains(word)) : Met.UNKNOWN;
    }

    /// A value before the name, and perhaps another after it.
    private Met range() {
        double from = value();
        String first = comparison();
        String name = tokens.next().value();
        Met met = first == null ? Met.UNKNOWN : compared(from, first, number(name));
        String second = comparison();
        return second == null ? met : met.and(compared(number(name), second, value()));
    }

    private Met plain(String name) {
        String word = Screen.WORDS.get(name);
        if (word != null) {
            String asked = tokens.next().value();
            return Met.of(word.equals(asked));
        }
        boolean least = name.startsWith("min-") || name.startsWith("-webkit-min-");
        boolean most = name.startsWith("max-") || name.startsWith("-webkit-max-");
        String feature = least || most ? name.replaceFirst("m(in|ax)-", "") : name;
        return compared(number(feature), least ? ">=" : most ? "<=" : "=", value());
    }

    private static double number(String name) {
        return Screen.NUMBERS.getOrDefault(name, Double.NaN);
    }

    private static Met compared(double left, String comparison, double right) {
        if (Double.isNaN(left) || Double.isNaN(right)) {
            return Met.UNKNOWN;
        }
        return Met.of(
                switch (comparison) {
                    case "<" -> left < right;
                    case "<=" -> left <= right;
                    case ">" -> left > right;
                    case ">=" -> left >= right;
                    default -> left == right;
                });
    }

    private @Nullable String comparison() {
        for (String first : List.of("<", ">", "=")) {
            if (tokens.skip(Kind.DELIM, first)) {
                return !first.equals("=") && tokens.skip(Kind.DELIM, "=") ? first + "=" : first;
            }
        }
        return null;
    }

    /// A length, a resolution, a number or a ratio of two.
    private double value() {
        CssTokens.Token token = tokens.peek();
        double perDot =
                switch (token.value()) {
                    case "dppx", "x" -> 1;
                    case "dpi" -> 1 / 96.0;
                    case "dpcm" -> 2.54 / 96;
                    default -> Double.NaN;
                };
        if (token.kind() == Kind.DIMENSION && !Double.isNaN(perDot)) {
            tokens.next();
            return token.number() * perDot;
        }
        OptionalDouble length = CssLength.read(tokens);
        if (length.isPresent() && tokens.skip(Kind.DELIM, "/")) {
            return length.getAsDouble() / tokens.next().number();
        }
        return length.orElse(Double.NaN);
    }
}
