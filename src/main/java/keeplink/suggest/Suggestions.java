package keeplink.suggest;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.Stream;
import keeplink.link.Link;
import keeplink.link.Tag;
import keeplink.link.TagAliases;
import keeplink.search.TwinTags;

/// Suggests tags for a link: first the page's own keywords, in the spelling the collection uses where it has the
/// tag or a twin of it; then tags of the collection whose words the page's title or summary says, most used first.
///
/// Never one the link carries, one a person took off it, or one nested under or above one it carries.
public final class Suggestions {
    /// How many are suggested at most.
    public static final int MOST = 5;

    /// A keyword of more letters or words is a phrase, not a tag.
    private static final int LONGEST = 30;

    private static final int WORDS = 3;

    private Suggestions() {}

    /// The tags to suggest, best first.
    ///
    /// @param used the tags of the collection with the number of links that carry each
    public static List<Tag> of(Link link, SequencedMap<Tag, Integer> used, TagAliases aliases) {
        Words said = Words.of(
                link.title() + "\n" + Optional.ofNullable(link.description()).orElse(""));
        Stream<Tag> keywords = link.keywords().stream()
                .flatMap(keyword -> tag(keyword).stream())
                .map(tag -> inUse(aliases.meaning(tag), used));
        Stream<Tag> vocabulary = used.entrySet().stream()
                .filter(entry -> said.contain(lastName(entry.getKey())))
                .sorted(Map.Entry.<Tag, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
        SequencedSet<Tag> suggested = new LinkedHashSet<>();
        Stream.concat(keywords, vocabulary)
                .filter(tag -> wanted(tag, link))
                .filter(tag -> suggested.stream().noneMatch(other -> related(tag, other)))
                .limit(MOST)
                .forEach(suggested::add);
        return List.copyOf(suggested);
    }

    /// A keyword as a tag: words are joined as people join them in a hashtag.
    private static Optional<Tag> tag(String keyword) {
        String tidy = keyword.strip();
        boolean phrase = tidy.length() > LONGEST || tidy.split("\\s+").length > WORDS || tidy.contains("://");
        return phrase
                ? Optional.empty()
                : Tag.of(tidy.replaceAll("[\\s/&+,]+", "_").replaceAll("^_+|_+$", ""));
    }

    private static Tag inUse(Tag tag, SequencedMap<Tag, Integer> used) {
        return used.keySet().stream()
                .filter(tag::equals)
                .findFirst()
                .or(() -> TwinTags.of(tag, used))
                .orElse(tag);
    }

    private static boolean wanted(Tag tag, Link link) {
        return Stream.concat(link.tags().stream(), link.removedTags().stream()).noneMatch(known -> related(tag, known));
    }

    private static boolean related(Tag one, Tag other) {
        return one.isWithin(other) || other.isWithin(one);
    }

    private static String lastName(Tag tag) {
        return tag.name().substring(tag.name().lastIndexOf('/') + 1);
    }
}
