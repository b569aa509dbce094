package keeplink.digest;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// When a chat's weekly letter comes: a weekday and a wall-clock time, in a zone given when asked.
///
/// A time that a clock change skips is taken at the end of the gap, one it repeats at its first pass, as
/// [ZonedDateTime#ofLocal] resolves them: there is exactly one moment for every local date.
public record DigestSchedule(DayOfWeek day, LocalTime time) {
    private static final Pattern FORM = Pattern.compile("(\\S+?)\\s*(\\d{1,2}):(\\d{2})");

    private static final Map<DayOfWeek, List<String>> NAMES = Map.of(
            DayOfWeek.MONDAY, List.of("mon", "monday", "周一", "星期一", "礼拜一"),
            DayOfWeek.TUESDAY, List.of("tue", "tuesday", "周二", "星期二", "礼拜二"),
            DayOfWeek.WEDNESDAY, List.of("wed", "wednesday", "周三", "星期三", "礼拜三"),
            DayOfWeek.THURSDAY, List.of("thu", "thursday", "周四", "星期四", "礼拜四"),
            DayOfWeek.FRIDAY, List.of("fri", "friday", "周五", "星期五", "礼拜五"),
            DayOfWeek.SATURDAY, List.of("sat", "saturday", "周六", "星期六", "礼拜六"),
            DayOfWeek.SUNDAY, List.of("sun", "sunday", "周日", "星期日", "礼拜日", "周天", "星期天", "礼拜天"));

    /// Reads `mon 09:00`, `Monday 9:00` or `周一 09:00`; empty where it is none of these.
    public static Optional<DigestSchedule> parse(String text) {
        Matcher form = FORM.matcher(text.strip().replace('：', ':').toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            return Optional.empty();
        }
        int hour = Integer.parseInt(form.group(2));
        int minute = Integer.parseInt(form.group(3));
        if (hour > 23 || minute > 59) {
            return Optional.empty();
        }
        return NAMES.entrySet().stream()
                .filter(names -> names.getValue().contains(form.group(1)))
                .findFirst()
                .map(names -> new DigestSchedule(names.getKey(), LocalTime.of(hour, minute)));
    }

    /// The first moment after `now` at which the letter is due.
    public ZonedDateTime nextAfter(ZonedDateTime now) {
        ZonedDateTime candidate = at(now.toLocalDate().with(TemporalAdjusters.nextOrSame(day)), now.getZone());
        return candidate.isAfter(now)
                ? candidate
                : at(now.toLocalDate().with(TemporalAdjusters.next(day)), now.getZone());
    }

    /// The last moment at or before `now` at which the letter was due.
    public ZonedDateTime lastBefore(ZonedDateTime now) {
        ZonedDateTime candidate = at(now.toLocalDate().with(TemporalAdjusters.previousOrSame(day)), now.getZone());
        return candidate.isAfter(now)
                ? at(now.toLocalDate().with(TemporalAdjusters.previous(day)), now.getZone())
                : candidate;
    }

    private ZonedDateTime at(java.time.LocalDate date, ZoneId zone) {
        return ZonedDateTime.ofLocal(date.atTime(time), zone, null);
    }

    /// The form [#parse] reads: `mon 09:00`.
    @Override
    public String toString() {
        return "%s %02d:%02d"
                .formatted(day.name().substring(0, 3).toLowerCase(Locale.ROOT), time.getHour(), time.getMinute());
    }
}
