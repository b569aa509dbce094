package keeplink.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One command for many callers: who comes while a command is under way joins those who wait, and the first of them
/// does the next for all. Alone nobody waits for anybody; under load a command costs each caller a fraction.
///
/// Safe for many threads.
///
/// @param <T> what a caller gives
/// @param <R> what it gets
final class Together<T, R> {
    /// Does it for some callers at once.
    interface Work<T, R> {
        /// @return one result for each, in order
        List<R> of(List<T> given);
    }

    private static final int MOST = 100;

    private final Work<T, R> work;
    private final ReentrantLock turn = new ReentrantLock();
    private @Nullable Batch<T, R> open;

    Together(Work<T, R> work) {
        this.work = work;
    }

    private static final class Batch<T, R> {
        final List<T> given = new ArrayList<>();
        /// Null while nothing was tried.
        @Nullable
        List<R> results;

        boolean failed;
    }

    /// Does it, for others too.
    R with(T given) {
        Batch<T, R> batch;
        int place;
        synchronized (this) {
            Batch<T, R> joined = open;
            if (joined == null || joined.given.size() == MOST) {
                joined = new Batch<>();
                open = joined;
            }
            batch = joined;
            place = batch.given.size();
            batch.given.add(given);
        }
        turn.lock();
        try {
            if (batch.results == null && !batch.failed) {
                close(batch);
                run(batch);
            }
        } finally {
            turn.unlock();
        }
        List<R> results = batch.results;
        // what failed for all may have failed for one
        return results == null ? work.of(List.of(given)).getFirst() : results.get(place);
    }

    /// How many wait for the next command.
    synchronized int waiting() {
        return open == null ? 0 : open.given.size();
    }

    private synchronized void close(Batch<T, R> batch) {
        if (open == batch) {
            open = null;
        }
    }

    private void run(Batch<T, R> batch) {
        if (batch.given.size() == 1) {
            batch.results = work.of(batch.given);
            return;
        }
        try {
            batch.results = work.of(batch.given);
        } catch (RuntimeException e) {
            batch.failed = true;
        }
    }
}
