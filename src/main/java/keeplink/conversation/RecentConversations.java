package keeplink.conversation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Keeps in mind for a moment what a store was asked and what it was given: one message asks for its chat at every
/// step, and says again what was remembered already. What is known is not asked for, and not written twice.
///
/// For the process that holds the conversation; what another one writes is seen up to [#MOMENT] later. Safe for
/// many threads.
public final class RecentConversations implements ConversationStore {
    /// Longer than a save takes, much shorter than it takes another process to hold the conversation.
    static final Duration MOMENT = Duration.ofSeconds(2);

    /// A kilobyte each, rarely more.
    static final int MOST = 5_000;

    private final ConversationStore store;
    private final LongSupplier nanos;
    // roomy: who writes to one place keeps it until the store has answered
    private final Map<String, Recent<Chat>> chats = new ConcurrentHashMap<>(2 * MOST);
    private final Map<Name, Recent<MessageMemory>> memories = new ConcurrentHashMap<>(2 * MOST);

    public RecentConversations(ConversationStore store) {
        this(store, System::nanoTime);
    }

    /// @param nanos a steady clock, as [System#nanoTime]
    RecentConversations(ConversationStore store, LongSupplier nanos) {
        this.store = store;
        this.nanos = nanos;
    }

    private record Name(String chat, String message) {}

    private record Recent<T>(Optional<T> value, long at) {}

    @Override
    public Optional<Chat> chat(String id) {
        return asked(chats, id, () -> store.chat(id));
    }

    @Override
    public void put(Chat chat) {
        given(chats, chat.id(), chat, () -> store.put(chat));
    }

    @Override
    public List<Chat> chats() {
        return store.chats();
    }

    @Override
    public Optional<MessageMemory> recall(String chat, String message) {
        return asked(memories, new Name(chat, message), () -> store.recall(chat, message));
    }

    @Override
    public void remember(MessageMemory memory) {
        given(memories, new Name(memory.chat(), memory.message()), memory, () -> store.remember(memory));
    }

    @Override
    public void forget(String chat) {
        store.forget(chat);
        chats.remove(chat);
        memories.keySet().removeIf(name -> name.chat().equals(chat));
    }

    // Both hold on to their key meanwhile, so that nobody keeps what was asked before and answered after a change.

    private <K, T> Optional<T> asked(Map<K, Recent<T>> known, K key, Supplier<Optional<T>> store) {
        Recent<T> recent = known.compute(
                key, (same, before) -> before != null && isFresh(before) ? before : new Recent<>(store.get(), now()));
        tidy(known);
        return recent.value();
    }

    private <K, T> void given(Map<K, Recent<T>> known, K key, T value, Runnable store) {
        known.compute(key, (same, before) -> {
            boolean written =
                    before != null && isFresh(before) && before.value().equals(Optional.of(value));
            if (!written) {
                store.run();
            }
            return new Recent<>(Optional.of(value), now());
        });
        tidy(known);
    }

    private boolean isFresh(Recent<?> recent) {
        return now() - recent.at() < MOMENT.toNanos();
    }

    private long now() {
        return nanos.getAsLong();
    }

    private <K, T> void tidy(Map<K, Recent<T>> known) {
        if (known.size() > MOST) {
            known.values().removeIf(recent -> !isFresh(recent));
            if (known.size() > MOST) {
                known.clear();
            }
        }
    }
}
