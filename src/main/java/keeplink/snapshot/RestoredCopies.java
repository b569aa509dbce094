package keeplink.snapshot;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import keeplink.fetch.FetchFailure;
import keeplink.fetch.FetchResult;
import keeplink.fetch.PageFetcher;
import keeplink.link.CaptureOutcome;
import keeplink.link.Link;
import keeplink.page.Article;
import keeplink.page.ArticleExtractor;
import keeplink.page.Charsets;
import keeplink.page.MediaReader;
import keeplink.page.MediaTypes;
import keeplink.page.Metadata;
import keeplink.page.PageParser;
import keeplink.page.Verdict;
import keeplink.snapshot.Snapshot.Sameness;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/// Takes in copies that were written as files, as [Snapshots#file] writes them.
///
/// Whoever wrote such a file, it is a stranger's: a page is made inert again as one that was just fetched, by the same
/// [SnapshotMaker], which reaches no network here; what it refers to outside of itself is left out. Only what is in
/// memory at once is bounded for a file that is no page, as for one that was fetched. One file at a time is worked on,
/// so that a small heap is enough. Thread-safe.
public final class RestoredCopies {
    /// How many bytes a file may have: the files of a snapshot in Base64, and the document around them.
    public static final int MOST_BYTES = 48_000_000;

    private static final Duration PARSING = Duration.ofSeconds(20);

    /// No file from elsewhere, and within the page whatever its bytes have room for.
    private static final SnapshotLimits WITHIN_ITSELF =
            new SnapshotLimits(0, MOST_BYTES, MOST_BYTES, Duration.ofSeconds(60), 0, 1);

    private static final PageFetcher NOWHERE = new PageFetcher() {
        @Override
        public FetchResult page(String url) {
            return nothing(url);
        }

        @Override
        public FetchResult resource(String url, String pageUrl, long maxBytes, Duration within) {
            return nothing(url);
        }

        private static FetchResult nothing(String url) {
            return new FetchResult.NotFetched(url, FetchFailure.REFUSED, 0, Optional.empty(), "");
        }
    };

    private final SnapshotStore store;
    private final BlobStore blobs;
    private final Snapshots snapshots;
    private final SnapshotMaker maker;
    private final PageParser parser = new PageParser(PARSING, PageParser.DEFAULT_ELEMENTS);
    private final ArticleExtractor extractor = new ArticleExtractor();
    private final MediaReader media = new MediaReader();
    private final ReentrantLock one = new ReentrantLock();

    public RestoredCopies(SnapshotStore store, BlobStore blobs, Snapshots snapshots, Clock clock) {
        this.store = store;
        this.blobs = blobs;
        this.snapshots = snapshots;
        maker = new SnapshotMaker(NOWHERE, WITHIN_ITSELF, MOST_BYTES, clock);
    }

    /// What is said of a copy.
    ///
    /// @param id names it, as [#id] gives it
    /// @param bytes of document and parts together as they were where it was taken
    /// @param url the address that answered
    /// @param said what the page said of itself, which its copy may not say any more
    public record Copy(
            String id,
            Instant takenAt,
            Verdict verdict,
            long bytes,
            String url,
            @Nullable Article said) {}

    /// Names the copy of a link by its moment, so that restoring it again replaces it.
    public static String id(Link link, Instant takenAt) {
        return "%s.%d.%015d".formatted(link.collection(), link.number(), takenAt.toEpochMilli());
    }

    /// Whether a copy is here.
    public boolean has(String id) {
        return store.find(id).filter(snapshot -> snapshot.document() != null).isPresent();
    }

    /// Whether any copy of a link is here.
    public boolean hasAny(Link link) {
        return snapshots.newest(link).isPresent();
    }

