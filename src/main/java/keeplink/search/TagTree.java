package keeplink.search;

import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import keeplink.link.LinkCollection;
import keeplink.link.Tag;

/// All tags of a collection as `/tags` shows them: what others are nested under is there too, even where no link
/// carries it itself, and each has the number of links it finds.
public final class TagTree {
    private TagTree() {}

    /// A tag and how many links asking for it finds.
    public record Entry(Tag tag, int links) {}

    /// The tags, those at the top most used first, each followed by what is nested under it by name.
    public static List<Entry> of(SearchIndex index, LinkCollection collection) {
        SequencedMap<Tag, Integer> carried = index.tags(collection);
        Map<Tag, Integer> found = new HashMap<>(carried);
        for (Tag tag : carried.keySet()) {
            String name = tag.name();
            for (int end = name.lastIndexOf('/'); end > 0; end = name.lastIndexOf('/', end - 1)) {
                Tag parent = known(found, new Tag(name.substring(0, end)));
                found.put(parent, count(index, collection, parent));
            }
        }
        Comparator<Entry> mostUsedTop =
                Comparator.comparing(entry -> found.getOrDefault(top(entry.tag()), 0), Comparator.reverseOrder());
        return found.entrySet().stream()
                .map(entry -> new Entry(entry.getKey(), entry.getValue()))
                .sorted(mostUsedTop
                        .thenComparing(entry -> top(entry.tag()))
                        .thenComparing(
                                Entry::tag,
                                Comparator.comparing(tag -> tag.key().replace('/', '\u0000'))))
                .toList();
    }

    /// The spelling a tag has already.
    private static Tag known(Map<Tag, Integer> found, Tag tag) {
        return found.keySet().stream().filter(tag::equals).findFirst().orElse(tag);
    }

    private static int count(SearchIndex index, LinkCollection collection, Tag tag) {
        return index.search(collection, new SearchQuery.HasTag(tag), ZoneOffset.UTC, Optional.empty(), 1)
                .total();
    }

    private static Tag top(Tag tag) {
        int slash = tag.name().indexOf('/');
        return slash < 0 ? tag : new Tag(tag.name().substring(0, slash));
    }
}
