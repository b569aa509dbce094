package keeplink.bot.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import keeplink.bot.view.ListView;
import keeplink.link.Links;
import keeplink.link.Tag;
import keeplink.search.NearestTags;
import keeplink.search.ParsedQuery;
import keeplink.search.ResultPage;
import keeplink.search.SearchIndex;
import keeplink.search.SearchQuery;
import keeplink.search.SearchQueryParser;
import keeplink.search.WiderQueries;

/// Answers queries with pages of links. Thread-safe.
public final class Answers {
    private static final int NEAREST = 5;
    private static final int WIDER = 3;

    private final SearchIndex index;
    private final Links links;
    private final ListView lists;

    public Answers(SearchIndex index, Links links, ListView lists) {
        this.index = index;
        this.links = links;
        this.lists = lists;
    }

    /// The first page of what answers a query, or where the query goes wrong, or what is near it.
    public List<Reply> query(Asker asker, String text) {
        return switch (SearchQueryParser.parse(text)) {
            case ParsedQuery.Malformed malformed ->
                List.of(Reply.say(lists.malformed(text, malformed, asker.phrases())));
            case ParsedQuery.Parsed(SearchQuery query) -> {
                if (query instanceof SearchQuery.Everything && !text.isBlank()) {
                    // nothing but signs was asked for
                    yield List.of(nothing(asker, text, query));
                }
                QueryPages view = new QueryPages(text, List.of(""), 0);
                ResultPage page = search(asker, query, Optional.empty());
                if (page.hits().isEmpty()) {
                    yield List.of(nothing(asker, text, query));
                }
                yield List.of(shown(asker, page, view));
            }
        };
    }

    /// Another page of a list, `by` pages on; empty where there is none.
    public Optional<Reply> turn(Asker asker, QueryPages view, int by) {
        int at = view.at() + by;
        if (at < 0
                || at >= view.starts().size()
                || !(SearchQueryParser.parse(view.query()) instanceof ParsedQuery.Parsed(SearchQuery query))) {
            return Optional.empty();
        }
        String start = view.starts().get(at);
        ResultPage page = search(asker, query, Optional.of(start).filter(from -> !from.isEmpty()));
        Reply.Say say = shown(asker, page, new QueryPages(view.query(), view.starts(), at));
        return Optional.of(new Reply.Edit(say.body(), say.links(), say.view()));
    }

    private ResultPage search(Asker asker, SearchQuery query, Optional<String> from) {
        SearchQuery meant = query.meaning(links.aliases(asker.collection()));
        return index.search(asker.collection(), meant, asker.zone(), from, QueryPages.SIZE);
    }

    private Reply.Say shown(Asker asker, ResultPage page, QueryPages view) {
        List<String> starts = new ArrayList<>(view.starts().subList(0, view.at() + 1));
        page.next().ifPresent(starts::add);
        QueryPages next = new QueryPages(view.query(), starts, view.at());
        return new Reply.Say(lists.page(asker, page, next), List.of(), next.written());
    }

    private Reply nothing(Asker asker, String text, SearchQuery query) {
        SequencedMap<Tag, Integer> tags = index.tags(asker.collection());
        String words = words(query, text, tags);
        List<Tag> near = new ArrayList<>();
        // somebody who asks for a word may mean the tag of that name
        Tag.of(words).filter(tags::containsKey).ifPresent(near::add);
        near.addAll(NearestTags.of(words, tags, NEAREST));
        SequencedMap<String, Integer> wider = wider(asker, query);
        Reply.Say say = Reply.say(lists.nothing(text, near, wider, asker.phrases()));
        return new Reply.Say(say.body(), List.of(), OfferedQueries.written(wider.sequencedKeySet()));
    }

    /// Queries with less in them that find something, with how many links.
    private SequencedMap<String, Integer> wider(Asker asker, SearchQuery query) {
        SequencedMap<String, Integer> found = new LinkedHashMap<>();
        for (SearchQuery wider : WiderQueries.of(query)) {
            int total = found.size() < WIDER
                    ? search(asker, wider, Optional.empty()).total()
                    : 0;
            if (total > 0) {
                found.put(wider.written().replace('\n', ' '), total);
            }
        }
        return found;
    }

    /// The words of a query a tag could be near to: the first tag nobody carries, else what comes first.
    private static String words(SearchQuery query, String text, SequencedMap<Tag, Integer> tags) {
        return switch (query) {
            case SearchQuery.HasTag(Tag tag) -> tag.name();
            case SearchQuery.And(List<SearchQuery> all) -> words(unknown(all, tags), text, tags);
            case SearchQuery.Or(List<SearchQuery> any) -> words(unknown(any, tags), text, tags);
            case SearchQuery.Words(String words) -> words;
            case SearchQuery.Phrase(String words) -> words;
            case SearchQuery.Not not -> text;
            case SearchQuery.Everything all -> text;
            case SearchQuery.OnSite site -> text;
            case SearchQuery.Is is -> text;
            case SearchQuery.From from -> text;
            case SearchQuery.After after -> text;
            case SearchQuery.Before before -> text;
            case SearchQuery.OfType type -> text;
        };
    }

    private static SearchQuery unknown(List<SearchQuery> parts, SequencedMap<Tag, Integer> tags) {
        return parts.stream()
                .filter(part -> part instanceof SearchQuery.HasTag(Tag tag) && !tags.containsKey(tag))
                .findFirst()
                .orElse(parts.getFirst());
    }
}
