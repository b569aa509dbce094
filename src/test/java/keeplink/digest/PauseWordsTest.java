package keeplink.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PauseWordsTest {
    private static final ZonedDateTime NOW = ZonedDateTime.parse("2026-03-28T12:00:00+01:00[Europe/Berlin]");

    @ParameterizedTest
    @CsvSource({
        // the clock changes in between: the same time of day
        "2w, 2026-04-11T12:00+02:00",
        "2 weeks, 2026-04-11T12:00+02:00",
        "a week, 2026-04-04T12:00+02:00",
        "week, 2026-04-04T12:00+02:00",
        "for 10 days, 2026-04-07T12:00+02:00",
        "1m, 2026-04-28T12:00+02:00",
        "1y, 2027-03-28T12:00+02:00",
        "两周, 2026-04-11T12:00+02:00",
        "3天, 2026-03-31T12:00+02:00",
        "1个月, 2026-04-28T12:00+02:00",
        "until 2026-12-24, 2026-12-24T00:00+01:00",
        "2026-12-24, 2026-12-24T00:00+01:00",
        "到2026年12月24日, 2026-12-24T00:00+01:00",
    })
    void areReadInBothLanguages(String text, OffsetDateTime until) {
        assertThat(PauseWords.read(text, NOW))
                .map(ZonedDateTime::toOffsetDateTime)
                .contains(until);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "0d", "2", "until 2026-03-28", "2026-02-30", "2020-01-01", "99y", "2w 3d"})
    void whatIsNotAheadOrNotUnderstoodIsRefused(String text) {
        assertThat(PauseWords.read(text, NOW)).isEmpty();
    }
}
