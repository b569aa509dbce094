package keeplink.bot.telegram;

import java.util.Map;
import java.util.Set;
import keeplink.bot.chat.Members;
import keeplink.conversation.Chat;

/// Asks Telegram who is in a group and who administers it (Bot API, `getChatMember`). Thread-safe.
public final class TelegramMembers implements Members {
    /// Who writes for an anonymous administrator: `GroupAnonymousBot`.
    private static final String ANONYMOUS = "1087968824";

    private final TelegramApi api;
    private final ChatIds ids;

    public TelegramMembers(TelegramApi api, ChatIds ids) {
        this.api = api;
        this.ids = ids;
    }

    @Override
    public boolean administers(String chat, String person) {
        // a channel and an anonymous administrator write in the chat's own name
        if (person.equals(ANONYMOUS) || ids.chat(person).equals(Chat.whole(chat))) {
            return true;
        }
        return Set.of("creator", "administrator").contains(status(chat, person));
    }

    @Override
    public boolean belongs(String chat, String person) {
        return Set.of("creator", "administrator", "member", "restricted").contains(status(chat, person));
    }

    private String status(String chat, String person) {
        long address = Long.parseLong(ids.now(chat).address());
        return api.call("getChatMember", Map.of("chat_id", address, "user_id", Long.parseLong(person)))
                .answer()
                // one whose rights are restricted may have left
                .filter(member -> member.path("is_member").asBoolean(true))
                .map(member -> member.path("status").asString(""))
                .orElse("");
    }
}
