package keeplink.link;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// How links are changed so that no change is lost to another at the same time, and how a change is
/// remembered so that it can be taken back. Thread-safe.
final class LinkChanges {

    private final LinkStore store;
    private final LinkListener listener;
    private final Clock clock;

    LinkChanges(LinkStore store, LinkListener listener, Clock clock) {
        this.store = store;
        this.listener = listener;
        this.clock = clock;
    }

    /// Changes a link; a change that lost a race is tried again on what the winner left.
    Link update(Link from, UnaryOperator<Link> change) {
        Link current = from;
        while (true) {
            Link next = change.apply(current);
            if (store.replace(next)) {
                listener.changed(next);
                return next;
            }
            int number = current.number();
            current = store.find(current.collection(), number)
                    .orElseThrow(() -> new IllegalStateException("link " + number + " vanished while changing it"));
        }
    }

    /// Remembers a change of links.
    void remember(Change.What what, List<Link> before) {
        Link first = before.getFirst();
        Instant at = now();
        store.remember(new Change(first.collection(), id(at, first.number(), first.revision()), what, at, before));
    }

    /// Remembers a change of a collection's tags.
    void remember(LinkCollection collection, List<Link> before, TagAliases aliases) {
        Instant at = now();
        String id = before.isEmpty()
                ? id(at, 0, aliases.meanings().size())
                : id(at, before.getFirst().number(), before.getFirst().revision());
        store.remember(new Change(collection, id, Change.What.RETAGGED, at, before, aliases, null));
    }

    /// Remembers that links of a source come in.
    ///
    /// @return what was remembered; where it was begun before and cut off, that
    Change remember(LinkCollection collection, String source) {
        Optional<Change> begun = store.lastChange(collection).filter(change -> source.equals(change.source()));
        return begun.orElseGet(() -> {
            Instant at = now();
            Change change = new Change(collection, id(at, 0, 0), Change.What.IMPORTED, at, List.of(), null, source);
            store.remember(change);
            return change;
        });
    }

    /// Remembers more of a change that is remembered.
    void rewrite(Change change) {
        store.remember(change);
    }

    private static String id(Instant at, int number, long revision) {
        return "%015d-%d-%d".formatted(at.toEpochMilli(), number, revision);
    }

    /// All links of a collection in order of number, those in the bin too.
    List<Link> list(LinkCollection collection) {
        List<Link> links = new ArrayList<>();
        store.each(collection, links::add);
        return links;
    }

    /// Two notes as one; what is said already is not said again.
    static String joinNotes(String first, String second) {
        if (second.isBlank() || first.contains(second)) {
            return first;
        }
        return first.isBlank() ? second : first + "\n" + second;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
