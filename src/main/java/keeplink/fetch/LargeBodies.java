package keeplink.fetch;

import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Room in memory for the bodies of pages that are larger than most, shared by all fetches. Safe for use by many
/// threads.
final class LargeBodies {
    /// Nearly all pages are smaller (HTTP Archive, State of the Web: the median is about 30 kB in transfer).
    static final long LARGE = 1024 * 1024;

    private static final long HEAP_OF_ONE = 64 * 1024 * 1024;

    private final Semaphore rooms;

    /// @param memory how many bytes the heap may have
    LargeBodies(long memory) {
        rooms = new Semaphore(Math.clamp(memory / HEAP_OF_ONE, 4, 16), true);
    }

    /// Room for one fetch, and for its attempts one after another.
    Room room() {
        return new Room();
    }

    /// To be given back when the body is not needed any more.
    final class Room implements AutoCloseable {
        private boolean held;

        /// Waits until there is room.
        ///
        /// @throws InterruptedIOException when there is none before the fetch has to be over
        void claim(Deadline deadline) throws InterruptedIOException {
            try {
                if (!held && !rooms.tryAcquire(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
                    throw new InterruptedIOException("no room for a large page");
                }
                held = true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            }
        }

        @Override
        public void close() {
            if (held) {
                held = false;
                rooms.release();
            }
        }
    }
}
