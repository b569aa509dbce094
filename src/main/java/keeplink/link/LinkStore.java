package keeplink.link;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Where links are kept. Every method that changes something returns only when the change is durable.
///
/// Two kinds of things: links, found by collection and number, and address keys ([CanonicalUrl#key()] and
/// aliases), each owned by exactly one number of its collection. A crash between claiming a key and inserting
/// its link leaves a key whose number has no link; [Links] heals that when the address is saved again. Safe for
/// many threads and many processes.
public interface LinkStore {
    /// The next number of a collection: above every earlier one, possibly with gaps, also after a restart.
    int nextNumber(LinkCollection collection);

    /// The next number of a collection that is at least this one: this one, where no number as high was
    /// given yet.
    int nextNumber(LinkCollection collection, int atLeast);

    /// The number that owns an address key, if any.
    Optional<Integer> owner(LinkCollection collection, String key);

    /// Makes `number` the owner of a key nobody owns; answers who owns it now, which is somebody else where
    /// they came first.
    int claim(LinkCollection collection, String key, int number);

    /// Gives a key to another number, whoever had it: two links turned out to be one page.
    void reassign(LinkCollection collection, String key, int number);

    /// Gives a key up: its link was removed for good.
    void release(LinkCollection collection, String key);

    /// Inserts a link; false, and nothing changed, where its number has one already.
    boolean insert(Link link);

    /// Replaces a link by its next revision; false, and nothing changed, where the stored revision is not
    /// the one before.
    boolean replace(Link link);

    /// The link of that number, deleted ones too.
    Optional<Link> find(LinkCollection collection, int number);

    /// Links of a collection with a number above `after`, in order of number, at most `limit`, deleted ones
    /// too.
    List<Link> list(LinkCollection collection, int after, int limit);

    /// Hands on every link of a collection in order of number, deleted ones too. Some hundred are in memory
    /// at once, so that their number does not matter.
    default void each(LinkCollection collection, Consumer<Link> to) {
        int some = 500;
        for (List<Link> page = list(collection, 0, some);
                !page.isEmpty();
                page = list(collection, page.getLast().number(), some)) {
            page.forEach(to);
        }
    }

    /// Links of all collections changed at or after a moment, in no order: what an index may have missed.
    Iterable<Link> changedSince(Instant moment);

    /// Removes a link for good, with nothing of it left.
    void purge(LinkCollection collection, int number);

    /// Which tags of a collection mean another one.
    TagAliases aliases(LinkCollection collection);

    /// Stores which tags mean another one, replacing what was known.
    void put(LinkCollection collection, TagAliases aliases);

    /// Forgets what is known of a collection beside its links: what its tags mean and what can be taken
    /// back. Its numbers go on, so that an old message never means a new link.
    void forget(LinkCollection collection);

    /// Remembers what a change replaced, for [#lastChange]; keeps the newest [Change#KEPT] of a collection.
    void remember(Change change);

    /// The newest remembered change of a collection.
    Optional<Change> lastChange(LinkCollection collection);

    /// Forgets a remembered change; forgetting one that is not there is no error.
    void forget(Change change);
}
