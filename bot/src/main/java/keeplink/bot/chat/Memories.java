package keeplink.bot.chat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import keeplink.bot.chat.FormattedText.Kind;
import keeplink.bot.chat.FormattedText.Span;
import keeplink.conversation.Chat;
import keeplink.conversation.ConversationStore;
import keeplink.conversation.MessageMemory;
import org.jspecify.annotations.Nullable;

/// What messages were about. One of ours is known by its delivery key before the network gives it a number; when
/// it does, the number leads to the key. Thread-safe.
public final class Memories {
    private static final String KEY = "key:";
    private static final String LEADS_TO = "=";
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final ConversationStore store;
    private final Supplier<String> username;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition shown = lock.newCondition();

    /// @param username the bot's own handle without `@`, empty while it is not known
    public Memories(ConversationStore store, Supplier<String> username) {
        this.store = store;
        this.username = username;
    }

    /// What a message of the chat was about, a person's or one of ours.
    public Optional<MessageMemory> recall(String chat, long message) {
        return known(chat, message);
    }

    /// What one of our messages was about. A person can be faster than the network's answer that says which
    /// number it has, so a message that is not known yet is waited for, up to [#PATIENCE].
    public Optional<MessageMemory> recallOurs(String chat, long message) {
        long patience = PATIENCE.toNanos();
        lock.lock();
        try {
            Optional<MessageMemory> memory = known(chat, message);
            while (memory.isEmpty() && patience > 0) {
                patience = shown.awaitNanos(patience);
                memory = known(chat, message);
            }
            return memory;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private Optional<MessageMemory> known(String chat, long message) {
        return store.recall(chat, Long.toString(message))
                .flatMap(memory -> memory.view().startsWith(LEADS_TO)
                        ? store.recall(chat, KEY + memory.view().substring(LEADS_TO.length()))
                        : Optional.of(memory));
    }

    /// The delivery key of one of our messages.
    public Optional<String> key(String chat, long message) {
        return store.recall(chat, Long.toString(message))
                .map(MessageMemory::view)
                .filter(view -> view.startsWith(LEADS_TO))
                .map(view -> view.substring(LEADS_TO.length()));
    }

    /// Remembers what one of our messages is about.
    public void ours(String chat, String key, List<Integer> links, String view) {
        store.remember(new MessageMemory(chat, KEY + key, links, view));
    }

    /// Remembers under which number the network shows one of our messages.
    public void shown(String chat, String key, long message) {
        store.remember(new MessageMemory(chat, Long.toString(message), List.of(), LEADS_TO + key));
        lock.lock();
        try {
            shown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Remembers what a person's message saved, and what it said then.
    public void said(String chat, long message, List<Integer> links, String view) {
        store.remember(new MessageMemory(chat, Long.toString(message), links, view));
    }

    /// Something remembered of a chat under a name that is no message's.
    public Optional<MessageMemory> named(String chat, String name) {
        return store.recall(chat, name);
    }

    public void name(String chat, String name, List<Integer> links, String view) {
        store.remember(new MessageMemory(chat, name, links, view));
    }

    /// Whether something of a chat happens for the first time, which is remembered with that.
    public boolean first(String chat, String name) {
        if (named(chat, name).isPresent()) {
            return false;
        }
        name(chat, name, List.of(), "");
        return true;
    }

    /// The link a command without a number means: the card it replies to, else the link last shown; 0 where
    /// there is neither.
    public int meant(Chat chat, @Nullable Long replyTo) {
        if (replyTo != null) {
            Optional<Integer> first = recall(chat.id(), replyTo)
                    .flatMap(memory -> memory.links().stream().findFirst());
            if (first.isPresent()) {
                return first.get();
            }
        }
        return chat.lastShown();
    }

    /// Whether a handle is the bot's own; where that is not known yet, every handle may be.
    public boolean isUs(String handle) {
        String own = username.get();
        return own.isEmpty() || own.equalsIgnoreCase(handle);
    }

    /// The text less mentions of the bot.
    public String withoutMention(FormattedText text) {
        StringBuilder rest = new StringBuilder(text.text());
        for (Span span : text.spans().reversed()) {
            if (span.kind() == Kind.MENTION && isUs(text.at(span).substring(1).toLowerCase(Locale.ROOT))) {
                rest.delete(span.start(), span.end());
            }
        }
        return rest.toString().strip();
    }
}
