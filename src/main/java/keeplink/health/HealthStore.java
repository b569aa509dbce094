package keeplink.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import keeplink.link.LinkCollection;

/// Where it is kept which page is looked at when. A change is durable when its method returns. Safe for many threads
/// and many processes. Times are kept to the millisecond.
public interface HealthStore {
    /// Plans the first look at a link; one that has a plan keeps it.
    void plan(LinkHealth planned);

    Optional<LinkHealth> find(LinkCollection collection, int number);

    /// Claims the link whose look is due longest, if one is: nobody else gets it before `lease` is over.
    Optional<LinkHealth> claim(Instant now, Duration lease);

    /// Stores what a look found, and when the next one is; nothing happens where the link is not planned any more.
    void put(LinkHealth health);

    /// The link is no more.
    void remove(LinkCollection collection, int number);

    /// The collection is no more.
    void forget(LinkCollection collection);

    /// When the next look can be claimed, claimed ones at the end of their lease; empty where there is none.
    Optional<Instant> nextDue();
}
