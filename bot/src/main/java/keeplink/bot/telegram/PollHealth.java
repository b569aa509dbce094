package keeplink.bot.telegram;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the poll loop is doing.
///
/// @param sinceSuccess time since a poll last came back whole, also an empty one; since the start before the
///     first
/// @param polls how many came back whole
/// @param reconnects how many connections were made after the first
/// @param renewals how often the watchdog made everything anew
/// @param connection the open connection and the keepalive in force on it, read back from the socket
/// @param problem what the newest failure was, null while all is well
public record PollHealth(
        State state,
        Duration sinceSuccess,
        long polls,
        long reconnects,
        long renewals,
        Optional<KeepAliveSockets.InForce> connection,
        @Nullable String problem) {
    /// What the loop is at.
    public enum State {
        /// Not begun, or before its first answer.
        STARTING,
        /// Waiting for updates.
        LISTENING,
        /// Another instance polls; this one waits for its turn.
        STANDBY,
        /// The network or the server fails; trying again.
        RECONNECTING,
        /// Somebody else polls with the same token.
        CONFLICT,
        /// The server does not know the token.
        UNAUTHORIZED,
        /// Our own store does not take updates; trying again, nothing is confirmed meanwhile.
        STORE_FAILING,
        /// Closed.
        STOPPED
    }

    public boolean listening() {
        return state == State.LISTENING;
    }
}
