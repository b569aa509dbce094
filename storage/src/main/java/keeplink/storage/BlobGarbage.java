package keeplink.storage;

import static keeplink.storage.Documents.ID;
import static keeplink.storage.Documents.byId;
import static keeplink.storage.Documents.date;
import static keeplink.storage.Documents.instant;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import keeplink.snapshot.BlobId;
import org.bson.Document;
import org.bson.types.ObjectId;

/// Removes the blobs no snapshot refers to.
///
/// A snapshot is stored after its blobs, so a blob without a snapshot may be one whose snapshot is being made.
/// What was put within the grace period therefore stays, also when it was there before: putting it again says so
/// ([MongoBlobStore#TOUCHED_AT]), and a blob is deleted only as it was when it was looked at, so one that is put
/// at that moment is either spared or written anew. The order is what makes it safe: first the references are
/// read, then the blobs; a blob that gets its first reference in between was put in between.
///
/// Safe to be cut off anywhere, and beside anything else but itself: two at once remove the same, but may get
/// the sum of stored bytes wrong until the next time, as may a blob that is put just when the sum is read.
final class BlobGarbage {
    /// The shortest grace period: above the time a put blob counts as fresh, with room for clocks that differ.
    static final Duration SHORTEST_GRACE = MongoBlobStore.TOUCHED_LATELY.multipliedBy(2);

    private static final int BATCH = 200;

    private final MongoCollection<Document> blobs;
    private final MongoSnapshotStore snapshots;
    private final BlobPieces pieces;
    private final StoredBytes stored;
    private final Clock clock;

    BlobGarbage(MongoDatabase database, Clock clock) {
        blobs = database.getCollection(MongoBlobStore.BLOBS);
        snapshots = new MongoSnapshotStore(database);
        pieces = new BlobPieces(database, clock);
        stored = new StoredBytes(database);
        this.clock = clock;
    }

    int collect(Duration grace) {
        if (grace.compareTo(SHORTEST_GRACE) < 0) {
            throw new IllegalArgumentException("a grace period of " + grace + " is shorter than " + SHORTEST_GRACE
                    + ": blobs of snapshots that" + " are being made would be lost");
        }
        Instant start = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant spared = start.minus(grace);
        long sum = stored.get();
        BlobMarks referenced = new BlobMarks();
        snapshots.references(referenced::add);

        int removed = 0;
        long kept = 0;
        for (Document head : heads()) {
            BlobId id = new BlobId(head.getString(ID));
            boolean garbage = !referenced.mayHave(id)
                    && instant(head, MongoBlobStore.TOUCHED_AT).isBefore(spared);
            if (garbage && remove(id, head)) {
                removed++;
            } else if (instant(head, MongoBlobStore.ADDED_AT).isBefore(start)) {
                kept += head.getLong(MongoBlobStore.STORED);
            }
        }
        removeLooseBundles(spared);
        // What was added since the start has been added to the sum by whoever added it.
        stored.add(kept - sum);
        return removed;
    }

    private Iterable<Document> heads() {
        return blobs.find()
                .projection(new Document(MongoBlobStore.TOUCHED_AT, 1)
                        .append(MongoBlobStore.ADDED_AT, 1)
                        .append(MongoBlobStore.STORED, 1)
                        .append(MongoBlobStore.BUNDLE, 1)
                        .append(MongoBlobStore.PIECES, 1))
                .batchSize(BATCH);
    }

    private boolean remove(BlobId id, Document head) {
        Optional<ObjectId> bundle = Optional.ofNullable(head.getObjectId(MongoBlobStore.BUNDLE));
        bundle.ifPresent(
                loose -> pieces.loosen(new BlobPieces.Loose(loose, id, head.getInteger(MongoBlobStore.PIECES))));
        Document asItWas =
                byId(id.sha256()).append(MongoBlobStore.TOUCHED_AT, date(instant(head, MongoBlobStore.TOUCHED_AT)));
        boolean removed = blobs.deleteOne(asItWas).getDeletedCount() == 1;
        if (removed) {
            bundle.ifPresent(loose -> pieces.delete(loose, head.getInteger(MongoBlobStore.PIECES)));
        }
        return removed;
    }

    /// Also those of blobs that were put again when they were about to go.
    private void removeLooseBundles(Instant before) {
        for (BlobPieces.Loose loose : pieces.looseSince(before)) {
            Document asNamed = byId(loose.blob().sha256()).append(MongoBlobStore.BUNDLE, loose.bundle());
            if (blobs.find(asNamed).projection(new Document(ID, 1)).first() == null) {
                pieces.delete(loose.bundle(), loose.count());
            } else {
                pieces.keep(loose.bundle());
            }
        }
    }
}
