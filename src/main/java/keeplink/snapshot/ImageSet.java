package keeplink.snapshot;

import java.util.Set;
import keeplink.snapshot.CssTokenizer.Kind;
import org.jspecify.annotations.Nullable;

/// Where in a style sheet the best choice of an `image-set()` lies (CSS Images Module Level 4).
///
/// @param name `image-set` or `-webkit-image-set`
/// @param choiceStart where the choice starts
/// @param choiceEnd where it ends
/// @param standIn whether the choice is a function that stands for what is not known here, such as `var()`: it must not
///     be within an `image-set()`, which would take a string it stands for to be an address
/// @param end where the function ends, after its closing parenthesis
record ImageSet(String name, int choiceStart, int choiceEnd, boolean standIn, int end) {
    private static final int MAX_LENGTH = 16 * 1024;
    private static final Set<String> KNOWN_TYPES =
            Set.of("image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/svg+xml");

    /// Images, and what may be said or done about one (CSS Values and Units Module Level 4, section 10, for a
    /// resolution; Filter Effects Module Level 1, section 7).
    private static final Set<String> FUNCTIONS = Set.of(
            "url",
            "src",
            "image",
            "image-set",
            "-webkit-image-set",
            "type",
            "cross-fade",
            "-webkit-cross-fade",
            "element",
            "-moz-element",
            "paint",
            "filter",
            "-webkit-filter",
            "blur",
            "brightness",
            "contrast",
            "drop-shadow",
            "grayscale",
            "hue-rotate",
            "invert",
            "opacity",
            "saturate",
            "sepia",
            "calc",
            "min",
            "max",
            "clamp");

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
        boolean isType = false;
        Choice choice = new Choice(start);
        Choice best = null;
        while (tokens.next() != Kind.EOF) {
            Kind kind = tokens.kind();
            if (ENDS_ELSEWHERE.contains(kind)) {
                return null;
            }
            if (depth == 0 && (kind == Kind.COMMA || kind == Kind.CLOSE_PAREN)) {
                choice.end(tokens.start());
                if (choice.known && (best == null || isBetter(choice.resolution, best.resolution))) {
                    best = choice;
                }
                if (kind == Kind.CLOSE_PAREN) {
                    return best == null
                            ? null
                            : new ImageSet(function.name(), best.start, best.end, best.standIn, tokens.end());
                }
                choice = new Choice(tokens.end());
            } else if (kind == Kind.OPEN_PAREN || kind == Kind.FUNCTION) {
                if (depth == 0 && kind == Kind.FUNCTION && !isImage(tokens.name())) {
                    choice.unknown(tokens.start());
                }
                isType = kind == Kind.FUNCTION && tokens.name().equals("type");
                depth++;
            } else if (kind == Kind.CLOSE_PAREN) {
                depth--;
                if (depth == 0 && choice.standIn) {
                    choice.end(tokens.end());
                }
            } else if (kind == Kind.STRING && isType && depth == 1) {
                choice.known = KNOWN_TYPES.contains(tokens.name());
            } else if (kind == Kind.DIMENSION && depth == 0) {
                choice.resolution = dotsPerPixel(tokens);
            }
            choice.isEmpty &= kind == Kind.WHITESPACE || kind == Kind.COMMENT || kind == Kind.COMMA;
        }
        return null;
    }

    /// Whether a function within the set means itself: an image, or what is said about one.
    static boolean isImage(String function) {
        return FUNCTIONS.contains(function) || function.endsWith("gradient");
    }

    /// A choice that is being read.
    private static final class Choice {
        int start;
        int end = -1;
        double resolution = 1;
        boolean known = true;
        boolean isEmpty = true;
        boolean standIn;

        Choice(int start) {
            this.start = start;
        }

        /// A function that stands for what is not known here: all there is to the choice, or, where it is something
        /// else said about the image before it, left out.
        void unknown(int at) {
            if (isEmpty) {
                start = at;
                standIn = true;
            } else {
                end(at);
            }
        }

        void end(int at) {
            end = end < 0 ? at : end;
        }
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
