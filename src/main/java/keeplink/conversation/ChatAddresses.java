package keeplink.conversation;

import java.util.Optional;

/// Where the addresses of chats that have had more than one are kept. A change is durable when its method
/// returns. Safe for many threads.
public interface ChatAddresses {
    /// What is known of an address; empty where its chat never had another.
    Optional<ChatAddress> find(String address);

    /// Notes that a chat goes on under another address. Said again, or of two addresses of which one chat is
    /// known to have the second already, it changes nothing; cut off in the middle, it is whole when said again.
    void moved(String from, String to);
}
