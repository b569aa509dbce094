package keeplink.bot.telegram;

import java.time.Duration;

/// So many at once, and then one after every interval; a pause earns the burst again: a bucket of tokens, kept as
/// the one moment at which it will be full (the generic cell rate algorithm, ITU-T I.371). In any stretch of time
/// at most `burst` more go than intervals fit into it and its slack. Not safe for many threads.
///
/// Limiters that give out a number of permits per fixed cycle let up to twice that number through around a
/// cycle's end.
final class TokenPace {
    private final long interval;
    private final long most;
    private final long slack;
    private long fullAt = Long.MIN_VALUE / 2;

    /// @param slack how early one may go, so that one that went late by no more delays none
    TokenPace(int burst, Duration interval, Duration slack) {
        this.interval = interval.toNanos();
        this.most = burst - 1L;
        this.slack = slack.toNanos();
    }

    /// How long until one may go, 0 for now.
    ///
    /// @param now nanoseconds of any steady clock, as all others given here
    /// @param leaving how many more could go at that moment; never more than the burst allows
    long nanosToWait(long now, int leaving) {
        long spare = Math.max(0, most - leaving) * interval + slack;
        return Math.max(0, fullAt - spare - now);
    }

    /// Takes a permit; the caller has seen that there is one.
    void take(long now) {
        if (nanosToWait(now, 0) > 0) {
            throw new IllegalStateException("no permit");
        }
        fullAt = Math.max(fullAt, now) + interval;
    }

    /// Whether a whole burst may go.
    boolean full(long now) {
        return fullAt <= now;
    }
}
