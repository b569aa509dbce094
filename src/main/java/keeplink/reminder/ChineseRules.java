package keeplink.reminder;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import keeplink.reminder.Repetition.Unit;
import org.jspecify.annotations.Nullable;

/// What Chinese says of moments, in simplified characters.
final class ChineseRules {
    private static final String WEEK = "(?:周|星期|礼拜)";
    private static final String WEEKDAYS = "一二三四五六日";
    private static final String LATER = "(?:之?后|以后|过后)";
    private static final Map<String, DayPart> PARTS = Map.ofEntries(
            Map.entry("凌晨", DayPart.SMALL_HOURS),
            Map.entry("清晨", DayPart.MORNING),
            Map.entry("早上", DayPart.MORNING),
            Map.entry("早晨", DayPart.MORNING),
            Map.entry("早", DayPart.MORNING),
            Map.entry("上午", DayPart.MORNING),
            Map.entry("中午", DayPart.NOON),
            Map.entry("下午", DayPart.AFTERNOON),
            Map.entry("午后", DayPart.AFTERNOON),
            Map.entry("傍晚", DayPart.EVENING),
            Map.entry("晚上", DayPart.EVENING),
            Map.entry("夜里", DayPart.EVENING),
            Map.entry("晚间", DayPart.EVENING),
            Map.entry("夜", DayPart.EVENING),
            Map.entry("晚", DayPart.EVENING));

    static final List<Rule> RULES = List.of(
            Rule.of(
                    "每(N)?个?" + WEEK + "([一二三四五六日天])",
                    (said, draft) -> draft.every(count(said.group(1)), Unit.WEEK) && draft.on(weekday(said.group(2)))),
            Rule.of("每(N)?个?(工作日|天|日|周|星期|礼拜|月|年)", ChineseRules::every),
            Rule.of("隔(天|日|周|月|年)", (said, draft) -> draft.every(2, unit(said.group(1)))),
            Rule.of("每(早|晚)上?", (said, draft) -> draft.every(1, Unit.DAY) && draft.during(part(said.group(1)))),
            Rule.of("(?:再?过)?半个?小时" + LATER + "?", (said, draft) -> draft.later(Duration.ofMinutes(30))),
            Rule.of(
                    "(?:再?过)?(N)个半(?:小时|钟头)" + LATER + "?",
                    (said, draft) -> draft.later(Duration.ofMinutes(60L * count(said.group(1)) + 30))),
            Rule.of("(?:再?过)?一刻钟" + LATER + "?", (said, draft) -> draft.later(Duration.ofMinutes(15))),
            Rule.of(
                    "(?:再?过)?(N)个?(秒钟?|分钟|小时|钟头|天|日(?=后|之后|以后)|周|星期|礼拜|月(?=后|之后|以后)|年(?=后|之后|以后))" + LATER + "?",
                    ChineseRules::later),
            Rule.of("(?:再?过)(N)个?(月|年)", ChineseRules::later),
            Rule.of("(N)个月", (said, draft) -> draft.later(Period.ofMonths(count(said.group(1))))),
            Rule.of("今(?:天|日|儿)?(?!年)", (said, draft) -> day(draft, 0)),
            Rule.of("(?:明(?:天|日|儿)?(?!年)|翌日)", (said, draft) -> day(draft, 1)),
            Rule.of("大后(?:天|日)", (said, draft) -> day(draft, 3)),
            Rule.of("后(?:天|日)", (said, draft) -> day(draft, 2)),
            Rule.of(
                    "(下+|这个?|本)个?" + WEEK + "([一二三四五六日天])",
                    (said, draft) ->
                            draft.on(Optional.of(ofWeek(draft.today(), weeks(said.group(1)), weekday(said.group(2)))))),
            Rule.of(
                    "(下+)个?" + WEEK,
                    (said, draft) ->
                            draft.on(Optional.of(ofWeek(draft.today(), weeks(said.group(1)), DayOfWeek.MONDAY)))),
            Rule.of(WEEK + "([一二三四五六日天])", (said, draft) -> draft.on(weekday(said.group(1)))),
            Rule.of("(?:这个?|本)?周末", (said, draft) -> draft.on(DayOfWeek.SATURDAY)),
            Rule.of("下个?月(?:(N)[号日])?", ChineseRules::nextMonth),
            Rule.of(
                    "明年(?:(N)月(N)[号日]?)?",
                    (said, draft) -> said.group(1) == null
                            ? draft.on(Optional.of(draft.today().with(TemporalAdjusters.firstDayOfNextYear())))
                            : draft.on(
                                    Day.date(draft.today().getYear() + 1, count(said.group(1)), count(said.group(2))))),
            Rule.of(
                    "(?:(\\d{4})年)?(N)月(N)[号日]?",
                    (said, draft) ->
                            EnglishRules.monthDay(draft, count(said.group(2)), count(said.group(3)), said.group(1))),
            Rule.of("(N)[号日]", (said, draft) -> ofMonth(draft, count(said.group(1)))),
            Rule.of("(N)[点时]钟?(?:(半)|(?:过)?([一三])刻|(N)分?)?", ChineseRules::time),
            Rule.of("正午", (said, draft) -> draft.at(12, 0, false)),
            Rule.of("午夜|半夜", (said, draft) -> draft.at(24, 0, false)),
            Rule.of("凌晨|清晨|早上|早晨|上午|中午|下午|午后|傍晚|晚上|夜里|晚间|早|晚|夜", ChineseRules::part),
            Rule.of("[的在于,,、]|提醒我?", (said, draft) -> true));

