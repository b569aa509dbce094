package keeplink.conversation;

import java.util.List;
import java.util.Optional;

/// Where chats and messages are remembered. A change is durable when its method returns. Safe for many threads.
public interface ConversationStore {
    Optional<Chat> chat(String id);

    /// Stores a chat, replacing what was known of it.
    void put(Chat chat);

    /// All chats, in no order.
    List<Chat> chats();

    void remember(MessageMemory memory);

    Optional<MessageMemory> recall(String chat, String message);

    /// Forgets a chat and everything its messages were about.
    void forget(String chat);
}
