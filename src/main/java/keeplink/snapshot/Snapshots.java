package keeplink.snapshot;

import java.io.OutputStream;
import java.io.Reader;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.page.Article;
import keeplink.page.Charsets;
import keeplink.page.Verdict;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The copies of a link's page, read. Thread-safe.
public final class Snapshots {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SnapshotStore store;
    private final BlobStore blobs;
    private final SnapshotComposer composer;

    public Snapshots(SnapshotStore store, BlobStore blobs, SnapshotComposer composer) {
        this.store = store;
        this.blobs = blobs;
        this.composer = composer;
    }

    /// The newest copy that holds a document.
    public Optional<Snapshot> newest(Link link) {
        return newest(link.collection(), link.number());
    }

    private Optional<Snapshot> newest(LinkCollection collection, int number) {
        return store.of(collection, number).stream()
                .filter(snapshot -> snapshot.document() != null)
                .findFirst();
    }

    /// The article of the newest copy that has one.
    public Optional<Article> article(Link link) {
        return newestReadable(link).flatMap(this::article);
    }

    /// The newest copy that has an article.
    public Optional<Snapshot> newestReadable(Link link) {
        return all(link).stream().filter(snapshot -> snapshot.article() != null).findFirst();
    }

    /// The copy of this id, where it is one of this link.
    public Optional<Snapshot> find(Link link, String id) {
        return store.find(id)
                .filter(snapshot ->
                        snapshot.collection().equals(link.collection()) && snapshot.number() == link.number());
    }

    /// The words of a link's newest article, empty where there are none.
    public String text(Link link) {
        return link.captures().isEmpty()
                ? ""
                : article(link).map(Article::words).orElse("");
    }

    /// A copy as one file that opens without the net; empty where there is none of that id.
    public Optional<byte[]> file(String id) {
        return store.find(id).filter(snapshot -> snapshot.document() != null).map(this::file);
    }

    /// The same of a copy that is known.
    ///
    /// @throws IllegalArgumentException where it has no document
    public byte[] file(Snapshot snapshot) {
        return composer.compose(whole(snapshot), blobs);
    }

    /// Writes a copy of a page as one file that opens without the net, as it is put together.
    ///
    /// @throws IllegalArgumentException where it has no document
    /// @throws java.io.UncheckedIOException where it cannot be written or a part cannot be read
    public void write(Snapshot snapshot, OutputStream out) {
        composer.compose(whole(snapshot), blobs, out);
    }

    /// The article of a copy as HTML that loads nothing: the pictures that the copy has are in it, the others
    /// are links.
    public String readable(Snapshot snapshot, Article article) {
        return new ReadableArticle(whole(snapshot), blobs).html(article);
    }

    /// The characters of a copy that is a text, in order; empty where its bytes are no more.
    public Optional<Reader> text(Snapshot snapshot) {
        return Optional.ofNullable(snapshot.document())
                .flatMap(blobs::get)
                .map(bytes -> Charsets.decode(bytes, stated(snapshot)).reader());
    }

    /// The `Content-Type` the server gave it, null where that was not kept.
    private @Nullable String stated(Snapshot snapshot) {
        return new Answers(blobs)
                .of(original(snapshot).orElse(snapshot)).stream()
                        .findFirst()
                        .map(page -> page.headers().get("content-type"))
                        .filter(types -> !types.isEmpty())
                        .map(List::getFirst)
                        .orElse(null);
    }

    /// All copies of a link, newest first.
    public List<Snapshot> all(Link link) {
        return store.of(link.collection(), link.number());
    }

    /// Removes the copies taken before a moment that a link does not know any more: who brought them took them back.
    /// One whose parts a copy needs that stays is left.
    public void keepKnown(Link link, Instant before) {
        Set<String> known = link.captures().stream().map(Link.Capture::snapshot).collect(Collectors.toSet());
        Predicate<Snapshot> stays =
                copy -> known.contains(copy.id()) || !copy.takenAt().isBefore(before);
        List<Snapshot> copies = all(link);
        Set<String> needed = copies.stream()
                .filter(stays)
                .map(Snapshot::sameAs)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        copies.stream()
                .filter(stays.negate())
                .map(Snapshot::id)
                .filter(id -> !needed.contains(id))
                .forEach(store::remove);
    }

    /// The copy with its parts, also where an earlier one has them.
    Snapshot whole(Snapshot snapshot) {
        return original(snapshot)
                .map(original -> snapshot.withParts(original.parts()))
                .orElse(snapshot);
    }

    /// The copy that has the parts of this one; empty where that is itself.
    public Optional<Snapshot> original(Snapshot snapshot) {
        return Optional.ofNullable(snapshot.sameAs()).flatMap(store::find);
    }

    /// The article of one copy.
    public Optional<Article> article(Snapshot snapshot) {
        return Optional.ofNullable(snapshot.article())
                .flatMap(blobs::get)
                .map(json -> JSON.readValue(json, Article.class));
    }

    /// What changed from the copy before the newest to the newest. A wall that stood before the page is no copy of it.
    public Changes changes(Link link) {
        List<Snapshot> pages = all(link).stream()
                .filter(snapshot -> snapshot.document() != null && !(snapshot.verdict() instanceof Verdict.Blocked))
                .limit(2)
                .toList();
        return switch (pages.size()) {
            case 0 -> new Changes.NoCopy();
            case 1 -> new Changes.OneCopy(pages.getFirst().takenAt());
            default ->
                new Changes.Compared(
                        pages.getLast().takenAt(),
                        pages.getFirst().takenAt(),
                        TextDiff.between(words(pages.getLast()), words(pages.getFirst())));
        };
    }

    private String words(Snapshot snapshot) {
        return article(snapshot).map(Article::text).orElse("");
    }

    /// An article as it is stored.
    static byte[] stored(Article article) {
        return JSON.writeValueAsBytes(article);
    }
}
