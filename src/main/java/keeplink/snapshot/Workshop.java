package keeplink.snapshot;

import java.util.concurrent.Semaphore;

/// How many pages are worked on at once, while any number may still wait for their servers.
///
/// A short page has one of many places. A longer one is parsed in one of few, for nobody knows before how large it
/// becomes in memory, nor how long it takes; when it turns out to be light it moves on to the many. So a heap of 512 MB
/// is enough, whatever comes, and pages made to be hard hold up only one another. Safe for many threads.
final class Workshop {
    /// A page of no more cannot become heavy: an element takes three bytes at least.
    private static final int SHORT = 128 * 1024;

    private static final long HEAVY_BYTES = 256 * 1024 * 1024;
    private static final long LIGHT_BYTES = 64 * 1024 * 1024;

    private final Semaphore heavy;
    private final Semaphore light;

    /// @param memory how many bytes the heap may have
    Workshop(long memory) {
        heavy = new Semaphore((int) Math.clamp(memory / HEAVY_BYTES, 1, 8), true);
        light = new Semaphore((int) Math.clamp(memory / LIGHT_BYTES, 4, 16), true);
    }

    /// Waits for a place.
    ///
    /// @param bytes of the page
    Place enter(int bytes) {
        Semaphore places = bytes <= SHORT ? light : heavy;
        places.acquireUninterruptibly();
        return new Place(places);
    }

    /// A place, to be left by one thread.
    final class Place implements AutoCloseable {
        private Semaphore held;

        private Place(Semaphore held) {
            this.held = held;
        }

        /// The page turned out to be light: makes room for the next to be parsed.
        void moveOn() {
            if (held == heavy) {
                heavy.release();
                light.acquireUninterruptibly();
                held = light;
            }
        }

        @Override
        public void close() {
            held.release();
        }
    }
}
