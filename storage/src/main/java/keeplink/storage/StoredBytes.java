package keeplink.storage;

import static keeplink.storage.Documents.byId;
import static keeplink.storage.Documents.upserting;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import org.bson.Document;

/// How many bytes all blobs take, as a running sum: a gauge may ask every few seconds. A crash between a blob
/// and its sum makes it wrong by that blob until [BlobGarbage] has added them all up.
final class StoredBytes {
    static final String SUMS = "sums";

    private static final String BLOBS = "blobs";
    private static final String BYTES = "bytes";

    private final MongoCollection<Document> sums;

    StoredBytes(MongoDatabase database) {
        sums = database.getCollection(SUMS);
    }

    long get() {
        Document sum = sums.find(byId(BLOBS)).first();
        return sum == null ? 0 : Math.max(0, sum.getLong(BYTES));
    }

    /// Adds so many bytes, or takes them off.
    void add(long bytes) {
        upserting(() -> sums.updateOne(
                byId(BLOBS), new Document("$inc", new Document(BYTES, bytes)), new UpdateOptions().upsert(true)));
    }
}
