package keeplink.bot.telegram;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import keeplink.conversation.ChatAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the bot shows that is no message: the end of a button's waiting, the results of an inline query, a
/// reaction. Each is tried once, beside all others, and worth nothing later. Thread-safe.
public final class Gestures implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gestures.class);
    /// What an answer to a button may have (Bot API, `answerCallbackQuery`).
    private static final int TOAST = 200;

    private final TelegramApi api;
    private final ChatIds ids;
    private final ExecutorService workers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("telegram-gesture-", 0).factory());

    public Gestures(TelegramApi api, ChatIds ids) {
        this.api = api;
        this.ids = ids;
    }

    /// Answers the press of a button: an answer that comes too late is no error.
    ///
    /// @param text at most 200 characters are shown; none only ends the waiting
    public void answerCallback(String id, @Nullable String text) {
        Map<String, String> params = text == null || text.isBlank()
                ? Map.of("callback_query_id", id)
                : Map.of("callback_query_id", id, "text", shortened(text));
        // nobody waits for it, and what went wrong is logged
        CompletableFuture<Boolean> unused = once("answerCallbackQuery", params);
    }

    private static String shortened(String text) {
        return text.length() > TOAST ? text.substring(0, TOAST - 1) + "…" : text;
    }

    /// Answers an inline query.
    public void answerInline(Map<String, ?> params) {
        // nobody waits for it, and what went wrong is logged
        CompletableFuture<Boolean> unused = once("answerInlineQuery", params);
    }

    /// Puts a reaction on a message.
    ///
    /// @return whether the chat shows it
    public CompletableFuture<Boolean> react(String chat, long message, String emoji) {
        ChatAddress where = ids.now(chat);
        OptionalLong number = ChatIds.number(where, message);
        if (number.isEmpty()) {
            return CompletableFuture.completedFuture(false);
        }
        return once(
                "setMessageReaction",
                Map.of(
                        "chat_id",
                        where.address(),
                        "message_id",
                        number.getAsLong(),
                        "reaction",
                        List.of(Map.of("type", "emoji", "emoji", emoji))));
    }

    private CompletableFuture<Boolean> once(String method, Map<String, ?> params) {
        if (workers.isShutdown()) {
            return CompletableFuture.completedFuture(false);
        }
        return CompletableFuture.supplyAsync(
                () -> {
                    ApiResult result = api.call(method, params);
                    if (!result.ok()) {
                        LOG.debug("{} was not done: {}", method, result);
                    }
                    return result.ok();
                },
                workers);
    }

    /// Begins no more; what is under way comes to its end by itself.
    @Override
    public void close() {
        workers.shutdown();
    }
}
