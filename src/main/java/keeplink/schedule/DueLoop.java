package keeplink.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does what is due, sleeps until more is or until it is woken, and looks again.
///
/// Nobody sleeps longer than [#LONGEST_SLEEP], because the wall clock may jump and the machine may have slept; so
/// looking must cost next to nothing when nothing is due. One failure does not end it. Thread-safe.
public final class DueLoop implements AutoCloseable {
    /// How long it sleeps at most.
    public static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(DueLoop.class);
    /// How long the work under way has to come to its end when the loop is closed.
    private static final Duration END = Duration.ofSeconds(5);

    private final String name;
    private final Work work;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Rest rest = new Rest();
    private @Nullable Thread thread;

    /// What is done by the clock.
    @FunctionalInterface
    public interface Work {
        /// Does what is due, or some of it.
        ///
        /// @return when there is something to do next: now or earlier where more is due, any late moment where
        ///     nothing is known
        Instant run();
    }

    /// @param name of the thread and in the log
    public DueLoop(String name, Work work, Clock clock) {
        this.name = name;
        this.work = work;
        this.clock = clock;
    }

    /// Begins to work; does nothing where it has begun or is closed.
    public void start() {
        lock.lock();
        try {
            if (thread == null && !rest.ended()) {
                thread = Thread.ofVirtual().name(name).start(this::run);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Lets it look at once: something is due earlier than it knew.
    public void wake() {
        rest.wake();
    }

    private void run() {
        Instant next = clock.instant();
        while (rest.rest(sleep(next))) {
            next = worked();
        }
    }

    private Instant worked() {
        try {
            return work.run();
        } catch (RuntimeException e) {
            log.error("{}: this failed and is tried again within {}", name, LONGEST_SLEEP, e);
            return Instant.MAX;
        }
    }

    private Duration sleep(Instant next) {
        Instant now = clock.instant();
        if (!next.isAfter(now)) {
            return Duration.ZERO;
        }
        return next.isAfter(now.plus(LONGEST_SLEEP)) ? LONGEST_SLEEP : Duration.between(now, next);
    }

    /// Begins nothing new and waits for the work under way, 5 s at most.
    @Override
    public void close() {
        Thread running;
        lock.lock();
        try {
            rest.end();
            running = thread;
        } finally {
            lock.unlock();
        }
        try {
            if (running != null && !running.join(END)) {
                log.warn("{}: still at work at the end; what it does not finish is done at the next start", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
