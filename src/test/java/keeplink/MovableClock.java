package keeplink;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// A clock that stands still until it is moved. Safe for many threads.
public final class MovableClock extends Clock {
    private volatile Instant now;

    /// Stands at some moment, finer than the stores keep it.
    public MovableClock() {
        this(Instant.parse("2026-03-01T12:00:00.123456Z"));
    }

    public MovableClock(Instant start) {
        now = start;
    }

    public void move(Duration by) {
        now = now.plus(by);
    }

    public void set(Instant moment) {
        now = moment;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("only instants are asked for");
    }
}
