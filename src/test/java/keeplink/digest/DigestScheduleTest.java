package keeplink.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigestScheduleTest {
    @ParameterizedTest
    @CsvSource({
        "mon 09:00, MONDAY, 09:00",
        "Monday 9:00, MONDAY, 09:00",
        "SUN 23:59, SUNDAY, 23:59",
        "周五 18:30, FRIDAY, 18:30",
        "周五18：30, FRIDAY, 18:30",
        "星期天 00:00, SUNDAY, 00:00",
    })
    void daysAndTimesAreRead(String text, DayOfWeek day, LocalTime time) {
        assertThat(DigestSchedule.parse(text)).contains(new DigestSchedule(day, time));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mon", "09:00", "mon 24:00", "mon 09:60", "someday 09:00", "mon 9", "mon 09:00 x"})
    void whatIsNeitherIsRefused(String text) {
        assertThat(DigestSchedule.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // the hour that Berlin skips: the letter comes at its end
        "Europe/Berlin, sun 02:30, 2026-03-28T12:00, 2026-03-29T03:30+02:00",
        // the hour it has twice: the letter comes in the first
        "Europe/Berlin, sun 02:30, 2026-10-24T12:00, 2026-10-25T02:30+02:00",
        "Asia/Shanghai, mon 09:00, 2026-11-23T08:59, 2026-11-23T09:00+08:00",
        "Asia/Shanghai, mon 09:00, 2026-11-23T09:00, 2026-11-30T09:00+08:00",
        // a Friday that Samoa never had
        "Pacific/Apia, fri 09:00, 2011-12-29T12:00, 2011-12-31T09:00+14:00",
    })
    void theNextMomentIsFoundAcrossClockChanges(String zone, String schedule, String now, String next) {
        ZonedDateTime from = java.time.LocalDateTime.parse(now).atZone(ZoneId.of(zone));
        assertThat(DigestSchedule.parse(schedule).orElseThrow().nextAfter(from).toOffsetDateTime())
                .hasToString(next);
    }

    @Test
    void aYearOfWeeksHasAsManyLettersAndNoneTwice() {
        DigestSchedule schedule = DigestSchedule.parse("sun 02:30").orElseThrow();
        ZonedDateTime at = ZonedDateTime.parse("2025-12-31T00:00:00+01:00[Europe/Berlin]");
        for (int week = 0; week < 52; week++) {
            ZonedDateTime next = schedule.nextAfter(at);
            assertThat(next.toLocalDate())
                    .isEqualTo(java.time.LocalDate.of(2026, 1, 4).plusWeeks(week));
            assertThat(schedule.lastBefore(next)).isEqualTo(next);
            at = next;
        }
    }
}
