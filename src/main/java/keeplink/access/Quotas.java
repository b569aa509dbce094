package keeplink.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// How many new links one person, and one chat, may keep within a day, so that one who pastes without end does not
/// fill the disk for all. The day begins with its first link.
///
/// What was counted is forgotten at a restart: this holds back floods, it is no account. Thread-safe.
public final class Quotas {
    /// As many as there are.
    public static final int UNBOUNDED = 0;

    private static final Duration DAY = Duration.ofDays(1);

    /// Days that are remembered before those that are over are looked for.
    private static final int MANY = 10_000;

    private final Map<String, Day> days = new HashMap<>();
    private final int person;
    private final int chat;
    private final Clock clock;

    /// @param person links a person may keep within a day, in all chats together; [#UNBOUNDED] for no bound
    /// @param chat links that may be kept in a chat within a day; [#UNBOUNDED] for no bound
    public Quotas(int person, int chat, Clock clock) {
        if (person < 0 || chat < 0) {
            throw new IllegalArgumentException("a quota is 0 or more: " + person + ", " + chat);
        }
        this.person = person;
        this.chat = chat;
        this.clock = clock;
    }

    private record Day(Instant end, int kept) {}

    /// A quota that is used up.
    ///
    /// @param who whose it is
    /// @param most links within a day
    /// @param again how long until more are taken
    public record Spent(Who who, int most, Duration again) {
        /// Whom a quota binds.
        public enum Who {
            PERSON,
            CHAT
        }
    }

    /// The quota that lets a person keep no more in a chat now; empty where none does.
    public synchronized Optional<Spent> spent(String personId, String chatId) {
        return Stream.concat(
                        spent(Spent.Who.PERSON, personId, person).stream(),
                        spent(Spent.Who.CHAT, chatId, chat).stream())
                .findFirst();
    }

    private Optional<Spent> spent(Spent.Who who, String id, int most) {
        Instant now = clock.instant();
        return Optional.ofNullable(days.get(key(who, id)))
                .filter(day ->
                        most != UNBOUNDED && day.kept() >= most && day.end().isAfter(now))
                .map(day -> new Spent(who, most, Duration.between(now, day.end())));
    }

    /// Counts a link that was not there before.
    public synchronized void kept(String personId, String chatId) {
        Instant now = clock.instant();
        if (days.size() >= MANY) {
            days.values().removeIf(day -> !day.end().isAfter(now));
        }
        count(Spent.Who.PERSON, personId, person, now);
        count(Spent.Who.CHAT, chatId, chat, now);
    }

    private void count(Spent.Who who, String id, int most, Instant now) {
        if (most != UNBOUNDED) {
            days.merge(
                    key(who, id),
                    new Day(now.plus(DAY), 1),
                    (day, first) -> day.end().isAfter(now) ? new Day(day.end(), day.kept() + 1) : first);
        }
    }

    private static String key(Spent.Who who, String id) {
        return who + " " + id;
    }
}
