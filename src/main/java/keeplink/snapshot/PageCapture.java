package keeplink.snapshot;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import keeplink.fetch.FetchFailure;
import keeplink.fetch.FetchResult;
import keeplink.fetch.FetchResult.Fetched;
import keeplink.fetch.FetchResult.NotFetched;
import keeplink.fetch.PageFetcher;
import keeplink.link.CaptureOutcome;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.page.Article;
import keeplink.page.ArticleExtractor;
import keeplink.page.Charsets;
import keeplink.page.MediaReader;
import keeplink.page.PageParser;
import keeplink.page.ReadingTime;
import keeplink.page.Verdict;
import keeplink.page.Verdict.Shortfall;
import keeplink.page.Verdict.What;
import keeplink.page.VerdictClassifier;
import org.jsoup.nodes.Document;

/// Captures one page: fetches it, reads it, gathers its files, stores the copy, and says what was found. Everything it stores is
/// durable when it returns. Thread-safe.
public final class PageCapture {
    private final PageFetcher fetcher;
    private final PageParser parser;
    private final ArticleExtractor extractor;
    private final VerdictClassifier classifier;
    private final MediaReader media;
    private final SnapshotMaker maker;
    private final SnapshotStore store;
    private final BlobStore blobs;
    private final Snapshots snapshots;
    private final Clock clock;
    /// Parsing is work for the processors: more of it at once than there are makes all of it slower and takes more memory.
    private final Semaphore processors =
            new Semaphore(Runtime.getRuntime().availableProcessors());

    public PageCapture(
            PageFetcher fetcher,
            PageParser parser,
            ArticleExtractor extractor,
            VerdictClassifier classifier,
            MediaReader media,
            SnapshotMaker maker,
            SnapshotStore store,
            BlobStore blobs,
            Snapshots snapshots,
            Clock clock) {
        this.fetcher = fetcher;
        this.parser = parser;
        this.extractor = extractor;
        this.classifier = classifier;
        this.media = media;
        this.maker = maker;
        this.store = store;
        this.blobs = blobs;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    /// Captures the page of a link.
    ///
    /// @param url the address as it was given
    public CaptureOutcome take(Link link, String url) {
        FetchResult result = fetcher.page(url.contains("://") ? url : "http://" + url);
        return switch (result) {
            case NotFetched failed -> CaptureOutcome.failed(new Verdict.Failed(failed.reason(), failed.status()));
            case Fetched fetched -> fetched(link, fetched);
        };
    }
}
