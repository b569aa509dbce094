package keeplink.storage;

import static keeplink.storage.Documents.ID;
import static keeplink.storage.Documents.append;
import static keeplink.storage.Documents.byId;
import static keeplink.storage.Documents.date;
import static keeplink.storage.Documents.instant;
import static keeplink.storage.Documents.linkId;
import static keeplink.storage.Documents.textOrNull;
import static keeplink.storage.Documents.upserting;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import keeplink.link.LinkCollection;
import keeplink.snapshot.BlobId;
import keeplink.snapshot.Snapshot;
import keeplink.snapshot.SnapshotStore;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Snapshots, and for each link the list of its snapshots' ids, so that both questions are answered by `_id`.
///
/// A list may name too much and never too little: it is written before its snapshot and cleared after it, and
/// what a list names counts only where the snapshot says the same. A snapshot is put on its list once more when
/// it is stored, as a move or removal may have found it on the list before that and have cleared it.
final class MongoSnapshotStore implements SnapshotStore {
    static final String SNAPSHOTS = "snapshots";
    static final String LISTS = "snapshotLists";

    private static final String IDS = "ids";
    private static final String COLLECTION = "collection";
    private static final String NUMBER = "number";
    private static final String TAKEN_AT = "takenAt";
    private static final String URL = "url";
    private static final String VERDICT = "verdict";
    private static final String MEDIA_TYPE = "mediaType";
    private static final String DOCUMENT = "document";
    private static final String PARTS = "parts";
    private static final String ADDRESS = "address";
    private static final String BLOB = "blob";
    private static final String ARTICLE = "article";
    private static final String BYTES = "bytes";
    private static final String RAW = "raw";
    private static final String ANSWERS = "answers";
    private static final String BODIES = "bodies";
    private static final String SAME_AS = "sameAs";
    private static final String SAMENESS = "sameness";
    private static final int BATCH = 50;

    private final MongoCollection<Document> snapshots;
    private final MongoCollection<Document> lists;

    MongoSnapshotStore(MongoDatabase database) {
        snapshots = database.getCollection(SNAPSHOTS);
        lists = database.getCollection(LISTS);
    }

    @Override
    public void put(Snapshot snapshot) {
        enlist(snapshot.id(), snapshot.collection(), snapshot.number());
        upserting(
                () -> snapshots.replaceOne(byId(snapshot.id()), document(snapshot), new ReplaceOptions().upsert(true)));
        enlist(snapshot.id(), snapshot.collection(), snapshot.number());
    }

    @Override
    public Optional<Snapshot> find(String id) {
        return Optional.ofNullable(snapshots.find(byId(id)).first()).map(MongoSnapshotStore::snapshot);
    }

    @Override
    public List<Snapshot> of(LinkCollection collection, int number) {
        List<String> ids = ids(collection, number);
        if (ids.isEmpty()) {
            return List.of();
        }
        return snapshots
                .find(byId(new Document("$in", ids)))
                .batchSize(BATCH)
                .map(MongoSnapshotStore::snapshot)
                .into(new ArrayList<>())
                .stream()
                .filter(snapshot ->
                        snapshot.number() == number && snapshot.collection().equals(collection))
                .sorted(Comparator.comparing(Snapshot::id).reversed())
                .toList();
    }

    @Override
    public void move(LinkCollection collection, int from, int to) {
        if (from == to) {
            return;
        }
        for (String id : ids(collection, from)) {
            enlist(id, collection, to);
            boolean moved = snapshots
                            .updateOne(own(id, collection, from), Documents.set(NUMBER, to))
                            .getMatchedCount()
                    > 0;
            // one that is listed and not yet there is put where it was listed
            if (moved) {
                delist(id, collection, from);
            }
        }
    }

    @Override
    public void remove(String id) {
        find(id).ifPresent(snapshot -> {
            snapshots.deleteOne(own(id, snapshot.collection(), snapshot.number()));
            delist(id, snapshot.collection(), snapshot.number());
        });
    }

    @Override
    public void remove(LinkCollection collection, int number) {
        for (String id : ids(collection, number)) {
            snapshots.deleteOne(own(id, collection, number));
            delist(id, collection, number);
        }
    }

    /// Hands every blob a snapshot refers to over, in no order, some more than once.
    void references(Consumer<BlobId> to) {
        snapshots
                .find()
                .projection(new Document(DOCUMENT, 1)
                        .append(ARTICLE, 1)
                        .append(PARTS, 1)
                        .append(RAW, 1))
                .batchSize(BATCH)
                .forEach(document -> references(document, to));
    }

