package keeplink.schedule;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What a loop does between two rounds: it rests until its time is over, until it is woken, or until there is
/// nothing to do any more. Thread-safe; one thread rests, any thread may wake it or end it.
public final class Rest {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean woken;
    private boolean ended;

    /// Rests, not at all where it was woken since the last time.
    ///
    /// @param longest zero or less for no rest at all
    /// @return whether there is more to do: false once it is ended, or where its thread is interrupted
    public boolean rest(Duration longest) {
        lock.lock();
        try {
            long left = longest.toNanos();
            while (left > 0 && !woken && !ended) {
                left = changed.awaitNanos(left);
            }
            woken = false;
            return !ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /// Ends this rest, or else the next one before it begins.
    public void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Ends this rest and all that would follow.
    public void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public boolean ended() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }
}
