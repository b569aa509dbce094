package keeplink.storage;

import static keeplink.storage.Documents.ID;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import keeplink.link.Link;
import keeplink.link.LinkStore;
import keeplink.snapshot.BlobId;
import keeplink.snapshot.BlobStore;
import org.bson.Document;

/// Reads everything once and says what does not fit together: links that cannot be read or found by their
/// address, blobs that are damaged, snapshots that lack a blob.
///
/// Beside writers it finds only what is wrong for good: what looks wrong is looked at once more.
final class StorageCheck {
    private static final int BATCH = 50;

    private final MongoCollection<Document> links;
    private final MongoCollection<Document> snapshots;
    private final MongoCollection<Document> blobs;
    private final LinkStore linkStore;
    private final BlobStore blobStore;
    private final List<String> findings = new ArrayList<>();

    StorageCheck(MongoDatabase database, LinkStore linkStore, BlobStore blobStore) {
        links = database.getCollection(MongoLinkStore.LINKS);
        snapshots = database.getCollection(MongoSnapshotStore.SNAPSHOTS);
        blobs = database.getCollection(MongoBlobStore.BLOBS);
        this.linkStore = linkStore;
        this.blobStore = blobStore;
    }

    List<String> run() {
        links.find().batchSize(BATCH).forEach(this::checkLink);
        BlobMarks sound = new BlobMarks();
        blobs.find()
                .projection(new Document(ID, 1))
                .batchSize(BATCH)
                .forEach(head -> checkBlob(new BlobId(head.getString(ID)), sound));
        snapshots.find().batchSize(BATCH).forEach(snapshot -> checkSnapshot(snapshot, sound));
        return List.copyOf(findings);
    }

    private void checkLink(Document document) {
        Link link;
        try {
            link = LinkDocument.link(document);
        } catch (RuntimeException unreadable) {
            findings.add("link " + document.getString(ID) + " cannot be read: " + unreadable);
            return;
        }
        String key = link.canonicalUrl().key();
        boolean lost = !link.deleted()
                && linkStore.owner(link.collection(), key).isEmpty()
                && linkStore.find(link.collection(), link.number()).isPresent();
        if (lost) {
            findings.add("link " + document.getString(ID) + " is not found by its address " + key);
        }
    }

    private void checkBlob(BlobId id, BlobMarks sound) {
        try {
            if (blobStore.get(id).isPresent()) {
                sound.add(id);
            }
        } catch (UncheckedIOException damaged) {
            findings.add(String.valueOf(damaged.getMessage()));
            // It is there, and was told: the snapshots that refer to it do not lack it.
            sound.add(id);
        }
    }

    private void checkSnapshot(Document document, BlobMarks sound) {
        Set<BlobId> missing = new HashSet<>();
        MongoSnapshotStore.references(document, blob -> {
            if (!sound.mayHave(blob)) {
                missing.add(blob);
            }
        });
        for (BlobId blob : missing) {
            if (blobs.find(Documents.byId(blob.sha256())).first() == null) {
                findings.add("snapshot " + document.getString(ID) + " lacks blob " + blob);
            }
        }
    }
}
