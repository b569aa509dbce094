package keeplink.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuietHoursTest {
    @ParameterizedTest
    @CsvSource({
        "22:00-07:00, 22:00, 07:00",
        "22-7, 22:00, 07:00",
        "22:30 – 6:15, 22:30, 06:15",
        "22点到7点, 22:00, 07:00",
        "22：30至6：15, 22:30, 06:15",
        "18-24, 18:00, 00:00",
        "13 to 14, 13:00, 14:00",
    })
    void areRead(String text, LocalTime from, LocalTime to) {
        assertThat(QuietHours.parse(text)).contains(new QuietHours(from, to));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "22", "22-", "22-25", "22:60-7", "22-22", "24-0", "24:30-7", "night", "22-7-8"})
    void whatIsNoneIsRefused(String text) {
        assertThat(QuietHours.parse(text)).isEmpty();
    }

    @Test
    void areWrittenAsTheyAreRead() {
        QuietHours hours = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 5));

        assertThat(hours).hasToString("22:00-07:05");
        assertThat(QuietHours.parse(hours.toString())).contains(hours);
    }

    @Test
    void neverLastAllDay() {
        assertThatThrownBy(() -> new QuietHours(LocalTime.NOON, LocalTime.NOON))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        // within the day
        "13-15,     Asia/Shanghai, 2026-11-23T12:59, 2026-11-23T12:59+08:00",
        "13-15,     Asia/Shanghai, 2026-11-23T13:00, 2026-11-23T15:00+08:00",
        "13-15,     Asia/Shanghai, 2026-11-23T15:00, 2026-11-23T15:00+08:00",
        // over midnight
        "22-7,      Asia/Shanghai, 2026-11-23T21:59, 2026-11-23T21:59+08:00",
        "22-7,      Asia/Shanghai, 2026-11-23T22:00, 2026-11-24T07:00+08:00",
        "22-7,      Asia/Shanghai, 2026-11-24T06:59, 2026-11-24T07:00+08:00",
        "22-7,      Asia/Shanghai, 2026-12-31T23:00, 2027-01-01T07:00+08:00",
        // an end that the clock change skips: the end of the gap
        "22-2:30,   Europe/Berlin, 2026-03-29T01:59, 2026-03-29T03:30+02:00",
        // one that Berlin has twice: at its first pass, unless that is over
        "22-2:30,   Europe/Berlin, 2026-10-25T01:59, 2026-10-25T02:30+02:00",
        // a day that Samoa never had
        "22-7,      Pacific/Apia,  2011-12-29T23:00, 2011-12-31T07:00+14:00",
    })
    void whatIsDueInThemWaitsForTheirEnd(String hours, String zone, LocalDateTime due, OffsetDateTime sent) {
        QuietHours quiet = QuietHours.parse(hours).orElseThrow();

        assertThat(quiet.next(due.atZone(ZoneId.of(zone)))).isEqualTo(sent.toInstant());
    }

    @Test
    void anHourThatComesTwiceIsQuietTwice() {
        ZonedDateTime second = ZonedDateTime.parse("2026-10-25T02:15:00+01:00[Europe/Berlin]");
        QuietHours hours = QuietHours.parse("22-2:30").orElseThrow();

        assertThat(hours.next(second))
                .isEqualTo(OffsetDateTime.parse("2026-10-25T02:30:00+01:00").toInstant());
    }
}
