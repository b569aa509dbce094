package keeplink.snapshot;

import java.util.concurrent.Semaphore;

/// How many pages are worked on at once, while any number may still wait for their servers.
///
/// A page is parsed in a place for heavy ones, for nobody knows before how large it becomes in memory; a light one
/// then moves on and gathers its files in one of the places for those, of which there are more. So a heap of 512 MB is
/// enough, whatever comes. Safe for many threads.
final class Workshop {
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
    Place enter() {
        heavy.acquireUninterruptibly();
        return new Place();
    }

    /// A place, to be left by one thread.
    final class Place implements AutoCloseable {
        private Semaphore held = heavy;

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
