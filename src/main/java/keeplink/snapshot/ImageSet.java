package keeplink.snapshot;

import java.util.Set;
import keeplink.snapshot.CssTokenizer.Kind;
import org.jspecify.annotations.Nullable;

/// Where in a style sheet the best choice of an `image-set()` lies (CSS Images Module Level 4).
///
/// @param name `image-set` or `-webkit-image-set`
/// @param choiceStart where the choice starts
/// @param choiceEnd where it ends
/// @param end where the function ends, after its closing parenthesis
record ImageSet(String name, int choiceStart, int choiceEnd, int end) {
    private static final int MAX_LENGTH = 16 * 1024;
    private static final Set<String> KNOWN_TYPES =
            Set.of("image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/svg+xml");

    /// With one of these inside, the function ends where only following all brackets tells.
    private static final Set<Kind> ENDS_ELSEWHERE = Set.of(
            Kind.OPEN_SQUARE, Kind.CLOSE_SQUARE, Kind.OPEN_CURLY, Kind.CLOSE_CURLY, Kind.BAD_STRING, Kind.BAD_URL);

    /// Reads what follows the name of the function at which the tokenizer stands, which does not move.
    ///
    /// @return null where the function has no end nearby or no choice
    static @Nullable ImageSet read(CssTokenizer function, String css) {
        int start = function.end();
        CssTokenizer tokens = new CssTokenizer(css, start, Math.min(css.length(), start + MAX_LENGTH));
        int depth = 0;
        double resolution = 1;
        boolean known = true;
        boolean isType = false;
        double best = Double.NaN;
        int from = start;
        int bestFrom = -1;
        int bestTo = -1;
        while (tokens.next() != Kind.EOF) {
            Kind kind = tokens.kind();
            if (ENDS_ELSEWHERE.contains(kind)) {
                return null;
            }
            boolean ends = depth == 0 && (kind == Kind.COMMA || kind == Kind.CLOSE_PAREN);
            if (ends) {
                if (known && (Double.isNaN(best) || isBetter(resolution, best))) {
                    best = resolution;
                    bestFrom = from;
                    bestTo = tokens.start();
                }
                if (kind == Kind.CLOSE_PAREN) {
                    return bestFrom < 0 ? null : new ImageSet(function.name(), bestFrom, bestTo, tokens.end());
                }
                from = tokens.end();
                resolution = 1;
                known = true;
            } else if (kind == Kind.OPEN_PAREN || kind == Kind.FUNCTION) {
                isType = kind == Kind.FUNCTION && tokens.name().equals("type");
                depth++;
            } else if (kind == Kind.CLOSE_PAREN) {
                depth--;
            } else if (kind == Kind.STRING && isType && depth == 1) {
                known = KNOWN_TYPES.contains(tokens.name());
            } else if (kind == Kind.DIMENSION && depth == 0) {
                resolution = dotsPerPixel(tokens);
            }
        }
        return null;
    }

    /// The smallest of those that are sharp on an ordinary screen, else the sharpest.
    private static boolean isBetter(double resolution, double than) {
        return than < 1 ? resolution > than : resolution >= 1 && resolution < than;
    }

    private static double dotsPerPixel(CssTokenizer dimension) {
        String number = dimension.raw();
        int length = 0;
        // A resolution below nothing is not valid, and neither is one of a unit that is not a resolution.
        while (length < number.length() && ".0123456789".indexOf(number.charAt(length)) >= 0) {
            length++;
        }
        // CSS Values and Units Module Level 4, section 7.4: an inch has 96 pixels.
        double perUnit =
                switch (dimension.name()) {
                    case "dpi" -> 1 / 96.0;
                    case "dpcm" -> 2.54 / 96;
                    default -> 1;
                };
        return length == 0 || number.startsWith(".") && length == 1
                ? 0
                : Double.parseDouble(number.substring(0, length)) * perUnit;
    }
}
