package keeplink.bot.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One open page: server-sent events ("Server-sent events" of the HTML standard), first the whole state, then
/// each change. A page that does not keep up is cut off; it comes again by itself and starts from the state.
final class LocalChatStream implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalChatStream.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);
    private static final int SHOWN = 300;
    private static final int BEHIND = 2_000;
    /// So often a sign of life goes out: by it a page that is gone is noticed here, and a server that is gone there.
    private static final int BEAT_SECONDS = 15;

    private record Note(String name, ObjectNode data) {}

    private static final Note BEAT = new Note("beat", Conversations.node());
    private static final Note END = new Note("end", Conversations.node());

    private final BotApiStandIn standIn;
    private final List<LocalPerson> people;
    private final long chat;
    private final String language;
    private final Consumer<LocalChatStream> gone;
    private final BlockingQueue<Note> notes = new LinkedBlockingQueue<>(BEHIND);
    private final SseEmitter emitter = new SseEmitter(0L);
    private volatile boolean closed;

    /// @param people who may be at the page; their private chats and all groups are listed
    /// @param chat the one that is open
    LocalChatStream(
            BotApiStandIn standIn,
            List<LocalPerson> people,
            long chat,
            String language,
            Consumer<LocalChatStream> gone) {
        this.standIn = standIn;
        this.people = people;
        this.chat = chat;
        this.language = language;
        this.gone = gone;
    }

    SseEmitter open() {
        emitter.onCompletion(this::close);
        emitter.onError(error -> close());
        Thread.ofVirtual().name("local-chat-page").start(this::serve);
        return emitter;
    }

    @SuppressWarnings("try") // closing is all that is wanted of it
    private void serve() {
        // listening begins before the state is read: a change may be told twice, never missed
        try (AutoCloseable unused = standIn.listen(this::heard)) {
            send(new Note("state", state()));
            while (!closed) {
                Note note = notes.poll(BEAT_SECONDS, TimeUnit.SECONDS);
                if (note == null) {
                    send(BEAT);
                } else if (!note.equals(END)) {
                    send(note);
                }
            }
            emitter.complete();
        } catch (IOException | IllegalStateException e) {
            // the page was closed: nobody is left to tell
            LOG.debug("a chat page is gone: {}", e.getMessage());
        } catch (Exception e) {
            LOG.warn("A chat page was cut off.", e);
            emitter.completeWithError(e);
        } finally {
            gone.accept(this);
        }
    }

    private void send(Note note) throws IOException {
        emitter.send(SseEmitter.event().name(note.name()).data(JSON.writeValueAsString(note.data()), TEXT));
    }

    private ObjectNode state() {
        boolean group = chat < 0;
        ObjectNode state = Conversations.node()
                .put("me", group ? people.getFirst().id() : chat)
                .put("chat", chat)
                .put("bot", standIn.bot.path("first_name").asString())
                .put("handle", standIn.bot.path("username").asString())
                .put("botId", standIn.bot.path("id").longValue())
                .put("privacy", standIn.rules(chat).map(GroupRules::privacy).orElse(false));
        ArrayNode known = state.putArray("people");
        people.forEach(person -> known.add(person.user()));
        List<JsonNode> messages = standIn.messages(chat);
        ArrayNode shown = state.putArray("messages");
        ObjectNode reactions = state.putObject("reactions");
        messages.stream().skip(Math.max(0, messages.size() - SHOWN)).forEach(message -> {
            shown.add(message);
            long id = message.path("message_id").longValue();
            standIn.reaction(chat, id).ifPresent(emoji -> reactions.put(Long.toString(id), emoji));
        });
        ArrayNode topics = state.putArray("topics");
        messages.stream().filter(message -> message.has("forum_topic_created")).forEach(topics::add);
        ArrayNode chats = state.putArray("chats");
        standIn.chats().stream().filter(this::listed).map(this::summary).forEach(chats::add);
        state.set("commands", standIn.commandMenu(language, group));
        return state;
    }

    private boolean listed(JsonNode each) {
        long id = each.path("id").longValue();
        return id < 0 || people.stream().anyMatch(person -> person.id() == id);
    }

    /// A chat and what was said in it last.
    private ObjectNode summary(JsonNode each) {
        ObjectNode summary = Conversations.node();
        summary.set("chat", each);
        List<JsonNode> messages = standIn.messages(each.path("id").longValue());
        if (!messages.isEmpty()) {
            summary.set("last", messages.getLast());
        }
        return summary;
    }

    private void heard(ChatEvent event) {
        if (event.chat() == chat) {
            tell(note(event));
        } else if (event instanceof ChatEvent.Shown(long elsewhere, JsonNode message) && listed(message.path("chat"))) {
            ObjectNode data = Conversations.node();
            data.set("message", message);
            tell(new Note("elsewhere", data));
        }
    }

    private void tell(Note note) {
        if (!closed && !notes.offer(note)) {
            closed = true;
        }
    }

    private static Note note(ChatEvent event) {
        return switch (event) {
            case ChatEvent.Shown(long id, JsonNode message) -> {
                ObjectNode data = Conversations.node();
                data.set("message", message);
                yield new Note("shown", data);
            }
            case ChatEvent.Deleted(long id, long message) ->
                new Note("deleted", Conversations.node().put("id", message));
            case ChatEvent.Reacted(long id, long message, var emoji) ->
                new Note("reacted", Conversations.node().put("id", message).put("emoji", emoji));
            case ChatEvent.Answered(long id, String callback, var text, boolean alert) ->
                new Note(
                        "answered",
                        Conversations.node()
                                .put("callback", callback)
                                .put("text", text)
                                .put("alert", alert));
            case ChatEvent.Busy(long id, String action) ->
                new Note("busy", Conversations.node().put("action", action));
        };
    }

    @Override
    public void close() {
        closed = true;
        // wakes the writer; where the queue is full it is awake
        if (!notes.offer(END)) {
            LOG.debug("a chat page did not keep up");
        }
    }
}
