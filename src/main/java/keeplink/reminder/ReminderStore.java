package keeplink.reminder;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import keeplink.link.LinkCollection;

/// Where reminders are kept, found by when they are due. A change is durable when its method returns. Safe for
/// many threads and many processes. Times are kept to the millisecond.
public interface ReminderStore {
    /// Stores a reminder, replacing one of its id.
    void put(Reminder reminder);

    Optional<Reminder> find(LinkCollection collection, String id);

    /// The reminders of a collection, the next one first.
    List<Reminder> of(LinkCollection collection);

    /// Claims the reminder that is due longest, if one is: nobody else gets it before `lease` is over.
    Optional<Reminder> claim(Instant now, Duration lease);

    /// A claimed reminder came: what is left of it takes its place. Nothing happens where it was changed or
    /// cancelled meanwhile.
    void settle(Reminder claimed, Optional<Reminder> left);

    /// A claimed reminder cannot come now: nobody gets it before a moment, and it stays due since it was. Nothing
    /// happens where it was changed or cancelled meanwhile.
    void postpone(Reminder claimed, Instant until);

    /// Cancels a reminder; false where there is none of that id.
    boolean remove(LinkCollection collection, String id);

    /// Cancels all of a collection.
    void forget(LinkCollection collection);

    /// When the next one can be claimed, claimed ones at the end of their lease; empty where there is none.
    Optional<Instant> nextDue();
}
