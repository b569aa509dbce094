package keeplink.bot.telegram;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import keeplink.conversation.Chat;
import keeplink.conversation.ChatAddress;
import keeplink.conversation.ChatAddresses;
import keeplink.delivery.Inbox;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The border between Telegram's ids and ours: a group that becomes a supergroup gets another id there, and its
/// messages are counted anew. Here it keeps the id it had, and with that all that is kept of it; its messages are
/// numbered on above those from before, so that none is taken for another.
///
/// Thread-safe. Only the process that polls may move chats: what it looked up it does not look up again.
public final class ChatIds {
    /// Message numbers at one address; Telegram's are 32 bits.
    private static final long NUMBERS = 1L << 32;

    private static final String TO = "migrate_to_chat_id";
    private static final String FROM = "migrate_from_chat_id";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ChatAddresses addresses;
    private final Map<String, ChatAddress> known = new ConcurrentHashMap<>();

    public ChatIds(ChatAddresses addresses) {
        this.addresses = addresses;
    }

    /// Our id of the chat that has, or had, this one at Telegram.
    public String chat(String address) {
        return at(address).chat();
    }

    /// What is known of an id of Telegram's.
    ChatAddress at(String address) {
        // people have positive ids and keep them
        return address.startsWith("-")
                ? known.computeIfAbsent(
                        address, asked -> addresses.find(asked).orElseGet(() -> ChatAddress.only(asked)))
                : ChatAddress.only(address);
    }

    /// Where a chat of ours is now; of a topic that is a chat of its own, the group.
    ChatAddress now(String chat) {
        ChatAddress address = at(Chat.whole(chat));
        for (String next = address.next(); next != null; next = address.next()) {
            address = at(next);
        }
        return address;
    }

    /// Our number of a message.
    static long message(ChatAddress where, long number) {
        return where.turn() * NUMBERS + number;
    }

    /// Telegram's number of a message of ours; empty where it was said at another address.
    static OptionalLong number(ChatAddress where, long message) {
        return message / NUMBERS == where.turn() ? OptionalLong.of(message % NUMBERS) : OptionalLong.empty();
    }

    /// A chat goes on under another id; durable on return.
    void moved(String from, String to) {
        addresses.moved(from, to);
        known.remove(from);
        known.remove(to);
    }

    /// Follows the chats that, as the service messages among these updates say, are others now. Both ways of
    /// saying it count, whichever comes first; nothing of the new chat comes before both.
    void follow(List<Inbox.Update> updates) {
        for (Inbox.Update update : updates) {
            if (update.raw().contains(TO) || update.raw().contains(FROM)) {
                message(update).ifPresent(this::follow);
            }
        }
    }

    /// Empty where it is none of the new messages, or cannot be read, which its reader will tell.
    private static Optional<JsonNode> message(Inbox.Update update) {
        try {
            return Optional.of(JSON.readTree(update.raw()).path("message")).filter(JsonNode::isObject);
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }

    private void follow(JsonNode message) {
        long here = message.path("chat").path("id").asLong(0);
        long to = message.path(TO).asLong(0);
        long from = message.path(FROM).asLong(0);
        if (here < 0 && to < 0) {
            moved(Long.toString(here), Long.toString(to));
        }
        if (here < 0 && from < 0) {
            moved(Long.toString(from), Long.toString(here));
        }
    }
}
