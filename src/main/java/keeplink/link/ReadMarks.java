package keeplink.link;

import java.time.Clock;
import java.util.Collection;
import java.util.List;

/// Marks many links as read, as one change that [Links#undo] takes back. Thread-safe.
public final class ReadMarks {
    private final LinkStore store;
    private final LinkChanges changes;

    public ReadMarks(LinkStore store, LinkListener listener, Clock clock) {
        this.store = store;
        this.changes = new LinkChanges(store, listener, clock);
    }

    /// Marks those of the links as read that are not; durable on return, and bears being done again.
    ///
    /// @return how many that were
    public int read(LinkCollection collection, Collection<Integer> numbers) {
        List<Link> unread = numbers.stream()
                .distinct()
                .flatMap(number -> store.find(collection, number).stream())
                .filter(link -> !link.deleted() && link.state() == Link.State.UNREAD)
                .toList();
        if (!unread.isEmpty()) {
            changes.remember(Change.What.MARKED, unread);
            unread.forEach(link -> changes.update(
                    link, current -> current.change().state(Link.State.READ).at(changes.now())));
        }
        return unread.size();
    }
}
