package keeplink.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The hours of every day in which a chat wants to hear nothing it did not ask for.
///
/// They are wall-clock hours: on a day whose clock is changed they are longer or shorter.
///
/// @param from their beginning, inclusive
/// @param to their end, exclusive; on the next day where it is not after the beginning
public record QuietHours(LocalTime from, LocalTime to) {
    private static final String TIME = "(\\d{1,2})(?:[:：点](\\d{2})?分?)?";
    private static final Pattern FORM = Pattern.compile(TIME + "\\s*(?:-|–|—|~|～|到|至|to|until)\\s*" + TIME);

    /// @throws IllegalArgumentException where they would last all day
    public QuietHours {
        if (from.equals(to)) {
            throw new IllegalArgumentException("quiet hours end at another time than they begin: " + from);
        }
    }

    /// Reads `22:00-07:00`, `22-7` or `22点到7点`; empty where it is none of these.
    public static Optional<QuietHours> parse(String text) {
        Matcher form = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            return Optional.empty();
        }
        Optional<LocalTime> from = time(form.group(1), form.group(2));
        Optional<LocalTime> to = time(form.group(3), form.group(4));
        return from.isEmpty() || to.isEmpty() || from.equals(to)
                ? Optional.empty()
                : Optional.of(new QuietHours(from.get(), to.get()));
    }

    /// `24:00` is how many write the end of a day.
    private static Optional<LocalTime> time(String hours, @Nullable String minutes) {
        int hour = Integer.parseInt(hours) % 24;
        int minute = minutes == null ? 0 : Integer.parseInt(minutes);
        boolean real = Integer.parseInt(hours) <= 24 && minute <= 59 && (minute == 0 || Integer.parseInt(hours) < 24);
        return real ? Optional.of(LocalTime.of(hour, minute)) : Optional.empty();
    }

    /// Whether a moment is within them.
    public boolean contains(ZonedDateTime moment) {
        LocalTime time = moment.toLocalTime();
        return from.isBefore(to)
                ? !time.isBefore(from) && time.isBefore(to)
                : !time.isBefore(from) || time.isBefore(to);
    }

    /// The first moment at or after another at which it is not quiet: the moment itself, or their end.
    public Instant next(ZonedDateTime moment) {
        if (!contains(moment)) {
            return moment.toInstant();
        }
        LocalDate day = moment.toLocalTime().isBefore(to)
                ? moment.toLocalDate()
                : moment.toLocalDate().plusDays(1);
        // a time that a clock change skips is taken at the end of the gap
        ZonedDateTime end = ZonedDateTime.ofLocal(day.atTime(to), moment.getZone(), null);
        // one that it repeats may have passed once already
        return (end.isAfter(moment) ? end : end.withLaterOffsetAtOverlap()).toInstant();
    }

    /// The form [#parse] reads: `22:00-07:00`.
    @Override
    public String toString() {
        return from.truncatedTo(ChronoUnit.MINUTES) + "-" + to.truncatedTo(ChronoUnit.MINUTES);
    }
}
