package keeplink.page;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/// How long the current thread, which is no virtual one, may compute. What it waits for a processor that others use
/// does not count, so that the same page comes to the same on a busy machine; only when that takes very long it is
/// over as well.
final class Effort {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int PATIENCE = 10;

    private final long mostNanos;
    private final long began = System.nanoTime();
    private final long computedBefore = computed();

    Effort(Duration most) {
        mostNanos = most.toNanos();
    }

    boolean isSpent() {
        long elapsed = System.nanoTime() - began;
        return elapsed > mostNanos && (elapsed / PATIENCE > mostNanos || computed() - computedBefore > mostNanos);
    }

    /// By the clock on the wall where the machine does not measure it.
    private static long computed() {
        return THREADS.isCurrentThreadCpuTimeSupported() && THREADS.isThreadCpuTimeEnabled()
                ? THREADS.getCurrentThreadCpuTime()
                : System.nanoTime();
    }
}
