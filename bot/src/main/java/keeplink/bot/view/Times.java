package keeplink.bot.view;

import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.DateTimePatternGenerator;
import com.ibm.icu.text.SimpleDateFormat;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import keeplink.bot.chat.Asker;
import keeplink.bot.text.Texts.Phrases;
import keeplink.link.Link;

/// Moments and spans of time as people of a language write them (CLDR skeletons).
public final class Times {
    private Times() {}

    /// How long the article of a link takes to read, in whole minutes; empty where nobody knows.
    public static Optional<String> reading(Link link, Phrases phrases) {
        int seconds = link.readingSeconds();
        return seconds <= 0
                ? Optional.empty()
                : Optional.of(phrases.label("card.reading-time", "minutes", Math.max(1, (seconds + 30) / 60)));
    }

    /// `23 Nov 2026`, `2026年11月23日`.
    public static String date(Instant moment, Locale language, ZoneId zone) {
        return format(moment, "yMMMd", language, zone);
    }

    /// The date with hours and minutes.
    public static String dateTime(Instant moment, Locale language, ZoneId zone) {
        return format(moment, "yMMMdHm", language, zone);
    }

    /// The weekday with hours and minutes.
    public static String weekTime(Instant moment, Locale language, ZoneId zone) {
        return format(moment, "EEEEMMMdHm", language, zone);
    }

    /// Hours and minutes where somebody is.
    static String time(Instant moment, Asker asker) {
        return time(moment, asker.phrases().language(), asker.zone());
    }

    static String time(Instant moment, Locale language, ZoneId zone) {
        return format(moment, "Hm", language, zone);
    }

    /// The name of a day of the week, short or in full.
    static String weekday(DayOfWeek day, Locale language, boolean brief) {
        // any week has that day
        Instant example = LocalDate.EPOCH
                .with(TemporalAdjusters.nextOrSame(day))
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
        return format(example, brief ? "EEE" : "EEEE", language, ZoneOffset.UTC);
    }

    private static String format(Instant moment, String skeleton, Locale language, ZoneId zone) {
        ULocale locale = ULocale.forLocale(language);
        String pattern = DateTimePatternGenerator.getInstance(locale).getBestPattern(skeleton);
        DateFormat format = new SimpleDateFormat(pattern, locale);
        format.setTimeZone(timeZone(zone));
        return format.format(Date.from(moment));
    }

    /// ICU knows offsets by another name.
    private static TimeZone timeZone(ZoneId zone) {
        String id = zone.getId();
        return TimeZone.getTimeZone(id.startsWith("+") || id.startsWith("-") ? "GMT" + id : id);
    }

    /// A span in its largest fitting unit, `3 min`, `2 h`, `5 days`; under a minute in seconds.
    public static String span(Duration span, Phrases phrases) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds < 60) {
            return phrases.label("span.seconds", "count", seconds);
        }
        if (seconds < 3600) {
            return phrases.label("span.minutes", "count", seconds / 60);
        }
        if (seconds < 86_400) {
            return phrases.label("span.hours", "count", seconds / 3600);
        }
        return phrases.label("span.days", "count", seconds / 86_400);
    }
}
