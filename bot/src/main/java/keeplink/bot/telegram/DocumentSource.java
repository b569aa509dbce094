package keeplink.bot.telegram;

import java.util.Optional;

/// Where the bytes of a file come from, when it is sent. May take its time; called from many threads.
@FunctionalInterface
public interface DocumentSource {
    /// The bytes of one file.
    ///
    /// @param ref as in [keeplink.bot.chat.OutgoingMessage.Document#ref]
    /// @return empty where it is gone for good
    Optional<byte[]> bytes(String ref);
}
