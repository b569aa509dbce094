package keeplink.storage;

import static keeplink.storage.Documents.byId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import keeplink.MovableClock;
import keeplink.Race;
import keeplink.link.LinkCollection;
import keeplink.page.Verdict;
import keeplink.snapshot.BlobId;
import keeplink.snapshot.Snapshot;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlobGarbageTest {
    private static final LinkCollection ANNA = new LinkCollection("42");
    private static final Duration GRACE = Duration.ofHours(24);
    private static final Duration LONGER = GRACE.plusMillis(1);
    private static final int LARGE = 3_000_000;

    private final MovableClock clock = new MovableClock();

    @RegisterExtension
    final TestMongo mongo = new TestMongo(clock);

    @Test
    void removesWhatNoSnapshotRefersTo() {
        MongoStorage storage = mongo.storage();
        BlobId document = storage.blobs().put(noise(1000, 1));
        BlobId part = storage.blobs().put(noise(LARGE, 2));
        BlobId article = storage.blobs().put(noise(1000, 3));
        BlobId small = storage.blobs().put(noise(1000, 4));
        BlobId large = storage.blobs().put(noise(LARGE, 5));
        storage.snapshots().put(snapshot("a", document, article, part));
        clock.move(LONGER);

        assertThat(storage.collectGarbage(GRACE)).isEqualTo(2);

        assertThat(List.of(document, part, article))
                .allSatisfy(kept -> assertThat(storage.blobs().get(kept)).isPresent());
        assertThat(List.of(small, large))
                .allSatisfy(gone -> assertThat(storage.blobs().get(gone)).isEmpty());
        assertThat(pieces()).isEqualTo(3);
        assertThat(looseBundles()).isZero();
        assertThat(storage.collectGarbage(GRACE)).isZero();
    }

    @Test
    void removesTheBlobsOfARemovedSnapshotButNotThoseAnotherShares() {
        MongoStorage storage = mongo.storage();
        BlobId shared = storage.blobs().put(noise(1000, 1));
        BlobId own = storage.blobs().put(noise(1000, 2));
        storage.snapshots().put(snapshot("a", own, null, shared));
        storage.snapshots()
                .put(new Snapshot(
                        "b",
                        ANNA,
                        2,
                        clock.instant(),
                        "https://example.com/",
                        new Verdict.Full(List.of()),
                        "text/html",
                        shared,
                        List.of(),
                        null,
                        1));
        storage.snapshots().remove(ANNA, 1);
        clock.move(LONGER);

        assertThat(storage.collectGarbage(GRACE)).isEqualTo(1);

        assertThat(storage.blobs().get(own)).isEmpty();
        assertThat(storage.blobs().get(shared)).isPresent();
    }

    @Test
    void sparesWhatServersAnsweredForACopy() {
        MongoStorage storage = mongo.storage();
        BlobId document = storage.blobs().put(noise(1000, 1));
        BlobId answers = storage.blobs().put(noise(1000, 2));
        BlobId body = storage.blobs().put(noise(1000, 3));
        Snapshot copy = snapshot("a", document, null);
        storage.snapshots()
                .put(new Snapshot(
                        copy.id(),
                        copy.collection(),
                        copy.number(),
                        copy.takenAt(),
                        copy.url(),
                        copy.verdict(),
                        copy.mediaType(),
                        document,
                        copy.parts(),
                        null,
                        1,
                        new Snapshot.Raw(answers, List.of(body)),
                        null,
                        null));
        clock.move(LONGER);

        assertThat(storage.collectGarbage(GRACE)).isZero();
        assertThat(storage.blobs().get(answers)).isPresent();
        assertThat(storage.blobs().get(body)).isPresent();
    }

    @Test
    void sparesWhatWasPutLately() {
        MongoStorage storage = mongo.storage();
        BlobId blob = storage.blobs().put(noise(1000, 1));
        clock.move(GRACE);

        assertThat(storage.collectGarbage(GRACE)).isZero();
        assertThat(storage.blobs().get(blob)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, LARGE})
    void sparesAnOldBlobThatWasPutAgainLately(int length) {
        MongoStorage storage = mongo.storage();
        BlobId blob = storage.blobs().put(noise(length, 1));
        clock.move(LONGER);
        storage.blobs().put(noise(length, 1));

        assertThat(storage.collectGarbage(GRACE)).isZero();
        assertThat(storage.blobs().get(blob)).isPresent();
        clock.move(LONGER);
        assertThat(storage.collectGarbage(GRACE)).isEqualTo(1);
    }

    @Test
    void refusesAGracePeriodInWhichASnapshotCanBeMade() {
        assertThatThrownBy(() -> mongo.storage().collectGarbage(Duration.ofMinutes(59)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT59M")
                .hasMessageContaining("PT1H");
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, LARGE})
    void whatIsPutWhileGarbageIsCollectedIsThere(int length) {
        MongoStorage storage = mongo.storage();
        for (int round = 0; round < 10; round++) {
            byte[] content = noise(length, round);
            storage.blobs().put(content);
            clock.move(LONGER);

            Race.of(2, runner -> {
                if (runner == 0) {
                    return storage.collectGarbage(GRACE);
                }
                BlobId id = mongo.storage().blobs().put(content);
                storage.snapshots().put(snapshot("s" + id, id, null));
                return 0;
            });

            assertThat(storage.blobs().get(BlobId.of(content)))
                    .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(content));
        }
    }

    @Test
    void sweepsThePiecesOfAWriterThatDied() {
        MongoStorage storage = mongo.storage();
        byte[] content = noise(LARGE, 1);
        new BlobPieces(mongo.database(), clock).write(new ObjectId(), BlobId.of(content), content);
        BlobId same = storage.blobs().put(content);
        assertThat(pieces()).isEqualTo(6);
        clock.move(LONGER);
        storage.blobs().put(content);

        assertThat(storage.collectGarbage(GRACE)).isZero();

        assertThat(pieces()).isEqualTo(3);
        assertThat(looseBundles()).isZero();
        assertThat(storage.blobs().get(same)).isPresent();
    }

    @Test
    void keepsThePiecesOfAWriterThatDiedAfterItsBlobWasThere() {
        MongoStorage storage = mongo.storage();
        BlobId blob = storage.blobs().put(noise(LARGE, 1));
        Document head = head(blob);
        new BlobPieces(mongo.database(), clock)
                .loosen(new BlobPieces.Loose(
                        head.getObjectId(MongoBlobStore.BUNDLE), blob, head.getInteger(MongoBlobStore.PIECES)));
        storage.snapshots().put(snapshot("a", blob, null));
        clock.move(LONGER);

        assertThat(storage.collectGarbage(GRACE)).isZero();

        assertThat(storage.blobs().get(blob)).isPresent();
        assertThat(looseBundles()).isZero();
    }

    @Test
    void sweepsThePiecesOfACollectionThatDied() {
        MongoStorage storage = mongo.storage();
        BlobId blob = storage.blobs().put(noise(LARGE, 1));
        Document head = head(blob);
        new BlobPieces(mongo.database(), clock)
                .loosen(new BlobPieces.Loose(
                        head.getObjectId(MongoBlobStore.BUNDLE), blob, head.getInteger(MongoBlobStore.PIECES)));
        mongo.database().getCollection(MongoBlobStore.BLOBS).deleteOne(byId(blob.sha256()));
        clock.move(LONGER);

        storage.collectGarbage(GRACE);

        assertThat(pieces()).isZero();
        assertThat(looseBundles()).isZero();
    }

    @Test
    void theSumOfStoredBytesFollows() {
        MongoStorage storage = mongo.storage();
        BlobId kept = storage.blobs().put(noise(1000, 1));
        long one = storage.blobs().storedBytes();
        storage.blobs().put(noise(LARGE, 2));
        storage.snapshots().put(snapshot("a", kept, null));
        new StoredBytes(mongo.database()).add(123_456); // as if others had died before they took theirs off
        clock.move(LONGER);

        storage.collectGarbage(GRACE);

        assertThat(storage.blobs().storedBytes()).isEqualTo(one);
    }

    private Document head(BlobId blob) {
        return Objects.requireNonNull(mongo.database()
                .getCollection(MongoBlobStore.BLOBS)
                .find(byId(blob.sha256()))
                .first());
    }

    private int pieces() {
        return count(BlobPieces.PIECES);
    }

    private int looseBundles() {
        return count(BlobPieces.LOOSE);
    }

    private int count(String collection) {
        int count = 0;
        for (Document any : mongo.database().getCollection(collection).find()) {
            assertThat(any).isNotEmpty();
            count++;
        }
        return count;
    }

    private Snapshot snapshot(String id, BlobId document, @Nullable BlobId article, BlobId... parts) {
        return new Snapshot(
                id,
                ANNA,
                1,
                clock.instant(),
                "https://example.com/",
                new Verdict.Full(List.of()),
                "text/html",
                document,
                Arrays.stream(parts)
                        .map(part -> new Snapshot.Part("https://example.com/x", "image/png", part))
                        .toList(),
                article,
                1);
    }

    private static byte[] noise(int length, int seed) {
        byte[] noise = new byte[length];
        new Random(seed).nextBytes(noise);
        return noise;
    }
}
