package keeplink.bot.chat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What was said while nobody listened, up to a day of it: it is worked on in order as everything is, but people
/// are not watching, so nothing of it shows its progress, and when there is much of it not each save is a card.
/// Thread-safe.
final class Backlog {
    /// From when on a message is old news. A restart takes seconds, an outage minutes.
    private static final Duration LATE = Duration.ofMinutes(2);

    /// Cards a chat is given for its backlog.
    private static final int CARDS = 5;

    private final Map<String, Integer> late = new ConcurrentHashMap<>();
    private final Clock clock;

    Backlog(Clock clock) {
        this.clock = clock;
    }

    /// How much noise a message is worth.
    enum Noise {
        /// It was said just now.
        ALL,
        /// Its result.
        CARD,
        /// A sign that it arrived.
        SIGN
    }

    /// How much noise a save is worth that was said at that moment, the messages of a chat one after another.
    Noise of(String chat, Instant said) {
        if (said.plus(LATE).isAfter(clock.instant())) {
            late.remove(chat);
            return Noise.ALL;
        }
        return late.merge(chat, 1, Integer::sum) <= CARDS ? Noise.CARD : Noise.SIGN;
    }
}
