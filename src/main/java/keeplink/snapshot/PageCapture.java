package keeplink.snapshot;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
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
import keeplink.page.ArticleExtractor;
import keeplink.page.Charsets;
import keeplink.page.MediaReader;
import keeplink.page.MediaTypes;
import keeplink.page.PageParser;
import keeplink.page.Verdict;
import keeplink.page.Verdict.Shortfall;
import keeplink.page.Verdict.What;
import keeplink.page.VerdictClassifier;
import keeplink.snapshot.PageReader.Reading;

/// Captures one page: fetches it, reads it, gathers its files, stores the copy, and says what was found.
/// Everything it stores is durable when it returns. Thread-safe.
public final class PageCapture {
    private static final int NOT_MODIFIED = 304;

    private final PageFetcher fetcher;
    private final PageReader reader;
    private final VerdictClassifier classifier;
    private final MediaReader media;
    private final SnapshotMaker maker;
    private final SnapshotStore store;
    private final BlobStore blobs;
    private final Copies copies;
    private final Clock clock;
    private final Function<LinkCollection, Optional<String>> languages;
    private final Workshop workshop =
            new Workshop(Runtime.getRuntime().maxMemory(), Runtime.getRuntime().availableProcessors());

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
        reader = new PageReader(parser, extractor, classifier, blobs, clock);
        this.classifier = classifier;
        this.media = media;
        this.maker = maker;
        this.store = store;
        this.blobs = blobs;
        copies = new Copies(store, snapshots, blobs);
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
        Optional<Snapshot> before = copies.before(link, id);
        PageRequest asked = copies.unless(
                before, languages.apply(link.collection()).map(request::in).orElse(request));
        Errand errand = new Errand(link, id, fetcher.forOneCapture());
        return switch (errand.fetcher().page(asked, result -> first(errand, asked, before, result))) {
            case Tried.Done done -> done.outcome();
            case Tried.Poor poor -> better(errand, poor);
        };
    }

    /// One capture.
    ///
    /// @param id names the copy
    /// @param fetcher the way out of this capture alone
    private record Errand(Link link, String id, PageFetcher fetcher) {}

    /// What the first request came to.
    private sealed interface Tried {
        record Done(CaptureOutcome outcome) implements Tried {}

        /// A script or a wall.
        ///
        /// @param page what came, which is kept when nothing better does
        /// @param views where else the page may be had
        record Poor(Fetched page, List<OtherViews.View> views) implements Tried {}
    }

    private Tried first(Errand errand, PageRequest asked, Optional<Snapshot> before, FetchResult result) {
        Optional<Fetched> came = page(result);
        if (came.isEmpty()) {
            return new Tried.Done(
                    switch (result) {
                        case NotFetched same
                        when same.status() == NOT_MODIFIED && before.isPresent() ->
                            copies.unchanged(before.get(), errand.id(), now());
                        case NotFetched failed -> CaptureOutcome.failed(Verdict.Failed.of(failed));
                        case Fetched file -> file(errand, file, PageReader.mediaType(file));
                    });
        }
        return workshop.work(came.get().content().length(), place -> {
            Reading reading = reader.read(came.get(), place);
            return reading instanceof Reading.Page page
                            && OtherViews.isPoor(page.verdict())
                            // a script or a wall is short; what is longer is worth keeping as it is
                            && came.get().content().length() <= PageReader.LARGEST_HELD
                    ? new Tried.Poor(
                            came.get(), OtherViews.of(asked, page.fetched().url(), page.document()))
                    : new Tried.Done(outcome(errand, reading));
        });
    }

    /// The first view that is more than a script or a wall; else what came first.
    private CaptureOutcome better(Errand errand, Tried.Poor poor) {
        String url = poor.page().url();
        for (OtherViews.View view : poor.views()) {
            Optional<CaptureOutcome> outcome = errand.fetcher()
                    .page(
                            view.request(),
                            result -> (view.embedded() ? described(result, url) : Optional.of(result))
                                    .flatMap(better -> ifBetter(errand, better)));
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        return workshop.work(poor.page().content().length(), place -> outcome(errand, reader.read(poor.page(), place)));
    }

    private static Optional<FetchResult> described(FetchResult result, String url) {
        return result instanceof Fetched description
                ? OEmbed.page(description, url).map(FetchResult.class::cast)
                : Optional.empty();
    }

    private Optional<CaptureOutcome> ifBetter(Errand errand, FetchResult result) {
        if (!(result instanceof Fetched fetched)) {
            return Optional.empty();
        }
        if (page(fetched).isEmpty()) {
            return Optional.of(file(errand, fetched, PageReader.mediaType(fetched)));
        }
        return workshop.work(
                fetched.content().length(),
                place -> reader.read(fetched, place) instanceof Reading.Page page && !OtherViews.isPoor(page.verdict())
                        ? Optional.of(outcome(errand, page))
                        : Optional.empty());
    }

    /// The page that came, also with an error; empty where none came.
    private static Optional<Fetched> page(FetchResult result) {
        Optional<Fetched> came =
                switch (result) {
                    case NotFetched failed -> failed.page();
                    case Fetched fetched -> Optional.of(fetched);
                };
        return came.filter(fetched -> MediaTypes.isPage(PageReader.mediaType(fetched)));
    }

    private CaptureOutcome outcome(Errand errand, Reading reading) {
        return switch (reading) {
            case Reading.TooComplex tooComplex ->
                CaptureOutcome.failed(new Verdict.Failed(FetchFailure.TOO_COMPLEX, 0));
            case Reading.Page page
            when page.fetched().status() >= 400 ->
                // a wall that comes with 429 or 503 may be gone as well
                CaptureOutcome.nothing(
                        page.verdict(),
                        FetchFailure.HTTP_STATUS.mayPass(page.fetched().status()));
            case Reading.Page page -> copy(errand, page);
        };
    }

    private CaptureOutcome copy(Errand errand, Reading.Page page) {
        VerdictClassifier.Files files = VerdictClassifier.Files.of(page.document());
        Stored stored = keepDocument(errand, page);
        List<Shortfall> missing = new ArrayList<>(stored.missing());
        Shortfall bound = new Shortfall(What.PAGE_BOUND, 1);
        if (page.cut() && !missing.contains(bound)) {
            missing.add(bound);
        }
        return store(
                errand,
                new Copies.Copy(
                        page.fetched(),
                        page.kept(),
                        stored.answers(),
                        page.began(),
                        classifier.with(missing, page.verdict(), files),
                        "text/html",
                        stored.blobs(),
                        stored.document(),
                        stored.parts(),
                        page.article(),
                        page.keywords(),
                        stored.bytes()));
    }

    /// A document with its files: where they are large they are stored, and their bytes take no memory any more.
    private record Stored(
            NewBlobs blobs,
            BlobId document,
            List<Snapshot.Part> parts,
            List<Shortfall> missing,
            List<Fetched> answers,
            long bytes) {}

    private Stored keepDocument(Errand errand, Reading.Page page) {
        SnapshotMaker.Made made = maker.by(errand.fetcher())
                .useUp(page.document(), page.fetched().url(), new SnapshotMaker.Wishes(page.charset(), false));
        NewBlobs gathered = new NewBlobs(blobs);
        long bytes = made.document().length;
        BlobId document = gathered.add(made.document());
        List<Snapshot.Part> parts = new ArrayList<>();
        for (Resource resource : made.resources()) {
            bytes += resource.bytes().length;
            parts.add(new Snapshot.Part(resource.address(), resource.mediaType(), gathered.add(resource.blob())));
        }
        return new Stored(gathered, document, parts, made.missing(), made.answers(), bytes);
    }

    private CaptureOutcome file(Errand errand, Fetched fetched, String mediaType) {
        return workshop.work(fetched.content().length(), place -> keep(errand, fetched, mediaType));
    }

    private CaptureOutcome keep(Errand errand, Fetched fetched, String mediaType) {
        Charset charset = MediaTypes.isText(mediaType)
                ? Charsets.decode(fetched.body(), fetched.header("content-type").orElse(null))
                        .charset()
                : StandardCharsets.UTF_8;
        MediaReader.Medium medium = media.read(fetched.body(), mediaType, charset, fetched.url());
        if (fetched.truncated()) {
            // half a file opens nowhere
            return CaptureOutcome.failed(new Verdict.Failed(FetchFailure.TOO_LARGE, 0));
        }
        Optional<byte[]> kept = KeptFile.of(mediaType, fetched.body());
        if (kept.isEmpty()) {
            return CaptureOutcome.failed(new Verdict.Failed(FetchFailure.TOO_COMPLEX, 0));
        }
        NewBlobs gathered = new NewBlobs(blobs);
        BlobId document = gathered.add(kept.get());
        return store(
                errand,
                new Copies.Copy(
                        fetched,
                        Optional.empty(),
                        List.of(),
                        now(),
                        new Verdict.NotAPage(mediaType, medium.pages(), medium.hurdle()),
                        mediaType,
                        gathered,
                        document,
                        List.of(),
                        medium.article(),
                        List.of(),
                        fetched.body().length));
    }

    private CaptureOutcome store(Errand errand, Copies.Copy copy) {
        return copies.put(
                errand.link(), errand.id(), copy, SamePage.addresses(copy.verdict(), copy.page(), copy.article()));
    }

    /// The link went while its page was captured: so does the copy.
    void forgotten(LinkCollection collection, int number) {
        store.remove(collection, number);
    }

    /// Two links turned out to be one page: the copies of the one are the other's now.
    void moved(LinkCollection collection, int from, int to) {
        store.move(collection, from, to);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
