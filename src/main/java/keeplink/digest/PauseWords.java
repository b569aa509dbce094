package keeplink.digest;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How people say how long letters shall pause: `2w`, `10 days`, `a month`, `until 2026-12-24`, `两周`, `3天`, `1个月`,
/// `到2026-12-24`.
public final class PauseWords {
    private static final Pattern SPAN = Pattern.compile("(?:for )?(?<count>\\d{1,3}|an?|one|一|两|二|三)?\\s*"
            + "(?:(?<days>d|days?|天|日)|(?<weeks>w|weeks?|个?星期|周)|(?<months>m|months?|个?月)|y|years?|年)");
    private static final Pattern DATE =
            Pattern.compile("(?:(?:until|till|to|到|至)\\s*)?(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?");
    private static final int MOST_YEARS = 10;

    private PauseWords() {}

    /// Until when, at the latest ten years ahead; empty where that is not understood or not ahead.
    public static Optional<ZonedDateTime> read(String text, ZonedDateTime now) {
        String wish = Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
        Matcher date = DATE.matcher(wish);
        Matcher span = SPAN.matcher(wish);
        Optional<ZonedDateTime> until =
                date.matches() ? day(date, now) : span.matches() ? Optional.of(after(span, now)) : Optional.empty();
        return until.filter(end -> end.isAfter(now) && end.isBefore(now.plusYears(MOST_YEARS)));
    }

    private static Optional<ZonedDateTime> day(Matcher date, ZonedDateTime now) {
        try {
            LocalDate day = LocalDate.of(
                    Integer.parseInt(date.group(1)), Integer.parseInt(date.group(2)), Integer.parseInt(date.group(3)));
            return Optional.of(day.atStartOfDay(now.getZone()));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static ZonedDateTime after(Matcher span, ZonedDateTime now) {
        long count = count(span.group("count"));
        if (span.group("days") != null) {
            return now.plusDays(count);
        }
        if (span.group("weeks") != null) {
            return now.plusWeeks(count);
        }
        return span.group("months") != null ? now.plusMonths(count) : now.plusYears(count);
    }

    private static long count(@Nullable String said) {
        return switch (said) {
            case null -> 1;
            case "a", "an", "one", "一" -> 1;
            case "两", "二" -> 2;
            case "三" -> 3;
            default -> Long.parseLong(said);
        };
    }
}
