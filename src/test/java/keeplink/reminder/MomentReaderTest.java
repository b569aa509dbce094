package keeplink.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Said on Wednesday, 25 November 2026, at 14:00 in Shanghai where nothing else is said.
class MomentReaderTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final ZonedDateTime NOW = ZonedDateTime.of(2026, 11, 25, 14, 0, 0, 0, ZONE);

    @ParameterizedTest
    @CsvSource({
        "in 2h, 2026-11-25T16:00",
        "2h, 2026-11-25T16:00",
        "2h30m, 2026-11-25T16:30",
        "in 1 hour 30 minutes, 2026-11-25T15:30",
        "in an hour, 2026-11-25T15:00",
        "in half an hour, 2026-11-25T14:30",
        "in 5 seconds, 2026-11-25T14:00:05",
        "in 3 days, 2026-11-28T14:00",
        "In Three Days, 2026-11-28T14:00",
        "3 days from now, 2026-11-28T14:00",
        "in 3 days 18:00, 2026-11-28T18:00",
        "in 3 days at 9, 2026-11-28T09:00",
        "in 2 weeks, 2026-12-09T14:00",
        "in a month, 2026-12-25T14:00",
        "in 3 months, 2027-02-25T14:00",
        "in a year, 2027-11-25T14:00",
        "三天后, 2026-11-28T14:00",
        "3天后, 2026-11-28T14:00",
        "３天後, 2026-11-28T14:00",
        "三天后早上8点, 2026-11-28T08:00",
        "两小时后, 2026-11-25T16:00",
        "两个小时之后, 2026-11-25T16:00",
        "2小时30分钟后, 2026-11-25T16:30",
        "半小时后, 2026-11-25T14:30",
        "一个半小时后, 2026-11-25T15:30",
        "一刻钟后, 2026-11-25T14:15",
        "10分钟以后, 2026-11-25T14:10",
        "过两天, 2026-11-27T14:00",
        "两周后, 2026-12-09T14:00",
        "一个星期后, 2026-12-02T14:00",
        "一个月后, 2026-12-25T14:00",
        "十二天后, 2026-12-07T14:00",
        "一年后, 2027-11-25T14:00",
    })
    void soMuchLater(String phrase, LocalDateTime expected) {
        assertThat(MomentReader.read(phrase, NOW)).isEqualTo(new Moment.Once(expected.atZone(ZONE)));
    }

    @ParameterizedTest
    @CsvSource({
        "18:00, 2026-11-25T18:00",
        "18：00, 2026-11-25T18:00",
        "9:00, 2026-11-26T09:00",
        "14:00, 2026-11-26T14:00",
        "6pm, 2026-11-25T18:00",
        "6:30 p.m., 2026-11-25T18:30",
        "12am, 2026-11-26T00:00",
        "12pm, 2026-11-26T12:00",
        "at 6, 2026-11-25T18:00",
        "at 2, 2026-11-26T02:00",
        "at 18, 2026-11-25T18:00",
        "noon, 2026-11-26T12:00",
        "midnight, 2026-11-26T00:00",
        "6点, 2026-11-25T18:00",
        "18点, 2026-11-25T18:00",
        "下午6点, 2026-11-25T18:00",
        "下午六點, 2026-11-25T18:00",
        "晚上9点半, 2026-11-25T21:30",
        "晚上12点, 2026-11-26T00:00",
        "凌晨2点, 2026-11-26T02:00",
        "早上8点15分, 2026-11-26T08:15",
        "上午十点三刻, 2026-11-26T10:45",
        "中午, 2026-11-26T12:00",
    })
    void aTimeIsTheNextSuch(String phrase, LocalDateTime expected) {
        assertThat(MomentReader.read(phrase, NOW)).isEqualTo(new Moment.Once(expected.atZone(ZONE)));
    }

    @ParameterizedTest
    @CsvSource({
        "tonight, 2026-11-25T20:00",
        "tonight 22:15, 2026-11-25T22:15",
        "tonight at 9, 2026-11-25T21:00",
        "today, 2026-11-25T20:00",
        "today 18:00, 2026-11-25T18:00",
        "this evening, 2026-11-25T20:00",
        "今晚, 2026-11-25T20:00",
        "今晚8点, 2026-11-25T20:00",
        "今天晚上8点半, 2026-11-25T20:30",
        "今天6点, 2026-11-25T18:00",
        "tomorrow, 2026-11-26T09:00",
        "tomorrow 18:00, 2026-11-26T18:00",
        "Tomorrow at 6pm, 2026-11-26T18:00",
        "18:00 tomorrow, 2026-11-26T18:00",
        "tomorrow 9, 2026-11-26T09:00",
        "tomorrow evening, 2026-11-26T20:00",
        "tomorrow afternoon at 3:30, 2026-11-26T15:30",
        "tmr morning, 2026-11-26T09:00",
        "the day after tomorrow, 2026-11-27T09:00",
        "明天下午6点, 2026-11-26T18:00",
        "明天18:00, 2026-11-26T18:00",
        "明天的下午6点, 2026-11-26T18:00",
        "明早, 2026-11-26T09:00",
        "明晚九点, 2026-11-26T21:00",
        "明天, 2026-11-26T09:00",
        "后天, 2026-11-27T09:00",
        "後天下午, 2026-11-27T15:00",
        "大后天8点, 2026-11-28T08:00",
        "mon 09:00, 2026-11-30T09:00",
        "Monday, 2026-11-30T09:00",
        "wed 13:00, 2026-12-02T13:00",
        "wed 15:00, 2026-11-25T15:00",
        "next wed 15:00, 2026-12-02T15:00",
        "on friday at 8pm, 2026-11-27T20:00",
        "thursday morning, 2026-11-26T09:00",
        "weekend, 2026-11-28T09:00",
        "周五, 2026-11-27T09:00",
        "星期天晚上8点, 2026-11-29T20:00",
        "这周五, 2026-11-27T09:00",
        "下周一 9点半, 2026-11-30T09:30",
        "下週一, 2026-11-30T09:00",
        "下周三, 2026-12-02T09:00",
        "下个星期三, 2026-12-02T09:00",
        "下下周三, 2026-12-09T09:00",
        "周末, 2026-11-28T09:00",
        "next week, 2026-11-30T09:00",
        "下周, 2026-11-30T09:00",
        "next month, 2026-12-01T09:00",
        "下个月, 2026-12-01T09:00",
        "下个月5号, 2026-12-05T09:00",
        "next year, 2027-01-01T09:00",
        "明年, 2027-01-01T09:00",
        "明年3月5日, 2027-03-05T09:00",
    })
    void aDayIsMeantInTheMorningUnlessATimeIsSaid(String phrase, LocalDateTime expected) {
        assertThat(MomentReader.read(phrase, NOW)).isEqualTo(new Moment.Once(expected.atZone(ZONE)));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-24, 2026-12-24T09:00",
        "2026-12-24 18:00, 2026-12-24T18:00",
        "2026-12-24T18:00, 2026-12-24T18:00",
        "2026/12/24 18:00, 2026-12-24T18:00",
        "24 Dec, 2026-12-24T09:00",
        "24 December 18:00, 2026-12-24T18:00",
        "Dec 24, 2026-12-24T09:00",
        "24th of December, 2026-12-24T09:00",
        "'December 24th, 2028', 2028-12-24T09:00",
        "24 Nov, 2027-11-24T09:00",
        "5 may, 2027-05-05T09:00",
        "29 Feb, 2028-02-29T09:00",
        "24.12., 2026-12-24T09:00",
        "24.12.2027 8:00, 2027-12-24T08:00",
        "on the 30th, 2026-11-30T09:00",
        "on the 5th, 2026-12-05T09:00",
        "the 31st, 2026-12-31T09:00",
        "12月24日, 2026-12-24T09:00",
        "十二月二十四日下午三点, 2026-12-24T15:00",
        "2027年1月2日 8:05, 2027-01-02T08:05",
        "24号, 2026-12-24T09:00",
        "30号晚上7点, 2026-11-30T19:00",
    })
    void aDateWithoutAYearIsTheNextSuch(String phrase, LocalDateTime expected) {
        assertThat(MomentReader.read(phrase, NOW)).isEqualTo(new Moment.Once(expected.atZone(ZONE)));
    }

    @ParameterizedTest
    @CsvSource({
        "every day 8:00, 1 day 2026-11-25 08:00, 2026-11-26T08:00",
        "every day 18:00, 1 day 2026-11-25 18:00, 2026-11-25T18:00",
        "daily, 1 day 2026-11-25 09:00, 2026-11-26T09:00",
        "every morning, 1 day 2026-11-25 09:00, 2026-11-26T09:00",
        "every 3 days, 3 day 2026-11-28 09:00, 2026-11-28T09:00",
        "every monday 09:00, 1 week 2026-11-30 09:00, 2026-11-30T09:00",
        "every wed 15:00, 1 week 2026-11-25 15:00, 2026-11-25T15:00",
        "weekly, 1 week 2026-12-02 09:00, 2026-12-02T09:00",
        "every week on friday at 6pm, 1 week 2026-11-27 18:00, 2026-11-27T18:00",
        "every 2 weeks, 2 week 2026-12-09 09:00, 2026-12-09T09:00",
        "every other monday, 2 week 2026-11-30 09:00, 2026-11-30T09:00",
        "every 2 weeks on monday, 2 week 2026-11-30 09:00, 2026-11-30T09:00",
        "every weekday 8:30, 1 workday 2026-11-25 08:30, 2026-11-26T08:30",
        "monthly, 1 month 2026-12-25 09:00, 2026-12-25T09:00",
        "every month on the 1st, 1 month 2026-12-01 09:00, 2026-12-01T09:00",
        "every 15th 10:00, 1 month 2026-12-15 10:00, 2026-12-15T10:00",
        "every 24 Dec, 1 year 2026-12-24 09:00, 2026-12-24T09:00",
        "yearly, 1 year 2027-11-25 09:00, 2027-11-25T09:00",
        "每天8点, 1 day 2026-11-25 08:00, 2026-11-26T08:00",
        "每晚9点, 1 day 2026-11-25 21:00, 2026-11-25T21:00",
        "每周一 9:00, 1 week 2026-11-30 09:00, 2026-11-30T09:00",
        "每個星期五下午5點, 1 week 2026-11-27 17:00, 2026-11-27T17:00",
        "每两周, 2 week 2026-12-09 09:00, 2026-12-09T09:00",
        "每两周周一, 2 week 2026-11-30 09:00, 2026-11-30T09:00",
        "每个工作日8点, 1 workday 2026-11-25 08:00, 2026-11-26T08:00",
        "每月1号, 1 month 2026-12-01 09:00, 2026-12-01T09:00",
        "每三天, 3 day 2026-11-28 09:00, 2026-11-28T09:00",
        "每年12月24日, 1 year 2026-12-24 09:00, 2026-12-24T09:00",
    })
    void againAndAgain(String phrase, String repetition, LocalDateTime first) {
        assertThat(MomentReader.read(phrase, NOW))
                .isEqualTo(new Moment.Repeated(Repetition.parse(repetition), first.atZone(ZONE)));
    }

    @ParameterizedTest
    @CsvSource({
        "today 8:00, 2026-11-25T08:00",
        "2026-11-24, 2026-11-24T09:00",
        "24 Dec 2020, 2020-12-24T09:00",
        "今天上午9点, 2026-11-25T09:00",
        "本周一, 2026-11-23T09:00",
        "in 0 minutes, 2026-11-25T14:00",
    })
    void whatIsOverIsSaid(String phrase, LocalDateTime when) {
        assertThat(MomentReader.read(phrase, NOW)).isEqualTo(new Moment.Past(when.atZone(ZONE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"in 11 years", "2099-01-01", "in 9999 years", "一百年后"})
    void whatIsTooFarAwayIsNoMoment(String phrase) {
        assertThat(MomentReader.read(phrase, NOW)).isNotInstanceOf(Moment.Once.class);
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "soon, soon",
        "tomorrow at banana, banana",
        "tomorrow 25:00, 25:00",
        "tomorrow 18:60, 18:60",
        "30 Feb, 30 feb",
        "2026-02-30, 2026-02-30",
        "1pm monday 14:00, 14:00",
        "mon tue, tue",
        "明天下午六点吃饭, 吃饭",
        "every monday and thursday, and thursday",
        "every 2 hours, ''",
        "every, ''",
        "at, ''",
        "12, 12",
        "Dec, dec",
        "days, days",
        "in 3 days on monday, ''",
    })
    void whereItGoesWrongIsSaid(String phrase, String place) {
        assertThat(MomentReader.read(phrase, NOW)).isEqualTo(new Moment.Unreadable(place));
    }

    @ParameterizedTest
    @CsvSource({
        // the hour Berlin skips is taken at its end, the hour it has twice at its first pass
        "2026-03-28T12:00, tomorrow 02:30, 2026-03-29T03:30+02:00[Europe/Berlin]",
        "2026-10-24T12:00, tomorrow 02:30, 2026-10-25T02:30+02:00[Europe/Berlin]",
        // days keep the wall-clock time, hours do not
        "2026-03-28T12:00, in 1 day, 2026-03-29T12:00+02:00[Europe/Berlin]",
        "2026-03-28T12:00, in 24 hours, 2026-03-29T13:00+02:00[Europe/Berlin]",
    })
    void clockChangesAreThoseOfTheZone(LocalDateTime said, String phrase, ZonedDateTime expected) {
        assertThat(MomentReader.read(phrase, said.atZone(ZoneId.of("Europe/Berlin"))))
                .isEqualTo(new Moment.Once(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "1 month 2026-01-31 09:00, 2026-02-01T00:00, 2026-02-28T09:00",
        "1 month 2026-01-31 09:00, 2026-02-28T09:00, 2026-03-31T09:00",
        "1 year 2024-02-29 09:00, 2026-01-01T00:00, 2026-02-28T09:00",
        "1 year 2024-02-29 09:00, 2028-01-01T00:00, 2028-02-29T09:00",
        "2 week 2026-11-23 09:00, 2026-11-23T09:00, 2026-12-07T09:00",
        "2 week 2026-11-23 09:00, 2030-01-01T00:00, 2030-01-14T09:00",
        "1 workday 2026-11-23 09:00, 2026-11-27T09:00, 2026-11-30T09:00",
        "999 day 2026-11-23 09:00, 2026-11-23T09:00, 2029-08-18T09:00",
        "3 day 2026-11-23 09:00, 2026-11-01T00:00, 2026-11-23T09:00",
    })
    void aRepetitionCountsFromItsStart(String repetition, LocalDateTime now, LocalDateTime next) {
        assertThat(Repetition.parse(repetition).nextAfter(now.atZone(ZONE))).isEqualTo(next.atZone(ZONE));
        assertThat(Repetition.parse(repetition)).hasToString(repetition);
    }
}
