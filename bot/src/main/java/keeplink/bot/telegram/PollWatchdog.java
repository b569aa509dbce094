package keeplink.bot.telegram;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import keeplink.schedule.Rest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The last of the layers against deafness: when no poll came back for too long, whatever the reason, everything
/// about the connection is made anew.
final class PollWatchdog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PollWatchdog.class);

    private final Duration bound;
    private final Supplier<Duration> age;
    private final Runnable renew;
    private final Rest rest = new Rest();
    private final AtomicLong renewals = new AtomicLong();

    /// @param age time since a poll last came back
    PollWatchdog(Duration bound, Supplier<Duration> age, Runnable renew) {
        this.bound = bound;
        this.age = age;
        this.renew = renew;
    }

    void start() {
        Thread.ofPlatform().name("telegram-watchdog").daemon(true).start(this::watch);
    }

    long renewals() {
        return renewals.get();
    }

    private void watch() {
        Duration patience = bound;
        while (rest.rest(patience)) {
            Duration left = bound.minus(age.get());
            if (left.isPositive()) {
                patience = left;
            } else {
                bite();
                patience = bound;
            }
        }
    }

    private void bite() {
        LOG.warn(
                "No poll has come back for {} s: making a new connection.",
                age.get().toSeconds());
        renewals.incrementAndGet();
        try {
            renew.run();
        } catch (RuntimeException e) {
            LOG.error("A new connection could not be made; trying again later.", e);
        }
    }

    @Override
    public void close() {
        rest.end();
    }
}
