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

/// What English says of moments, and the numbers all languages share.
final class EnglishRules {
    private static final String MONTHS = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
            + "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
    private static final List<String> MONTH_NAMES =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final String DAYS =
            "mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?";
    private static final List<String> DAY_NAMES = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final String COUNT = "\\d{1,4} ?|(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|half an?) ";
    private static final List<String> COUNTS =
            List.of("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");
    private static final String UNITS =
            "s|secs?|seconds?|min|mins|minutes?|m|h|hrs?|hours?|d|days?|w|wks?|weeks?|months?|mo|y|yrs?|years?";
    private static final String ORDINAL = "(\\d{1,2})(?:st|nd|rd|th)?";
    private static final Map<String, DayPart> PARTS = Map.of(
            "morning", DayPart.MORNING,
            "afternoon", DayPart.AFTERNOON,
            "evening", DayPart.EVENING,
            "night", DayPart.EVENING);

    static final List<Rule> RULES = List.of(
            Rule.of(
                    "every (?:other|second) (day|week|month|year)",
                    (said, draft) -> draft.every(2, unit(said.group(1)))),
            Rule.of(
                    "(?:every|each) (" + COUNT + ")?(day|workday|weekday|work day|week day|week|month|year)s?",
                    (said, draft) ->
                            draft.every(said.group(1) == null ? 1 : count(said.group(1)), unit(said.group(2)))),
            Rule.of(
                    "(?:every|each) (morning|afternoon|evening|night)",
                    (said, draft) -> draft.every(1, Unit.DAY) && draft.during(part(said.group(1)))),
            Rule.of("every (?:other|second)(?= [a-z])", (said, draft) -> draft.every(2, null)),
            Rule.of("every|each", (said, draft) -> draft.every(1, null)),
            Rule.of("daily", (said, draft) -> draft.every(1, Unit.DAY)),
            Rule.of("weekly", (said, draft) -> draft.every(1, Unit.WEEK)),
            Rule.of("fortnightly|biweekly", (said, draft) -> draft.every(2, Unit.WEEK)),
            Rule.of("monthly", (said, draft) -> draft.every(1, Unit.MONTH)),
            Rule.of("quarterly", (said, draft) -> draft.every(3, Unit.MONTH)),
            Rule.of("yearly|annually", (said, draft) -> draft.every(1, Unit.YEAR)),
            Rule.of(
                    "(?:(?:in|after) (?:about )?)?(" + COUNT + ")(" + UNITS + ")(?: (?:later|from now))?",
                    EnglishRules::later),
            Rule.of("(?:the )?day after tomorrow", (said, draft) -> day(draft, 2)),
            Rule.of("today", (said, draft) -> day(draft, 0)),
            Rule.of("tomorrow|tmrw?|tmw", (said, draft) -> day(draft, 1)),
            Rule.of("tonight", (said, draft) -> day(draft, 0) && draft.during(DayPart.EVENING)),
            Rule.of("next week", (said, draft) -> draft.on(nextWeek(draft.today()))),
            Rule.of(
                    "next month",
                    (said, draft) ->
                            draft.on(Optional.of(draft.today().with(TemporalAdjusters.firstDayOfNextMonth())))),
            Rule.of(
                    "next year",
                    (said, draft) -> draft.on(Optional.of(draft.today().with(TemporalAdjusters.firstDayOfNextYear())))),
            Rule.of("(?:this |on the |at the |the )?weekend", (said, draft) -> draft.on(DayOfWeek.SATURDAY)),
            Rule.of(
                    "(next |this |on )?(" + DAYS + ")s?",
                    (said, draft) -> draft.on(new Day.Weekday(weekday(said.group(2)), "next ".equals(said.group(1))))),
            // the numbers of dates and times, as all languages write them
            Rule.of("(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})", EnglishRules::date),
            Rule.of(
                    "(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})?",
                    (said, draft) -> monthDay(draft, number(said, 2), number(said, 1), said.group(3))),
            Rule.of("(\\d{1,2}):(\\d{2})(?::\\d{2})? ?(a\\.?m\\.?|p\\.?m\\.?)", EnglishRules::halves),
            Rule.of(
                    "(\\d{1,2}):(\\d{2})(?::\\d{2})?",
                    (said, draft) -> draft.at(number(said, 1), number(said, 2), false)),
            Rule.of("(\\d{1,2})() ?(a\\.?m\\.?|p\\.?m\\.?)", EnglishRules::halves),
            Rule.of(
                    "(?:the )?" + ORDINAL + " (?:of )?(" + MONTHS + ")\\.?(?:,? (\\d{4}))?",
                    (said, draft) -> monthDay(draft, month(said.group(2)), number(said, 1), said.group(3))),
            Rule.of(
                    "(" + MONTHS + ")\\.? (?:the )?" + ORDINAL + "(?:,? (\\d{4}))?",
                    (said, draft) -> monthDay(draft, month(said.group(1)), number(said, 2), said.group(3))),
            Rule.of(
                    "(?:the )?(\\d{1,2})(?:st|nd|rd|th)",
                    (said, draft) ->
                            number(said, 1) <= 31 && number(said, 1) > 0 && draft.on(new Day.OfMonth(number(said, 1)))),
            Rule.of("midday|noon", (said, draft) -> draft.at(12, 0, false)),
            Rule.of("midnight", (said, draft) -> draft.at(24, 0, false)),
            Rule.of(
                    "(?:in the |this |at )?(morning|afternoon|evening|night)",
                    (said, draft) -> draft.during(part(said.group(1)))),
            Rule.of("at (\\d{1,2})(?: o'?clock)?(?![:.]\\d)", (said, draft) -> draft.at(number(said, 1), 0, true)),
            Rule.of(
                    "(\\d{1,2})(?: o'?clock)?(?![:.]\\d)",
                    (said, draft) -> draft.expectsHour() && draft.at(number(said, 1), 0, true)),
            Rule.of("at|on|the|from|starting|in the", (said, draft) -> true));

