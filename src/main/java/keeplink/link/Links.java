package keeplink.link;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Keeps links: saving, editing, merging, deleting, and taking the last change back.
///
/// Every method returns after its change is durable. Saving is idempotent: the same message saving the same
/// address again answers [SaveResult.Saved] and changes nothing. Several threads and instances may work at
/// once; a change that lost a race is tried again on what the winner left. Thread-safe.
public final class Links {
    /// How long a deleted link stays in the bin.
    public static final Duration BIN = Duration.ofDays(30);

    private final LinkStore store;
    private final UrlCanonicalizer canonicalizer;
    private final LinkListener listener;
    private final LinkChanges changes;
    private final PageLessons lessons;

    public Links(LinkStore store, UrlCanonicalizer canonicalizer, LinkListener listener, Clock clock) {
        this.store = store;
        this.canonicalizer = canonicalizer;
        this.listener = listener;
        this.changes = new LinkChanges(store, listener, clock);
        this.lessons = new PageLessons(store, canonicalizer, changes);
    }

    /// Keeps an address, or finds that it is kept already and gives it the new tags and note.
    public SaveResult save(SaveRequest wish) {
        Optional<CanonicalUrl> canonical = canonicalizer.canonicalize(wish.url());
        if (canonical.isEmpty()) {
            return new SaveResult.NotALink(wish.url());
        }
        LinkCollection collection = wish.collection();
        SaveRequest request = wish.withTags(aliases(collection).meaning(wish.tags()));
        String key = canonical.get().key();
        Optional<Integer> owner = store.owner(collection, key);
        int fresh = owner.isPresent() ? 0 : store.nextNumber(collection);
        int number = owner.orElseGet(() -> store.claim(collection, key, fresh));
        Optional<Link> known = number == fresh ? Optional.empty() : store.find(collection, number);
        if (known.isEmpty()) {
            Link link = Link.kept(
                    collection,
                    number,
                    request.url(),
                    canonical.get(),
                    request.tags(),
                    request.note(),
                    request.by(),
                    request.origin(),
                    request.source(),
                    now());
            if (store.insert(link)) {
                remember(Change.What.SAVED, List.of(link));
                listener.changed(link);
                return new SaveResult.Saved(link);
            }
            known = store.find(collection, number);
        }
        Link existing = known.orElseThrow(() -> new IllegalStateException("link " + number + " vanished while saving"));
        return existing.deleted() ? bringBack(existing, request) : keepAgain(existing, request);
    }

    private SaveResult bringBack(Link binned, SaveRequest request) {
        Link link = changing(
                Change.What.SAVED,
                binned,
                current -> current.change()
                        .deleted(null)
                        .addedAt(now())
                        .tag(request.tags())
                        .note(LinkChanges.joinNotes(current.note(), request.note()))
                        .at(now()));
        return new SaveResult.Saved(link);
    }

    private SaveResult keepAgain(Link existing, SaveRequest request) {
        List<Tag> added = request.tags().stream()
                .filter(tag -> !existing.tags().contains(tag))
                .toList();
        String note = LinkChanges.joinNotes(existing.note(), request.note());
        boolean sameMessage = existing.source().equals(request.source());
        if (sameMessage && added.isEmpty()) {
            return new SaveResult.Saved(existing);
        }
        if (added.isEmpty() && note.equals(existing.note())) {
            return new SaveResult.AlreadyKept(existing, added);
        }
        Link link = changing(
                Change.What.TAGGED,
                existing,
                current -> current.change()
                        .tag(added)
                        .note(LinkChanges.joinNotes(current.note(), request.note()))
                        .at(now()));
        return sameMessage ? new SaveResult.Saved(link) : new SaveResult.AlreadyKept(link, added);
    }

    /// Begins to take links in that were kept elsewhere.
    ///
    /// @param source names where they come from, the same when it is begun again after it was cut off
    public LinkImport importing(LinkCollection collection, String source) {
        return new LinkImport(collection, source, store, canonicalizer, listener, changes);
    }

    /// The link of a number, not one in the bin. A number whose link was merged into another finds that other
    /// one.
    public Optional<Link> find(LinkCollection collection, int number) {
        Optional<Link> link = store.find(collection, number);
        if (link.isPresent() && link.get().deleted()) {
            link = store.owner(collection, link.get().canonicalUrl().key())
                    .filter(owner -> owner != number)
                    .flatMap(owner -> store.find(collection, owner));
        }
        return link.filter(found -> !found.deleted());
    }

