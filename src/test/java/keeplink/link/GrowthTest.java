package keeplink.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrowthTest {
    /// A Wednesday.
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

    private static List<Link> kept(String... moments) {
        return Arrays.stream(moments)
                .map(Instant::parse)
                .map(moment -> Link.kept(
                        TestLinks.HOME,
                        1,
                        "https://example.com/",
                        new UrlCanonicalizer()
                                .canonicalize("https://example.com/")
                                .orElseThrow(),
                        TestLinks.tags(),
                        "",
                        TestLinks.ANNA,
                        null,
                        "1",
                        moment))
                .toList();
    }

    @Test
    void aYoungCollectionIsCountedByWeeksThatBeginOnMonday() {
        Growth growth = Growth.of(
                kept("2026-11-23T00:00:00Z", "2026-11-25T09:00:00Z", "2026-11-22T23:59:59Z", "2026-09-07T00:00:00Z"),
                TODAY,
                ZoneOffset.UTC);

        assertThat(growth.step()).isEqualTo(Growth.Step.WEEK);
        assertThat(growth.counts()).containsExactly(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2);
        assertThat(growth.begins().getFirst()).isEqualTo("2026-09-07");
        assertThat(growth.begins().getLast()).isEqualTo("2026-11-23");
    }

    @Test
    void anOldOneIsCountedByMonths() {
        Growth growth = Growth.of(
                kept("2026-11-01T00:00:00Z", "2026-10-31T23:59:59Z", "2025-12-01T00:00:00Z", "2025-11-30T00:00:00Z"),
                TODAY,
                ZoneOffset.UTC);

        assertThat(growth.step()).isEqualTo(Growth.Step.MONTH);
        assertThat(growth.counts()).containsExactly(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1);
        assertThat(growth.begins().getFirst()).isEqualTo("2025-12-01");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-09-07T00:00:00Z, UTC, WEEK",
        "2026-09-06T23:59:59Z, UTC, MONTH",
        "2026-09-06T16:00:00Z, Asia/Shanghai, WEEK",
        "2026-09-07T03:59:59Z, America/New_York, MONTH",
    })
    void theOldestLinkDecidesInItsOwnZone(String moment, ZoneId zone, Growth.Step step) {
        assertThat(Growth.of(kept(moment), TODAY, zone).step()).isEqualTo(step);
    }

    @Test
    void isReadAsItWasWritten() {
        Growth growth = Growth.of(kept("2026-11-23T00:00:00Z"), TODAY, ZoneOffset.UTC);

        assertThat(growth.written()).isEqualTo("WEEK/2026-09-07/0,0,0,0,0,0,0,0,0,0,0,1");
        assertThat(Growth.read(growth.written())).isEqualTo(growth);
    }

    @Test
    void cannotBeWrong() {
        List<Integer> counts = Collections.nCopies(12, 1);
        assertThatThrownBy(() -> new Growth(Growth.Step.WEEK, TODAY, counts)).hasMessageContaining("2026-11-25");
        assertThatThrownBy(() -> new Growth(Growth.Step.MONTH, TODAY.withDayOfMonth(1), List.of(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
