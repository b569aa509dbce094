package keeplink.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecentConversationsTest extends ConversationStoreContract {
    private static final Chat ANNA = Chat.met("42", Chat.Kind.PRIVATE, Locale.ENGLISH);

    private final List<String> asked = new ArrayList<>();
    private final ConversationStore store = new Asked(new InMemoryConversationStore(), asked);
    private long now;
    private final ConversationStore recent = new RecentConversations(store, () -> now);

    private record Asked(ConversationStore store, List<String> asked) implements ConversationStore {
        @Override
        public Optional<Chat> chat(String id) {
            note("chat " + id);
            return store.chat(id);
        }

        @Override
        public void put(Chat chat) {
            note("put " + chat.id());
            store.put(chat);
        }

        @Override
        public List<Chat> chats() {
            return store.chats();
        }

        @Override
        public void remember(MessageMemory memory) {
            note("remember " + memory.message());
            store.remember(memory);
        }

        @Override
        public Optional<MessageMemory> recall(String chat, String message) {
            note("recall " + message);
            return store.recall(chat, message);
        }

        @Override
        public void forget(String chat) {
            store.forget(chat);
        }

        private void note(String word) {
            synchronized (asked) {
                asked.add(word);
            }
        }
    }

    @Override
    protected ConversationStore store() {
        return recent;
    }

    @Test
    void asksOnceInAMomentAlsoForWhatThereIsNot() {
        recent.chat("42");
        recent.chat("42");
        recent.recall("42", "7");
        recent.recall("42", "7");
        assertThat(asked).containsExactly("chat 42", "recall 7");

        now += RecentConversations.MOMENT.toNanos();
        recent.chat("42");
        recent.recall("42", "7");
        assertThat(asked).containsExactly("chat 42", "recall 7", "chat 42", "recall 7");
    }

    @Test
    void knowsWhatItWasGivenAndWritesTheSameOnce() {
        MessageMemory memory = new MessageMemory("42", "7", List.of(1), "view");
        recent.put(ANNA);
        recent.put(ANNA);
        recent.remember(memory);
        recent.remember(memory);
        assertThat(recent.chat("42")).contains(ANNA);
        assertThat(recent.recall("42", "7")).contains(memory);
        recent.put(ANNA.withLastShown(3));
        assertThat(recent.chat("42")).contains(ANNA.withLastShown(3));
        assertThat(asked).containsExactly("put 42", "remember 7", "put 42");
    }

    @Test
    void seesWhatAnotherProcessWroteAMomentLater() {
        recent.put(ANNA);
        store.put(ANNA.withGone(true));
        now += RecentConversations.MOMENT.toNanos();
        assertThat(recent.chat("42")).contains(ANNA.withGone(true));
    }

    @Test
    void holdsOnlySoMany() {
        for (int chat = 0; chat <= RecentConversations.MOST + 1; chat++) {
            recent.chat("c" + chat);
        }
        asked.clear();
        recent.chat("c1");
        assertThat(asked).containsExactly("chat c1");
    }
}
