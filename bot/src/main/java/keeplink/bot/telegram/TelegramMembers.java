package keeplink.bot.telegram;

import java.util.Map;
import java.util.Set;
import keeplink.bot.chat.Members;

/// Asks Telegram who is in a group and who administers it (Bot API, `getChatMember`). Thread-safe.
public final class TelegramMembers implements Members {
    /// Who writes for an anonymous administrator: `GroupAnonymousBot`.
    private static final String ANONYMOUS = "1087968824";

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
        return Set.of("creator", "administrator").contains(status(chat, person));
    }

    @Override
    public boolean belongs(String chat, String person) {
        return Set.of("creator", "administrator", "member", "restricted").contains(status(chat, person));
    }

    private String status(String chat, String person) {
        return api.call("getChatMember", Map.of("chat_id", Long.parseLong(chat), "user_id", Long.parseLong(person)))
                .answer()
                // one whose rights are restricted may have left
                .filter(member -> member.path("is_member").asBoolean(true))
                .map(member -> member.path("status").asString(""))
                .orElse("");
    }
}
