package keeplink.digest;

import java.text.Normalizer;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How people say when letters shall come, in English and Chinese: days, then a time.
///
/// | Days | Examples |
/// | --- | --- |
/// | one of the week | `mon 09:00`, `Monday 9:00`, `fri 6pm`, `周一 09:00`, `每周五 18点半` |
/// | several | `mon,thu 09:00`, `mon-fri 07:30`, `weekdays 8:00`, `周一、周四 09:00`, `工作日 8点` |
/// | every | `daily 08:00`, `every day 08:00`, `每天 08:00` |
/// | one of the month | `monthly 1 09:00`, `monthly last 09:00`, `每月15日 09:00`, `每月最后一天 09:00` |
public final class ScheduleWords {
    private static final Map<DayOfWeek, List<String>> NAMES = Map.of(
            DayOfWeek.MONDAY, List.of("mon", "monday", "mondays", "一"),
            DayOfWeek.TUESDAY, List.of("tue", "tues", "tuesday", "tuesdays", "二"),
            DayOfWeek.WEDNESDAY, List.of("wed", "wednesday", "wednesdays", "三"),
            DayOfWeek.THURSDAY, List.of("thu", "thur", "thurs", "thursday", "thursdays", "四"),
            DayOfWeek.FRIDAY, List.of("fri", "friday", "fridays", "五"),
            DayOfWeek.SATURDAY, List.of("sat", "saturday", "saturdays", "六"),
            DayOfWeek.SUNDAY, List.of("sun", "sunday", "sundays", "日", "天"));
    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    private static final Pattern TIME = Pattern.compile(
            "(?<rest>.*?)\\s*(?:\\bat\\s+)?(?<hour>\\d{1,2})(?::(?<minute>\\d{2})|点(?:(?<half>半)|(?<past>\\d{1,2})分?)?|(?=\\s*[ap]m))\\s*(?<noon>[ap]m)?");
    private static final Pattern DAILY = Pattern.compile("daily|(?:every|each) ?day|每天|每日|天天");
    private static final Pattern MONTHLY = Pattern.compile(
            "(?:monthly|every month|each month|每月|每个月)(?:\\s*on)?(?:\\s*the)?\\s*(?<day>\\d{1,9}|last|最后)?(?:st|nd|rd|th|日|号|一天| day)?");
    private static final Pattern WEEK = Pattern.compile("^(?:weekly|every week|every|each|on)\\s+");
    private static final Pattern BETWEEN = Pattern.compile("\\s*(?:,|、|;|\\band\\b|&|\\+|和|与)\\s*|\\s+");
    private static final Pattern RANGE = Pattern.compile("\\s*(?:-|–|—|~|到|至)\\s*");
    private static final Pattern CHINESE_DAY = Pattern.compile("每?(?:周|星期|礼拜)");

    /// What was read.
    public sealed interface Read {}

    public record Understood(DigestSchedule schedule) implements Read {}

    /// There is no time of day at the end.
    ///
    /// @param days the days before it, null where they are not understood either
    public record NoTime(DigestSchedule.@Nullable Days days) implements Read {}

    /// The time is none a day has.
    public record NotATime(String text) implements Read {}

    /// The days are not understood.
    ///
    /// @param text what stands in their place, perhaps nothing
    public record NotADay(String text) implements Read {}

    private ScheduleWords() {}

    /// Reads a schedule.
    public static Read read(String text) {
        String wish = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ");
        Matcher form = TIME.matcher(wish);
        if (!form.matches()) {
            return new NoTime(days(wish).orElse(null));
        }
        Optional<LocalTime> time = time(form);
        String before = form.group("rest").strip();
        if (time.isEmpty()) {
            return new NotATime(wish.substring(form.start("hour")));
        }
        return days(before)
                .<Read>map(days -> new Understood(new DigestSchedule(days, time.get())))
                .orElseGet(() -> new NotADay(before));
    }

    private static Optional<LocalTime> time(Matcher form) {
        int hour = Integer.parseInt(form.group("hour"));
        String minutes = form.group("minute") != null ? form.group("minute") : form.group("past");
        int minute = form.group("half") != null ? 30 : minutes == null ? 0 : Integer.parseInt(minutes);
        String noon = form.group("noon");
        if (noon != null) {
            if (hour < 1 || hour > 12) {
                return Optional.empty();
            }
            hour = hour % 12 + (noon.equals("pm") ? 12 : 0);
        }
        return hour > 23 || minute > 59 ? Optional.empty() : Optional.of(LocalTime.of(hour, minute));
    }

    private static Optional<DigestSchedule.Days> days(String text) {
        if (DAILY.matcher(text).matches()) {
            return Optional.of(new DigestSchedule.Weekly(EnumSet.allOf(DayOfWeek.class)));
        }
        Matcher monthly = MONTHLY.matcher(text);
        if (monthly.matches()) {
            return monthDay(monthly.group("day"));
        }
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String part :
                BETWEEN.split(RANGE.matcher(WEEK.matcher(text).replaceFirst("")).replaceAll("-"))) {
            Optional<Set<DayOfWeek>> some = some(part);
            if (some.isEmpty()) {
                return Optional.empty();
            }
            days.addAll(some.get());
        }
        return Optional.of(new DigestSchedule.Weekly(days));
    }

    private static Optional<DigestSchedule.Days> monthDay(@Nullable String day) {
        if (day == null) {
            return Optional.of(new DigestSchedule.Monthly(1));
        }
        if (!Character.isDigit(day.charAt(0))) {
            return Optional.of(new DigestSchedule.Monthly(DigestSchedule.Monthly.LAST));
        }
        int number = Integer.parseInt(day);
        return number < 1 || number > DigestSchedule.Monthly.LAST
                ? Optional.empty()
                : Optional.of(new DigestSchedule.Monthly(number));
    }

    private static Optional<Set<DayOfWeek>> some(String part) {
        switch (part) {
            case "weekdays", "workdays", "工作日" -> {
                return Optional.of(EnumSet.complementOf(EnumSet.copyOf(WEEKEND)));
            }
            case "weekends", "weekend", "周末" -> {
                return Optional.of(EnumSet.copyOf(WEEKEND));
            }
            default -> {
                String[] ends = part.split("-", -1);
                Optional<DayOfWeek> from = day(ends[0]);
                Optional<DayOfWeek> to = day(ends[ends.length - 1]);
                return ends.length > 2 || from.isEmpty() || to.isEmpty()
                        ? Optional.empty()
                        : Optional.of(range(from.get(), to.get()));
            }
        }
    }

    private static Set<DayOfWeek> range(DayOfWeek from, DayOfWeek to) {
        Set<DayOfWeek> days = EnumSet.of(from);
        for (DayOfWeek day = from; day != to; day = day.plus(1)) {
            days.add(day.plus(1));
        }
        return days;
    }

    /// A day by any of its names; the Chinese ones with the word for week, in a range and a list without it too.
    private static Optional<DayOfWeek> day(String name) {
        String bare = CHINESE_DAY.matcher(name).replaceFirst("");
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> NAMES.getOrDefault(day, List.of()).contains(bare))
                .findFirst();
    }
}
