package keeplink.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import keeplink.page.Verdict;
import org.jspecify.annotations.Nullable;

/// What pages teach about their links: what a capture found, where a page moved to, how it fares. Two links that turn
/// out to be one page become one. Thread-safe.
///
/// What one page of a collection teaches is taken in after the other, so that three links that are one page do not
/// merge in a circle.
final class PageLessons {
    private final LinkStore store;
    private final UrlCanonicalizer canonicalizer;
    private final LinkChanges changes;
    private final ReentrantLock[] merging =
            Stream.generate(ReentrantLock::new).limit(64).toArray(ReentrantLock[]::new);

    PageLessons(LinkStore store, UrlCanonicalizer canonicalizer, LinkChanges changes) {
        this.store = store;
        this.canonicalizer = canonicalizer;
        this.changes = changes;
    }

    /// Takes in what a capture found. Where its addresses belong to an older link too, the two become one.
    ///
    /// @return the link as it is now, with the number that lives on; empty where it is gone
    Optional<Link> captured(LinkCollection collection, int number, CaptureOutcome outcome) {
        return alone(collection, () -> store.find(collection, number).map(link -> takeIn(link, outcome)));
    }

    /// Gives a link the address its page has now; the old one finds it still. Where the new one belongs to another
    /// link, the two become one.
    ///
    /// @return empty where the link is gone, or the address is none
    Optional<Link> moved(Link link, String url) {
        Optional<CanonicalUrl> canonical = canonicalizer.canonicalize(url);
        return canonical.map(address -> alone(link.collection(), () -> {
            int owner = store.claim(link.collection(), address.key(), link.number());
            Link there = changes.update(
                    link,
                    current -> current.change()
                            .address(url, address)
                            .condition(null)
                            .at(changes.now()));
            if (owner == link.number()) {
                return there;
            }
            store.reassign(link.collection(), address.key(), link.number());
            return merge(there, owner);
        }));
    }

    private <T> T alone(LinkCollection collection, Supplier<T> work) {
        ReentrantLock lock = merging[Math.floorMod(collection.hashCode(), merging.length)];
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private Link takeIn(Link link, CaptureOutcome outcome) {
        int number = link.number();
        List<String> aliases = new ArrayList<>();
        int other = number;
        for (String address : outcome.addresses()) {
            Optional<CanonicalUrl> canonical = canonicalizer.canonicalize(address);
            if (canonical.isPresent()) {
                String key = canonical.get().key();
                int owner = store.claim(link.collection(), key, number);
                if (owner == number) {
                    aliases.add(key);
                } else if (other == number) {
                    other = owner;
                }
            }
        }
        Link taught = changes.update(link, current -> {
            Link.Builder change = current.change()
                    .verdict(outcome.verdict())
                    .page(outcome.title(), outcome.description(), outcome.readingSeconds(), outcome.publishedAt())
                    .image(outcome.image())
                    .keywords(outcome.keywords())
                    .condition(after(current.condition(), outcome.verdict()));
            aliases.forEach(change::alias);
            outcome.capture().ifPresent(change::capture);
            return change.at(changes.now());
        });
        return other == number || taught.deleted() ? taught : merge(taught, other);
    }

    /// A new copy ends what was said of the page, but not that it has another address.
    private static @Nullable Condition after(@Nullable Condition condition, Verdict verdict) {
        boolean got = !(verdict instanceof Verdict.Failed || verdict instanceof Verdict.Blocked);
        return got && !(condition instanceof Condition.Moved) ? null : condition;
    }

    private Link merge(Link one, int otherNumber) {
        Optional<Link> other = store.find(one.collection(), otherNumber).filter(link -> !link.deleted());
        if (other.isEmpty()) {
            return one;
        }
        Link older = one.number() < otherNumber ? one : other.get();
        Link younger = one.number() < otherNumber ? other.get() : one;
        Link united = changes.update(older, current -> {
            Link.Builder change = current.change()
                    .tag(younger.tags())
                    .note(LinkChanges.joinNotes(current.note(), younger.note()))
                    .starred(current.starred() || younger.starred())
                    .captures(younger.captures())
                    .page(younger.pageTitle(), younger.description(), younger.readingSeconds(), younger.publishedAt())
                    .image(younger.image())
                    .keywords(younger.keywords())
                    .alias(younger.canonicalUrl().key());
            younger.aliases().forEach(change::alias);
            Verdict better = better(current.verdict(), younger.verdict());
            if (better != null) {
                change.verdict(better);
            }
            return change.at(changes.now());
        });
        store.reassign(one.collection(), younger.canonicalUrl().key(), older.number());
        younger.aliases().forEach(key -> store.reassign(one.collection(), key, older.number()));
        changes.update(
                younger, current -> current.change().deleted(changes.now()).at(changes.now()));
        return united;
    }

    /// Of two verdicts on one page the one that got something.
    private static @Nullable Verdict better(@Nullable Verdict one, @Nullable Verdict other) {
        return one == null || (one instanceof Verdict.Failed && other != null) ? other : one;
    }
}
