package keeplink.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// When a capture that failed with something that may pass is tried again: after 1 min, 10 min, 1 h, 6 h, 24 h,
/// and then no more.
public final class RetrySchedule {
    private static final List<Duration> WAITS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofHours(24));

    private RetrySchedule() {}

    /// The job as it is due again after it failed once more; empty where it is left with its reason.
    public static Optional<CaptureJob> next(CaptureJob failed, Instant now) {
        return failed.attempt() >= WAITS.size()
                ? Optional.empty()
                : Optional.of(new CaptureJob(
                        failed.collection(),
                        failed.number(),
                        failed.url(),
                        failed.attempt() + 1,
                        now.plus(WAITS.get(failed.attempt())),
                        failed.fresh()));
    }
}
