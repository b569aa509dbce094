package keeplink.page;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the ways pages write a moment: ISO 8601 and its neighbours, RFC 1123, Chinese and Japanese dates.
final class Dates {
    private static final Pattern NUMERIC = Pattern.compile(
            "((?:19|20)\\d{2})\\s?[-/.年]\\s?(\\d{1,2})\\s?[-/.月]\\s?(\\d{1,2})(?!\\d)[日号]?"
                    + "(?:[T\\s]{0,3}(\\d{1,2})[:：时](\\d{2})(?:[:：分](\\d{2})(?:[.,]\\d{1,9})?)?秒?\\s?(Z|UTC|GMT|[+-]\\d{2}:?\\d{2})?)?");
    private static final Pattern COMPACT =
            Pattern.compile("((?:19|20)\\d{2})(\\d{2})(\\d{2})(?:T?(\\d{2})(\\d{2})(\\d{2})?)?");
    /// How the months begin: in English, and in French, German, Spanish, Italian, Portuguese and Russian where they
    /// begin otherwise.
    private static final List<String> MONTHS = List.of(
            "jan ene gen янв",
            "feb fév fev фев",
            "mar mär мар",
            "apr avr abr апр",
            "may mai mag май мая",
            "jun juin giu июн",
            "jul juil lug июл",
            "aug aoû ago авг",
            "sep set сен",
            "oct okt ott out окт",
            "nov ноя",
            "dec déc dez dic дек");
    private static final Pattern WORDS =
            Pattern.compile("(?iu)(?<![\\p{L}\\d])(?:(\\d{1,2})(?:st|nd|rd|th|er)?\\.?\\s+(?:de\\s+)?)?("
                    + String.join("|", MONTHS).replace(' ', '|')
                    + ")\\p{L}{0,7}\\.?(?:\\s+(\\d{1,2})(?:st|nd|rd|th)?)?,?\\s+(?:del?\\s+)?((?:19|20)\\d{2})(?!\\d)");
    /// As bibliographies write it: `2021 May 4`.
    private static final Pattern YEAR_FIRST = Pattern.compile("((?:19|20)\\d{2}) (\\p{L}{3,9})\\.? (\\d{1,2})(?!\\d)");
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private Dates() {}

    static @Nullable Instant parse(@Nullable String text) {
        if (text == null || text.isBlank() || text.length() > 200) {
            return null;
        }
        String bare = text.strip();
        Matcher numeric = NUMERIC.matcher(bare);
        if (numeric.find()) {
            return at(numeric);
        }
        Matcher compact = COMPACT.matcher(bare);
        if (compact.matches()) {
            return at(compact);
        }
        try {
            return DateTimeFormatter.RFC_1123_DATE_TIME.parse(bare, Instant::from);
        } catch (DateTimeException notRfc1123) {
            Instant found = inWords(bare);
            return found == null ? inWords(YEAR_FIRST.matcher(bare).replaceFirst("$3 $2 $1")) : found;
        }
    }

    /// `April 28, 2019`, `28 April 2019` and `28 de abril de 2019`; a month alone is no date.
    private static @Nullable Instant inWords(String text) {
        Matcher words = WORDS.matcher(text);
        if (!words.find() || (words.group(1) == null && words.group(3) == null)) {
            return null;
        }
        String beginning = words.group(2).toLowerCase(Locale.ROOT);
        int month = 0;
        while (!Texts.parts(MONTHS.get(month)).contains(beginning)) {
            month++;
        }
        if (words.group(1) == null && !MONTHS.get(month).startsWith(beginning)) {
            return null; // only English writes the month first
        }
        int day = number(words, words.group(3) != null ? 3 : 1);
        try {
            return LocalDate.of(number(words, 4), month + 1, day)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    private static @Nullable Instant at(Matcher found) {
        try {
            LocalDate day = LocalDate.of(number(found, 1), number(found, 2), number(found, 3));
            if (Year.of(day.getYear()).isAfter(Year.of(2099))) {
                return null;
            }
            if (found.group(4) == null) {
                return day.atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            LocalTime time = LocalTime.of(number(found, 4), number(found, 5), number(found, 6));
            String zone = found.groupCount() < 7 ? null : found.group(7);
            // A time written with Chinese units and no zone is China's.
            ZoneId where = zone != null ? zone(zone) : found.group().indexOf('年') > 0 ? CHINA : ZoneOffset.UTC;
            return day.atTime(time).atZone(where).toInstant();
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    private static ZoneId zone(String zone) {
        return Character.isLetter(zone.charAt(0)) ? ZoneOffset.UTC : ZoneOffset.of(zone.replace(":", ""));
    }

    private static int number(Matcher found, int group) {
        String digits = found.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
