package keeplink.bot.local;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Updates that wait to be fetched. Not safe for many threads: its owner holds a lock.
///
/// Known from the server's sources (tdlib `TQueue`): an offset more than ten beyond the newest id counts as
/// nonsense and gets the oldest update, unconfirmed; messages wait 24 hours, presses of buttons 150 seconds.
final class UpdateQueue {
    /// Kinds a bot gets without asking for them by name.
    private static final Set<String> NOT_BY_DEFAULT =
            Set.of("chat_member", "message_reaction", "message_reaction_count");

    private static final Duration MESSAGES_WAIT = Duration.ofHours(24);
    private static final Duration CALLBACKS_WAIT = Duration.ofSeconds(150);

    private record Waiting(ObjectNode update, Instant until) {}

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private Set<String> allowed = Set.of();
    private long nextId = 100_000_001;

    /// The id the next update will have.
    long nextId() {
        return nextId;
    }

    /// Ids start again elsewhere, as they do at Telegram after a quiet week.
    void continueAt(long id) {
        nextId = id;
    }

    void allow(List<String> kinds) {
        allowed = Set.copyOf(kinds);
    }

    List<String> allowed() {
        return List.copyOf(allowed);
    }

    boolean wants(String kind) {
        return allowed.isEmpty() ? !NOT_BY_DEFAULT.contains(kind) : allowed.contains(kind);
    }

    void add(ObjectNode update, Instant since) {
        nextId = update.path("update_id").longValue() + 1;
        waiting.add(new Waiting(update, since.plus(update.has("callback_query") ? CALLBACKS_WAIT : MESSAGES_WAIT)));
    }

    /// Whether an offset is one the server can have given out.
    boolean plausible(long offset) {
        return offset <= nextId + 10;
    }

    /// Forgets everything below an offset; answers whether there was any.
    boolean confirm(long offset) {
        return waiting.removeIf(w -> w.update().path("update_id").longValue() < offset);
    }

    /// The offset that a negative one means: that many from the newest on.
    long fromEnd(long negative) {
        long skip = Math.max(0, waiting.size() + negative);
        return waiting.stream()
                .skip(skip)
                .findFirst()
                .map(w -> w.update().path("update_id").longValue())
                .orElse(nextId);
    }

    List<JsonNode> oldest(int limit, Instant now) {
        waiting.removeIf(w -> w.until().isBefore(now));
        List<JsonNode> updates = new ArrayList<>();
        for (Waiting w : waiting) {
            if (updates.size() == limit) {
                break;
            }
            updates.add(w.update());
        }
        return updates;
    }

    List<ObjectNode> all() {
        return waiting.stream().map(Waiting::update).toList();
    }

    int size() {
        return waiting.size();
    }
}
