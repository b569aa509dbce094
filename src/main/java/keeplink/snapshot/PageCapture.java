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
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import keeplink.fetch.FetchFailure;
import keeplink.fetch.FetchResult;
import keeplink.fetch.FetchResult.Fetched;
import keeplink.fetch.FetchResult.NotFetched;
import keeplink.fetch.PageFetcher;
import keeplink.fetch.Validators;
import keeplink.link.CaptureOutcome;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.page.Article;
import keeplink.page.ArticleExtractor;
import keeplink.page.Charsets;
import keeplink.page.MediaReader;
import keeplink.page.MediaTypes;
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
    private static final int NOT_MODIFIED = 304;

    private final PageFetcher fetcher;
    private final PageParser parser;
    private final ArticleExtractor extractor;
    private final VerdictClassifier classifier;
    private final MediaReader media;
    private final SnapshotMaker maker;
    private final SnapshotStore store;
    private final BlobStore blobs;
    private final Snapshots snapshots;
    private final Answers answers;
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
        this.answers = new Answers(blobs);
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
        String asked = url.contains("://") ? url : "http://" + url;
        Optional<Snapshot> before = snapshots.all(link).stream()
                .filter(earlier -> earlier.document() != null && !earlier.id().equals(id))
                .findFirst();
        Optional<Validators> known = before.filter(PageCapture::isComplete)
                .flatMap(earlier ->
                        answers.validators(snapshots.original(earlier).orElse(earlier)));
        FetchResult result = known.isPresent() ? fetcher.page(asked, known.get()) : fetcher.page(asked);
        return switch (result) {
            case NotFetched failed
            when failed.status() == NOT_MODIFIED && known.isPresent() -> unchanged(before.orElseThrow(), id);
            case NotFetched failed -> CaptureOutcome.failed(new Verdict.Failed(failed.reason(), failed.status()));
            case Fetched fetched ->
                switch (taken(fetched)) {
                    case Nothing(FetchFailure reason) -> CaptureOutcome.failed(new Verdict.Failed(reason, 0));
                    case Copy copy -> store(link, id, fetched, copy, before);
                };
        };
    }

    /// Where something is missing, the page is taken again as a whole, changed or not.
    private static boolean isComplete(Snapshot snapshot) {
        return switch (snapshot.verdict()) {
            case Verdict.Full full -> full.missing().isEmpty();
            case Verdict.NotAPage file -> true;
            case Verdict.TextOnly textOnly -> false;
            case Verdict.Blocked blocked -> false;
            case Verdict.Failed failed -> false;
        };
    }

    /// The server said that it serves what it served then.
    private CaptureOutcome unchanged(Snapshot before, String id) {
        Instant takenAt = now();
        Optional<Article> article = snapshots.article(before);
        store.put(before.repeated(id, takenAt, before.url(), before.verdict(), before.article()));
        return new CaptureOutcome(
                before.verdict(),
                Optional.of(new Link.Capture(id, takenAt, before.verdict(), before.bytes())),
                article.flatMap(known -> title(known, before.url())).orElse(null),
                article.map(Article::excerpt).orElse(null),
                article.map(PageCapture::readingSeconds).orElse(0),
                article.map(Article::publishedTime).orElse(null),
                List.of());
    }

    /// What came of an answer.
    private sealed interface Taken {}

    /// A copy, its bytes stored already.
    ///
    /// @param files what else was answered for it
    /// @param bytes of document and parts together, uncompressed
    private record Copy(
            Instant takenAt,
            Verdict verdict,
            String mediaType,
            BlobId document,
            List<Snapshot.Part> parts,
            Article article,
            List<Fetched> files,
            long bytes)
            implements Taken {}

    private record Nothing(FetchFailure reason) implements Taken {}

    private Taken taken(Fetched fetched) {
        String mediaType = MediaTypes.of(fetched.header("content-type").orElse(null), fetched.body());
        return MediaTypes.isPage(mediaType) ? page(fetched) : file(fetched, mediaType);
    }

    private Taken page(Fetched fetched) {
        Instant began = now();
        String contentType = fetched.header("content-type").orElse(null);
        processors.acquireUninterruptibly();
        Document page;
        boolean cut;
        Article article;
        Charsets.Decoded decoded;
        try {
            decoded = Charsets.decode(fetched.body(), contentType);
            switch (parser.parse(decoded, fetched.url())) {
                case PageParser.TooComplex tooComplex -> {
                    return new Nothing(FetchFailure.TOO_COMPLEX);
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
        SnapshotMaker.Made made =
                maker.make(page, fetched.url(), Instant.MAX, new SnapshotMaker.Wishes(decoded.charset(), false));
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
        return new Copy(began, verdict, "text/html", document, parts, article, made.answers(), bytes);
    }

    private Taken file(Fetched fetched, String mediaType) {
        Charset charset = MediaTypes.isText(mediaType)
                ? Charsets.decode(fetched.body(), fetched.header("content-type").orElse(null))
                        .charset()
                : StandardCharsets.UTF_8;
        Article article = media.read(fetched.body(), mediaType, charset, fetched.url());
        if (fetched.truncated()) {
            // half a file opens nowhere
            return new Nothing(FetchFailure.TOO_LARGE);
        }
        Optional<byte[]> kept = KeptFile.of(mediaType, fetched.body());
        if (kept.isEmpty()) {
            return new Nothing(FetchFailure.TOO_COMPLEX);
        }
        return new Copy(
                now(),
                new Verdict.NotAPage(mediaType),
                mediaType,
                blobs.put(kept.get()),
                List.of(),
                article,
                List.of(),
                fetched.body().length);
    }

    private CaptureOutcome store(Link link, String id, Fetched fetched, Copy copy, Optional<Snapshot> before) {
        Article article = copy.article();
        BlobId words = article.text().isBlank() ? null : snapshots.keep(article);
        Optional<Snapshot> same = before.filter(earlier -> isSame(earlier, copy));
        store.put(same.map(earlier -> earlier.repeated(id, copy.takenAt(), fetched.url(), copy.verdict(), words))
                .orElseGet(() -> new Snapshot(
                        id,
                        link.collection(),
                        link.number(),
                        copy.takenAt(),
                        fetched.url(),
                        copy.verdict(),
                        copy.mediaType(),
                        copy.document(),
                        copy.parts(),
                        words,
                        copy.bytes(),
                        answers.keep(fetched, copy.files(), addresses(copy.parts())),
                        null)));
        return new CaptureOutcome(
                copy.verdict(),
                Optional.of(new Link.Capture(id, copy.takenAt(), copy.verdict(), copy.bytes())),
                title(article, fetched.url()).orElse(null),
                article.excerpt(),
                readingSeconds(article),
                article.publishedTime(),
                samePage(copy.verdict(), fetched, article));
    }

    /// Whether a copy is, byte for byte, an earlier one: then what that has need not be kept twice.
    private boolean isSame(Snapshot earlier, Copy copy) {
        return copy.document().equals(earlier.document())
                && snapshots.whole(earlier).parts().equals(copy.parts());
    }

    private static Set<String> addresses(List<Snapshot.Part> parts) {
        return parts.stream().map(Snapshot.Part::address).collect(Collectors.toSet());
    }

    private static Optional<String> title(Article article, String url) {
        return Optional.of(article.title()).filter(title -> !title.equals(url));
    }

    private static int readingSeconds(Article article) {
        return (int) Math.min(Integer.MAX_VALUE, ReadingTime.of(article.text()).toSeconds());
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
