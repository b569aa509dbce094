package keeplink.snapshot;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;
import keeplink.fetch.PageFetcher;
import keeplink.link.CaptureOutcome;
import keeplink.link.InMemoryLinkStore;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.link.Links;
import keeplink.link.SaveResult;
import keeplink.link.TestLinks;
import keeplink.link.UrlCanonicalizer;
import keeplink.page.ArticleExtractor;
import keeplink.page.MediaReader;
import keeplink.page.PageParser;
import keeplink.page.VerdictClassifier;

/// Captures pages with everything but a database, for tests that look at what came of each. Safe for many threads.
final class TestCapture {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final Links links = new Links(new InMemoryLinkStore(), new UrlCanonicalizer(), link -> {}, CLOCK);
    private final InMemorySnapshotStore store = new InMemorySnapshotStore();
    /// Names what it is given and keeps nothing, as the memory is the capture's.
    private final BlobStore blobs = new BlobStore() {
        @Override
        public BlobId put(byte[] content) {
            return BlobId.of(content);
        }

        @Override
        public Optional<byte[]> get(BlobId id) {
            return Optional.empty();
        }

        @Override
        public long storedBytes() {
            return 0;
        }
    };
    private final Snapshots snapshots = new Snapshots(store, blobs, new SnapshotComposer());
    private final PageCapture capture;

    TestCapture(PageFetcher fetcher) {
        this(fetcher, new PageParser(), collection -> Optional.empty());
    }

    TestCapture(PageFetcher fetcher, PageParser parser, Function<LinkCollection, Optional<String>> languages) {
        capture = new PageCapture(
                fetcher,
                parser,
                new ArticleExtractor(),
                new VerdictClassifier(),
                new MediaReader(),
                new SnapshotMaker(fetcher, SnapshotLimits.DEFAULTS, Clock.systemUTC()),
                store,
                blobs,
                snapshots,
                CLOCK,
                languages);
    }

    CaptureOutcome take(String url) {
        Link link = saved(url);
        return capture.take(link, new CaptureJob(link.collection(), link.number(), url, 0, NOW, false));
    }

    /// Captures what is requested, `parallel` at once.
    Captures captures(CaptureListener listener, int parallel) {
        return new Captures(new InMemoryCaptureQueue(), capture, links, listener, "here", parallel, CLOCK);
    }

    synchronized Link saved(String url) {
        return switch (links.save(TestLinks.request(url))) {
                    case SaveResult.Saved saved -> saved.link();
                    case SaveResult.AlreadyKept kept -> kept.link();
                    case SaveResult.NotALink none -> throw new IllegalArgumentException("no link: " + none.text());
                };
    }
}
