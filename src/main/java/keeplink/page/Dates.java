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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the ways pages write a moment: ISO 8601 and its neighbours, RFC 1123, Chinese, Japanese and Korean
/// dates, and dates in words.
final class Dates {
    private static final Pattern NUMERIC = Pattern.compile(
            "((?:19|20)\\d{2})\\s?[-/.年년]\\s?(\\d{1,2})\\s?[-/.月월]\\s?(\\d{1,2})(?!\\d)[日号일.]?"
                    + "(?:[T\\s]{0,3}(\\d{1,2})[:：时](\\d{2})(?:[:：分](\\d{2})(?:[.,]\\d{1,9})?)?秒?\\s?(Z|UTC|GMT|[+-]\\d{2}:?\\d{2})?)?");
    private static final Pattern COMPACT =
            Pattern.compile("((?:19|20)\\d{2})(\\d{2})(\\d{2})(?:T?(\\d{2})(\\d{2})(\\d{2})?)?");
    /// As most of Europe writes it: the day before the month, with dots.
    private static final Pattern DOTTED =
            Pattern.compile("(?<![\\d.])(\\d{1,2})\\.\\s?(\\d{1,2})\\.\\s?((?:19|20)\\d{2})(?!\\d)");
    /// How the months begin: in English, and in French, German, Spanish, Italian, Portuguese, Dutch, Polish, Turkish,
    /// Russian, Hindi and Thai where they begin otherwise.
    private static final List<String> MONTHS = List.of(
            "jan ene gen sty oca янв जनवरी ม.ค. มกราคม",
            "feb fév fev lut şub фев फरवरी फ़रवरी ก.พ. กุมภาพันธ์",
            "mar mär maa mrt мар मार्च มี.ค. มีนาคม",
            "apr avr abr kwi nis апр अप्रैल เม.ย. เมษายน",
            "may mai mag mei maj май мая मई พ.ค. พฤษภาคม",
            "jun juin giu cze haz июн जून มิ.ย. มิถุนายน",
            "jul juil lug lip tem июл जुलाई ก.ค. กรกฎาคม",
            "aug aoû ago sie ağu авг अगस्त ส.ค. สิงหาคม",
            "sep set wrz eyl сен सितंबर ก.ย. กันยายน",
            "oct okt ott out paź eki окт अक्टूबर अक्तूबर ต.ค. ตุลาคม",
            "nov lis kas ноя नवंबर พ.ย. พฤศจิกายน",
            "dec déc dez dic gru ara дек दिसंबर ธ.ค. ธันวาคม");
    /// Thailand counts the years since the death of the Buddha.
    private static final int BUDDHIST = 543;

    private static final int BUDDHIST_FROM = 2_400;
    private static final Pattern WORDS = Pattern.compile(
            "(?iu)(?<![\\p{L}\\d])(?:(\\d{1,2})(?:st|nd|rd|th|er)?\\.?\\s+(?:de\\s+)?)?("
                    + MONTHS.stream()
                            .flatMap(month -> Texts.parts(month).stream())
                            .map(Pattern::quote)
                            .collect(Collectors.joining("|"))
                    + ")\\p{L}{0,9}\\.?(?:\\s+(\\d{1,2})(?:st|nd|rd|th)?)?,?\\s+(?:del?\\s+)?((?:19|20|25)\\d{2})(?!\\d)");
    /// As bibliographies write it: `2021 May 4`.
    private static final Pattern YEAR_FIRST = Pattern.compile("((?:19|20)\\d{2}) (\\p{L}{3,9})\\.? (\\d{1,2})(?!\\d)");
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private Dates() {}

    static @Nullable Instant parse(@Nullable String text) {
        if (text == null || text.isBlank() || text.length() > 200) {
            return null;
        }
        String bare = text.strip();
        Matcher numeric = NUMERIC.matcher(DOTTED.matcher(bare).replaceFirst("$3-$2-$1"));
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
        int year = number(words, 4);
        try {
            return LocalDate.of(year > BUDDHIST_FROM ? year - BUDDHIST : year, month + 1, day)
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
