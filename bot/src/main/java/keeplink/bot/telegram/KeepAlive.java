package keeplink.bot.telegram;

import java.time.Duration;

/// TCP keepalive of a connection (RFC 9293, 3.8.4; Linux `tcp(7)`): a silent peer is asked after `idle`, then
/// every `interval`, and given up after `count` questions without an answer.
///
/// @param idle `TCP_KEEPIDLE`, whole seconds, at least 1
/// @param interval `TCP_KEEPINTVL`, whole seconds, at least 1
/// @param count `TCP_KEEPCNT`, at least 1
public record KeepAlive(Duration idle, Duration interval, int count) {
    /// 15 s, 5 s, 3: a dead peer is found after half a minute.
    public static final KeepAlive DEFAULT = new KeepAlive(Duration.ofSeconds(15), Duration.ofSeconds(5), 3);

    public KeepAlive {
        if (idle.toSeconds() < 1 || interval.toSeconds() < 1 || count < 1) {
            throw new IllegalArgumentException(
                    "keepalive needs at least 1 s, 1 s and 1 probe: " + idle + ", " + interval + ", " + count);
        }
    }

    @Override
    public String toString() {
        return "idle %d s, interval %d s, count %d".formatted(idle.toSeconds(), interval.toSeconds(), count);
    }

    /// After how long a peer that vanished is noticed.
    public Duration noticedAfter() {
        return idle.plus(interval.multipliedBy(count));
    }
}
