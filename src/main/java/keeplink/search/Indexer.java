package keeplink.search;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import keeplink.link.Link;
import keeplink.link.LinkListener;
import keeplink.link.LinkStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the search index true to the links: every change is put in at once, and what a crash lost is found at
/// the start by the links' change stamps. A failing index never fails a save: it is told to the log and mended
/// at the next start. Thread-safe.
public final class Indexer implements LinkListener {
    private static final Logger log = LoggerFactory.getLogger(Indexer.class);

    /// Two changes may reach the index in another order than their stamps, so the catching up begins a little
    /// earlier.
    private static final Duration OVERLAP = Duration.ofMinutes(5);

    private final SearchIndex index;
    private final Function<Link, String> text;

    /// @param text the words of a link's newest snapshot, empty where there is none
    public Indexer(SearchIndex index, Function<Link, String> text) {
        this.index = index;
        this.text = text;
    }

    @Override
    public void changed(Link link) {
        try {
            index.put(link, link.deleted() ? "" : text.apply(link));
        } catch (RuntimeException e) {
            log.error(
                    "link {}/{} is saved but not searchable until the next start", link.collection(), link.number(), e);
        }
    }

    /// Puts in whatever changed since the index was last made durable.
    ///
    /// @return how many links that were
    public int catchUp(LinkStore links) {
        Instant since = index.upToDate();
        int count = 0;
        for (Link link : links.changedSince(since.equals(Instant.EPOCH) ? since : since.minus(OVERLAP))) {
            changed(link);
            count++;
        }
        index.commit();
        return count;
    }
}
