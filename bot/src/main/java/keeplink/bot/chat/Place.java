package keeplink.bot.chat;

import keeplink.conversation.Chat;
import keeplink.link.LinkCollection;

/// Where something was said.
///
/// @param chat the chat's id as its network writes it
public record Place(String chat, Chat.Kind kind) {
    /// The links of this chat.
    public LinkCollection collection() {
        return new LinkCollection(chat);
    }

    public boolean isPrivate() {
        return kind == Chat.Kind.PRIVATE;
    }
}
