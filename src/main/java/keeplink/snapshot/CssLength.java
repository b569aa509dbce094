package keeplink.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleBinaryOperator;
import keeplink.snapshot.CssTokenizer.Kind;

/// How long a length of CSS is on the [Screen], also one that is computed: `calc()`, `min()`, `max()` and `clamp()`
/// (CSS
/// Values and Units Level 4, sections 6 and 10). Percentages and units that depend on an element are not known, but for
/// those of fonts, which are taken to be of the usual size.
final class CssLength {
    private static final double INCH = 96;
    private static final double EM = 16;
    private static final int MAX_DEPTH = 32;

    private CssLength() {}

    /// In CSS pixels; empty for what is no length, or none that can be known. The tokens are read to the end of it.
    static OptionalDouble read(CssTokens tokens) {
        double length = value(tokens, MAX_DEPTH);
        return Double.isNaN(length) ? OptionalDouble.empty() : OptionalDouble.of(length);
    }

    private static double value(CssTokens tokens, int depth) {
        CssTokens.Token token = tokens.next();
        return switch (token.kind()) {
            case NUMBER -> token.number();
            case DIMENSION -> token.number() * pixels(token.value());
            case OPEN_PAREN -> closed(sum(tokens, depth), tokens);
            case FUNCTION -> depth == 0 ? Double.NaN : function(token.value(), tokens, depth - 1);
            default -> Double.NaN;
        };
    }

    private static double function(String name, CssTokens tokens, int depth) {
        List<Double> arguments = new ArrayList<>();
        do {
            arguments.add(sum(tokens, depth));
        } while (tokens.skip(Kind.COMMA, ""));
        double result =
                switch (name) {
                    case "calc", "-webkit-calc" -> arguments.size() == 1 ? arguments.getFirst() : Double.NaN;
                    case "min" -> fold(arguments, Math::min);
                    case "max" -> fold(arguments, Math::max);
                    case "clamp" ->
                        arguments.size() == 3
                                ? Math.max(arguments.get(0), Math.min(arguments.get(1), arguments.get(2)))
                                : Double.NaN;
                    default -> Double.NaN;
                };
        return closed(result, tokens);
    }

    private static double fold(List<Double> arguments, DoubleBinaryOperator with) {
        return arguments.stream().mapToDouble(Double::doubleValue).reduce(with).orElse(Double.NaN);
    }

    /// Brackets that are open at the end are closed there (CSS Syntax Level 3, section 5.4.8).
    private static double closed(double result, CssTokens tokens) {
        return tokens.skip(Kind.CLOSE_PAREN, "") || tokens.atEnd() ? result : Double.NaN;
    }

    private static double sum(CssTokens tokens, int depth) {
        double sum = product(tokens, depth);
        while (true) {
            if (tokens.skip(Kind.DELIM, "+")) {
                sum += product(tokens, depth);
            } else if (tokens.skip(Kind.DELIM, "-")) {
                sum -= product(tokens, depth);
            } else {
                return sum;
            }
        }
    }

    private static double product(CssTokens tokens, int depth) {
        if (depth == 0) {
            return Double.NaN;
        }
        double product = value(tokens, depth - 1);
        while (true) {
            if (tokens.skip(Kind.DELIM, "*")) {
                product *= value(tokens, depth - 1);
            } else if (tokens.skip(Kind.DELIM, "/")) {
                product /= value(tokens, depth - 1);
            } else {
                return product;
            }
        }
    }

    private static double pixels(String unit) {
        return switch (unit) {
            case "px" -> 1;
            case "em", "rem" -> EM;
            case "ex", "ch", "rex", "rch" -> EM / 2;
            case "vw", "svw", "lvw", "dvw", "vi" -> Screen.WIDTH / 100.0;
            case "vh", "svh", "lvh", "dvh", "vb" -> Screen.HEIGHT / 100.0;
            case "vmin" -> Math.min(Screen.WIDTH, Screen.HEIGHT) / 100.0;
            case "vmax" -> Math.max(Screen.WIDTH, Screen.HEIGHT) / 100.0;
            case "in" -> INCH;
            case "cm" -> INCH / 2.54;
            case "mm" -> INCH / 25.4;
            case "q" -> INCH / 101.6;
            case "pt" -> INCH / 72;
            case "pc" -> INCH / 6;
            default -> Double.NaN;
        };
    }
}
