package keeplink.search;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a page of results ended: what the order goes by at its last hit, and that hit's number. Links that come
/// or go meanwhile move nothing, as it counts no hits.
///
/// @param ranked whether the order goes by [#order] as a score, else as a time
/// @param order the bits of a float score, or milliseconds of the epoch
/// @param number the last hit's number
public record Cursor(boolean ranked, long order, int number) {
    private static final Pattern WRITTEN = Pattern.compile("([sd])(-?[0-9a-z]{1,13})\\.([0-9a-z]{1,6})");
    private static final int RADIX = 36;

    public static Cursor at(float score, int number) {
        return new Cursor(true, Float.floatToIntBits(score), number);
    }

    public static Cursor at(long epochMillis, int number) {
        return new Cursor(false, epochMillis, number);
    }

    /// The score, where the order goes by it.
    public float score() {
        return Float.intBitsToFloat((int) order);
    }

    /// The cursor in at most 22 characters.
    public String write() {
        return (ranked ? "s" : "d") + Long.toString(order, RADIX) + "." + Integer.toString(number, RADIX);
    }

    /// The cursor a text means; empty where it is none or is of the other order, so that the first page is meant.
    public static Optional<Cursor> read(String text, boolean ranked) {
        Matcher matcher = WRITTEN.matcher(text);
        if (!matcher.matches() || ranked != matcher.group(1).equals("s")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Cursor(
                    ranked, Long.parseLong(matcher.group(2), RADIX), Integer.parseInt(matcher.group(3), RADIX)));
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }
}
