package keeplink.reminder;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// How often something comes again: every so many days, weeks, months or years, counted from a date, at a
/// wall-clock time; or on all days from Monday to Friday.
///
/// The day of a month that a month does not have is its last one: what begins on 31 January comes on 28 February
/// and on 31 March. A time that a clock change skips is taken at the end of the gap, one it repeats at its first
/// pass, as [ZonedDateTime#ofLocal] resolves them.
///
/// @param every from 1 to [#MOST]; always 1 for [Unit#WORKDAY]
/// @param start the date it is counted from, which gives the weekday and the day of the month
public record Repetition(int every, Unit unit, LocalDate start, LocalTime time) {
    /// The longest count of units.
    public static final int MOST = 999;

    /// What is counted.
    public enum Unit {
        DAY(ChronoUnit.DAYS),
        /// From Monday to Friday.
        WORKDAY(ChronoUnit.DAYS),
        WEEK(ChronoUnit.WEEKS),
        MONTH(ChronoUnit.MONTHS),
        YEAR(ChronoUnit.YEARS);

        private final ChronoUnit step;

        Unit(ChronoUnit step) {
            this.step = step;
        }
    }

    /// @throws IllegalArgumentException for a count that is out of its range
    public Repetition {
        if (every < 1 || every > MOST || (unit == Unit.WORKDAY && every != 1)) {
            throw new IllegalArgumentException("every " + every + " " + unit);
        }
    }

    /// The first moment after `now`, in its zone.
    public ZonedDateTime nextAfter(ZonedDateTime now) {
        // a gap of a day or of a day's change of zone is nowhere longer than that
        long passed = Math.max(0, unit.step.between(start, now.toLocalDate()) / every - 2);
        for (long count = passed; ; count++) {
            LocalDate date = start.plus(count * every, unit.step);
            ZonedDateTime moment = ZonedDateTime.ofLocal(date.atTime(time), now.getZone(), null);
            if (moment.isAfter(now) && (unit != Unit.WORKDAY || isWorkday(date))) {
                return moment;
            }
        }
    }

    private static boolean isWorkday(LocalDate date) {
        return date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0;
    }

    /// Reads what [#toString] wrote.
    ///
    /// @throws RuntimeException where it is something else
    public static Repetition parse(String written) {
        String[] parts = written.split(" ");
        return new Repetition(
                Integer.parseInt(parts[0]),
                Unit.valueOf(parts[1].toUpperCase(Locale.ROOT)),
                LocalDate.parse(parts[2]),
                LocalTime.parse(parts[3]));
    }

    /// `2 week 2026-11-23 09:00`.
    @Override
    public String toString() {
        return every + " " + unit.name().toLowerCase(Locale.ROOT) + " " + start + " " + time;
    }
}
