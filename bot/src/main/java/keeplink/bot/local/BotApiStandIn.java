package keeplink.bot.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A Bot API server on the loopback interface, as strict as Telegram's: it refuses what Telegram refuses, in the
/// same words, and hands updates out under the same rules (long polling, confirmation by offset, one poller).
///
/// What people do is said through [#user]; what the bot did is read from [#messages], [#calls] and [#listen].
/// With a directory everything survives the end of the process, also a kill: a message of a person is on disk
/// before it is accepted. Safe for many threads.
public final class BotApiStandIn implements AutoCloseable {
    /// One call the bot made.
    ///
    /// @param method in lower case
    /// @param at nanoseconds of [System#nanoTime] when it had been read
    public record Call(String method, JsonNode params, long at) {}

    private static final long LOOK_AGAIN = Duration.ofMillis(20).toNanos();

    final ReentrantLock lock = new ReentrantLock();
    final Condition changed = lock.newCondition();
    final Conversations conversations;
    final InlineQueries inline = new InlineQueries();
    private final ApiMethods methods;
    private final ApiServer server;
    private final List<Consumer<ChatEvent>> listeners = new CopyOnWriteArrayList<>();
    private final Map<Long, ApiRefusal> closedDoors = new HashMap<>();
    final ObjectNode bot;

    private BotApiStandIn(String token, @Nullable Path directory, int port, Clock clock) {
        bot = Conversations.node()
                .put("id", botId(token))
                .put("is_bot", true)
                .put("first_name", "Keeplink")
                .put("username", "keeplink_bot")
                .put("can_join_groups", true)
                .put("can_read_all_group_messages", true)
                .put("supports_inline_queries", true);
        conversations = new Conversations(directory, clock);
        methods = new ApiMethods(
                conversations, inline, bot, this::tell, chat -> Optional.ofNullable(closedDoors.get(chat)));
        try {
            server = new ApiServer(token, port, lock, changed, conversations, methods);
        } catch (IOException e) {
            conversations.close();
            throw new UncheckedIOException("cannot listen on 127.0.0.1:" + port, e);
        }
    }

    /// Starts one that keeps everything in memory, on any free port.
    public static BotApiStandIn inMemory(String token) {
        return new BotApiStandIn(token, null, 0, Clock.systemUTC());
    }

    /// Starts one that keeps everything in memory and goes by another clock.
    public static BotApiStandIn inMemory(String token, Clock clock) {
        return new BotApiStandIn(token, null, 0, clock);
    }

    /// Starts one that keeps everything in a directory.
    ///
    /// @param port 0 for any free one
    public static BotApiStandIn durable(String token, Path directory, int port, Clock clock) {
        return new BotApiStandIn(token, directory, port, clock);
    }

