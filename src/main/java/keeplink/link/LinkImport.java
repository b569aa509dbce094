package keeplink.link;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import keeplink.page.Verdict;
import org.jspecify.annotations.Nullable;

/// Takes links in that were kept elsewhere, one after another, as one change that [Links#undo] takes back.
///
/// Each is durable when [#take] returns. What was cut off is begun again from the first link with the same
/// source: nothing is kept twice, and the change to take back is one. Not thread-safe; made by
/// [Links#importing].
public final class LinkImport {
    /// The highest number a link keeps from elsewhere: a made-up one must not use up all there are.
    public static final int HIGHEST_NUMBER = 9_999_999;

    /// Links that were there before, and that are put back as they were by taking the import back.
    private static final int MOST_BEFORE = 10_000;

    private final LinkCollection collection;
    private final String source;
    private final LinkStore store;
    private final UrlCanonicalizer canonicalizer;
    private final LinkListener listener;
    private final LinkChanges changes;
    private final TagAliases aliases;
    private final BitSet met = new BitSet();
    private final Set<Integer> inBefore = new HashSet<>();
    private final List<Link> before = new ArrayList<>();
    private @Nullable Change change;
    private int written;

    LinkImport(
            LinkCollection collection,
            String source,
            LinkStore store,
            UrlCanonicalizer canonicalizer,
            LinkListener listener,
            LinkChanges changes) {
        this.collection = collection;
        this.source = source;
        this.store = store;
        this.canonicalizer = canonicalizer;
        this.listener = listener;
        this.changes = changes;
        this.aliases = store.aliases(collection);
    }

