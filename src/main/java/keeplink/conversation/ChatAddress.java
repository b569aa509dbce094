package keeplink.conversation;

import org.jspecify.annotations.Nullable;

/// One id under which its network knows a chat, or knew it. A chat that is given another, as a group of Telegram
/// that becomes a supergroup, stays the chat it is.
///
/// @param address the id on the network
/// @param chat the id under which everything of the chat is kept: its first address
/// @param turn how many addresses it had before this one
/// @param next the address it went on under, null while it has this one
public record ChatAddress(
        String address, String chat, int turn, @Nullable String next) {
    /// Of a chat that never had another.
    public static ChatAddress only(String address) {
        return new ChatAddress(address, address, 0, null);
    }
}