    private static long botId(String token) {
        int colon = token.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("a token is NUMBER:TEXT");
        }
        return Long.parseLong(token.substring(0, colon));
    }

    /// The address a bot is given instead of `https://api.telegram.org`, without a slash at the end.
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /// What goes wrong next.
    public Faults faults() {
        return server.faults();
    }

    /// Whether calls above Telegram's limits get 429, as they do there; off at first.
    public void enforceLimits(boolean on) {
        server.enforceLimits(on);
    }

    /// Cuts all connections with a reset, as if the server died and came back at once.
    public void cutConnections() {
        server.cut();
    }

    /// Lets update ids go on elsewhere, as they do at Telegram after a week without updates.
    public void restartUpdateIdsAt(long id) {
        locked(() -> conversations.commit(Conversations.node().put("nextId", id), false));
    }

    /// Somebody who writes to the bot. The private chat exists from the first message on.
    public StandInUser user(LocalPerson person) {
        return new StandInUser(this, person);
    }

    /// Makes a group the bot is a member of.
    ///
    /// @param id negative, as group ids are
    public void group(long id, String title) {
        if (id >= 0) {
            throw new IllegalArgumentException("a group's id is negative: " + id);
        }
        ObjectNode chat =
                Conversations.node().put("id", id).put("type", "supergroup").put("title", title);
        locked(() -> conversations.commit(Conversations.node().set("chat", chat), true));
    }

    /// What the bot answered to an inline query, empty while it has not: `results`, `next_offset`, `is_personal`,
    /// `cache_time`, `button`.
    public Optional<JsonNode> inlineAnswer(String query) {
        lock.lock();
        try {
            return inline.answer(query);
        } finally {
            lock.unlock();
        }
    }

    /// Makes a person administrator of a group.
    public void administrator(long group, long person) {
        locked(() -> {
            GroupRules rules =
                    conversations.group(group).orElseThrow(() -> new IllegalArgumentException("no group " + group));
            conversations.commit(
                    Conversations.node()
                            .set("group", rules.withAdministrator(person).json(group)),
                    true);
        });
    }

    /// What holds in a group; empty where there is no such group.
    public Optional<GroupRules> rules(long group) {
        lock.lock();
        try {
            return conversations.group(group);
        } finally {
            lock.unlock();
        }
    }

    /// All chats, in Telegram's form.
    public List<JsonNode> chats() {
        lock.lock();
        try {
            return List.copyOf(conversations.chats());
        } finally {
            lock.unlock();
        }
    }

    /// The messages of a chat, oldest first, in Telegram's form.
    public List<JsonNode> messages(long chat) {
        lock.lock();
        try {
            return List.copyOf(conversations.messages(chat));
        } finally {
            lock.unlock();
        }
    }

    /// The reaction the bot put on a message.
    public Optional<String> reaction(long chat, long message) {
        lock.lock();
        try {
            return conversations.reaction(chat, message);
        } finally {
            lock.unlock();
        }
    }

    /// Telegram's description of a file: `file_name`, `mime_type`, `file_size`.
    public Optional<JsonNode> fileInfo(String fileId) {
        lock.lock();
        try {
            return conversations.file(fileId).map(info -> info);
        } finally {
            lock.unlock();
        }
    }

    /// A file somebody sent, by its `file_id`.
    public Optional<byte[]> file(String fileId) {
        lock.lock();
        try {
            return conversations.fileBytes(fileId);
        } finally {
            lock.unlock();
        }
    }

    /// The commands a person's app lists, as `setMyCommands` was told: `command` and `description` each.
    public JsonNode commandMenu(String languageCode) {
        return commandMenu(languageCode, false);
    }

    /// The commands that are listed in a group or in a private chat.
    public JsonNode commandMenu(String languageCode, boolean group) {
        lock.lock();
        try {
            return methods.menu(languageCode, group ? "all_group_chats" : "all_private_chats");
        } finally {
            lock.unlock();
        }
    }

    /// The newest calls, oldest first; at most 2,000 are kept.
    public List<Call> calls() {
        return server.calls();
    }

    /// Those of one method.
    public List<Call> calls(String method) {
        return calls().stream()
                .filter(call -> call.method().equals(method.toLowerCase(Locale.ROOT)))
                .toList();
    }

    /// How many updates wait unconfirmed.
    public int waiting() {
        lock.lock();
        try {
            return conversations.updates.size();
        } finally {
            lock.unlock();
        }
    }

    /// Tells everything that happens from now on, in order, to a listener that must return fast.
    ///
    /// @return what ends it
    public AutoCloseable listen(Consumer<ChatEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /// Waits until the chat shows a message like this.
    ///
    /// @throws TimeoutException where none came in time
    public JsonNode await(long chat, Predicate<JsonNode> like, Duration patience)
            throws InterruptedException, TimeoutException {
        JsonNode[] seen = new JsonNode[1];
        await(
                () -> {
                    for (JsonNode message : conversations.messages(chat)) {
                        if (like.test(message)) {
                            seen[0] = message;
                            return true;
                        }
                    }
                    return false;
                },
                patience);
        return seen[0];
    }

    /// Waits until something holds, looking again whenever a call, a message or a confirmation came, and now and
    /// then.
    ///
    /// @throws TimeoutException where it did not in time
    public void await(BooleanSupplier condition, Duration patience) throws InterruptedException, TimeoutException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (!condition.getAsBoolean()) {
                if (left <= 0) {
                    throw new TimeoutException("nothing like it within " + patience);
                }
                long slice = Math.min(left, LOOK_AGAIN);
                left -= slice - changed.awaitNanos(slice);
            }
        } finally {
            lock.unlock();
        }
    }

    /// The bot may no longer write into a chat, or may again where there is no reason.
    void door(long chat, @Nullable ApiRefusal reason) {
        if (reason == null) {
            closedDoors.remove(chat);
        } else {
            closedDoors.put(chat, reason);
        }
    }

    void tell(ChatEvent event) {
        changed.signalAll();
        listeners.forEach(listener -> listener.accept(event));
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        server.close();
        lock.lock();
        try {
            conversations.close();
        } finally {
            lock.unlock();
        }
    }
}
