package keeplink.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What came in: durable before the network is told that we have it, and marked when everything it asked for is
/// durable too.
///
/// The network may hand the same update over twice, and may start its ids again lower after a quiet week; so an
/// id is known for some days, not for ever. Safe for many threads.
public interface Inbox {
    /// How long an update that is done or set aside makes its id known. One that arrives later is another update:
    /// Telegram hands an update over for at most 24 hours, and starts its ids anew after a week at the earliest.
    Duration KNOWN_FOR = Duration.ofDays(3);

    /// An update as it came.
    ///
    /// @param id the network's number for it
    /// @param raw the update as the network wrote it
    record Update(long id, String raw, Instant receivedAt) {}

    /// Stores updates durably, all or those it had not yet; answers the new ones in order.
    List<Update> accept(List<Update> updates);

    /// Everything the update asked for is durable.
    void done(long id);

    /// The update cannot be understood, or failed again and again: it is kept for diagnosis and blocks nobody.
    void setAside(long id, String why);

    /// Updates neither done nor set aside, in order of arrival.
    List<Update> open();

    /// Forgets updates that are done and were received before a moment.
    void prune(Instant before);
}
