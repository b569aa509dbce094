package keeplink.link;

import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.function.Function;

/// The tags of a collection as a whole: renaming, merging, aliasing, deleting. Each is one change that
/// [Links#undo] takes back, links in the bin included.
///
/// Every method returns after its change is durable, and doing it again changes nothing more: one cut off in the
/// middle is finished by the next try. Thread-safe.
public final class Vocabulary {
    private final LinkStore store;
    private final LinkChanges changes;

    public Vocabulary(LinkStore store, LinkListener listener, Clock clock) {
        this.store = store;
        this.changes = new LinkChanges(store, listener, clock);
    }

    /// What became of a wish.
    ///
    /// @param links how many kept links changed
    /// @param tag the tag they carry now, or the one that went
    /// @param changed whether anything did
    public record Outcome(int links, Tag tag, boolean changed) {}

    /// Gives a tag another name, and with it what is nested under it. Where there are links with the new name
    /// already, the two are one from then on. Two spellings of one tag are a rename too.
    public Outcome rename(LinkCollection collection, Tag from, Tag to) {
        TagAliases aliases = store.aliases(collection);
        Tag target = target(aliases, from, to);
        TagAliases after = aliases.without(target).moved(from, target);
        return retag(collection, from, target, link -> link.change().retag(moved(link.tags(), from, target)), after);
    }

    /// Makes the links of one tag links of another; the first means the second from then on.
    public Outcome merge(LinkCollection collection, Tag from, Tag into) {
        TagAliases aliases = store.aliases(collection);
        Tag target = target(aliases, from, into);
        return retag(
                collection,
                from,
                target,
                link -> link.change().retag(moved(link.tags(), from, target)),
                aliases.with(from, target));
    }

    /// Lets a tag mean another one from now on, which need not exist yet. What was kept before stays as it is. An
    /// alias of itself means itself again.
    public Outcome alias(LinkCollection collection, Tag alias, Tag of) {
        TagAliases aliases = store.aliases(collection);
        return retag(collection, alias, target(aliases, alias, of), Link::change, aliases.with(alias, of));
    }

    /// Takes a tag off every link; what is nested under it stays. One that meant another tag means itself again.
    public Outcome delete(LinkCollection collection, Tag tag) {
        TagAliases after = store.aliases(collection).without(tag);
        return retag(collection, tag, tag, link -> link.change().untag(List.of(tag)), after);
    }

    /// Where a tag goes when it shall become another: to what that one means, but never back to itself.
    private static Tag target(TagAliases aliases, Tag from, Tag to) {
        Tag meant = aliases.meaning(to);
        return meant.equals(from) ? to : meant;
    }

    private Outcome retag(
            LinkCollection collection, Tag from, Tag to, Function<Link, Link.Builder> retagging, TagAliases after) {
        TagAliases before = store.aliases(collection);
        List<Link> affected = changes.list(collection).stream()
                .filter(link -> link.tags().stream().anyMatch(tag -> tag.isWithin(from)))
                .filter(link -> !sameSpelling(
                        link.tags(), retagging.apply(link).at(link.changedAt()).tags()))
                .toList();
        if (affected.isEmpty() && after.equals(before)) {
            return new Outcome(0, to, false);
        }
        changes.remember(collection, affected, before);
        store.put(collection, after);
        for (Link link : affected) {
            changes.update(link, current -> retagging.apply(current).at(changes.now()));
        }
        int kept = (int) affected.stream().filter(link -> !link.deleted()).count();
        return new Outcome(kept, to, true);
    }

    private static SequencedSet<Tag> moved(SequencedSet<Tag> tags, Tag from, Tag to) {
        SequencedSet<Tag> moved = new LinkedHashSet<>();
        for (Tag tag : tags) {
            boolean goes = to.isWithin(from) && !to.equals(from) ? tag.equals(from) : tag.isWithin(from);
            moved.add(goes ? tag.moved(from, to) : tag);
        }
        return moved;
    }

    /// Tags of other case are equal, yet renaming one into the other changes what is read.
    private static boolean sameSpelling(SequencedSet<Tag> a, SequencedSet<Tag> b) {
        return a.stream()
                .map(Tag::name)
                .toList()
                .equals(b.stream().map(Tag::name).toList());
    }
}
