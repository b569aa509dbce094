package keeplink.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One message of ours as a chat should show it: a wish that outlives the process, not a call.
///
/// What the chat should show (`content`, counted by `revision`) and what it shows (`shownRevision`) are kept
/// side by side; the
/// outbox makes the second follow the first. So edits of one message never pile up, and a restart goes on where
/// it was.
///
/// @param key names the message: wishing it again under the same key changes it instead of sending another
/// @param chat where it belongs
/// @param content what to show, in the front end's own form, opaque here
/// @param revision counts the contents, from 1
/// @param shownRevision the revision the chat shows, 0 before the first arrived
/// @param message the message's number once it arrived
/// @param attemptedRevision the newest revision that was handed to the network, whatever came of it
/// @param state where it stands
/// @param createdAt when it was first wished
public record Delivery(
        String key,
        String chat,
        Urgency urgency,
        String content,
        long revision,
        long shownRevision,
        @Nullable Long message,
        long attemptedRevision,
        State state,
        Instant createdAt) {
    /// Who goes first when a chat or the whole bot must wait; in this order. Digests and reminders are never
    /// sent again when it
    /// is unknown whether they arrived.
    public enum Urgency {
        QUESTION,
        ANSWER,
        PROGRESS,
        REMINDER,
        DIGEST;

        public boolean repeatWhenUnknown() {
            return this != REMINDER && this != DIGEST;
        }
    }

    /// Where a delivery stands.
    public enum State {
        /// The chat does not show the newest content yet.
        PENDING,
        /// It does.
        SHOWN,
        /// It never will: refused for good, or unknown and not to be repeated.
        GIVEN_UP
    }
}
