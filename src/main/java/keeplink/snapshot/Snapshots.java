package keeplink.snapshot;

import java.util.Optional;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.page.Article;
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
        return store.of(link.collection(), link.number()).stream()
                .flatMap(snapshot -> Optional.ofNullable(snapshot.article()).stream())
                .findFirst()
                .flatMap(blobs::get)
                .map(json -> JSON.readValue(json, Article.class));
    }

    /// The words of a link's newest article, empty where there are none.
    public String text(Link link) {
        return link.captures().isEmpty()
                ? ""
                : article(link).map(Article::words).orElse("");
    }

    /// A copy as one file that opens without the net; empty where there is none of that id.
    public Optional<byte[]> file(String id) {
        return store.find(id)
                .filter(snapshot -> snapshot.document() != null)
                .map(snapshot -> composer.compose(snapshot, blobs));
    }

    /// Stores an article.
    BlobId keep(Article article) {
        return blobs.put(JSON.writeValueAsBytes(article));
    }
}
