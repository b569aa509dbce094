package keeplink.reminder;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What was understood of a phrase so far, and what it comes to. A part that was said is not said again: a setter
/// answers false then.
final class Draft {
    /// When something comes back of which only the day is named.
    private static final LocalTime USUAL = LocalTime.of(9, 0);

    private final ZonedDateTime now;
    private final LocalDate today;
    private @Nullable Period period;
    private @Nullable Duration duration;
    private @Nullable Day day;
    private @Nullable DayPart part;
    private int hour = -1;
    private int minute;
    private boolean eitherHalf;
    private int every;
    private Repetition.@Nullable Unit unit;

    Draft(ZonedDateTime now) {
        this.now = now;
        today = now.toLocalDate();
    }

    LocalDate today() {
        return today;
    }

    boolean later(Period more) {
        Period known = period == null ? Period.ZERO : period;
        period = known.plus(more);
        return true;
    }

    boolean later(Duration more) {
        Duration known = duration == null ? Duration.ZERO : duration;
        duration = known.plus(more);
        return true;
    }

    boolean on(Day named) {
        if (day != null) {
            return false;
        }
        day = named;
        return true;
    }

    boolean on(Optional<LocalDate> date) {
        return date.isPresent() && on(new Day.On(date.get()));
    }

    /// `monday`, where the week is not said.
    boolean on(DayOfWeek named) {
        return on(new Day.Weekday(named, false));
    }

    boolean during(DayPart named) {
        if (part != null) {
            return false;
        }
        part = named;
        return true;
    }

    /// A time of the day.
    ///
    /// @param either whether the hour may be one before or after noon
    boolean at(int newHour, int newMinute, boolean either) {
        if (hour >= 0 || newHour > 24 || newMinute > 59 || (newHour == 24 && newMinute > 0)) {
            return false;
        }
        hour = newHour;
        minute = newMinute;
        eitherHalf = either && newHour > 0 && newHour <= 12;
        return true;
    }

    boolean every(int count, Repetition.@Nullable Unit newUnit) {
        if (every > 0 || count < 1 || count > Repetition.MOST) {
            return false;
        }
        every = count;
        unit = newUnit;
        return true;
    }

    /// Whether a number alone is an hour here.
    boolean expectsHour() {
        return hour < 0 && (day != null || part != null || every > 0 || period != null);
    }

    /// What all of it comes to; empty where something is missing at its end.
    Optional<Moment> moment() {
        if (every > 0) {
            return repeated();
        }
        if (period != null || duration != null) {
            return day == null ? Optional.of(later()) : Optional.empty();
        }
        if (day == null && part == null && hour < 0) {
            return Optional.empty();
        }
        return Optional.of(once());
    }

    private Moment later() {
        boolean timed = hour >= 0 || part != null;
        if (timed && duration != null) {
            return new Moment.Unreadable("");
        }
        ZonedDateTime then = period == null ? now : now.plus(period);
        if (timed) {
            then = moments(then.toLocalDate()).findFirst().orElseThrow();
        }
        if (duration != null) {
            then = then.plus(duration);
        }
        return then.isAfter(now) ? new Moment.Once(then) : new Moment.Past(then);
    }

    private Moment once() {
        List<LocalDate> days = day == null
                ? List.of(today, today.plusDays(1))
                : day.from(today).toList();
        List<ZonedDateTime> moments = days.stream().flatMap(this::moments).toList();
        Optional<ZonedDateTime> next =
                moments.stream().filter(moment -> moment.isAfter(now)).findFirst();
        if (next.isPresent()) {
            return new Moment.Once(next.get());
        }
        return moments.isEmpty() ? new Moment.Unreadable("") : new Moment.Past(moments.getFirst());
    }

    private Optional<Moment> repeated() {
        Repetition.Unit often = unit != null ? unit : unitOfDay();
        if (often == null || duration != null || period != null) {
            return Optional.empty();
        }
        LocalTime time = time();
        LocalDate start = today;
        if (day != null) {
            List<LocalDate> named = day.from(today).toList();
            Optional<LocalDate> next =
                    named.stream().filter(date -> at(date, time).isAfter(now)).findFirst();
            if (next.isEmpty()) {
                return named.stream().findFirst().map(date -> new Moment.Past(at(date, time)));
            }
            start = next.get();
        } else if (every > 1 || often.compareTo(Repetition.Unit.WEEK) >= 0) {
            start = new Repetition(every, often, today, time)
                    .nextAfter(today.plusDays(1).atStartOfDay(now.getZone()))
                    .toLocalDate();
        }
        Repetition repetition = new Repetition(every, often, start, time);
        return Optional.of(new Moment.Repeated(repetition, repetition.nextAfter(now)));
    }

    private Repetition.@Nullable Unit unitOfDay() {
        return switch (day) {
            case null -> null;
            case Day.On on -> null;
            case Day.Weekday weekday -> Repetition.Unit.WEEK;
            case Day.OfYear ofYear -> Repetition.Unit.YEAR;
            case Day.OfMonth ofMonth -> Repetition.Unit.MONTH;
        };
    }

    /// The time of the day where only one comes into question.
    private LocalTime time() {
        if (hour < 0) {
            return part == null ? USUAL : part.usual();
        }
        return LocalTime.of((part == null ? hour : part.hour(hour)) % 24, minute);
    }

    /// The moments a day's time may mean, in order.
    private Stream<ZonedDateTime> moments(LocalDate date) {
        if (hour < 0) {
            return Stream.of(at(date, usual(date)));
        }
        int said = part == null ? hour : part.hour(hour);
        ZonedDateTime moment = at(date.plusDays(said / 24), LocalTime.of(said % 24, minute));
        boolean twice = eitherHalf && part == null && every == 0 && date.equals(today);
        return twice && hour < 12 ? Stream.of(moment, at(date, LocalTime.of(hour + 12, minute))) : Stream.of(moment);
    }

    private LocalTime usual(LocalDate date) {
        if (part != null) {
            return part.usual();
        }
        // "today" is said about what is left of it
        return day instanceof Day.On && date.equals(today) && every == 0 ? DayPart.EVENING.usual() : USUAL;
    }

    private ZonedDateTime at(LocalDate date, LocalTime time) {
        return ZonedDateTime.ofLocal(date.atTime(time), now.getZone(), null);
    }
}
