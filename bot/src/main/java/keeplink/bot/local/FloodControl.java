package keeplink.bot.local;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/// Telegram's limits on sending (Bots FAQ, "My bot is hitting limits"): 30 messages a second in all, one a second
/// per chat with short bursts, 20 a minute per group. Times are in nanoseconds of any clock. Not safe for many
/// threads.
final class FloodControl {
    private static final long SECOND = 1_000_000_000L;
    private static final int OVERALL = 30;
    private static final int GROUP = 20;
    /// Short bursts the server lets pass; a third more than a well-behaved bot of bursts of three uses.
    private static final int BURST = 4;
    private static final Set<String> COUNTED = Set.of(
            "sendmessage",
            "senddocument",
            "sendphoto",
            "editmessagetext",
            "editmessagecaption",
            "editmessagereplymarkup");

    private final Deque<Long> all = new ArrayDeque<>();
    private final Map<Long, Deque<Long>> chats = new HashMap<>();
    private boolean enforced;

    /// Whether anything is refused; off at first.
    void enforce(boolean on) {
        enforced = on;
    }

    /// Refuses a call that comes too early, and counts it where it does not.
    void obey(String method, ApiParams params, long now) {
        if (enforced && COUNTED.contains(method)) {
            tooEarly(params.number("chat_id", 0), now).ifPresent(seconds -> {
                throw ApiRefusal.tooMany(seconds);
            });
        }
    }

    private OptionalLong tooEarly(long chat, long now) {
        Deque<Long> mine = chats.computeIfAbsent(chat, id -> new ArrayDeque<>());
        drop(all, now - SECOND);
        drop(mine, now - 60 * SECOND);
        if (all.size() >= OVERALL) {
            return OptionalLong.of(1);
        }
        if (chat < 0 && mine.size() >= GROUP) {
            return OptionalLong.of(Math.max(1, (mine.getFirst() + 60 * SECOND - now) / SECOND + 1));
        }
        // a bucket of BURST that one a second refills, worked out from the calls of the last minute
        double level = BURST;
        long before = mine.isEmpty() ? now : mine.getFirst();
        for (long at : mine) {
            level = Math.min(BURST, level + (double) (at - before) / SECOND) - 1;
            before = at;
        }
        level = Math.min(BURST, level + (double) (now - before) / SECOND);
        if (level < 1) {
            return OptionalLong.of((long) Math.ceil(1 - level) + 1);
        }
        all.add(now);
        mine.add(now);
        return OptionalLong.empty();
    }

    private static void drop(Deque<Long> times, long before) {
        while (!times.isEmpty() && times.getFirst() <= before) {
            times.removeFirst();
        }
    }
}
