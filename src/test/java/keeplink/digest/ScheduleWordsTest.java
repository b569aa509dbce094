package keeplink.digest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleWordsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mon 09:00               | mon 09:00
            Monday 9:00             | mon 09:00
            every friday at 6pm     | fri 18:00
            sun 12am                | sun 00:00
            sat 12:30 pm            | sat 12:30
            周一 09:00               | mon 09:00
            星期天 9:05              | sun 09:05
            每周五18点半              | fri 18:30
            周五 18点5分             | fri 18:05
            ｍｏｎ　０９：００          | mon 09:00
            mon,thu 09:00           | mon,thu 09:00
            thu, mon 09:00          | mon,thu 09:00
            mon and thu 09:00       | mon,thu 09:00
            mon thu 09:00           | mon,thu 09:00
            周一、周四 09:00          | mon,thu 09:00
            周一和四 09:00            | mon,thu 09:00
            mon-fri 07:30           | mon,tue,wed,thu,fri 07:30
            fri - mon 07:30         | mon,fri,sat,sun 07:30
            周一至周五 8点            | mon,tue,wed,thu,fri 08:00
            weekdays 8:00           | mon,tue,wed,thu,fri 08:00
            工作日 8:00              | mon,tue,wed,thu,fri 08:00
            weekends 10:00          | sat,sun 10:00
            mon-sun 08:00           | daily 08:00
            daily 08:00             | daily 08:00
            every day 8:00          | daily 08:00
            每天8点                  | daily 08:00
            monthly 1 09:00         | monthly 1 09:00
            monthly 09:00           | monthly 1 09:00
            monthly on the 15th 9am | monthly 15 09:00
            monthly 31 09:00        | monthly last 09:00
            monthly last 09:00      | monthly last 09:00
            每月15日 09:00           | monthly 15 09:00
            每月1号9点               | monthly 1 09:00
            每月最后一天 09:00        | monthly last 09:00
            """)
    void areReadInBothLanguages(String text, String schedule) {
        assertThat(DigestSchedule.parse(text)).map(DigestSchedule::toString).contains(schedule);
        assertThat(DigestSchedule.parse(schedule)).isEqualTo(DigestSchedule.parse(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mon               | NoTime[days=mon]
            daily             | NoTime[days=daily]
            mon 9             | NoTime[days=null]
            mon 09:00 x       | NoTime[days=null]
            someday           | NoTime[days=null]
            mon 24:00         | NotATime[text=24:00]
            mon 09:60         | NotATime[text=09:60]
            周一 25点           | NotATime[text=25点]
            mon 13pm          | NotATime[text=13pm]
            09:00             | NotADay[text=]
            someday 09:00     | NotADay[text=someday]
            mon,blah 09:00    | NotADay[text=mon,blah]
            monthly 32 09:00  | NotADay[text=monthly 32]
            monthly 0 09:00   | NotADay[text=monthly 0]
            mon-wed-fri 09:00 | NotADay[text=mon-wed-fri]
            """)
    void whatIsWrongIsTold(String text, String read) {
        assertThat(ScheduleWords.read(text)).hasToString(read);
    }
}
