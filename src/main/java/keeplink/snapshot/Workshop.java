package keeplink.snapshot;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import keeplink.page.OwnThread;

/// How many pages are worked on at once, while any number may still wait for their servers.
///
/// A short page has one of many places. A longer one has one of few, for nobody knows before how large it becomes in
/// memory, nor how long it takes; when it turns out to be light it moves on to the many, and a short one that turns
/// out to be heavy waits for one of the few, and for a moment in which no short one waits, if that comes soon. So a
/// small heap is enough, whatever comes, and pages made to be hard hold up only one another. Safe for many threads.
final class Workshop {
    private static final int SHORT = 128 * 1024;

    private static final long HEAVY_BYTES = 256 * 1024 * 1024;
    private static final long LIGHT_BYTES = 64 * 1024 * 1024;

    /// How long a heavy page lets light ones go first.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Semaphore heavy;
    private final Semaphore light;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition lull = lock.newCondition();

    /// @param memory how many bytes the heap may have
    /// @param processors how many there are; one of them is left to light work
    Workshop(long memory, int processors) {
        long mostHeavy = Math.clamp(processors - 1, 1, 8);
        heavy = new Semaphore((int) Math.clamp(memory / HEAVY_BYTES, 1, mostHeavy), true);
        light = new Semaphore(Math.clamp(memory / LIGHT_BYTES, 4, 16), true);
    }

    /// Works on a page when there is a place.
    ///
    /// @param bytes of the page
    <T> T work(int bytes, Function<Place, T> work) {
        Place place = new Place(bytes <= SHORT ? light : heavy);
        enter(place.held);
        try {
            return place.run(() -> work.apply(place));
        } finally {
            leave(place.held);
        }
    }

    private void enter(Semaphore places) {
        places.acquireUninterruptibly();
        if (places == heavy) {
            awaitLull();
        }
    }

    private void leave(Semaphore places) {
        places.release();
        if (places == light && !light.hasQueuedThreads()) {
            lock.lock();
            try {
                lull.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private void awaitLull() {
        long left = PATIENCE.toNanos();
        lock.lock();
        try {
            while (left > 0 && light.hasQueuedThreads()) {
                left = lull.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            // it waits no longer, and says so to whoever asks next
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /// A place of one page.
    final class Place {
        private volatile Semaphore held;

        private Place(Semaphore held) {
            this.held = held;
        }

        boolean isHeavy() {
            return held == heavy;
        }

        /// The page turned out to be light: makes room for the next.
        void becomeLight() {
            change(light);
        }

        /// The page turned out to be heavy: waits until it may be.
        void becomeHeavy() {
            change(heavy);
        }

        private void change(Semaphore other) {
            if (held != other) {
                leave(held);
                enter(other);
                held = other;
            }
        }

        /// Runs what may take long, if the page is heavy, where it takes turns with all else.
        <T> T run(Supplier<T> work) {
            return isHeavy() ? OwnThread.run(work) : work.get();
        }
    }
}
