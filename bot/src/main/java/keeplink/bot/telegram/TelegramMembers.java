package keeplink.bot.telegram;

import java.util.Map;
import java.util.Set;
import keeplink.bot.chat.Members;

/// Asks Telegram who administers a group (Bot API, `getChatMember`). Thread-safe.
public final class TelegramMembers implements Members {
    /// Who writes for an anonymous administrator: `GroupAnonymousBot`.
    private static final String ANONYMOUS = "1087968824";

    private static final Set<String> RIGHTS = Set.of("creator", "administrator");

    private final TelegramApi api;

    public TelegramMembers(TelegramApi api) {
        this.api = api;
    }

    @Override
    public boolean administers(String chat, String person) {
        // a channel and an anonymous administrator write in the chat's own name
        if (person.equals(ANONYMOUS) || person.equals(chat)) {
            return true;
        }
        return api.call("getChatMember", Map.of("chat_id", Long.parseLong(chat), "user_id", Long.parseLong(person)))
                .answer()
                .map(member -> member.path("status").asString(""))
                .filter(RIGHTS::contains)
                .isPresent();
    }
}
