package keeplink.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReadingTimeTest {
    @Test
    void countsWordsWhereThereAreSpaces() {
        assertThat(ReadingTime.of("it's a well-known word ".repeat(115))).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void countsCharactersWhereThereAreNone() {
        assertThat(ReadingTime.of("保活探测。".repeat(200))).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void addsBothWhereTheyAreMixed() {
        assertThat(ReadingTime.of("TCP 保活 ".repeat(200))).isEqualTo(Duration.ofSeconds(53 + 60));
    }

    @Test
    void takesNoTimeForNoWord() {
        assertThat(ReadingTime.of(" … --- \n")).isZero();
        assertThat(ReadingTime.of("word")).isEqualTo(Duration.ofSeconds(1));
    }
}
