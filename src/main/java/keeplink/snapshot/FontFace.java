package keeplink.snapshot;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/// What an `@font-face` rule offers (CSS Fonts Module Level 4).
///
/// @param family as it is compared: lower case, words parted by one space
/// @param ranges pairs of first and last code point of `unicode-range`; empty means all
/// @param addresses where it comes from, best format first
record FontFace(String family, List<Range> ranges, List<String> addresses) {
    /// Code points from first to last, both included.
    record Range(int first, int last) {}

    /// The form in which families are compared.
    static String comparable(String family) {
        return String.join(" ", family.strip().split("\\s+")).toLowerCase(Locale.ROOT);
    }

    /// Whether one of these code points is in its range.
    boolean covers(BitSet codePoints) {
        if (ranges.isEmpty()) {
            return true;
        }
        return ranges.stream().anyMatch(range -> {
            int next = codePoints.nextSetBit(range.first);
            return next >= 0 && next <= range.last;
        });
    }

    /// Reads the value of `unicode-range`; what is not understood is left out.
    static List<Range> ranges(String value) {
        List<Range> ranges = new ArrayList<>();
        for (String part : value.split(",", 1_000)) {
            String range = part.strip().toUpperCase(Locale.ROOT);
            if (range.startsWith("U+") && range.length() <= 15) {
                int dash = range.indexOf('-');
                String first = dash < 0 ? range.substring(2) : range.substring(2, dash);
                String last = dash < 0 ? first : range.substring(dash + 1);
                try {
                    ranges.add(new Range(
                            Integer.parseInt(first.replace('?', '0'), 16),
                            Integer.parseInt(last.replace('?', 'F'), 16)));
                } catch (NumberFormatException notARange) {
                    // The whole descriptor is invalid then, and an invalid descriptor means all code points.
                    return List.of();
                }
            }
        }
        return ranges;
    }
}
