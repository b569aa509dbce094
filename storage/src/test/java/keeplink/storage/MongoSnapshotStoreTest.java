package keeplink.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import keeplink.link.LinkCollection;
import keeplink.page.Verdict;
import keeplink.snapshot.BlobId;
import keeplink.snapshot.Snapshot;
import keeplink.snapshot.SnapshotStore;
import keeplink.snapshot.SnapshotStoreContract;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoSnapshotStoreTest extends SnapshotStoreContract {
    @RegisterExtension
    final TestMongo mongo = new TestMongo();

    @Override
    protected SnapshotStore store() {
        return mongo.storage().snapshots();
    }

    @Test
    void aCopyOfAPageThatIsTheSameCostsLessThanTwoKilobytes() {
        List<Snapshot.Part> parts = IntStream.range(0, 100)
                .mapToObj(number ->
                        new Snapshot.Part("https://example.com/a/long/path/" + number, "image/png", blob(number)))
                .toList();
        store().put(copy("77.1.000000000000001", parts, null));
        int first = stored();
        store().put(copy("77.1.000000000000002", List.of(), "77.1.000000000000001"));

        assertThat(first).isGreaterThan(10_000);
        assertThat(stored() - first).isLessThan(2_000);
    }

    private static Snapshot copy(String id, List<Snapshot.Part> parts, @Nullable String sameAs) {
        return new Snapshot(
                id,
                new LinkCollection("77"),
                1,
                Instant.parse("2026-11-23T12:00:00Z"),
                "https://example.com/" + "a-long-address/".repeat(20),
                new Verdict.Full(List.of(new Verdict.Shortfall(Verdict.What.IMAGES, 2))),
                "text/html",
                blob(-1),
                parts,
                blob(-2),
                1_000_000,
                null,
                sameAs,
                sameAs == null ? null : Snapshot.Sameness.BYTES);
    }

    @Test
    void aCopyStoredBeforeItWasToldApartClaimsNoMoreThanLooks() {
        Snapshot copy = copy("77.1.000000000000002", List.of(), "77.1.000000000000001");
        store().put(copy);
        mongo.database()
                .getCollection(MongoSnapshotStore.SNAPSHOTS)
                .updateOne(Documents.byId(copy.id()), new Document("$unset", new Document("sameness", "")));
        assertThat(store().find(copy.id())).map(Snapshot::sameness).contains(Snapshot.Sameness.LOOKS);
    }

    private static BlobId blob(int number) {
        return BlobId.of(Integer.toString(number).getBytes(StandardCharsets.UTF_8));
    }

    /// Bytes of all documents that hold snapshots.
    private int stored() {
        return Stream.of(MongoSnapshotStore.SNAPSHOTS, MongoSnapshotStore.LISTS)
                .map(name -> mongo.database()
                        .getCollection(name, RawBsonDocument.class)
                        .find())
                .flatMap(found -> StreamSupport.stream(found.spliterator(), false))
                .mapToInt(document -> document.getByteBuffer().remaining())
                .sum();
    }
}
