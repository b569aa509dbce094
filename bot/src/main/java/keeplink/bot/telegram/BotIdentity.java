package keeplink.bot.telegram;

import java.util.concurrent.atomic.AtomicReference;

/// Who the bot is, as Telegram says it (Bot API, `getMe`). Thread-safe.
public final class BotIdentity {
    private final AtomicReference<String> username = new AtomicReference<>("");

    /// The handle without `@`, empty until Telegram said it.
    public String username() {
        return username.get();
    }

    void is(String handle) {
        username.set(handle);
    }
}