    /// A link as it was kept elsewhere.
    ///
    /// @param number its number there, kept where no number as high was given here; 0 where it had none
    /// @param title empty where nobody gave one
    /// @param state null where nothing is known of it
    public record Wish(
            int number,
            String url,
            String title,
            String note,
            SequencedSet<Tag> tags,
            Link.@Nullable State state,
            boolean starred,
            Instant addedAt,
            Person by,
            @Nullable Origin origin) {
        public Wish {
            tags = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(tags));
        }
    }

    /// What a link's page was where the link was kept elsewhere.
    ///
    /// @param verdict on the page, null where there is none
    /// @param captures those the link does not know yet
    /// @param newest what the newest copy teaches that came with it, null where none came
    public record Past(
            @Nullable Verdict verdict,
            List<Link.Capture> captures,
            @Nullable CaptureOutcome newest) {
        public Past {
            captures = List.copyOf(captures);
        }
    }

    /// What became of a wish.
    public sealed interface Result {
        /// It is kept, and was not before.
        record Kept(Link link) implements Result {}

        /// It was kept, or in the same file, already: it took in what is new.
        record There(Link link) implements Result {}

        /// No http or https address that can be kept.
        record NotALink() implements Result {}
    }

    /// Keeps a link, or unites it with the one there is: its tags are added, the earlier date counts, the
    /// note is joined, and what was read or had a star on either side is read or has one. One in the bin
    /// comes back.
    public Result take(Wish wish) {
        Optional<CanonicalUrl> canonical = canonicalizer.canonicalize(wish.url());
        if (canonical.isEmpty()) {
            return new Result.NotALink();
        }
        String key = canonical.get().key();
        Optional<Integer> owner = store.owner(collection, key);
        int fresh = owner.isPresent() ? 0 : number(wish.number());
        int number = owner.orElseGet(() -> store.claim(collection, key, fresh));
        Optional<Link> known = number == fresh ? Optional.empty() : store.find(collection, number);
        if (known.isEmpty()) {
            change();
            Link link = link(wish, number, canonical.get());
            if (store.insert(link)) {
                listener.changed(link);
                met.set(number);
                return new Result.Kept(link);
            }
            known = store.find(collection, number);
        }
        return unite(
                known.orElseThrow(() -> new IllegalStateException("link " + number + " vanished while importing it")),
                wish);
    }

    /// Gives a link that was taken in what is known of its page from elsewhere. What is newer here stays.
    ///
    /// @return the link as it is now
    public Link restore(Link link, Past past) {
        boolean newVerdict = past.verdict() != null && link.verdict() == null;
        if (past.captures().isEmpty() && past.newest() == null && !newVerdict) {
            return link;
        }
        boolean own = link.source().equals(source);
        if (!own) {
            remember(link);
        }
        List<String> aliases = own ? claimed(link, past) : List.of();
        return changes.update(link, current -> restored(current, past, aliases));
    }

    /// The further addresses of its page that belong to nobody. Links that turn out to be one page become one when the
    /// page is captured, and not because a file says so.
    private List<String> claimed(Link link, Past past) {
        if (past.newest() == null) {
            return List.of();
        }
        return past.newest().addresses().stream()
                .flatMap(address -> canonicalizer.canonicalize(address).stream())
                .map(CanonicalUrl::key)
                .filter(key -> store.claim(collection, key, link.number()) == link.number())
                .toList();
    }

    private Link restored(Link current, Past past, List<String> aliases) {
        Link.Builder change = current.change().captures(past.captures());
        aliases.forEach(change::alias);
        Verdict verdict = past.verdict();
        if (verdict != null && (current.verdict() == null || isNewest(current, past.captures()))) {
            change.verdict(verdict);
        }
        CaptureOutcome page = past.newest();
        if (page != null && isNewest(current, page.capture().stream().toList())) {
            change.page(page.title(), page.description(), page.readingSeconds(), page.publishedAt())
                    .image(page.image())
                    .keywords(page.keywords());
            if (current.source().equals(source) && Objects.equals(page.title(), current.givenTitle())) {
                // what is written as the title was the page's
                change.givenTitle(null);
            }
        }
        return change.at(changes.now());
    }

    /// Whether a link knows of nothing that is newer than all of these.
    private static boolean isNewest(Link link, List<Link.Capture> captures) {
        return captures.stream()
                .anyMatch(capture -> link.captures().stream()
                        .noneMatch(known -> known.takenAt().isAfter(capture.takenAt())));
    }

    /// Remembers the last of what can be taken back.
    public void finish() {
        if (written < before.size()) {
            write();
        }
    }

    private int number(int wished) {
        return wished > 0 && wished <= HIGHEST_NUMBER
                ? store.nextNumber(collection, wished)
                : store.nextNumber(collection);
    }

    private Link link(Wish wish, int number, CanonicalUrl canonical) {
        Link kept = Link.kept(
                collection,
                number,
                wish.url(),
                canonical,
                aliases.meaning(wish.tags()),
                wish.note(),
                wish.by(),
                wish.origin(),
                source,
                wish.addedAt());
        return kept.change()
                .givenTitle(wish.title().isBlank() || wish.title().equals(wish.url()) ? null : wish.title())
                .state(wish.state() == null ? Link.State.UNREAD : wish.state())
                .starred(wish.starred())
                .at(changes.now());
    }

    private Result unite(Link there, Wish wish) {
        boolean own = there.source().equals(source) && !there.deleted();
        boolean first = !met.get(there.number());
        met.set(there.number());
        Link united = united(there, wish).at(there.changedAt());
        Link now = there;
        if (!same(there, united)) {
            if (!own) {
                remember(there);
            }
            now = changes.update(there, current -> united(current, wish).at(changes.now()));
        }
        // kept by this import before it was cut off, or back from the bin
        return first && (own || there.deleted()) ? new Result.Kept(now) : new Result.There(now);
    }

    private Link.Builder united(Link there, Wish wish) {
        Link.Builder united = there.change()
                .tag(aliases.meaning(wish.tags()))
                .note(LinkChanges.joinNotes(there.note(), wish.note()))
                .starred(there.starred() || wish.starred())
                .deleted(null);
        if (wish.state() == Link.State.READ) {
            united.state(Link.State.READ);
        }
        if (there.deleted() || wish.addedAt().isBefore(there.addedAt())) {
            united.addedAt(wish.addedAt());
        }
        return united;
    }

    private static boolean same(Link a, Link b) {
        return List.copyOf(a.tags()).equals(List.copyOf(b.tags()))
                && a.note().equals(b.note())
                && a.starred() == b.starred()
                && a.state() == b.state()
                && a.addedAt().equals(b.addedAt())
                && a.deleted() == b.deleted();
    }

    /// Before it is changed, and written each time it has doubled, so that a crash loses few and their
    /// number does not matter.
    private void remember(Link there) {
        change();
        if (before.size() < MOST_BEFORE && inBefore.add(there.number())) {
            before.add(there);
            if (Integer.bitCount(before.size()) == 1) {
                write();
            }
        }
    }

    private Change change() {
        Change begun = change;
        if (begun == null) {
            begun = changes.remember(collection, source);
            change = begun;
            before.addAll(begun.before());
            begun.before().forEach(link -> inBefore.add(link.number()));
            written = before.size();
        }
        return begun;
    }

    private void write() {
        changes.rewrite(change().with(before));
        written = before.size();
    }
}
