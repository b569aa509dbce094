package keeplink.storage;

import static keeplink.storage.Documents.byId;
import static keeplink.storage.Documents.date;
import static keeplink.storage.Documents.inserted;
import static keeplink.storage.Documents.instant;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import keeplink.snapshot.BlobId;
import keeplink.snapshot.BlobStore;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.ObjectId;

/// Blobs by the SHA-256 of their content, compressed with Zstandard (RFC 8878) where that saves something.
///
/// A small blob is one document. A larger one is a head that names a bundle of pieces ([BlobPieces]); the head is
/// written when all pieces are there, so a blob is there whole or not at all. GridFS would ask for its chunks by
/// a range of a compound index, which the embedded engine answers by reading every chunk there is, and leaves
/// chunks nobody can find when a writer dies.
///
/// Every blob says when it was last put ([#TOUCHED_AT]); [BlobGarbage] spares what was put a short while ago,
/// because the snapshot that will refer to it may not be stored yet.
final class MongoBlobStore implements BlobStore {
    static final String BLOBS = "blobs";
    static final String TOUCHED_AT = "touchedAt";
    static final String ADDED_AT = "addedAt";
    static final String STORED = "stored";
    static final String BUNDLE = "bundle";
    static final String PIECES = "pieces";

    /// Content of at most so many stored bytes lies in the blob's own document.
    static final int INLINE = 256 * 1024;
    /// A blob put again within this time is left as it is; longer ago, it says so anew.
    static final Duration TOUCHED_LATELY = Duration.ofMinutes(30);

    private static final String LENGTH = "length";
    private static final String CODING = "coding";
    private static final String PLAIN = "plain";
    private static final String ZSTD = "zstd";
    private static final String DATA = "data";
    /// Zstandard's own default: in between fast and small.
    private static final int LEVEL = Zstd.defaultCompressionLevel();
    /// What is saved must be more than this part of the whole: pictures and fonts are compressed already.
    private static final int WORTH_IT = 20;

    private final MongoCollection<Document> blobs;
    private final BlobPieces pieces;
    private final StoredBytes stored;
    private final Clock clock;

    MongoBlobStore(MongoDatabase database, Clock clock) {
        blobs = database.getCollection(BLOBS);
        pieces = new BlobPieces(database, clock);
        stored = new StoredBytes(database);
        this.clock = clock;
    }

    @Override
    public BlobId put(byte[] content) {
        BlobId id = BlobId.of(content);
        while (!touched(id)) {
            if (add(id, content)) {
                return id;
            }
            // Somebody else added it between the two: it only has to be touched.
        }
        return id;
    }

    @Override
    public Optional<byte[]> get(BlobId id) {
        Document head = blobs.find(byId(id.sha256())).first();
        while (head != null) {
            Optional<byte[]> data = data(head);
            if (data.isPresent()) {
                return Optional.of(verified(id, head, data.get()));
            }
            // Pieces can go while they are read: then the head has gone before, or was written anew with others.
            Document now = blobs.find(byId(id.sha256())).first();
            if (now != null && Objects.equals(now.getObjectId(BUNDLE), head.getObjectId(BUNDLE))) {
                throw damaged(id, "a piece of it is missing");
            }
            head = now;
        }
        return Optional.empty();
    }

    @Override
    public long storedBytes() {
        return stored.get();
    }

    private boolean touched(BlobId id) {
        Document head = blobs.find(byId(id.sha256()))
                .projection(new Document(TOUCHED_AT, 1))
                .first();
        if (head == null) {
            return false;
        }
        Instant now = clock.instant();
        if (instant(head, TOUCHED_AT).isAfter(now.minus(TOUCHED_LATELY))) {
            return true;
        }
        Document touch = new Document("$max", new Document(TOUCHED_AT, date(now)));
        return blobs.updateOne(byId(id.sha256()), touch).getMatchedCount() == 1;
    }

    private boolean add(BlobId id, byte[] content) {
        byte[] compressed = Zstd.compress(content, LEVEL);
        boolean pays = compressed.length < content.length - content.length / WORTH_IT;
        byte[] data = pays ? compressed : content;
        Document head = byId(id.sha256())
                .append(LENGTH, content.length)
                .append(STORED, (long) data.length)
                .append(CODING, pays ? ZSTD : PLAIN)
                .append(ADDED_AT, date(clock.instant()))
                .append(TOUCHED_AT, date(clock.instant()));
        boolean added = data.length <= INLINE ? addWhole(head, data) : addInPieces(id, head, data);
        if (added) {
            stored.add(data.length);
        }
        return added;
    }

    private boolean addWhole(Document head, byte[] data) {
        return inserted(() -> blobs.insertOne(head.append(DATA, new Binary(data))));
    }

    private boolean addInPieces(BlobId id, Document head, byte[] data) {
        ObjectId bundle = new ObjectId();
        int count = pieces.write(bundle, id, data);
        boolean added =
                inserted(() -> blobs.insertOne(head.append(BUNDLE, bundle).append(PIECES, count)));
        if (added) {
            pieces.keep(bundle);
        } else {
            pieces.delete(bundle, count);
        }
        return added;
    }

    private Optional<byte[]> data(Document head) {
        if (head.containsKey(DATA)) {
            return Optional.of(head.get(DATA, Binary.class).getData());
        }
        ByteArrayOutputStream data = new ByteArrayOutputStream(Math.toIntExact(head.getLong(STORED)));
        for (int number = 0; number < head.getInteger(PIECES); number++) {
            Optional<byte[]> piece = pieces.read(head.getObjectId(BUNDLE), number);
            if (piece.isEmpty()) {
                return Optional.empty();
            }
            data.writeBytes(piece.get());
        }
        return Optional.of(data.toByteArray());
    }

    private static byte[] verified(BlobId id, Document head, byte[] data) {
        byte[] content =
                switch (head.getString(CODING)) {
                    case PLAIN -> data;
                    case ZSTD -> decompressed(id, data, head.getInteger(LENGTH));
                    default -> throw damaged(id, "it is stored in an unknown coding, " + head.getString(CODING));
                };
        if (!BlobId.of(content).equals(id)) {
            throw damaged(id, "its bytes are those of " + BlobId.of(content));
        }
        return content;
    }

    private static byte[] decompressed(BlobId id, byte[] data, int length) {
        try {
            return Zstd.decompress(data, length);
        } catch (ZstdException spoilt) {
            throw damaged(id, "it does not decompress: " + spoilt.getMessage());
        }
    }

    private static UncheckedIOException damaged(BlobId id, String how) {
        String what = "blob " + id + " is damaged: " + how;
        return new UncheckedIOException(what, new IOException(what));
    }
}
