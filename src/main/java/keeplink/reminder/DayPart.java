package keeplink.reminder;

import java.time.LocalTime;

/// A part of the day: when it is where no hour is named, and which hour is meant by one from 1 to 12.
enum DayPart {
    SMALL_HOURS(3),
    MORNING(9),
    NOON(12),
    AFTERNOON(15),
    EVENING(20);

    private static final int HALF_A_DAY = 12;

    private final LocalTime usual;

    DayPart(int hour) {
        usual = LocalTime.of(hour, 0);
    }

    LocalTime usual() {
        return usual;
    }

    /// Hours after the midnight the day began with: `晚上12点` is its end, `晚上1点` an hour after that.
    int hour(int said) {
        return switch (this) {
            case SMALL_HOURS -> said % HALF_A_DAY;
            case MORNING -> said;
            case NOON -> said < 5 ? said + HALF_A_DAY : said;
            case AFTERNOON -> said < HALF_A_DAY ? said + HALF_A_DAY : said;
            case EVENING -> said < 5 ? said + 2 * HALF_A_DAY : said <= HALF_A_DAY ? said + HALF_A_DAY : said;
        };
    }
}
