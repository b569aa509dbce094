package keeplink.bot.chat;

/// Who is what in a group. Thread-safe.
@FunctionalInterface
public interface Members {
    /// Whether a person may change a group's settings; false where the network does not say. Alone with the bot
    /// everybody may.
    boolean administers(String chat, String person);

    /// The same for whoever asks.
    default boolean mayDecide(Asker asker) {
        return asker.place().isPrivate()
                || administers(asker.place().chat(), asker.person().id());
    }
}