    /// Stores a copy; it is durable on return.
    ///
    /// @param file at most [#MOST_BYTES]
    /// @return what it teaches of its link; empty where it cannot be read, or is larger
    public Optional<CaptureOutcome> restore(Link link, Copy copy, byte[] file) {
        if (file.length == 0 || file.length > MOST_BYTES) {
            return Optional.empty();
        }
        one.lock();
        try {
            String url = HttpUrl.parse(copy.url()) == null ? link.url() : copy.url();
            String mediaType = MediaTypes.of(stated(copy.verdict()), file);
            return MediaTypes.isPage(mediaType) ? page(link, copy, url, file) : file(link, copy, url, mediaType, file);
        } finally {
            one.unlock();
        }
    }

    private static String stated(Verdict verdict) {
        return verdict instanceof Verdict.NotAPage file ? file.mediaType() : "text/html";
    }

    private Optional<CaptureOutcome> page(Link link, Copy copy, String url, byte[] file) {
        PageParser.Result result = parser.parse(new String(file, StandardCharsets.UTF_8), url);
        if (!(result instanceof PageParser.Parsed parsed)) {
            return Optional.empty();
        }
        Metadata metadata = Metadata.of(parsed.document(), url);
        Article article = extractor.extract(parsed.document(), url, metadata);
        SnapshotMaker.Made made = maker.useUp(parsed.document(), url, SnapshotMaker.Wishes.DEFAULTS);
        NewBlobs gathered = new NewBlobs(blobs);
        BlobId document = gathered.add(made.document());
        List<Snapshot.Part> parts = new ArrayList<>();
        for (Resource resource : made.resources()) {
            parts.add(new Snapshot.Part(resource.address(), resource.mediaType(), gathered.add(resource.blob())));
        }
        Verdict verdict =
                switch (copy.verdict()) {
                    case Verdict.NotAPage none -> new Verdict.Full(List.of());
                    case Verdict.Failed none -> new Verdict.Full(List.of());
                    default -> copy.verdict();
                };
        return Optional.of(
                store(link, copy, url, verdict, "text/html", gathered, document, parts, article, metadata.keywords()));
    }

    private Optional<CaptureOutcome> file(Link link, Copy copy, String url, String mediaType, byte[] file) {
        Charset charset =
                MediaTypes.isText(mediaType) ? Charsets.decode(file, null).charset() : StandardCharsets.UTF_8;
        MediaReader.Medium medium = media.read(file, mediaType, charset, url);
        NewBlobs gathered = new NewBlobs(blobs);
        return KeptFile.of(mediaType, file)
                .map(kept -> store(
                        link,
                        copy,
                        url,
                        new Verdict.NotAPage(mediaType, medium.pages(), medium.hurdle()),
                        mediaType,
                        gathered,
                        gathered.add(kept),
                        List.of(),
                        medium.article(),
                        List.of()));
    }

    private CaptureOutcome store(
            Link link,
            Copy copy,
            String url,
            Verdict verdict,
            String mediaType,
            NewBlobs gathered,
            BlobId document,
            List<Snapshot.Part> parts,
            Article read,
            List<String> keywords) {
        Article article = copy.said() == null ? read : read.saidToBe(copy.said());
        BlobId words = article.text().isBlank() ? null : gathered.add(Snapshots.stored(article));
        gathered.store();
        Snapshot snapshot = new Snapshot(
                copy.id(),
                link.collection(),
                link.number(),
                copy.takenAt(),
                url,
                verdict,
                mediaType,
                document,
                parts,
                words,
                copy.bytes());
        store.put(before(link, snapshot)
                .map(same -> same.repeated(copy.id(), copy.takenAt(), url, verdict, words, Sameness.LOOKS))
                .orElse(snapshot));
        Link.Capture capture = new Link.Capture(copy.id(), copy.takenAt(), verdict, copy.bytes());
        return Copies.outcome(article, url, capture, keywords, List.of(url));
    }

    /// The copy before this one, where it is the same.
    private Optional<Snapshot> before(Link link, Snapshot snapshot) {
        return snapshots.all(link).stream()
                .filter(other -> other.document() != null && other.id().compareTo(snapshot.id()) < 0)
                .findFirst()
                .map(snapshots::whole)
                .filter(before -> before.bytes() == snapshot.bytes()
                        && snapshot.parts().equals(before.parts())
                        && Objects.equals(snapshot.document(), before.document()));
    }
}
