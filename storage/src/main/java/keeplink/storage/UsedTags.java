package keeplink.storage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import keeplink.link.Link;
import keeplink.link.Tag;
import org.jspecify.annotations.Nullable;

/// Which tags the links of a collection carry, for collections lately asked about, in step with every link that is
/// put: whoever saves asks for them before and after, and to open a new view of the index for each answer would cost
/// more than all the rest of a save.
///
/// Of more than so many links it forgets all and begins anew. Safe for many threads.
final class UsedTags {
    /// About 250 bytes each.
    static final int LINKS = 50_000;

    private final int most;
    private final Map<String, Carried> known = new ConcurrentHashMap<>();
    private final AtomicInteger links = new AtomicInteger();

    UsedTags() {
        this(LINKS);
    }

    UsedTags(int most) {
        this.most = most;
    }

    /// The tags of one collection's links, as [TagCounts] spells them.
    private static final class Carried {
        private final Map<Integer, List<String>> spellings;
        private final Map<String, Integer> counts = new HashMap<>();
        private @Nullable SequencedMap<Tag, Integer> sorted;

        Carried(Map<Integer, List<String>> spellings) {
            this.spellings = new HashMap<>(spellings);
            spellings.values().forEach(this::count);
        }

        private void count(List<String> tags) {
            tags.forEach(tag -> counts.merge(tag, 1, Integer::sum));
        }

        synchronized SequencedMap<Tag, Integer> sorted() {
            SequencedMap<Tag, Integer> tags = sorted;
            if (tags == null) {
                tags = TagCounts.sorted(counts);
                sorted = tags;
            }
            return tags;
        }

        /// @return how many links more there are now
        synchronized int put(int number, List<String> tags) {
            List<String> before = spellings.put(number, tags);
            if (!tags.equals(before)) {
                uncount(before);
                count(tags);
                sorted = null;
            }
            return before == null ? 1 : 0;
        }

        synchronized int remove(int number) {
            List<String> before = spellings.remove(number);
            uncount(before);
            sorted = null;
            return before == null ? 0 : -1;
        }

        private void uncount(@Nullable List<String> tags) {
            if (tags != null) {
                tags.forEach(tag -> counts.computeIfPresent(tag, (name, count) -> count == 1 ? null : count - 1));
            }
        }

        /// A collection without links takes room as well.
        synchronized int size() {
            return 1 + spellings.size();
        }
    }

    /// The tags of a collection, most used first, then by name.
    ///
    /// @param read what the index knows of the collection, by number of the link: at least every link whose putting
    ///     into the index was over when this was called
    SequencedMap<Tag, Integer> of(String collection, Supplier<Map<Integer, List<String>>> read) {
        Carried carried = known.computeIfAbsent(collection, id -> {
            Carried fresh = new Carried(read.get());
            links.addAndGet(fresh.size());
            return fresh;
        });
        SequencedMap<Tag, Integer> tags = carried.sorted();
        tidy();
        return tags;
    }

    /// To be called after a link is in the index.
    void put(Link link) {
        List<String> tags = link.tags().stream().map(TagCounts::spelling).toList();
        change(link.collection().id(), carried -> carried.put(link.number(), tags));
    }

    /// To be called after a link is out of the index.
    void remove(String collection, int number) {
        change(collection, carried -> carried.remove(number));
    }

    private interface Change {
        int of(Carried carried);
    }

    private void change(String collection, Change change) {
        // within the map's lock of the collection: one that is being read has this change, or gets it after
        known.computeIfPresent(collection, (id, carried) -> {
            links.addAndGet(change.of(carried));
            return carried;
        });
        tidy();
    }

    private void tidy() {
        if (links.get() > most) {
            for (String collection : known.keySet()) {
                known.computeIfPresent(collection, (id, carried) -> {
                    links.addAndGet(-carried.size());
                    return null;
                });
            }
        }
    }
}