    /// Hands every blob this snapshot refers to over.
    static void references(Document document, Consumer<BlobId> to) {
        accept(document, DOCUMENT, to);
        accept(document, ARTICLE, to);
        document.getList(PARTS, Document.class).forEach(part -> accept(part, BLOB, to));
        Snapshot.Raw raw = rawOrNull(document);
        if (raw != null) {
            to.accept(raw.answers());
            raw.bodies().forEach(to);
        }
    }

    private static void accept(Document document, String field, Consumer<BlobId> to) {
        BlobId blob = blobOrNull(document, field);
        if (blob != null) {
            to.accept(blob);
        }
    }

    private static Document own(String id, LinkCollection collection, int number) {
        return byId(id).append(COLLECTION, collection.id()).append(NUMBER, number);
    }

    private List<String> ids(LinkCollection collection, int number) {
        Document list = lists.find(byId(linkId(collection, number))).first();
        return list == null ? List.of() : list.getList(IDS, String.class);
    }

    private void enlist(String id, LinkCollection collection, int number) {
        upserting(() -> lists.updateOne(
                byId(linkId(collection, number)),
                new Document("$addToSet", new Document(IDS, id)),
                new UpdateOptions().upsert(true)));
    }

    private void delist(String id, LinkCollection collection, int number) {
        String list = linkId(collection, number);
        lists.updateOne(byId(list), new Document("$pull", new Document(IDS, id)));
        lists.deleteOne(byId(list).append(IDS, List.of()));
    }

    private static Document document(Snapshot snapshot) {
        Document document = byId(snapshot.id())
                .append(COLLECTION, snapshot.collection().id())
                .append(NUMBER, snapshot.number())
                .append(TAKEN_AT, date(snapshot.takenAt()))
                .append(URL, snapshot.url())
                .append(VERDICT, VerdictDocument.of(snapshot.verdict()))
                .append(MEDIA_TYPE, snapshot.mediaType())
                .append(
                        PARTS,
                        snapshot.parts().stream()
                                .map(part -> new Document(ADDRESS, part.address())
                                        .append(MEDIA_TYPE, part.mediaType())
                                        .append(BLOB, part.blob().sha256()))
                                .toList())
                .append(BYTES, snapshot.bytes());
        append(document, DOCUMENT, shaOrNull(snapshot.document()));
        append(document, ARTICLE, shaOrNull(snapshot.article()));
        append(document, SAME_AS, snapshot.sameAs());
        Snapshot.Sameness sameness = snapshot.sameness();
        append(document, SAMENESS, sameness == null ? null : sameness.name());
        Snapshot.Raw raw = snapshot.raw();
        if (raw != null) {
            document.append(
                    RAW,
                    new Document(ANSWERS, raw.answers().sha256())
                            .append(
                                    BODIES,
                                    raw.bodies().stream().map(BlobId::sha256).toList()));
        }
        return document;
    }

    private static Snapshot snapshot(Document document) {
        return new Snapshot(
                document.getString(ID),
                new LinkCollection(document.getString(COLLECTION)),
                document.getInteger(NUMBER),
                instant(document, TAKEN_AT),
                document.getString(URL),
                VerdictDocument.verdict(document.get(VERDICT, Document.class)),
                document.getString(MEDIA_TYPE),
                blobOrNull(document, DOCUMENT),
                document.getList(PARTS, Document.class).stream()
                        .map(part -> new Snapshot.Part(
                                part.getString(ADDRESS), part.getString(MEDIA_TYPE), new BlobId(part.getString(BLOB))))
                        .toList(),
                blobOrNull(document, ARTICLE),
                document.getLong(BYTES),
                rawOrNull(document),
                textOrNull(document, SAME_AS),
                samenessOrNull(document));
    }

    /// What was stored before it was told apart is no more than it may have been.
    private static Snapshot.@Nullable Sameness samenessOrNull(Document document) {
        String sameness = textOrNull(document, SAMENESS);
        if (sameness != null) {
            return Snapshot.Sameness.valueOf(sameness);
        }
        return textOrNull(document, SAME_AS) == null ? null : Snapshot.Sameness.LOOKS;
    }

    private static Snapshot.@Nullable Raw rawOrNull(Document document) {
        Document raw = document.get(RAW, Document.class);
        return raw == null
                ? null
                : new Snapshot.Raw(
                        new BlobId(raw.getString(ANSWERS)),
                        raw.getList(BODIES, String.class).stream()
                                .map(BlobId::new)
                                .toList());
    }

    private static @Nullable String shaOrNull(@Nullable BlobId blob) {
        return blob == null ? null : blob.sha256();
    }

    private static @Nullable BlobId blobOrNull(Document document, String field) {
        String sha = textOrNull(document, field);
        return sha == null ? null : new BlobId(sha);
    }
}
