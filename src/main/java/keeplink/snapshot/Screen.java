package keeplink.snapshot;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The screen a page is kept for: 1,280 CSS pixels wide, in light colours.
final class Screen {
    /// In CSS pixels.
    static final int WIDTH = 1_280;

    private static final int PIXELS_PER_EM = 16;
    private static final int MAX_LENGTH = 512;

    private static final Pattern CONDITION =
            Pattern.compile("\\(\\s*(min|max)-width\\s*:\\s*([0-9.]{1,8})(px|em|rem)?\\s*\\)");

    private static final Pattern TERM = Pattern.compile("([+-]?)\\s*([0-9.]{1,8})(px|em|rem|vw)\\s*");

    private Screen() {}

    /// Whether a media query in lower case is met, as far as it speaks of width, orientation, print or dark colours.
    static boolean fits(String media) {
        if (media.contains("print")
                || (media.contains("dark") && media.contains("color-scheme"))
                || media.contains("portrait")) {
            return false;
        }
        Matcher matcher = CONDITION.matcher(media.substring(0, Math.min(media.length(), MAX_LENGTH)));
        while (matcher.find()) {
            double pixels = pixels(matcher.group(2), matcher.group(3) == null ? "px" : matcher.group(3));
            if (matcher.group(1).equals("min") ? !(pixels <= WIDTH) : !(pixels >= WIDTH)) {
                return false;
            }
        }
        return true;
    }

    /// How many pixels a length is, also one that is a sum within `calc()`; 0 where it is anything else.
    static int pixels(String length) {
        String sum = length.strip().toLowerCase(Locale.ROOT);
        if (sum.startsWith("calc(") && sum.endsWith(")")) {
            sum = sum.substring(5, sum.length() - 1).strip();
        }
        Matcher term = TERM.matcher(sum.substring(0, Math.min(sum.length(), MAX_LENGTH)));
        double pixels = 0;
        int at = 0;
        while (term.find() && term.start() == at) {
            pixels += (term.group(1).equals("-") ? -1 : 1) * pixels(term.group(2), term.group(3));
            at = term.end();
        }
        return at == sum.length() && pixels > 0 ? (int) Math.min(10_000, pixels) : 0;
    }

    private static double pixels(String number, String unit) {
        try {
            return Double.parseDouble(number)
                    * switch (unit) {
                        case "em", "rem" -> PIXELS_PER_EM;
                        case "vw" -> WIDTH / 100.0;
                        default -> 1;
                    };
        } catch (NumberFormatException severalPoints) {
            return Double.NaN;
        }
    }
}
