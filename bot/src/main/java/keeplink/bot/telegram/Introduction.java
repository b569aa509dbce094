package keeplink.bot.telegram;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Asks Telegram who the bot is (Bot API, `getMe`), again and again until it answers. Nothing waits for it.
public final class Introduction implements AutoCloseable {
    private final TelegramApi api;
    private final BotIdentity identity;
    private final Consumer<String> then;
    private final BackOff backOff = new BackOff(RandomGenerator.getDefault());
    private @Nullable Thread thread;

    /// @param then is told the bot's handle once, when the answer is there
    public Introduction(TelegramApi api, BotIdentity identity, Consumer<String> then) {
        this.api = api;
        this.identity = identity;
        this.then = then;
    }

    /// Begins, in a thread of its own.
    public synchronized void start() {
        thread = Thread.ofVirtual().name("telegram-introduction").start(this::ask);
    }

    private void ask() {
        try {
            for (int failures = 1; ; failures++) {
                Optional<JsonNode> answer = api.call("getMe", Map.of()).answer();
                if (answer.isPresent()) {
                    String handle = answer.get().path("username").asString("");
                    identity.is(handle);
                    then.accept(handle);
                    return;
                }
                Thread.sleep(backOff.after(failures));
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
