package keeplink.storage;

import static keeplink.storage.Documents.ID;
import static keeplink.storage.Documents.byId;
import static keeplink.storage.Documents.date;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import keeplink.snapshot.BlobId;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.ObjectId;

/// What is too large for one document, cut into pieces found by bundle and number.
///
/// A bundle is noted as loose before its first piece is written and until its blob's head names it, and again
/// before its pieces are deleted. So whatever a crash leaves is found among the few loose bundles, without a
/// look at the pieces.
final class BlobPieces {
    static final String PIECES = "blobPieces";
    static final String LOOSE = "looseBundles";

    /// Bytes in one piece: far below the 16 MB of a document, so that a piece costs little memory on either side.
    static final int PIECE = 1024 * 1024;

    private static final String DATA = "data";
    private static final String BLOB = "blob";
    private static final String COUNT = "count";
    private static final String SINCE = "since";

    /// A bundle whose blob may not name it.
    record Loose(ObjectId bundle, BlobId blob, int count) {}

    private final MongoCollection<Document> pieces;
    private final MongoCollection<Document> loose;
    private final Clock clock;

    BlobPieces(MongoDatabase database, Clock clock) {
        pieces = database.getCollection(PIECES);
        loose = database.getCollection(LOOSE);
        this.clock = clock;
    }

    /// Writes the pieces of a new bundle, which stays loose; answers how many they are.
    int write(ObjectId bundle, BlobId blob, byte[] data) {
        int count = Math.ceilDiv(data.length, PIECE);
        loosen(new Loose(bundle, blob, count));
        for (int number = 0; number < count; number++) {
            byte[] piece = Arrays.copyOfRange(data, number * PIECE, Math.min(data.length, (number + 1) * PIECE));
            pieces.insertOne(byId(pieceId(bundle, number)).append(DATA, new Binary(piece)));
        }
        return count;
    }

    /// Notes that a bundle will lose its blob, or has none yet.
    void loosen(Loose bundle) {
        Documents.inserted(() -> loose.insertOne(byId(bundle.bundle())
                .append(BLOB, bundle.blob().sha256())
                .append(COUNT, bundle.count())
                .append(SINCE, date(clock.instant()))));
    }

    /// The bundle has a blob that names it.
    void keep(ObjectId bundle) {
        loose.deleteOne(byId(bundle));
    }

    /// Deletes a loose bundle and the note of it.
    void delete(ObjectId bundle, int count) {
        for (int number = 0; number < count; number++) {
            pieces.deleteOne(byId(pieceId(bundle, number)));
        }
        loose.deleteOne(byId(bundle));
    }

    Optional<byte[]> read(ObjectId bundle, int number) {
        return Optional.ofNullable(pieces.find(byId(pieceId(bundle, number))).first())
                .map(piece -> piece.get(DATA, Binary.class).getData());
    }

    /// Bundles that are loose since before a moment.
    List<Loose> looseSince(Instant before) {
        return loose.find(new Document(SINCE, new Document("$lt", date(before))))
                .map(note -> new Loose(note.getObjectId(ID), new BlobId(note.getString(BLOB)), note.getInteger(COUNT)))
                .into(new ArrayList<>());
    }

    private static String pieceId(ObjectId bundle, int number) {
        return bundle.toHexString() + "/" + number;
    }
}
