package keeplink.search;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.link.Tag;

/// The index one can read in a minute: keeps the links in a map and walks the tree over each of them. It forgets
/// everything when it goes, and is right for tests and for some thousand links.
public final class InMemorySearchIndex implements SearchIndex {
    private static final int LOOKED_AT = Integer.MAX_VALUE;

    private final Map<LinkCollection, Map<Integer, Entry>> collections = new HashMap<>();
    private Instant newest = Instant.EPOCH;
    private Instant committed = Instant.EPOCH;

    private record Entry(Link link, LinkTraits traits, Map<Hit.Field, String> folded) {
        static Entry of(Link link, String text) {
            LinkTraits traits = LinkTraits.of(link, text);
            Map<Hit.Field, String> folded = new LinkedHashMap<>();
            traits.words().forEach((field, words) -> folded.put(field, InMemorySearchIndex.folded(words)));
            return new Entry(link, traits, folded);
        }
    }

    private record Scored(Entry entry, double score) {}

    private static final Comparator<Scored> NEWEST_FIRST = Comparator.comparing(
                    (Scored scored) -> scored.entry().link().addedAt().toEpochMilli())
            .thenComparing(scored -> scored.entry().link().number())
            .reversed();
    private static final Comparator<Scored> BEST_FIRST = Comparator.comparing((Scored scored) -> (float) scored.score())
            .thenComparing(scored -> scored.entry().link().number())
            .reversed();

    @Override
    public synchronized void put(Link link, String text) {
        Map<Integer, Entry> entries = collections.computeIfAbsent(link.collection(), unused -> new HashMap<>());
        if (link.deleted()) {
            entries.remove(link.number());
        } else {
            entries.put(link.number(), Entry.of(link, text));
        }
        newest = newest.isAfter(link.changedAt()) ? newest : link.changedAt();
    }

    @Override
    public synchronized void remove(LinkCollection collection, int number) {
        entries(collection).remove(number);
    }