    /// Whether a number's link lies in the bin.
    public boolean inBin(LinkCollection collection, int number) {
        return store.find(collection, number).filter(Link::deleted).isPresent()
                && find(collection, number).isEmpty();
    }

    /// The link kept under an address, however it is written.
    public Optional<Link> find(LinkCollection collection, String url) {
        return canonicalizer
                .canonicalize(url)
                .flatMap(canonical -> store.owner(collection, canonical.key()))
                .flatMap(number -> find(collection, number));
    }

    /// All links of a collection that are not in the bin, in order of number.
    public List<Link> all(LinkCollection collection) {
        return changes.list(collection).stream().filter(link -> !link.deleted()).toList();
    }

    /// The links in the bin, in order of number; those merged into others are not in it.
    public List<Link> bin(LinkCollection collection) {
        return changes.list(collection).stream()
                .filter(Link::deleted)
                .filter(link -> store.owner(collection, link.canonicalUrl().key())
                        .filter(owner -> owner == link.number())
                        .isPresent())
                .toList();
    }

    /// Which tags of a collection mean another one: what is saved, added and followed here is read so.
    public TagAliases aliases(LinkCollection collection) {
        return store.aliases(collection);
    }

    /// Adds and removes tags.
    public EditResult retag(LinkCollection collection, int number, Collection<Tag> add, Collection<Tag> remove) {
        return edit(collection, number, Change.What.TAGGED, retagging(collection, add, remove));
    }

    private Function<Link, Link.Builder> retagging(
            LinkCollection collection, Collection<Tag> add, Collection<Tag> remove) {
        TagAliases aliases = aliases(collection);
        // a link kept before there was the alias may carry either
        return link -> link.change().tag(aliases.meaning(add)).untag(remove).untag(aliases.meaning(remove));
    }

    /// Adds and removes tags and sets the note, as one change; a null note stays as it is.
    public EditResult annotate(
            LinkCollection collection, int number, Collection<Tag> add, Collection<Tag> remove, @Nullable String note) {
        Function<Link, Link.Builder> retag = retagging(collection, add, remove);
        return edit(
                collection,
                number,
                Change.What.TAGGED,
                link -> retag.apply(link).note(note == null ? link.note() : note));
    }

    /// Sets the note; an empty one takes it away.
    public EditResult note(LinkCollection collection, int number, String note) {
        return edit(collection, number, Change.What.NOTED, link -> link.change().note(note));
    }

    /// Sets tags and note as an edited message now says them.
    ///
    /// @param saidBefore the tags that message gave before: those no longer said go, others stay
    public EditResult follow(
            LinkCollection collection, int number, Collection<Tag> saidBefore, SequencedSet<Tag> saidNow, String note) {
        TagAliases aliases = aliases(collection);
        SequencedSet<Tag> now = aliases.meaning(saidNow);
        return edit(collection, number, Change.What.TAGGED, link -> {
            SequencedSet<Tag> tags = new LinkedHashSet<>(link.tags());
            aliases.meaning(saidBefore).stream()
                    .filter(tag -> !now.contains(tag))
                    .forEach(tags::remove);
            tags.addAll(now);
            return link.change().tags(tags).note(note);
        });
    }

    /// Gives a title that wins over the page's; null gives the page's back.
    public EditResult title(LinkCollection collection, int number, @Nullable String title) {
        return edit(
                collection, number, Change.What.TITLED, link -> link.change().givenTitle(title));
    }

    public EditResult star(LinkCollection collection, int number, boolean starred) {
        return edit(
                collection, number, Change.What.MARKED, link -> link.change().starred(starred));
    }

    public EditResult mark(LinkCollection collection, int number, Link.State state) {
        return edit(
                collection, number, Change.What.MARKED, link -> link.change().state(state));
    }

    /// Notes that somebody opened the link; nothing to take back.
    public void opened(LinkCollection collection, int number) {
        find(collection, number)
                .ifPresent(link ->
                        update(link, current -> current.change().opened(now()).at(now())));
    }

    /// Puts a link into the bin.
    public EditResult delete(LinkCollection collection, int number) {
        return edit(
                collection, number, Change.What.DELETED, link -> link.change().deleted(now()));
    }

    /// Takes back the last change of a collection that can still be taken back; empty where there is none.
    public Optional<Change> undo(LinkCollection collection) {
        Optional<Change> last = store.lastChange(collection);
        last.ifPresent(change -> {
            for (Link before : change.before()) {
                store.find(collection, before.number()).ifPresent(current -> restore(change, before, current));
            }
            String source = change.source();
            if (source != null) {
                store.each(collection, link -> takeBack(link, source));
            }
            if (change.aliases() != null) {
                store.put(collection, change.aliases());
            }
            store.forget(change);
        });
        return last;
    }

