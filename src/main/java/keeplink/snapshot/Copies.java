package keeplink.snapshot;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import keeplink.fetch.FetchResult.Fetched;
import keeplink.fetch.PageRequest;
import keeplink.link.CaptureOutcome;
import keeplink.link.Link;
import keeplink.page.Article;
import keeplink.page.ReadingTime;
import keeplink.page.Verdict;
import keeplink.snapshot.Snapshot.Sameness;
import org.jspecify.annotations.Nullable;

/// Stores what captures got, an unchanged page as next to nothing: its copy says which earlier one it repeats.
/// Thread-safe.
final class Copies {
    private final SnapshotStore store;
    private final BlobStore blobs;
    private final Snapshots snapshots;
    private final Answers answers;
    private final Validators validators;

    Copies(SnapshotStore store, Snapshots snapshots, BlobStore blobs) {
        this.store = store;
        this.blobs = blobs;
        this.snapshots = snapshots;
        answers = new Answers(blobs);
        validators = new Validators(snapshots, blobs);
    }

    /// What a capture got.
    ///
    /// @param page the answer with the page
    /// @param body the bytes of that answer where they are stored already
    /// @param files the other answers
    /// @param blobs holds the document and the parts, and takes the rest
    /// @param keywords the page's own tags, in its order
    /// @param bytes of document and parts together, uncompressed
    record Copy(
            Fetched page,
            Optional<BlobId> body,
            List<Fetched> files,
            Instant takenAt,
            Verdict verdict,
            String mediaType,
            NewBlobs blobs,
            BlobId document,
            List<Snapshot.Part> parts,
            Article article,
            List<String> keywords,
            long bytes) {
        Copy {
            keywords = verdict instanceof Verdict.Blocked ? List.of() : List.copyOf(keywords);
        }
    }

    /// The newest copy of a link but the one of this id, which a capture that broke off may have left.
    Optional<Snapshot> before(Link link, String id) {
        return snapshots.all(link).stream()
                .filter(earlier -> earlier.document() != null && !earlier.id().equals(id))
                .findFirst();
    }

    /// Asks for a page only if it is no longer as it was, where the copy of then is whole and its server told how to
    /// ask. Where something is missing, all is taken again.
    PageRequest unless(Optional<Snapshot> before, PageRequest request) {
        return before.filter(Copies::isWhole)
                .map(earlier -> validators.unlessAsIn(earlier, request))
                .orElse(request);
    }

    private static boolean isWhole(Snapshot snapshot) {
        return switch (snapshot.verdict()) {
            case Verdict.Full full -> full.missing().isEmpty();
            case Verdict.NotAPage file -> true;
            case Verdict.TextOnly textOnly -> false;
            case Verdict.Blocked blocked -> false;
            case Verdict.Failed failed -> false;
        };
    }

    /// Stores that the server serves what it served then.
    CaptureOutcome unchanged(Snapshot before, String id, Instant takenAt) {
        store.put(
                before.repeated(id, takenAt, before.url(), before.verdict(), before.article(), Sameness.NOT_MODIFIED));
        Link.Capture capture = new Link.Capture(id, takenAt, before.verdict(), before.bytes());
        return snapshots
                .article(before)
                .map(article -> outcome(article, before.url(), capture, List.of(), List.of()))
                .orElseGet(() -> CaptureOutcome.repeated(before.verdict(), capture));
    }

    /// Stores a copy.
    ///
    /// @param samePage further addresses of the page
    CaptureOutcome put(Link link, String id, Copy copy, List<String> samePage) {
        Optional<Snapshot> before = before(link, id).map(snapshots::whole);
        Optional<Snapshot> same = before.filter(earlier -> isSame(earlier, copy));
        Optional<Snapshot> alike =
                same.isPresent() ? Optional.empty() : before.filter(earlier -> looksTheSame(earlier, copy));
        if (alike.isPresent()) {
            return repeat(alike.get(), id, copy, samePage);
        }
        Article article = copy.article();
        BlobId words = article.text().isBlank() ? null : copy.blobs().add(Snapshots.stored(article));
        String url = copy.page().url();
        Snapshot snapshot = same.map(earlier ->
                        earlier.repeated(id, copy.takenAt(), url, copy.verdict(), words, sameness(earlier, copy)))
                .orElseGet(() -> whole(link, id, copy, words));
        copy.blobs().store();
        store.put(snapshot);
        Link.Capture capture = new Link.Capture(id, copy.takenAt(), copy.verdict(), copy.bytes());
        return outcome(article, url, capture, copy.keywords(), samePage);
    }

    /// Stores nothing but that the page was there as it had been.
    private CaptureOutcome repeat(Snapshot earlier, String id, Copy copy, List<String> samePage) {
        String url = copy.page().url();
        store.put(earlier.repeated(id, copy.takenAt(), url, copy.verdict(), earlier.article(), Sameness.LOOKS));
        Link.Capture capture = new Link.Capture(id, copy.takenAt(), copy.verdict(), earlier.bytes());
        return outcome(copy.article(), url, capture, copy.keywords(), samePage);
    }

    /// Whether a copy of a page that is not the same to the byte shows what an earlier one with its parts does.
    private boolean looksTheSame(Snapshot earlier, Copy copy) {
        BlobId document = earlier.document();
        return document != null
                && copy.mediaType().equals("text/html")
                && earlier.mediaType().equals("text/html")
                && contents(earlier.parts()).equals(contents(copy.parts()))
                && copy.blobs()
                        .held(copy.document())
                        .flatMap(now -> blobs.get(document).map(then -> UnseenChanges.only(then, now)))
                        .orElse(false);
    }

    private static Set<BlobId> contents(List<Snapshot.Part> parts) {
        return parts.stream().map(Snapshot.Part::blob).collect(Collectors.toSet());
    }

    /// Whether a copy is, byte for byte, an earlier one with its parts.
    private static boolean isSame(Snapshot earlier, Copy copy) {
        return copy.document().equals(earlier.document()) && earlier.parts().equals(copy.parts());
    }

    /// A copy that is the same to the byte was made of what came, and that may have been something else.
    private Sameness sameness(Snapshot earlier, Copy copy) {
        BlobId came = copy.body().orElseGet(() -> copy.blobs().id(copy.page().body()));
        return answers.of(snapshots.original(earlier).orElse(earlier)).stream()
                        .findFirst()
                        .filter(page -> page.body().equals(came))
                        .isPresent()
                ? Sameness.BYTES
                : Sameness.LOOKS;
    }

    private static Snapshot whole(Link link, String id, Copy copy, @Nullable BlobId words) {
        return new Snapshot(
                id,
                link.collection(),
                link.number(),
                copy.takenAt(),
                copy.page().url(),
                copy.verdict(),
                copy.mediaType(),
                copy.document(),
                copy.parts(),
                words,
                copy.bytes(),
                Answers.gather(copy.blobs(), copy.page(), copy.body(), copy.files(), copy.parts()),
                null,
                null);
    }

    static CaptureOutcome outcome(
            Article article, String url, Link.Capture capture, List<String> keywords, List<String> samePage) {
        return new CaptureOutcome(
                capture.verdict(),
                Optional.of(capture),
                article.title().equals(url) ? null : article.title(),
                article.excerpt(),
                (int) Math.min(Integer.MAX_VALUE, ReadingTime.of(article.text()).toSeconds()),
                article.publishedTime(),
                article.image(),
                keywords,
                samePage);
    }
}
