package keeplink.bot.telegram;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait after the n-th failure in a row: 0.5 s, doubled up to 5 s, a quarter more or less by chance,
/// so that many do not come back at the same moment.
final class BackOff {
    private static final long FIRST_MILLIS = 500;
    private static final long LONGEST_MILLIS = 5_000;

    private final RandomGenerator random;

    BackOff(RandomGenerator random) {
        this.random = random;
    }

    /// @param failures 1 for the first
    Duration after(int failures) {
        long doubled = FIRST_MILLIS << Math.clamp(failures - 1L, 0, 10);
        double jitter = 0.75 + random.nextDouble() / 2;
        return Duration.ofMillis(Math.min(LONGEST_MILLIS, (long) (Math.min(doubled, LONGEST_MILLIS) * jitter)));
    }
}
