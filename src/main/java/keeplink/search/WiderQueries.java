package keeplink.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.stream.Stream;
import keeplink.link.Tag;

/// What else somebody may ask whose query finds nothing: the same with less in it.
///
/// | asked | wider |
/// | --- | --- |
/// | `#a #b word` | `#a #b` · `#a word` · `#b word` · `#a or #b or word` |
/// | `#a word -#c` | `#a word` · `#a -#c` · `word -#c` · `(#a or word) -#c` |
/// | `"two words"` | `two words` |
/// | `#lang/java` | `#lang` · `java` |
public final class WiderQueries {
    private WiderQueries() {}

    /// The wider queries, those nearest to what was asked first; each reads back from its text.
    public static List<SearchQuery> of(SearchQuery asked) {
        SequencedSet<SearchQuery> wider = new LinkedHashSet<>();
        switch (asked) {
            case SearchQuery.And(List<SearchQuery> all) -> wider.addAll(lessOf(all));
            case SearchQuery.Phrase(String words) -> read(words, wider);
            case SearchQuery.HasTag(Tag tag) -> {
                int nested = tag.name().lastIndexOf('/');
                if (nested > 0) {
                    Tag.of(tag.name().substring(0, nested))
                            .map(SearchQuery.HasTag::new)
                            .ifPresent(wider::add);
                }
                read(tag.name().substring(nested + 1), wider);
            }
            default -> {
                // one word, one site, one day: nothing can be left out
            }
        }
        return wider.stream()
                .filter(query -> !query.equals(asked) && isReadable(query))
                .toList();
    }

    private static List<SearchQuery> lessOf(List<SearchQuery> all) {
        List<SearchQuery> wider = new ArrayList<>();
        // what was added last is the first to go
        for (int left = all.size() - 1; left >= 0; left--) {
            List<SearchQuery> rest = new ArrayList<>(all);
            rest.remove(left);
            if (rest.stream().anyMatch(part -> !(part instanceof SearchQuery.Not))) {
                wider.add(joined(rest));
            }
        }
        List<SearchQuery> wanted =
                all.stream().filter(part -> !(part instanceof SearchQuery.Not)).toList();
        if (wanted.size() > 1) {
            List<SearchQuery> any = wanted.stream()
                    .flatMap(part -> part instanceof SearchQuery.Or or ? or.any().stream() : Stream.of(part))
                    .toList();
            List<SearchQuery> either = new ArrayList<>(List.of(new SearchQuery.Or(any)));
            all.stream().filter(SearchQuery.Not.class::isInstance).forEach(either::add);
            wider.add(joined(either));
        }
        return wider;
    }

    private static SearchQuery joined(List<SearchQuery> parts) {
        return parts.size() == 1 ? parts.getFirst() : new SearchQuery.And(parts);
    }

    private static void read(String text, SequencedSet<SearchQuery> into) {
        if (SearchQueryParser.parse(text) instanceof ParsedQuery.Parsed(SearchQuery query)
                && !(query instanceof SearchQuery.Everything)) {
            into.add(query);
        }
    }

    private static boolean isReadable(SearchQuery query) {
        return SearchQueryParser.parse(query.written()) instanceof ParsedQuery.Parsed(SearchQuery same)
                && same.equals(query);
    }
}
