package keeplink.fetch;

import java.time.Duration;

/// A moment by which something has to be over, on the monotonic clock.
///
/// @param nanoTime on the scale of [System#nanoTime()]
record Deadline(long nanoTime) {
    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /// What is left, zero when it is over.
    Duration left() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }

    boolean over() {
        return nanoTime - System.nanoTime() <= 0;
    }

    Deadline later(long nanos) {
        return new Deadline(nanoTime + nanos);
    }
}
