package keeplink.bot;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import keeplink.schedule.Rest;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which of several instances on one database polls and sends: the one that holds a lease. The others stand by
/// and take over when it ends or falls silent, at most [#LEASE] and [#EVERY] later. Thread-safe.
///
/// The lease is held by less than its whole length, so that a process that was stopped for a while knows by its
/// own clock that its turn may be over, before it asks anybody. The clocks of the instances' machines should not
/// differ by more than a second or two.
final class Turn implements AutoCloseable {
    /// How long after its last sign of life an instance counts as gone.
    static final Duration LEASE = Duration.ofSeconds(15);
    /// How often a sign of life is given, or the lease is looked at.
    static final Duration EVERY = Duration.ofSeconds(3);

    private static final Logger log = LoggerFactory.getLogger(Turn.class);
    private static final String NAME = "poll";
    /// What is left of the lease when its holder stops to count on it.
    private static final Duration MARGIN = Duration.ofSeconds(3);

    private final LockProvider leases;
    private final Duration lease;
    private final Duration every;
    private final ReentrantLock lock = new ReentrantLock();
    private final Rest rest = new Rest();
    private @Nullable SimpleLock held;
    /// Whether somebody else has the lease, as far as it was seen.
    private boolean taken;
    private volatile boolean working;
    /// Until when the lease can be counted on, in nanoseconds of [System#nanoTime].
    private volatile long until;

    Turn(LockProvider leases) {
        this(leases, LEASE, EVERY);
    }

    Turn(LockProvider leases, Duration lease, Duration every) {
        this.leases = leases;
        this.lease = lease;
        this.every = every;
    }

    /// Whether this instance may poll and send now.
    boolean ours() {
        return working && inTime();
    }

    private boolean inTime() {
        return until - System.nanoTime() > 0;
    }

    /// Begins to work, at once where nobody else does, else as soon as the turn comes.
    ///
    /// @param begin what to do when it is this instance's turn for the first time
    /// @param lost what to do when another instance took over from one that works
    void start(Runnable begin, Runnable lost) {
        boolean first = look();
        if (!first) {
            log.info("Another instance works with this database. This one stands by until it is gone.");
        }
        Thread.ofPlatform().name("turn").daemon(true).start(() -> watch(begin, lost));
        if (first) {
            begin.run();
            working = true;
        }
    }

    private void watch(Runnable begin, Runnable lost) {
        boolean begun = inTime();
        while (rest.rest(every)) {
            boolean mine = look();
            if (mine && !begun) {
                begun = true;
                log.info("The other instance is gone; this one takes over.");
                // signs of life go on while this takes its time
                Thread.ofVirtual().name("taking-over").start(() -> {
                    begin.run();
                    working = true;
                });
            } else if (!mine && begun && isTaken()) {
                working = false;
                log.error("Another instance took over while this one was silent. This one ends.");
                lost.run();
                return;
            }
        }
    }

    private boolean isTaken() {
        lock.lock();
        try {
            return taken && !rest.ended();
        } finally {
            lock.unlock();
        }
    }

    /// Takes or keeps the lease; whether it is ours then.
    private boolean look() {
        lock.lock();
        try {
            if (rest.ended()) {
                return false;
            }
            long asked = System.nanoTime();
            SimpleLock known = held;
            // beyond its time it may be another's, and must be asked for anew
            Optional<SimpleLock> next = known != null && inTime()
                    ? known.extend(lease, Duration.ZERO)
                    : leases.lock(new LockConfiguration(Instant.now(), NAME, lease, Duration.ZERO));
            held = next.orElse(null);
            taken = next.isEmpty();
            if (next.isPresent()) {
                until = asked + lease.minus(MARGIN).toNanos();
            }
            return next.isPresent();
        } catch (RuntimeException e) {
            log.warn("The lease could not be looked at: {}", e.toString());
            taken = false;
            return inTime();
        } finally {
            lock.unlock();
        }
    }

    /// Leaves the turn to the next at once.
    @Override
    public void close() {
        lock.lock();
        try {
            rest.end();
            working = false;
            SimpleLock known = held;
            held = null;
            if (known != null && inTime()) {
                known.unlock();
            }
        } catch (RuntimeException e) {
            log.warn("The lease could not be given back and ends by itself: {}", e.toString());
        } finally {
            lock.unlock();
        }
    }
}