    @Override
    public synchronized ResultPage search(
            LinkCollection collection, SearchQuery query, ZoneId zone, Optional<String> from, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a page has at least one hit, not " + size);
        }
        SearchQuery asked = meant(query).orElse(new SearchQuery.Or(List.of()));
        List<Scored> found = new ArrayList<>();
        for (Entry entry : entries(collection).values()) {
            double score = score(entry, asked, zone);
            if (score >= 0) {
                found.add(new Scored(entry, score));
            }
        }
        Comparator<Scored> order = query.ranked() ? BEST_FIRST : NEWEST_FIRST;
        found.sort(order);
        Optional<Cursor> cursor = from.flatMap(text -> Cursor.read(text, query.ranked()));
        List<Scored> after = found.stream()
                .dropWhile(hit -> cursor.isPresent() && !isAfter(hit, cursor.get()))
                .toList();
        Snippets snippets = Snippets.of(query);
        List<Hit> hits = after.stream()
                .limit(size)
                .map(hit -> snippets.hit(
                        hit.entry().link().number(), hit.entry().traits().words()))
                .toList();
        Optional<String> next = after.size() > size
                ? Optional.of(cursor(after.get(size - 1), query.ranked()).write())
                : Optional.empty();
        return new ResultPage(hits, found.size(), next);
    }

    @Override
    public synchronized SequencedMap<Tag, Integer> tags(LinkCollection collection) {
        Map<Tag, Integer> counts = new HashMap<>();
        for (Entry entry : entries(collection).values()) {
            entry.link().tags().forEach(tag -> counts.merge(tag, 1, Integer::sum));
        }
        SequencedMap<Tag, Integer> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<Tag, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(count -> sorted.put(count.getKey(), count.getValue()));
        return sorted;
    }

    @Override
    public synchronized Instant upToDate() {
        return committed;
    }

    @Override
    public synchronized void commit() {
        committed = newest;
    }

    private Map<Integer, Entry> entries(LinkCollection collection) {
        return collections.getOrDefault(collection, new HashMap<>());
    }

    private static Cursor cursor(Scored hit, boolean ranked) {
        Link link = hit.entry().link();
        return ranked
                ? Cursor.at((float) hit.score(), link.number())
                : Cursor.at(link.addedAt().toEpochMilli(), link.number());
    }

    private static boolean isAfter(Scored hit, Cursor cursor) {
        Cursor here = cursor(hit, cursor.ranked());
        int order = cursor.ranked()
                ? Float.compare(here.score(), cursor.score())
                : Long.compare(here.order(), cursor.order());
        return order < 0 || (order == 0 && here.number() < cursor.number());
    }

    /// The query without words that have neither letter nor digit nor emoji; empty where nothing is left of it.
    private static Optional<SearchQuery> meant(SearchQuery query) {
        return switch (query) {
            case SearchQuery.Words(String text)
            when folded(Snippets.withoutScheme(text)).isBlank() -> Optional.empty();
            case SearchQuery.Phrase(String text) when folded(text).isBlank() -> Optional.empty();
            case SearchQuery.And(List<SearchQuery> all) -> joined(all).map(SearchQuery.And::new);
            case SearchQuery.Or(List<SearchQuery> any) -> joined(any).map(SearchQuery.Or::new);
            case SearchQuery.Not(SearchQuery not) -> meant(not).map(SearchQuery.Not::new);
            case SearchQuery other -> Optional.of(other);
        };
    }

    private static Optional<List<SearchQuery>> joined(List<SearchQuery> parts) {
        if (parts.isEmpty()) {
            return Optional.of(parts);
        }
        List<SearchQuery> meant =
                parts.stream().flatMap(part -> meant(part).stream()).toList();
        return meant.isEmpty() ? Optional.empty() : Optional.of(meant);
    }

    /// How well an entry answers; negative where it does not.
    private static double score(Entry entry, SearchQuery query, ZoneId zone) {
        Link link = entry.link();
        LinkTraits traits = entry.traits();
        return switch (query) {
            case SearchQuery.Words(String text) -> said(entry, Snippets.withoutScheme(text));
            case SearchQuery.Phrase(String text) -> said(entry, text);
            case SearchQuery.And(List<SearchQuery> all) -> {
                double sum = 0;
                for (SearchQuery part : all) {
                    double score = score(entry, part, zone);
                    if (score < 0) {
                        yield -1;
                    }
                    sum += score;
                }
                yield sum;
            }
            case SearchQuery.Or(List<SearchQuery> any) ->
                any.stream()
                        .mapToDouble(part -> score(entry, part, zone))
                        .filter(score -> score >= 0)
                        .reduce(Double::sum)
                        .orElse(-1);
            case SearchQuery.Not(SearchQuery not) -> yes(score(entry, not, zone) < 0);
            case SearchQuery.Everything all -> 0;
            case SearchQuery.HasTag(Tag tag) -> yes(traits.tags().contains(tag.key()));
            case SearchQuery.OnSite(String host) -> yes(traits.hosts().contains(LinkTraits.host(host)));
            case SearchQuery.Is(SearchQuery.State state) -> yes(traits.states().contains(state));
            case SearchQuery.From(String person) -> yes(traits.people().contains(LinkTraits.person(person)));
            case SearchQuery.After(var day) ->
                yes(!link.addedAt().isBefore(day.atStartOfDay(zone).toInstant()));
            case SearchQuery.Before(var day) ->
                yes(link.addedAt().isBefore(day.atStartOfDay(zone).toInstant()));
            case SearchQuery.OfType(String type) -> yes(traits.types().contains(LinkTraits.type(type)));
        };
    }

    private static double yes(boolean matches) {
        return matches ? 0 : -1;
    }

    private static double said(Entry entry, String words) {
        String wanted = folded(words);
        return Stream.of(Hit.Field.values())
                .filter(field -> entry.folded().getOrDefault(field, " ").contains(wanted))
                .mapToDouble(field -> field == Hit.Field.TITLE ? 3 : field == Hit.Field.NOTE ? 2 : 1)
                .max()
                .orElse(-1);
    }

    /// The folded words of a text with a space around each, so that words are found whole.
    private static String folded(String text) {
        StringBuilder folded = new StringBuilder(" ");
        FoldedText.tokens(text, LOOKED_AT)
                .forEach(token -> folded.append(token.word()).append(' '));
        return folded.toString();
    }
}
