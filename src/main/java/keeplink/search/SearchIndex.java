package keeplink.search;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.SequencedMap;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.link.Tag;

/// Answers queries. Derived data: it can be thrown away and built again from the links and their texts, and a
/// link in the bin
/// is never an answer. Safe for many threads.
public interface SearchIndex {
    /// Puts a link in, or anew after a change; what is put is found by the next search. A deleted link goes.
    ///
    /// @param text the article's text, or all visible text; empty before the first capture
    void put(Link link, String text);

    void remove(LinkCollection collection, int number);

    /// Answers a query: best match first where words are asked for, newest kept first otherwise.
    ///
    /// @param zone the asker's, in which `after:` and `before:` are days
    /// @param from where to start, as a page before this one said; empty for the first
    /// @param size how many hits at most, at least 1
    ResultPage search(LinkCollection collection, SearchQuery query, ZoneId zone, Optional<String> from, int size);

    /// All tags of a collection with the number of links that carry each (nested ones not counted in), most used
    /// first, then by
    /// name.
    SequencedMap<Tag, Integer> tags(LinkCollection collection);

    /// Up to which [Link#changedAt] everything put is safely in the index; [Instant#EPOCH] where it is empty or
    /// was thrown away.
    Instant upToDate();

    /// Makes what was put durable. Called now and then, not for every link: what is lost is put again at the next
    /// start.
    void commit();
}
