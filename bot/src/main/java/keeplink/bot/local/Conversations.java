package keeplink.bot.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The chats, their messages and files, and the updates that wait. Every change is one line of a [Journal] and
/// then applied, at the start as while running, so both come to the same. Not safe for many threads: its owner
/// holds a lock.
final class Conversations implements AutoCloseable {
    private static final class Room {
        ObjectNode chat;
        GroupRules rules = GroupRules.NONE;
        final TreeMap<Long, ObjectNode> messages = new TreeMap<>();
        final Map<Long, String> reactions = new HashMap<>();
        long lastId;

        Room(ObjectNode chat) {
            this.chat = chat;
        }
    }

    private static final long FIRST_GROUP = -1_001_000_000_000L;

    private final Clock clock;
    private final Journal journal;
    private final @Nullable Path files;
    private final Map<String, byte[]> filesInMemory = new HashMap<>();
    private final Map<String, ObjectNode> fileInfos = new LinkedHashMap<>();
    private final Map<Long, Room> rooms = new LinkedHashMap<>();
    private final Map<String, JsonNode> callbacks = new HashMap<>();
    final UpdateQueue updates = new UpdateQueue();

    /// @param directory where everything is kept; null keeps it in memory
    Conversations(@Nullable Path directory, Clock clock) {
        this.clock = clock;
        try {
            files = directory == null ? null : Files.createDirectories(directory.resolve("files"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + directory, e);
        }
        journal = directory == null ? Journal.inMemory() : Journal.at(directory.resolve("journal.jsonl"));
        List<JsonNode> changes = journal.open();
        changes.forEach(this::apply);
        List<ObjectNode> state = state();
        if (changes.size() > 2 * state.size() + 500) {
            journal.rewrite(state);
        }
    }

    static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// Writes a change and applies it.
    void commit(ObjectNode change, boolean force) {
        journal.append(change, force);
        apply(change);
    }

    private void apply(JsonNode change) {
        if (change.path("chat").isObject()) {
            ObjectNode chat = (ObjectNode) change.path("chat");
            Room room = rooms.computeIfAbsent(chat.path("id").longValue(), id -> new Room(chat));
            room.chat = chat;
            room.lastId = Math.max(room.lastId, change.path("last").longValue(0));
        }
        if (change.path("group").isObject()) {
            JsonNode group = change.path("group");
            room(group.path("id").longValue()).orElseThrow().rules = GroupRules.of(group);
        }
        if (change.path("file").isObject()) {
            fileInfos.put(change.path("file").path("file_id").stringValue(), (ObjectNode) change.path("file"));
        }
        if (change.path("message").isObject()) {
            ObjectNode message = (ObjectNode) change.path("message");
            Room room = room(message.path("chat").path("id").longValue()).orElseThrow();
            long id = message.path("message_id").longValue();
            room.messages.put(id, message);
            room.lastId = Math.max(room.lastId, id);
        }
        if (change.path("deleted").isObject()) {
            JsonNode deleted = change.path("deleted");
            room(deleted.path("chat").longValue())
                    .ifPresent(
                            room -> room.messages.remove(deleted.path("message").longValue()));
        }
        if (change.path("reaction").isObject()) {
            JsonNode reaction = change.path("reaction");
            Room room = room(reaction.path("chat").longValue()).orElseThrow();
            long message = reaction.path("message").longValue();
            if (reaction.path("emoji").isString()) {
                room.reactions.put(message, reaction.path("emoji").stringValue());
            } else {
                room.reactions.remove(message);
            }
        }
        if (change.path("allowed").isArray()) {
            updates.allow(
                    change.path("allowed").valueStream().map(JsonNode::asString).toList());
        }
        if (change.path("nextId").isNumber()) {
            updates.continueAt(change.path("nextId").longValue());
        }
        if (change.path("update").isObject()) {
            ObjectNode update = (ObjectNode) change.path("update");
            updates.add(update, Instant.ofEpochSecond(change.path("at").longValue()));
            JsonNode callback = update.path("callback_query");
            if (callback.isObject()) {
                callbacks.put(
                        callback.path("id").stringValue(),
                        node().put("at", change.path("at").longValue())
                                .put(
                                        "chat",
                                        callback.path("message")
                                                .path("chat")
                                                .path("id")
                                                .longValue()));
            }
        }
        if (change.path("confirmed").isNumber()) {
            updates.confirm(change.path("confirmed").longValue());
        }
    }

    /// Changes that make this state out of nothing.
    private List<ObjectNode> state() {
        List<ObjectNode> changes = new ArrayList<>();
        fileInfos.values().forEach(file -> changes.add(node().set("file", file)));
        for (Room room : rooms.values()) {
            ObjectNode made = node().put("last", room.lastId).set("chat", room.chat);
            if (!room.rules.equals(GroupRules.NONE)) {
                made.set("group", room.rules.json(room.chat.path("id").longValue()));
            }
            changes.add(made);
            room.messages.values().forEach(message -> changes.add(node().set("message", message)));
            long chat = room.chat.path("id").longValue();
            room.reactions.forEach(
                    (message, emoji) -> changes.add(node().set("reaction", reaction(chat, message, emoji))));
        }
        ObjectNode allowed = node();
        updates.allowed().forEach(allowed.putArray("allowed")::add);
        changes.add(allowed);
        for (ObjectNode update : updates.all()) {
            JsonNode message = update.path("message");
            long at = message.path("date").longValue(clock.instant().getEpochSecond());
            changes.add(node().put("at", at).set("update", update));
        }
        changes.add(node().put("nextId", updates.nextId()));
        return changes;
    }

    static ObjectNode reaction(long chat, long message, @Nullable String emoji) {
        return node().put("chat", chat).put("message", message).put("emoji", emoji);
    }

    private Optional<Room> room(long chat) {
        return Optional.ofNullable(rooms.get(chat));
    }

    Optional<ObjectNode> chat(long id) {
        return room(id).map(room -> room.chat);
    }

    /// What holds in a group; empty where there is no such group.
    Optional<GroupRules> group(long id) {
        return room(id).filter(room -> id < 0).map(room -> room.rules);
    }

    /// An id no chat has yet, as supergroups have them.
    long nextGroup() {
        return rooms.keySet().stream().reduce(FIRST_GROUP, Math::min) - 1;
    }

    List<ObjectNode> chats() {
        return rooms.values().stream().map(room -> room.chat).toList();
    }

    long nextMessage(long chat) {
        return room(chat).orElseThrow().lastId + 1;
    }

    Optional<ObjectNode> message(long chat, long id) {
        return room(chat).map(room -> room.messages.get(id));
    }

    /// The message that opened a topic; its number is the topic's.
    Optional<ObjectNode> topic(long chat, long id) {
        return message(chat, id).filter(message -> message.has("forum_topic_created"));
    }

    List<ObjectNode> messages(long chat) {
        return room(chat).map(room -> List.copyOf(room.messages.values())).orElse(List.of());
    }

    /// Forgets a message; answers whether there was one.
    boolean delete(long chat, long message) {
        boolean there = message(chat, message).isPresent();
        commit(node().set("deleted", node().put("chat", chat).put("message", message)), true);
        return there;
    }

    Optional<String> reaction(long chat, long message) {
        return room(chat).map(room -> room.reactions.get(message));
    }

    /// The chat in which a button was pressed at most 150 seconds ago, and forgets the press.
    Optional<Long> answerCallback(String id) {
        return Optional.ofNullable(callbacks.remove(id))
                .filter(callback ->
                        clock.instant().getEpochSecond() - callback.path("at").longValue() <= 150)
                .map(callback -> callback.path("chat").longValue());
    }

    /// Queues an update together with what it came with, in one durable line. Kinds the bot did not ask for are
    /// not queued.
    void queue(ObjectNode change, String kind, JsonNode content) {
        if (updates.wants(kind)) {
            ObjectNode update = node().put("update_id", updates.nextId());
            update.set(kind, content);
            change.put("at", clock.instant().getEpochSecond());
            change.set("update", update);
        }
        commit(change, true);
    }

    /// Stores a file and answers Telegram's description of it.
    ObjectNode keepFile(String name, String type, byte[] bytes) {
        String id = "F" + (fileInfos.size() + 1) + "-" + Integer.toHexString(name.hashCode());
        try {
            if (files == null) {
                filesInMemory.put(id, bytes.clone());
            } else {
                try (FileChannel out = FileChannel.open(
                        files.resolve(id),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
                    ByteBuffer rest = ByteBuffer.wrap(bytes);
                    while (rest.hasRemaining()) {
                        out.write(rest);
                    }
                    out.force(false);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep " + name, e);
        }
        ObjectNode info = node().put("file_id", id)
                .put("file_unique_id", "U" + id)
                .put("file_name", name)
                .put("mime_type", type)
                .put("file_size", bytes.length);
        commit(node().set("file", info), false);
        return info;
    }

    Optional<ObjectNode> file(String id) {
        return Optional.ofNullable(fileInfos.get(id));
    }

    Optional<byte[]> fileBytes(String id) {
        if (!fileInfos.containsKey(id)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(files == null ? filesInMemory.get(id) : Files.readAllBytes(files.resolve(id)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read file " + id, e);
        }
    }

    long epochSecond() {
        return clock.instant().getEpochSecond();
    }

    Instant now() {
        return clock.instant();
    }

    @Override
    public void close() {
        journal.close();
    }
}
