package keeplink.bot.local;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `getUpdates` of the Bot API: waits for news, confirms by the offset, and lets the newest of two pollers win.
/// Called with the stand-in's lock held, which it gives up while it waits.
final class LongPolling {
    private static final int LONGEST_SECONDS = 50;

    private final Conversations conversations;
    private final Condition changed;
    private long poll;
    private boolean closed;

    /// @param changed of the stand-in's lock: signalled whenever there may be news
    LongPolling(Conversations conversations, Condition changed) {
        this.conversations = conversations;
        this.changed = changed;
    }

    JsonNode getUpdates(ApiParams params) {
        long mine = ++poll;
        changed.signalAll();
        UpdateQueue updates = conversations.updates;
        JsonNode kinds = params.tree("allowed_updates");
        if (kinds.isArray()) {
            List<String> allowed = kinds.valueStream().map(JsonNode::asString).toList();
            if (!allowed.equals(updates.allowed())) {
                ObjectNode change = Conversations.node();
                change.set("allowed", kinds);
                conversations.commit(change, false);
            }
        }
        long offset = params.number("offset", 0);
        if (offset < 0) {
            offset = updates.fromEnd(offset);
        }
        if (offset > 0 && updates.plausible(offset) && updates.confirm(offset)) {
            conversations.commit(Conversations.node().put("confirmed", offset), false);
            changed.signalAll();
        }
        int limit = Math.clamp(params.number("limit", 100), 1, 100);
        long seconds = Math.clamp(params.number("timeout", 0), 0, LONGEST_SECONDS);
        return waitForUpdates(mine, limit, Duration.ofSeconds(seconds).toNanos());
    }

    private JsonNode waitForUpdates(long mine, int limit, long patience) {
        long left = patience;
        while (true) {
            stillOpen();
            if (mine != poll) {
                throw ApiRefusal.of(
                        409,
                        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running");
            }
            List<JsonNode> found = conversations.updates.oldest(limit, conversations.now());
            if (!found.isEmpty() || left <= 0) {
                return JsonNodeFactory.instance.arrayNode().addAll(found);
            }
            try {
                left = changed.awaitNanos(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw ApiRefusal.of(500, "Internal Server Error: restart");
            }
        }
    }

    /// Refuses calls that were on their way when the server was closed: nothing is kept of them any more.
    void stillOpen() {
        if (closed) {
            throw ApiRefusal.of(500, "Internal Server Error: restart");
        }
    }

    /// Whoever waits is answered at the next signal.
    void close() {
        closed = true;
    }
}