    private EnglishRules() {}

    private static boolean later(MatchResult said, Draft draft) {
        String unit = said.group(2);
        if (said.group(1).startsWith("half")) {
            return unit.startsWith("h") && draft.later(Duration.ofMinutes(30));
        }
        int count = count(said.group(1));
        if (unit.startsWith("mo")) {
            return draft.later(Period.ofMonths(count));
        }
        return switch (unit.charAt(0)) {
            case 's' -> draft.later(Duration.ofSeconds(count));
            case 'm' -> draft.later(Duration.ofMinutes(count));
            case 'h' -> draft.later(Duration.ofHours(count));
            case 'd' -> draft.later(Period.ofDays(count));
            case 'w' -> draft.later(Period.ofWeeks(count));
            default -> draft.later(Period.ofYears(count));
        };
    }

    private static boolean day(Draft draft, int away) {
        return draft.on(Optional.of(draft.today().plusDays(away)));
    }

    /// Its Monday: where somebody begins to work again.
    static Optional<LocalDate> nextWeek(LocalDate today) {
        return Optional.of(today.with(TemporalAdjusters.next(DayOfWeek.MONDAY)));
    }

    private static boolean date(MatchResult said, Draft draft) {
        return draft.on(Day.date(number(said, 1), number(said, 3), number(said, 4)));
    }

    /// A month and a day, of a year or of any.
    static boolean monthDay(Draft draft, int month, int day, @Nullable String year) {
        return year == null
                // a leap year has every day
                ? Day.date(2000, month, day).isPresent() && draft.on(new Day.OfYear(month, day))
                : draft.on(Day.date(Integer.parseInt(year), month, day));
    }

    private static boolean halves(MatchResult said, Draft draft) {
        int hour = number(said, 1);
        int minute = said.group(2).isEmpty() ? 0 : number(said, 2);
        boolean afternoon = said.group(3).startsWith("p");
        if (hour > 12 || hour == 0) {
            return hour > 12 == afternoon && draft.at(hour, minute, false);
        }
        return draft.at(hour % 12 + (afternoon ? 12 : 0), minute, false);
    }

    private static int number(MatchResult said, int group) {
        return Integer.parseInt(said.group(group));
    }

    private static int count(String said) {
        String word = said.strip();
        if (Character.isDigit(word.charAt(0))) {
            return Integer.parseInt(word);
        }
        return word.startsWith("a") ? 1 : COUNTS.indexOf(word) + 1;
    }

    private static Unit unit(String said) {
        return switch (said) {
            case "day" -> Unit.DAY;
            case "week" -> Unit.WEEK;
            case "month" -> Unit.MONTH;
            case "year" -> Unit.YEAR;
            default -> Unit.WORKDAY;
        };
    }

    private static DayPart part(String said) {
        return PARTS.getOrDefault(said, DayPart.MORNING);
    }

    private static int month(String said) {
        return MONTH_NAMES.indexOf(said.substring(0, 3)) + 1;
    }

    private static DayOfWeek weekday(String said) {
        return DayOfWeek.of(DAY_NAMES.indexOf(said.substring(0, 3)) + 1);
    }
}
