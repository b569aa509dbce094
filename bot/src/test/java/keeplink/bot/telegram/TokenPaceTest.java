package keeplink.bot.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenPaceTest {
    private static final long MILLI = 1_000_000L;

    /// Takes permits as soon as there are any, from a start on.
    private static List<Long> greedy(TokenPace pace, long from, long until) {
        List<Long> taken = new ArrayList<>();
        long now = from;
        while (now < until) {
            long wait = pace.nanosToWait(now, 0);
            if (wait == 0) {
                pace.take(now);
                taken.add(now);
            } else {
                now += wait;
            }
        }
        return taken;
    }

    private static int most(List<Long> taken, Duration window) {
        int most = 0;
        for (int i = 0; i < taken.size(); i++) {
            int j = i;
            while (j < taken.size() && taken.get(j) - taken.get(i) < window.toNanos()) {
                j++;
            }
            most = Math.max(most, j - i);
        }
        return most;
    }

    @Test
    void threeAtOnceAndThenOneASecond() {
        List<Long> taken = greedy(new TokenPace(3, Duration.ofSeconds(1), Duration.ZERO), 0, 10_000 * MILLI);
        assertThat(taken).hasSize(12);
        assertThat(taken.subList(0, 3)).containsOnly(0L);
        assertThat(taken.get(11)).isLessThanOrEqualTo(9_000 * MILLI);
    }

    @Test
    void aPauseEarnsTheBurstAgain() {
        TokenPace pace = new TokenPace(3, Duration.ofSeconds(1), Duration.ZERO);
        greedy(pace, 0, 1);
        assertThat(greedy(pace, 3_000 * MILLI, 3_001 * MILLI)).hasSize(3);
    }

    @Test
    void noMinuteOfAGroupHasMoreThanTwenty() {
        Random random = new Random(4);
        for (int round = 0; round < 50; round++) {
            TokenPace pace = new TokenPace(3, Duration.ofMillis(3_550), Duration.ZERO);
            List<Long> taken = new ArrayList<>();
            long now = 0;
            while (now < 600_000 * MILLI) {
                long end = now + random.nextLong(30_000 * MILLI) + 1;
                taken.addAll(greedy(pace, now, end));
                now = end + random.nextLong(20_000 * MILLI);
            }
            assertThat(most(taken, Duration.ofMinutes(1))).isLessThanOrEqualTo(20);
        }
    }

    @Test
    void noSecondHasMoreThanThirtyAndABusyOneNearlyAsMany() {
        Random lateness = new Random(5);
        TokenPace pace = new TokenPace(1, Duration.ofNanos(33_750_000), Duration.ofMillis(4));
        List<Long> taken = new ArrayList<>();
        for (long now = 0; now < 100_000 * MILLI; now += pace.nanosToWait(now, 0) + lateness.nextLong(4 * MILLI)) {
            if (pace.nanosToWait(now, 0) == 0) {
                pace.take(now);
                taken.add(now);
            }
        }
        assertThat(most(taken, Duration.ofMillis(1_008))).isLessThanOrEqualTo(30);
        assertThat(taken.size() / 100.0).isGreaterThanOrEqualTo(29.5);
    }

    @Test
    void theFourthOfABurstWaitsAWholeSecond() {
        TokenPace pace = new TokenPace(3, Duration.ofSeconds(1), Duration.ZERO);
        for (int sent = 0; sent < 3; sent++) {
            pace.take(2_999 * MILLI);
        }
        assertThat(pace.nanosToWait(2_999 * MILLI, 0)).isEqualTo(1_000 * MILLI);
    }

    @Test
    void leavesWhatItIsToldToLeave() {
        TokenPace pace = new TokenPace(3, Duration.ofSeconds(1), Duration.ZERO);
        pace.take(0);
        assertThat(pace.nanosToWait(0, 1)).isZero();
        pace.take(0);
        assertThat(pace.nanosToWait(0, 1)).isPositive();
        assertThat(pace.nanosToWait(0, 0)).isZero();
    }
}
