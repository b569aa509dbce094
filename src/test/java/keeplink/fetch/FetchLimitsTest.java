package keeplink.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FetchLimitsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void theDefaultsAreThePublishedBounds() {
        FetchLimits limits = FetchLimits.defaults();
        assertThat(limits.dns()).hasSeconds(3);
        assertThat(limits.connect()).hasSeconds(5);
        assertThat(limits.firstByte()).hasSeconds(10);
        assertThat(limits.page()).hasSeconds(20);
        assertThat(limits.redirects()).isEqualTo(5);
        assertThat(limits.wireBytes()).isEqualTo(16L << 20);
        assertThat(limits.decodedBytes()).isEqualTo(10L << 20);
    }

    @Test
    void aBoundThatIsNoneIsRefusedByItsName() {
        assertThatThrownBy(() -> new FetchLimits(SECOND, Duration.ZERO, SECOND, SECOND, 5, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("connect");
        assertThatThrownBy(() -> new FetchLimits(SECOND, SECOND, SECOND, SECOND, -1, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("redirects");
        assertThatThrownBy(() -> new FetchLimits(SECOND, SECOND, SECOND, SECOND, 5, 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bytes");
        assertThatThrownBy(() -> new FetchLimits(SECOND, SECOND, SECOND, SECOND, 5, 1, 2L << 30))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bytes");
    }
}
