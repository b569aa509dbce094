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
import java.util.function.Function;
import keeplink.fetch.FetchFailure;
import keeplink.fetch.FetchResult;
import keeplink.fetch.FetchResult.Fetched;
import keeplink.fetch.FetchResult.NotFetched;
import keeplink.fetch.PageFetcher;
import keeplink.fetch.PageRequest;
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
    /// A page of no more than this is light work.
    private static final int LIGHT_BYTES = 1024 * 1024;

    private static final int LIGHT_ELEMENTS = 20_000;

    /// A script or a wall is short; what is longer is worth keeping as it is.
    private static final int LARGEST_POOR = 2 * 1024 * 1024;

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
    private final Function<LinkCollection, Optional<String>> languages;
    private final Workshop workshop = new Workshop(Runtime.getRuntime().maxMemory());

    /// Without knowing what anybody reads.
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
        this(
                fetcher,
                parser,
                extractor,
                classifier,
                media,
                maker,
                store,
                blobs,
                snapshots,
                clock,
                collection -> Optional.empty());
    }

    /// @param languages what the people of a collection read, as a BCP 47 tag; where it is known, pages are asked
    ///     for in it
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
            Clock clock,
            Function<LinkCollection, Optional<String>> languages) {
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
        this.languages = languages;
    }

    /// Captures the page of a link.
    ///
    /// @param job its wish: the copy is named by it, so that a capture that is done again after a crash replaces
    ///     its copy
    public CaptureOutcome take(Link link, CaptureJob job) {
        String id = "%s.%d.%015d"
                .formatted(link.collection(), link.number(), job.dueAt().toEpochMilli());
        PageRequest request = PageRequest.of(job.url());
        PageRequest asked = languages.apply(link.collection()).map(request::in).orElse(request);
        return switch (fetcher.page(asked, result -> first(link, id, asked, result))) {
            case Tried.Done done -> done.outcome();
            case Tried.Poor poor -> better(link, id, poor);
        };
    }

    /// What the first request came to.
    private sealed interface Tried {
        record Done(CaptureOutcome outcome) implements Tried {}

        /// A script or a wall.
        ///
        /// @param page what came, which is kept when nothing better does
        /// @param views where else the page may be had
        record Poor(Fetched page, List<OtherViews.View> views) implements Tried {}
    }

    private Tried first(Link link, String id, PageRequest asked, FetchResult result) {
        Optional<Fetched> came = page(result);
        if (came.isEmpty()) {
            return new Tried.Done(
                    switch (result) {
                        case NotFetched failed -> CaptureOutcome.failed(reason(failed));
                        case Fetched file -> file(link, id, file, mediaType(file));
                    });
        }
        try (Workshop.Place place = workshop.enter(came.get().body().length)) {
            Reading reading = read(came.get(), place);
            return reading instanceof Reading.Page page
                            && OtherViews.isPoor(verdict(page, List.of()))
                            && came.get().body().length <= LARGEST_POOR
                    ? new Tried.Poor(
                            came.get(), OtherViews.of(asked, page.fetched().url(), page.document()))
                    : new Tried.Done(outcome(link, id, reading));
        }
    }

    /// The first view that is more than a script or a wall; else what came first.
    private CaptureOutcome better(Link link, String id, Tried.Poor poor) {
        String url = poor.page().url();
        for (OtherViews.View view : poor.views()) {
            Optional<CaptureOutcome> outcome = fetcher.page(
                    view.request(),
                    result -> (view.embedded() ? described(result, url) : Optional.of(result))
                            .flatMap(better -> ifBetter(link, id, better)));
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        try (Workshop.Place place = workshop.enter(poor.page().body().length)) {
            return outcome(link, id, read(poor.page(), place));
        }
    }

    private static Optional<FetchResult> described(FetchResult result, String url) {
        return result instanceof Fetched description
                ? OEmbed.page(description, url).map(FetchResult.class::cast)
                : Optional.empty();
    }

    private Optional<CaptureOutcome> ifBetter(Link link, String id, FetchResult result) {
        if (!(result instanceof Fetched fetched)) {
            return Optional.empty();
        }
        if (page(fetched).isEmpty()) {
            return Optional.of(file(link, id, fetched, mediaType(fetched)));
        }
        try (Workshop.Place place = workshop.enter(fetched.body().length)) {
            return read(fetched, place) instanceof Reading.Page page && !OtherViews.isPoor(verdict(page, List.of()))
                    ? Optional.of(outcome(link, id, page))
                    : Optional.empty();
        }
    }

    /// The page that came, also with an error; empty where none came.
    private static Optional<Fetched> page(FetchResult result) {
        Optional<Fetched> came =
                switch (result) {
                    case NotFetched failed -> failed.page();
                    case Fetched fetched -> Optional.of(fetched);
                };
        return came.filter(fetched -> MediaTypes.isPage(mediaType(fetched)));
    }

    private static String mediaType(Fetched fetched) {
        return MediaTypes.of(fetched.header("content-type").orElse(null), fetched.body());
    }

    /// A status is the reason only where there is no other: an answer with 200 may have been too large.
    private static Verdict.Failed reason(NotFetched failed) {
        return new Verdict.Failed(failed.reason(), failed.reason() == FetchFailure.HTTP_STATUS ? failed.status() : 0);
    }

    /// What a page says.
    private sealed interface Reading {
        record Page(Fetched fetched, Document document, boolean cut, Article article, Instant began)
                implements Reading {}

        record TooComplex() implements Reading {}
    }

    private Reading read(Fetched fetched, Workshop.Place place) {
        Instant began = now();
        Charsets.Decoded decoded =
                Charsets.decode(fetched.body(), fetched.header("content-type").orElse(null));
        return switch (parser.parse(decoded, fetched.url())) {
            case PageParser.TooComplex tooComplex -> new Reading.TooComplex();
            case PageParser.Parsed parsed -> {
                Article article = extractor.extract(parsed.document(), fetched.url());
                if (fetched.body().length <= LIGHT_BYTES
                        && parsed.document().getAllElements().size() <= LIGHT_ELEMENTS) {
                    place.moveOn();
                }
                yield new Reading.Page(fetched, parsed.document(), parsed.cut() || fetched.truncated(), article, began);
            }
        };
    }

    private Verdict verdict(Reading.Page page, List<Shortfall> missing) {
        return classifier.classify(
                page.document(),
                page.article(),
                page.fetched().url(),
                page.fetched().status(),
                missing);
    }

    private CaptureOutcome outcome(Link link, String id, Reading reading) {
        return switch (reading) {
            case Reading.TooComplex tooComplex ->
                CaptureOutcome.failed(new Verdict.Failed(FetchFailure.TOO_COMPLEX, 0));
            case Reading.Page page
            when page.fetched().status() >= 400 ->
                new CaptureOutcome(verdict(page, List.of()), Optional.empty(), null, null, 0, null, List.of());
            case Reading.Page page -> copy(link, id, page);
        };
    }

    private CaptureOutcome copy(Link link, String id, Reading.Page page) {
        SnapshotMaker.Made made = maker.make(page.document(), page.fetched().url(), Instant.MAX);
        List<Shortfall> missing = new ArrayList<>(made.missing());
        if (page.cut()) {
            missing.add(new Shortfall(What.PAGE_BOUND, 1));
        }
        Verdict verdict = verdict(page, missing);
        BlobId document = blobs.put(made.html().getBytes(StandardCharsets.UTF_8));
        List<Snapshot.Part> parts = new ArrayList<>();
        long bytes = made.html().length();
        for (Resource resource : made.resources()) {
            parts.add(new Snapshot.Part(resource.address(), resource.mediaType(), blobs.put(resource.bytes())));
            bytes += resource.bytes().length;
        }
        return store(
                link, id, page.fetched(), page.began(), verdict, "text/html", document, parts, page.article(), bytes);
    }

    private CaptureOutcome file(Link link, String id, Fetched fetched, String mediaType) {
        try (Workshop.Place place = workshop.enter(fetched.body().length)) {
            return keep(link, id, fetched, mediaType);
        }
    }

    private CaptureOutcome keep(Link link, String id, Fetched fetched, String mediaType) {
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
