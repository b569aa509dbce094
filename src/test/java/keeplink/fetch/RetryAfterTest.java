package keeplink.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "0                               | PT0S",
                "120                             | PT2M",
                "'  7 '                          | ",
                "  7                             | PT7S",
                "Sun, 01 Mar 2026 12:00:05 GMT   | PT5S",
                "Sunday, 01-Mar-26 12:00:05 GMT  | PT5S",
                "Sun Mar  1 12:00:05 2026        | PT5S",
                "Sun, 01 Mar 2026 11:59:59 GMT   | PT0S",
                "Sun, 01 Mar 2026 12:00:05 CET   | ",
                "2026-03-01T12:00:05Z            | ",
                "-1                              | ",
                "1.5                             | ",
                "99999999999                     | ",
                "soon                            | ",
                "\"\"                            | ",
            })
    void readsSecondsAndTheThreeFormsOfDates(String text, @Nullable Duration wait) {
        assertThat(RetryAfter.parse(text, NOW).orElse(null)).isEqualTo(wait);
    }
}
