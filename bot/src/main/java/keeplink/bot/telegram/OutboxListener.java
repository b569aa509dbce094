package keeplink.bot.telegram;

import keeplink.delivery.Delivery;

/// Hears what became of deliveries. Called from many threads, for one chat one after the other; must not throw.
public interface OutboxListener {
    /// The chat shows it now; [Delivery#message] is its number there.
    default void shown(Delivery delivery) {}

    /// It never will.
    default void gaveUp(Delivery delivery, String reason) {}

    /// The chat blocked the bot or ended.
    default void chatGone(String chat) {}

    /// Whether a chat is known to be gone and has not come back: nothing is sent there.
    default boolean isGone(String chat) {
        return false;
    }
}
