package keeplink.digest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where the plans of letters are kept, found by their next moment. A change is durable when its method returns.
/// Safe for many threads and many processes.
public interface DigestStore {
    Optional<DigestPlan> find(DigestPlan.Id id);

    /// Stores a plan: the first of its id by revision 1, else the next revision; false, and nothing changed, where
    /// another came first.
    boolean put(DigestPlan plan);

    /// Plans whose letter may be sent at or before a moment, the longest due first, at most `limit`.
    List<DigestPlan> due(Instant now, int limit);

    /// When the next letter may be sent, overdue ones too; empty where none comes.
    Optional<Instant> nextDue();

    /// The plans of a chat about other collections than its own.
    List<DigestPlan> subscriptions(String chat);

    void remove(DigestPlan.Id id);

    /// Removes every plan of letters to a chat.
    void forget(String chat);
}
