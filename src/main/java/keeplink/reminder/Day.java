package keeplink.reminder;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Which day a phrase names: exactly one, or the next that is so.
sealed interface Day {
    /// That day and no other.
    record On(LocalDate date) implements Day {}

    /// Some coming day of the week.
    ///
    /// @param notToday whether today is not meant, even if it is that day
    record Weekday(DayOfWeek day, boolean notToday) implements Day {}

    /// A day of any year.
    record OfYear(int month, int day) implements Day {}

    /// A day of any month that has it.
    record OfMonth(int day) implements Day {}

    /// The days that are meant, the nearest first; what passes may be followed by one that is to come.
    default Stream<LocalDate> from(LocalDate today) {
        return switch (this) {
            case On(LocalDate date) -> Stream.of(date);
            case Weekday(DayOfWeek day, boolean notToday) -> {
                LocalDate first =
                        today.with(notToday ? TemporalAdjusters.next(day) : TemporalAdjusters.nextOrSame(day));
                yield Stream.of(first, first.plusWeeks(1));
            }
            // eight years have a 29 February also around 2100
            case OfYear(int month, int day) ->
                IntStream.rangeClosed(0, 8)
                        .mapToObj(years -> date(today.getYear() + years, month, day))
                        .flatMap(Optional::stream);
            case OfMonth(int day) ->
                IntStream.rangeClosed(0, 12)
                        .mapToObj(months -> YearMonth.from(today).plusMonths(months))
                        .filter(month -> month.isValidDay(day))
                        .map(month -> month.atDay(day));
        };
    }

    /// A date, empty where the calendar has none such.
    static Optional<LocalDate> date(int year, int month, int day) {
        try {
            return Optional.of(LocalDate.of(year, month, day));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
