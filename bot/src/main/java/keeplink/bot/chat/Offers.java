package keeplink.bot.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import keeplink.bot.view.OfferView;
import keeplink.link.Links;
import keeplink.search.Hit;
import keeplink.search.ParsedQuery;
import keeplink.search.ResultPage;
import keeplink.search.SearchIndex;
import keeplink.search.SearchQuery;
import keeplink.search.SearchQueryParser;

/// Offers a person's own links in whatever chat they are. Thread-safe.
public final class Offers {
    private static final int PAGE = 20;

    private final SearchIndex index;
    private final Links links;

    public Offers(SearchIndex index, Links links) {
        this.index = index;
        this.links = links;
    }

    /// What answers a query that may still be being typed.
    ///
    /// @param from where the page starts, as the offer before said; empty for the first
    Offer to(Asker asker, String query, String from) {
        SearchQuery meant = understood(query).meaning(links.aliases(asker.collection()));
        ResultPage page = index.search(
                asker.collection(), meant, asker.zone(), Optional.of(from).filter(start -> !start.isEmpty()), PAGE);
        List<Offer.Item> items = new ArrayList<>();
        for (Hit hit : page.hits()) {
            links.find(asker.collection(), hit.number()).ifPresent(link -> items.add(OfferView.item(link, hit)));
        }
        Offer.Start start = items.isEmpty() && from.isEmpty()
                ? OfferView.start(asker.phrases(), query.isBlank() ? "offer.empty" : "offer.nothing")
                : null;
        return new Offer(items, page.next().orElse(""), start);
    }

    /// A query that is not finished is read by its words.
    private static SearchQuery understood(String query) {
        if (SearchQueryParser.parse(query) instanceof ParsedQuery.Parsed(SearchQuery whole)) {
            return whole;
        }
        String words = query.replaceAll("[^\\p{L}\\p{M}\\p{N}#_/-]+", " ");
        return SearchQueryParser.parse(words) instanceof ParsedQuery.Parsed(SearchQuery plain)
                ? plain
                : new SearchQuery.Everything();
    }
}
