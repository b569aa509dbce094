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
    private final long chat;
    private final String language;
    private final Consumer<LocalChatStream> gone;
    private final BlockingQueue<Note> notes = new LinkedBlockingQueue<>(BEHIND);
    private final SseEmitter emitter = new SseEmitter(0L);
    private volatile boolean closed;

    LocalChatStream(BotApiStandIn standIn, long chat, String language, Consumer<LocalChatStream> gone) {
        this.standIn = standIn;
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
        ObjectNode state = Conversations.node()
                .put("me", chat)
                .put("bot", standIn.bot.path("first_name").asString());
        List<JsonNode> messages = standIn.messages(chat);
        ArrayNode shown = state.putArray("messages");
        ObjectNode reactions = state.putObject("reactions");
        messages.stream().skip(Math.max(0, messages.size() - SHOWN)).forEach(message -> {
            shown.add(message);
            long id = message.path("message_id").longValue();
            standIn.reaction(chat, id).ifPresent(emoji -> reactions.put(Long.toString(id), emoji));
        });
        state.set("commands", standIn.commandMenu(language));
        return state;
    }

    private void heard(ChatEvent event) {
        if (event.chat() == chat && !closed && !notes.offer(note(event))) {
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
