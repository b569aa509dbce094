package keeplink.bot.chat;

import java.util.Optional;
import keeplink.delivery.Delivery;
import keeplink.delivery.Delivery.Urgency;

/// The way out to a chat network. Thread-safe.
public interface Outgoing {
    /// Wishes that a chat shows a message; durable on return. The same key again changes that message instead of
    /// sending another.
    void want(String key, String chat, Urgency urgency, OutgoingMessage message);

    /// Whether a message of that key was wished before.
    default boolean wanted(String key) {
        return state(key).isPresent();
    }

    /// Where the message of that key stands, empty where none was wished, or so long ago that it is forgotten.
    Optional<Delivery.State> state(String key);

    /// How many wished messages no chat shows yet.
    int waiting();

    /// Answers a press with a few words over the chat, or with none so that the button stops waiting. Best
    /// effort.
    void toast(String press, String text);

    /// Answers an inquiry. Best effort: one that is over 30 seconds old is not waited for any more.
    void offer(String inquiry, Offer offer);

    /// Puts a reaction on a message.
    ///
    /// @return whether the network took it
    boolean react(String chat, long message, String emoji);
}
