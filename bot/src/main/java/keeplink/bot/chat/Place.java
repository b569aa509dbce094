package keeplink.bot.chat;

import keeplink.conversation.Chat;
import keeplink.link.LinkCollection;
import org.jspecify.annotations.Nullable;

/// Where something was said.
///
/// @param chat the chat's id as its network writes it
/// @param topic the topic of a group that has them, null for the general one and where there are none: answers go there
public record Place(String chat, Chat.Kind kind, @Nullable Long topic) {
    /// A chat without topics.
    public Place(String chat, Chat.Kind kind) {
        this(chat, kind, null);
    }

    /// The links of this chat.
    public LinkCollection collection() {
        return new LinkCollection(chat);
    }

    public boolean isPrivate() {
        return kind == Chat.Kind.PRIVATE;
    }
}
