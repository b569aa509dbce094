package keeplink.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where deliveries are kept. A change is durable when its method returns. Safe for many threads.
public interface DeliveryStore {
    /// Wishes a message: a new one, or other content for the one of that key. The same content again changes
    /// nothing.
    Delivery want(String key, String chat, Delivery.Urgency urgency, String content, Instant now);

    Optional<Delivery> find(String key);

    /// All deliveries in state [Delivery.State#PENDING], oldest first.
    List<Delivery> pending();

    /// Notes, before the network is asked, that a revision is about to be sent.
    void attempting(String key, long revision);

    /// The chat shows this revision now.
    ///
    /// @return the delivery, which stays pending, where a newer revision was wished meanwhile
    Optional<Delivery> shown(String key, long revision, long message);

    /// This revision will never arrive.
    void giveUp(String key, long revision, String reason);

    /// Forgets deliveries that are not pending and were created before a moment.
    void prune(Instant before);

    /// Forgets deliveries of a chat that are not pending.
    void forget(String chat);
}
