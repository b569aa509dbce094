package keeplink.bot.telegram;

import java.util.Optional;
import keeplink.bot.chat.DocumentFile;

/// Where files come from, when they are sent. May take its time; called from many threads.
@FunctionalInterface
public interface DocumentSource {
    /// One file, which is to be closed.
    ///
    /// @param ref as in [keeplink.bot.chat.OutgoingMessage.Document#ref]
    /// @param most bytes it may have; one with more is [DocumentFile#TOO_LARGE]
    /// @return empty where it is gone for good
    Optional<DocumentFile> open(String ref, long most);
}
