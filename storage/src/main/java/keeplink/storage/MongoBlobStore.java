package keeplink.storage;

import static keeplink.storage.Documents.ID;
import static keeplink.storage.Documents.byId;
import static keeplink.storage.Documents.date;
import static keeplink.storage.Documents.inserted;
import static keeplink.storage.Documents.instant;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import keeplink.snapshot.Blob;
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

    /// So many stored bytes are written by one command at most, give or take one blob.
    private static final long BATCH = 4 * 1024 * 1024;

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
        Blob blob = Blob.of(content);
        putAll(List.of(blob));
        return blob.id();
    }

    /// Asks once which there are and writes what is missing in few commands: each costs the embedded engine a
    /// transaction on the disk.
    @Override
    public void putAll(Collection<Blob> blobs) {
        Map<BlobId, Blob> missing = new LinkedHashMap<>();
        blobs.forEach(blob -> missing.put(blob.id(), blob));
        missing.keySet().removeAll(touchedLately(missing.keySet()));
        if (missing.isEmpty()) {
            return;
        }
        try (ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(LEVEL)) {
            Batch batch = new Batch();
            missing.values().forEach(blob -> batch.put(blob, Coded.of(blob.bytes(), zstd)));
            batch.write();
            if (batch.added > 0) {
                stored.add(batch.added);
            }
        }
    }

    /// Answers whether it was not there.
    private boolean addOrTouch(BlobId id, Coded coded) {
        while (!touched(id)) {
            if (add(id, coded)) {
                return true;
            }
            // Somebody else added it between the two: it only has to be touched.
        }
        return false;
    }

    /// Those of the ids that are there and need not be touched.
    private Set<BlobId> touchedLately(Set<BlobId> ids) {
        Instant lately = clock.instant().minus(TOUCHED_LATELY);
        Set<BlobId> touched = new HashSet<>();
        blobs.find(byId(new Document("$in", ids.stream().map(BlobId::sha256).toList())))
                .projection(new Document(TOUCHED_AT, 1))
                .forEach(head -> {
                    if (instant(head, TOUCHED_AT).isAfter(lately)) {
                        touched.add(new BlobId(head.getString(ID)));
                    }
                });
        return touched;
    }

    /// Blobs on their way to the store, of which the small ones wait for each other.
    private final class Batch {
        private final List<Waiting> waiting = new ArrayList<>();
        private final List<Document> heads = new ArrayList<>();
        private long bytes;
        /// Bytes of those that were not there.
        private long added;

        private record Waiting(BlobId id, Coded coded) {}

        void put(Blob blob, Coded coded) {
            if (coded.data().length > INLINE) {
                putAlone(blob.id(), coded);
                return;
            }
            waiting.add(new Waiting(blob.id(), coded));
            heads.add(head(blob.id(), coded).append(DATA, new Binary(coded.data())));
            bytes += coded.data().length;
            if (bytes >= BATCH) {
                write();
            }
        }

        private void putAlone(BlobId id, Coded coded) {
            if (addOrTouch(id, coded)) {
                added += coded.data().length;
            }
        }

        void write() {
            if (heads.isEmpty()) {
                return;
            }
            Set<Integer> taken = new HashSet<>();
            try {
                blobs.insertMany(heads, new InsertManyOptions().ordered(false));
            } catch (MongoBulkWriteException failure) {
                if (failure.getWriteConcernError() != null
                        || !failure.getWriteErrors().stream().allMatch(Documents::duplicateKey)) {
                    throw failure;
                }
                failure.getWriteErrors().forEach(error -> taken.add(error.getIndex()));
            }
            for (int i = 0; i < heads.size(); i++) {
                added += taken.contains(i) ? 0 : heads.get(i).getLong(STORED);
            }
            // Those that are there already, put long ago or by somebody else between the two, have to be touched.
            for (int i : taken) {
                putAlone(waiting.get(i).id(), waiting.get(i).coded());
            }
            waiting.clear();
            heads.clear();
            bytes = 0;
        }
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

    private boolean add(BlobId id, Coded coded) {
        byte[] data = coded.data();
        Document head = head(id, coded);
        return data.length <= INLINE ? addWhole(head, data) : addInPieces(id, head, data);
    }

    private Document head(BlobId id, Coded coded) {
        return byId(id.sha256())
                .append(LENGTH, coded.length())
                .append(STORED, (long) coded.data().length)
                .append(CODING, coded.coding())
                .append(ADDED_AT, date(clock.instant()))
                .append(TOUCHED_AT, date(clock.instant()));
    }

    /// Content as it is stored.
    ///
    /// @param length of the content itself
    @SuppressWarnings("ArrayRecordComponent") // It is handed on at once and never compared.
    private record Coded(String coding, int length, byte[] data) {
        static Coded of(byte[] content, ZstdCompressCtx zstd) {
            byte[] compressed = zstd.compress(content);
            boolean pays = compressed.length < content.length - content.length / WORTH_IT;
            return new Coded(pays ? ZSTD : PLAIN, content.length, pays ? compressed : content);
        }
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
