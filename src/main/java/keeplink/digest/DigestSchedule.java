package keeplink.digest;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// When a chat's letters come: on some days at a wall-clock time, in a zone given when asked.
///
/// A time that a clock change skips is taken at the end of the gap, one it repeats at its first pass, as
/// [ZonedDateTime#ofLocal] resolves them: there is exactly one moment for every local date.
public record DigestSchedule(Days days, LocalTime time) {
    /// No clock change moves a moment further; Samoa skipped a whole day.
    private static final int LONGEST_GAP = 2;

    /// The days letters come on.
    public sealed interface Days {
        boolean has(LocalDate date);

        /// The first of them after a date.
        LocalDate after(LocalDate date);

        /// The last of them at or before a date.
        LocalDate upTo(LocalDate date);
    }

    /// Some days of every week; all seven mean daily.
    ///
    /// @param on at least one, Monday first
    public record Weekly(Set<DayOfWeek> on) implements Days {
        public Weekly {
            if (on.isEmpty()) {
                throw new IllegalArgumentException("letters come on some day");
            }
            on = Collections.unmodifiableSet(EnumSet.copyOf(on));
        }

        @Override
        public boolean has(LocalDate date) {
            return on.contains(date.getDayOfWeek());
        }

        @Override
        public LocalDate after(LocalDate date) {
            return on.stream()
                    .map(day -> date.with(TemporalAdjusters.next(day)))
                    .min(LocalDate::compareTo)
                    .orElseThrow();
        }

        @Override
        public LocalDate upTo(LocalDate date) {
            return on.stream()
                    .map(day -> date.with(TemporalAdjusters.previousOrSame(day)))
                    .max(LocalDate::compareTo)
                    .orElseThrow();
        }

        public boolean daily() {
            return on.size() == DayOfWeek.values().length;
        }

        @Override
        public String toString() {
            return daily()
                    ? "daily"
                    : on.stream()
                            .map(day -> day.name().substring(0, 3).toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(","));
        }
    }

    /// One day of every month.
    ///
    /// @param day 1 to 31; a month that is shorter has its last day instead, so 31 is the last of every month
    public record Monthly(int day) implements Days {
        /// The last day of every month.
        public static final int LAST = 31;

        public Monthly {
            if (day < 1 || day > LAST) {
                throw new IllegalArgumentException("a month has no day " + day);
            }
        }

        private LocalDate in(LocalDate month) {
            return month.withDayOfMonth(Math.min(day, month.lengthOfMonth()));
        }

        @Override
        public boolean has(LocalDate date) {
            return in(date).equals(date);
        }

        @Override
        public LocalDate after(LocalDate date) {
            LocalDate here = in(date);
            return here.isAfter(date) ? here : in(date.withDayOfMonth(1).plusMonths(1));
        }

        @Override
        public LocalDate upTo(LocalDate date) {
            LocalDate here = in(date);
            return here.isAfter(date) ? in(date.withDayOfMonth(1).minusMonths(1)) : here;
        }

        @Override
        public String toString() {
            return "monthly " + (day == LAST ? "last" : day);
        }
    }

    /// On one day of every week.
    public DigestSchedule(DayOfWeek day, LocalTime time) {
        this(new Weekly(Set.of(day)), time);
    }

    /// On some days of every week.
    public static DigestSchedule weekly(Collection<DayOfWeek> days, LocalTime time) {
        return new DigestSchedule(new Weekly(Set.copyOf(days)), time);
    }

    /// Reads what [ScheduleWords] reads; empty where it is none of that.
    public static Optional<DigestSchedule> parse(String text) {
        return ScheduleWords.read(text) instanceof ScheduleWords.Understood(DigestSchedule schedule)
                ? Optional.of(schedule)
                : Optional.empty();
    }

    public DigestSchedule on(Days newDays) {
        return new DigestSchedule(newDays, time);
    }

    public DigestSchedule at(LocalTime newTime) {
        return new DigestSchedule(days, newTime);
    }

    /// Whether letters come at what the calendar calls so.
    public boolean has(LocalDateTime slot) {
        return slot.toLocalTime().equals(time) && days.has(slot.toLocalDate());
    }

    /// The next after what the calendar calls so.
    public LocalDateTime after(LocalDateTime slot) {
        LocalDate day = slot.toLocalDate();
        boolean laterThatDay = days.has(day) && time.isAfter(slot.toLocalTime());
        return (laterThatDay ? day : days.after(day)).atTime(time);
    }

    /// The one before what the calendar calls so.
    public LocalDateTime before(LocalDateTime slot) {
        LocalDate day = slot.toLocalDate();
        boolean earlierThatDay = days.has(day) && time.isBefore(slot.toLocalTime());
        return (earlierThatDay ? day : days.upTo(day.minusDays(1))).atTime(time);
    }

    /// The first moment after `now` at which a letter is due.
    public ZonedDateTime nextAfter(ZonedDateTime now) {
        LocalDateTime slot =
                after(now.toLocalDate().minusDays(LONGEST_GAP).atStartOfDay().minusNanos(1));
        while (!at(slot, now).isAfter(now)) {
            slot = after(slot);
        }
        return at(slot, now);
    }

    /// The last moment at or before `now` at which a letter was due.
    public ZonedDateTime lastBefore(ZonedDateTime now) {
        LocalDateTime slot = before(now.toLocalDate().plusDays(1).atStartOfDay());
        while (at(slot, now).isAfter(now)) {
            slot = before(slot);
        }
        return at(slot, now);
    }

    private static ZonedDateTime at(LocalDateTime slot, ZonedDateTime now) {
        return ZonedDateTime.ofLocal(slot, now.getZone(), null);
    }

    /// A form [#parse] reads: `mon 09:00`, `mon,thu 09:00`, `daily 08:00`, `monthly 1 09:00`, `monthly last 09:00`.
    @Override
    public String toString() {
        return "%s %02d:%02d".formatted(days, time.getHour(), time.getMinute());
    }
}