    private void takeBack(Link link, String source) {
        if (link.source().equals(source) && !link.deleted()) {
            update(link, now -> now.change().deleted(now()).at(now()));
        }
    }

    private void restore(Change change, Link before, Link current) {
        update(current, now -> switch (change.what()) {
            case SAVED -> now.change().deleted(now()).at(now());
            case DELETED -> now.change().deleted(null).at(now());
            case TAGGED, NOTED ->
                now.change().tags(before.tags()).note(before.note()).at(now());
            case RETAGGED -> now.change().tags(before.tags()).at(now());
            case MOVED ->
                now.change().address(before.url(), before.canonicalUrl()).at(now());
            case TITLED -> now.change().givenTitle(before.givenTitle()).at(now());
            case MARKED ->
                now.change().starred(before.starred()).state(before.state()).at(now());
            case IMPORTED -> beforeImport(change, before, now).at(now());
        });
    }

    private static Link.Builder beforeImport(Change change, Link before, Link now) {
        Link.Builder restored = now.change()
                .tags(before.tags())
                .note(before.note())
                .starred(before.starred())
                .state(before.state())
                .addedAt(before.addedAt())
                .deleted(before.deletedAt());
        List<Link.Capture> captures = now.captures().stream()
                .filter(capture -> before.captures().contains(capture)
                        || !capture.takenAt().isBefore(change.at()))
                .toList();
        if (captures.size() == now.captures().size()) {
            return restored;
        }
        restored.onlyCaptures(captures);
        return captures.equals(before.captures()) ? restored.pageAsIn(before) : restored;
    }

    /// Takes in what a capture found. Where its addresses belong to an older link too, the two become one.
    ///
    /// @return the link as it is now, with the number that lives on; empty where it is gone
    public Optional<Link> captured(LinkCollection collection, int number, CaptureOutcome outcome) {
        return lessons.captured(collection, number, outcome);
    }

    /// Takes in how the page of a link fares; null where it is well. Nothing to take back.
    public void fares(LinkCollection collection, int number, @Nullable Condition condition) {
        find(collection, number)
                .ifPresent(link -> update(
                        link, current -> current.change().condition(condition).at(now())));
    }

    /// Gives a link the address its page has moved to. Where that is kept too, the two become one.
    public EditResult move(LinkCollection collection, int number, String url) {
        Optional<Link> link = find(collection, number);
        link.ifPresent(before -> remember(Change.What.MOVED, List.of(before)));
        Optional<EditResult> moved =
                link.flatMap(before -> lessons.moved(before, url)).map(EditResult.Changed::new);
        return moved.orElseGet(() -> new EditResult.NoSuchLink(number));
    }

    /// Removes what has been in the bin for longer than [#BIN] for good.
    ///
    /// @return the links that are no more
    public List<Link> emptyBin(LinkCollection collection) {
        Instant before = now().minus(BIN);
        List<Link> gone = bin(collection).stream()
                .filter(link -> link.deletedAt() != null && link.deletedAt().isBefore(before))
                .toList();
        for (Link link : gone) {
            store.release(collection, link.canonicalUrl().key());
            link.aliases().forEach(key -> store.release(collection, key));
            store.purge(collection, link.number());
        }
        return gone;
    }

    private EditResult edit(
            LinkCollection collection, int number, Change.What what, Function<Link, Link.Builder> edit) {
        Optional<Link> found = find(collection, number);
        if (found.isEmpty()) {
            return new EditResult.NoSuchLink(number);
        }
        Link before = found.get();
        if (same(before, edit.apply(before).at(before.changedAt()))) {
            return new EditResult.Unchanged(before);
        }
        return new EditResult.Changed(
                changing(what, before, link -> edit.apply(link).at(now())));
    }

    private static boolean same(Link a, Link b) {
        return List.copyOf(a.tags()).equals(List.copyOf(b.tags()))
                && a.note().equals(b.note())
                && a.title().equals(b.title())
                && a.starred() == b.starred()
                && a.state() == b.state()
                && a.deleted() == b.deleted();
    }

    private Link changing(Change.What what, Link before, UnaryOperator<Link> change) {
        remember(what, List.of(before));
        return update(before, change);
    }

    private Link update(Link from, UnaryOperator<Link> change) {
        return changes.update(from, change);
    }

    private void remember(Change.What what, List<Link> before) {
        changes.remember(what, before);
    }

    private Instant now() {
        return changes.now();
    }
}
