package keeplink.conversation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Chats and messages in memory, gone with the process.
public final class InMemoryConversationStore implements ConversationStore {
    private record Place(String chat, String message) {}

    private final Map<String, Chat> chats = new ConcurrentHashMap<>();
    private final Map<Place, MessageMemory> memories = new ConcurrentHashMap<>();

    @Override
    public Optional<Chat> chat(String id) {
        return Optional.ofNullable(chats.get(id));
    }

    @Override
    public void put(Chat chat) {
        chats.put(chat.id(), chat);
    }

    @Override
    public List<Chat> chats() {
        return List.copyOf(chats.values());
    }

    @Override
    public void remember(MessageMemory memory) {
        memories.put(new Place(memory.chat(), memory.message()), memory);
    }

    @Override
    public Optional<MessageMemory> recall(String chat, String message) {
        return Optional.ofNullable(memories.get(new Place(chat, message)));
    }

    @Override
    public void forget(String chat) {
        chats.remove(chat);
        memories.keySet().removeIf(place -> place.chat().equals(chat));
    }
}