    private ChineseRules() {}

    private static boolean every(MatchResult said, Draft draft) {
        return draft.every(count(said.group(1)), unit(said.group(2)));
    }

    private static boolean later(MatchResult said, Draft draft) {
        int count = count(said.group(1));
        return switch (said.group(2).charAt(0)) {
            case '秒' -> draft.later(Duration.ofSeconds(count));
            case '分' -> draft.later(Duration.ofMinutes(count));
            case '小', '钟' -> draft.later(Duration.ofHours(count));
            case '天', '日' -> draft.later(Period.ofDays(count));
            case '月' -> draft.later(Period.ofMonths(count));
            case '年' -> draft.later(Period.ofYears(count));
            default -> draft.later(Period.ofWeeks(count));
        };
    }

    private static boolean day(Draft draft, int away) {
        return draft.on(Optional.of(draft.today().plusDays(away)));
    }

    private static boolean ofMonth(Draft draft, int day) {
        return day >= 1 && day <= 31 && draft.on(new Day.OfMonth(day));
    }

    private static boolean nextMonth(MatchResult said, Draft draft) {
        LocalDate first = draft.today().with(TemporalAdjusters.firstDayOfNextMonth());
        int day = said.group(1) == null ? 1 : count(said.group(1));
        return draft.on(Day.date(first.getYear(), first.getMonthValue(), day));
    }

    private static boolean time(MatchResult said, Draft draft) {
        int minute = said.group(2) != null ? 30 : 0;
        if (said.group(3) != null) {
            minute = 15 * count(said.group(3));
        } else if (said.group(4) != null) {
            minute = count(said.group(4));
        }
        return draft.at(count(said.group(1)), minute, true);
    }

    private static boolean part(MatchResult said, Draft draft) {
        return draft.during(part(said.group()));
    }

    private static DayPart part(String said) {
        return PARTS.getOrDefault(said, DayPart.MORNING);
    }

    private static int weeks(String said) {
        return said.startsWith("下") ? said.length() : 0;
    }

    /// Weeks begin on Monday.
    private static LocalDate ofWeek(LocalDate today, int away, DayOfWeek day) {
        return today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .plusWeeks(away)
                .with(TemporalAdjusters.nextOrSame(day));
    }

    private static DayOfWeek weekday(String said) {
        return said.equals("天") ? DayOfWeek.SUNDAY : DayOfWeek.of(WEEKDAYS.indexOf(said) + 1);
    }

    private static int count(@Nullable String said) {
        return said == null ? 1 : Numerals.read(said);
    }

    private static Unit unit(String said) {
        return switch (said) {
            case "天", "日" -> Unit.DAY;
            case "月" -> Unit.MONTH;
            case "年" -> Unit.YEAR;
            case "工作日" -> Unit.WORKDAY;
            default -> Unit.WEEK;
        };
    }
}
