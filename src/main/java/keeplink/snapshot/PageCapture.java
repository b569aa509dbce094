package keeplink.snapshot;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
import keeplink.page.MediaTypes;
import keeplink.page.Metadata;
import keeplink.page.PageParser;
import keeplink.page.ReadingTime;
import keeplink.page.Verdict;
import keeplink.page.Verdict.Shortfall;
import keeplink.page.Verdict.What;
import keeplink.page.VerdictClassifier;
import org.jsoup.nodes.Document;

/// Captures one page: fetches it, reads it, gathers its files, stores the copy, and says what was found.
/// Everything it stores is durable when it returns. Thread-safe.
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
    /// Parsing is work for the processors: more of it at once than there are makes all of it slower and takes
    /// more memory.
    private final Semaphore processors = new Semaphore(Runtime.getRuntime().availableProcessors());

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
    /// @param job its wish: the copy is named by it, so that a capture that is done again after a crash replaces
    ///     its copy
    public CaptureOutcome take(Link link, CaptureJob job) {
        String url = job.url();
        String id = "%s.%d.%015d"
                .formatted(link.collection(), link.number(), job.dueAt().toEpochMilli());
        FetchResult result = fetcher.page(url.contains("://") ? url : "http://" + url);
        return switch (result) {
            case NotFetched failed -> CaptureOutcome.failed(new Verdict.Failed(failed.reason(), failed.status()));
            case Fetched fetched -> fetched(link, id, fetched);
        };
    }

    private CaptureOutcome fetched(Link link, String id, Fetched fetched) {
        String mediaType = MediaTypes.of(fetched.header("content-type").orElse(null), fetched.body());
        return MediaTypes.isPage(mediaType) ? page(link, id, fetched) : file(link, id, fetched, mediaType);
    }

    private CaptureOutcome page(Link link, String id, Fetched fetched) {
        Instant began = now();
        String contentType = fetched.header("content-type").orElse(null);
        processors.acquireUninterruptibly();
        Document page;
        boolean cut;
        Article article;
        try {
            Charsets.Decoded decoded = Charsets.decode(fetched.body(), contentType);
            switch (parser.parse(decoded, fetched.url())) {
                case PageParser.TooComplex tooComplex -> {
                    return CaptureOutcome.failed(new Verdict.Failed(FetchFailure.TOO_COMPLEX, 0));
                }
                case PageParser.Parsed parsed -> {
                    page = parsed.document();
                    cut = parsed.cut() || fetched.truncated();
                }
            }
            article = extractor.extract(page, fetched.url());
        } finally {
            processors.release();
        }
        List<String> keywords = Metadata.of(page, fetched.url()).keywords();
        SnapshotMaker.Made made = maker.make(page, fetched.url(), Instant.MAX);
        List<Shortfall> missing = new ArrayList<>(made.missing());
        if (cut) {
            missing.add(new Shortfall(What.PAGE_BOUND, 1));
        }
        Verdict verdict = classifier.classify(page, article, fetched.url(), fetched.status(), missing);
        BlobId document = blobs.put(made.html().getBytes(StandardCharsets.UTF_8));
        List<Snapshot.Part> parts = new ArrayList<>();
        long bytes = made.html().length();
        for (Resource resource : made.resources()) {
            parts.add(new Snapshot.Part(resource.address(), resource.mediaType(), blobs.put(resource.bytes())));
            bytes += resource.bytes().length;
        }
        return store(link, id, fetched, began, verdict, "text/html", document, parts, article, keywords, bytes);
    }

    private CaptureOutcome file(Link link, String id, Fetched fetched, String mediaType) {
        Charset charset = MediaTypes.isText(mediaType)
                ? Charsets.decode(fetched.body(), fetched.header("content-type").orElse(null))
                        .charset()
                : StandardCharsets.UTF_8;
        Article article = media.read(fetched.body(), mediaType, charset, fetched.url());
        if (fetched.truncated()) {
            // half a file opens nowhere
            return CaptureOutcome.failed(new Verdict.Failed(FetchFailure.TOO_LARGE, 0));
        }
        Optional<byte[]> kept = KeptFile.of(mediaType, fetched.body());
        if (kept.isEmpty()) {
            return CaptureOutcome.failed(new Verdict.Failed(FetchFailure.TOO_COMPLEX, 0));
        }
        BlobId document = blobs.put(kept.get());
        return store(
                link,
                id,
                fetched,
                now(),
                new Verdict.NotAPage(mediaType),
                mediaType,
                document,
                List.of(),
                article,
                List.of(),
                fetched.body().length);
    }

    private CaptureOutcome store(
            Link link,
            String id,
            Fetched fetched,
            Instant takenAt,
            Verdict verdict,
            String mediaType,
            BlobId document,
            List<Snapshot.Part> parts,
            Article article,
            List<String> keywords,
            long bytes) {
        store.put(new Snapshot(
                id,
                link.collection(),
                link.number(),
                takenAt,
                fetched.url(),
                verdict,
                mediaType,
                document,
                parts,
                article.text().isBlank() ? null : snapshots.keep(article),
                bytes));
        return new CaptureOutcome(
                verdict,
                Optional.of(new Link.Capture(id, takenAt, verdict, bytes)),
                article.title().equals(fetched.url()) ? null : article.title(),
                article.excerpt(),
                (int) Math.min(Integer.MAX_VALUE, ReadingTime.of(article.text()).toSeconds()),
                article.publishedTime(),
                verdict instanceof Verdict.Blocked ? List.of() : keywords,
                samePage(verdict, fetched, article));
    }

    /// Further addresses of the page: where redirects ended, and what it calls its canonical address if that is
    /// on the same site. A wall or an error page answers for many addresses and is the same page for none of
    /// them; nor is a front page a deep address was led to.
    private static List<String> samePage(Verdict verdict, Fetched fetched, Article article) {
        if (verdict instanceof Verdict.Blocked || verdict instanceof Verdict.Failed) {
            return List.of();
        }
        List<String> addresses = new ArrayList<>();
        boolean ledToFront = !fetched.redirects().isEmpty()
                && isFront(fetched.url())
                && !isFront(fetched.redirects().getFirst());
        if (!ledToFront) {
            addresses.add(fetched.url());
            String canonical = article.canonicalUrl();
            boolean deeper = canonical != null && (!isFront(canonical) || isFront(fetched.url()));
            if (canonical != null && deeper && sameSite(canonical, fetched.url())) {
                addresses.add(canonical);
            }
        }
        return addresses;
    }

    private static boolean isFront(String address) {
        String path = path(address);
        return path.isEmpty() || path.equals("/");
    }

    private static boolean sameSite(String one, String other) {
        String a = host(one);
        String b = host(other);
        return a.equals(b) || a.endsWith("." + b) || b.endsWith("." + a);
    }

    private static String host(String address) {
        int start = address.indexOf("://") + 3;
        int end = start;
        while (end < address.length() && "/?#".indexOf(address.charAt(end)) < 0) {
            end++;
        }
        String host = address.substring(start, end).toLowerCase(Locale.ROOT);
        return host.startsWith("www.") ? host.substring(4) : host;
    }

    private static String path(String address) {
        int slash = address.indexOf('/', address.indexOf("://") + 3);
        return slash < 0 ? "" : address.substring(slash);
    }

    /// Two links turned out to be one page: the copies of the one are the other's now.
    void moved(LinkCollection collection, int from, int to) {
        store.move(collection, from, to);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
