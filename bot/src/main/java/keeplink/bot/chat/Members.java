package keeplink.bot.chat;

/// Who is what in a group. Thread-safe.
public interface Members {
    /// Whether a person may change a group's settings; false where the network does not say.
    boolean administers(String chat, String person);

    /// Whether a person is in a group; false where the network does not say.
    boolean belongs(String chat, String person);

    /// Whether whoever asks may change the chat's settings: alone with the bot everybody may.
    default boolean mayDecide(Asker asker) {
        return asker.place().isPrivate()
                || administers(asker.place().chat(), asker.person().id());
    }
}
