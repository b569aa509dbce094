package keeplink.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import keeplink.MovableClock;
import keeplink.delivery.Inbox.Update;
import keeplink.digest.DigestPlan;
import keeplink.link.CanonicalUrl;
import keeplink.link.Change;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.link.Person;
import keeplink.page.Verdict;
import keeplink.snapshot.BlobId;
import keeplink.snapshot.CaptureJob;
import keeplink.snapshot.Snapshot;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What takes several writes is cut off before each of them, and done again: there are no transactions, so the
/// order of the writes must leave something that heals.
class CutOffTest {
    private static final LinkCollection ANNA = new LinkCollection("42");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final Duration GRACE = Duration.ofHours(24);
    private static final int LARGE = 2_500_000;

    private final MovableClock clock = new MovableClock();

    @RegisterExtension
    final TestMongo mongo = new TestMongo(clock);

    @Test
    void puttingASnapshot() {
        everywhere(
                () -> mongo.storage().snapshots().put(snapshot("a", 1)),
                // what is stored is listed
                () -> assertThat(documents(MongoSnapshotStore.SNAPSHOTS)).hasSameSizeAs(ids(1)),
                () -> {
                    assertThat(ids(1)).containsExactly("a");
                    mongo.storage().snapshots().remove(ANNA, 1);
                });
        assertThat(documents(MongoSnapshotStore.SNAPSHOTS)).isEmpty();
        assertThat(documents(MongoSnapshotStore.LISTS)).isEmpty();
    }

    @Test
    void movingSnapshots() {
        everywhere(
                () -> {
                    mongo.storage().snapshots().put(snapshot("a", 1));
                    mongo.storage().snapshots().put(snapshot("b", 1));
                    mongo.storage().snapshots().put(snapshot("c", 2));
                },
                () -> mongo.storage().snapshots().move(ANNA, 1, 2),
                () -> assertThat(List.of(ids(1), ids(2)).stream().flatMap(List::stream))
                        .containsExactlyInAnyOrder("a", "b", "c"),
                () -> {
                    assertThat(ids(1)).isEmpty();
                    assertThat(ids(2)).containsExactly("c", "b", "a");
                    mongo.storage().snapshots().remove(ANNA, 2);
                });
        assertThat(documents(MongoSnapshotStore.LISTS)).isEmpty();
    }

    @Test
    void removingSnapshots() {
        everywhere(
                () -> {
                    mongo.storage().snapshots().put(snapshot("a", 1));
                    mongo.storage().snapshots().put(snapshot("b", 1));
                },
                () -> mongo.storage().snapshots().remove(ANNA, 1),
                () -> assertThat(ids(1)).isSubsetOf("a", "b"),
                () -> assertThat(ids(1)).isEmpty());
        assertThat(documents(MongoSnapshotStore.SNAPSHOTS)).isEmpty();
        assertThat(documents(MongoSnapshotStore.LISTS)).isEmpty();
    }

    @Test
    void rememberingMoreChangesThanAreKept() {
        Link[] many = IntStream.rangeClosed(1, 450).mapToObj(CutOffTest::link).toArray(Link[]::new);
        everywhere(
                () -> {
                    forgetAll();
                    for (int number = 1; number <= Change.KEPT; number++) {
                        mongo.storage().links().remember(change("%03d".formatted(number), many));
                    }
                },
                () -> mongo.storage().links().remember(change("999", link(1))),
                () -> assertThat(last()).isIn("020", "999"),
                () -> {
                    assertThat(last()).isEqualTo("999");
                    // three documents for each of the large ones that are left, one for the newest
                    assertThat(documents(MongoChanges.CHANGES)).hasSize((Change.KEPT - 1) * 3 + 1);
                });
        forgetAll();
        assertThat(documents(MongoChanges.CHANGES)).isEmpty();
    }

    @Test
    void rememberingAChangeOfManyLinks() {
        Link[] many = IntStream.rangeClosed(1, 450).mapToObj(CutOffTest::link).toArray(Link[]::new);
        everywhere(
                () -> mongo.storage().links().remember(change("000", link(1))),
                () -> mongo.storage().links().remember(change("001", many)),
                () -> assertThat(last()).isIn("000", "001"),
                () -> {
                    assertThat(mongo.storage().links().lastChange(ANNA)).contains(change("001", many));
                    forgetAll();
                });
        assertThat(documents(MongoChanges.CHANGES)).isEmpty();
    }

    @Test
    void forgettingAChangeOfManyLinks() {
        Link[] many = IntStream.rangeClosed(1, 450).mapToObj(CutOffTest::link).toArray(Link[]::new);
        everywhere(
                () -> mongo.storage().links().remember(change("001", many)),
                () -> mongo.storage().links().forget(change("001")),
                () -> mongo.storage()
                        .links()
                        .lastChange(ANNA)
                        .ifPresent(last -> assertThat(last).isEqualTo(change("001", many))),
                () -> assertThat(mongo.storage().links().lastChange(ANNA)).isEmpty());
        assertThat(documents(MongoChanges.CHANGES)).isEmpty();
    }

    @Test
    void purgingALink() {
        everywhere(
                () -> {
                    mongo.storage().links().insert(link(1));
                    mongo.storage().links().claim(ANNA, link(1).canonicalUrl().key(), 1);
                    mongo.storage().links().remember(change("001", link(1)));
                },
                () -> mongo.storage().links().purge(ANNA, 1),
                () -> {},
                () -> {
                    assertThat(documents(MongoLinkStore.LINKS)).isEmpty();
                    assertThat(documents(MongoLinkStore.ADDRESSES)).isEmpty();
                    assertThat(documents(MongoChanges.CHANGES)).isEmpty();
                });
    }

    @Test
    void forgettingAChatsLetters() {
        DigestPlan.Id own = DigestPlan.Id.own("42");
        DigestPlan.Id groups = new DigestPlan.Id("42", "-1007");
        everywhere(
                () -> List.of(own, groups)
                        .forEach(id -> mongo.storage().digests().put(DigestPlan.unplanned(id, List.of()))),
                () -> mongo.storage().digests().forget("42"),
                // whoever still has letters of their own can be found and forgotten again
                () -> assertThat(mongo.storage().digests().find(own).isPresent()
                                || mongo.storage().digests().find(groups).isEmpty())
                        .isTrue(),
                () -> {
                    assertThat(mongo.storage().digests().find(own)).isEmpty();
                    assertThat(mongo.storage().digests().find(groups)).isEmpty();
                });
    }

    @Test
    void acceptingUpdates() {
        List<Update> updates = List.of(new Update(7, "{}", NOON), new Update(8, "{}", NOON));
        everywhere(
                () -> mongo.storage().inbox().accept(updates),
                () -> assertThat(updates).containsAll(mongo.storage().inbox().open()),
                () -> {
                    assertThat(mongo.storage().inbox().open()).isEqualTo(updates);
                    documents().deleteMany(new Document());
                });
    }

    @Test
    void takingAJobOverThatWasWishedAnew() {
        CaptureJob job = new CaptureJob(ANNA, 1, "https://example.com/", 0, NOON, false);
        CaptureJob fresh = new CaptureJob(ANNA, 1, "https://example.com/", 0, NOON, true);
        Duration lease = Duration.ofMinutes(2);
        everywhere(
                () -> {
                    mongo.storage().captures().submit(job);
                    mongo.storage().captures().claim(NOON, lease, "w1");
                    mongo.storage().captures().submit(fresh);
                },
                () -> mongo.storage().captures().claim(NOON.plus(lease), lease, "w2"),
                () -> assertThat(mongo.storage().captures().of(ANNA, 1)).isPresent(),
                () -> {
                    Instant later = NOON.plus(lease.multipliedBy(2));
                    CaptureJob taken =
                            mongo.storage().captures().claim(later, lease, "w3").orElseThrow();
                    assertThat(taken).isEqualTo(fresh);
                    mongo.storage().captures().finish(taken, "w3");
                    assertThat(mongo.storage().captures().of(ANNA, 1)).isEmpty();
                });
    }

    @Test
    void puttingABlobOfManyPieces() {
        byte[] content = new byte[LARGE];
        new Random(1).nextBytes(content);
        BlobId id = BlobId.of(content);
        everywhere(
                () -> mongo.storage().blobs().put(content),
                () -> mongo.storage()
                        .blobs()
                        .get(id)
                        .ifPresent(bytes -> assertThat(bytes).isEqualTo(content)),
                () -> {
                    assertThat(mongo.storage().blobs().get(id))
                            .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(content));
                    clock.move(GRACE.plusMillis(1));
                    mongo.storage().collectGarbage(GRACE);
                    assertThat(documents(BlobPieces.PIECES)).isEmpty();
                    assertThat(documents(BlobPieces.LOOSE)).isEmpty();
                    assertThat(mongo.storage().blobs().storedBytes()).isZero();
                });
    }

    @Test
    void collectingABlobOfManyPieces() {
        byte[] content = new byte[LARGE];
        new Random(1).nextBytes(content);
        everywhere(
                () -> {
                    mongo.storage().blobs().put(content);
                    clock.move(GRACE.plusMillis(1));
                },
                () -> mongo.storage().collectGarbage(GRACE),
                () -> mongo.storage()
                        .blobs()
                        .get(BlobId.of(content))
                        .ifPresent(bytes -> assertThat(bytes).isEqualTo(content)),
                () -> {
                    clock.move(GRACE.plusMillis(1));
                    mongo.storage().collectGarbage(GRACE);
                    assertThat(documents(MongoBlobStore.BLOBS)).isEmpty();
                    assertThat(documents(BlobPieces.PIECES)).isEmpty();
                    assertThat(documents(BlobPieces.LOOSE)).isEmpty();
                    assertThat(mongo.storage().blobs().storedBytes()).isZero();
                });
    }

    private void everywhere(Runnable work, Runnable holds, Runnable healed) {
        everywhere(() -> {}, work, holds, healed);
    }

    /// Cuts `work` off before its first write, its second and so on, until it gets through. After each death
    /// `holds` must hold; and when the work is done once more, `healed`.
    private void everywhere(Runnable before, Runnable work, Runnable holds, Runnable healed) {
        int deaths = 0;
        boolean survived = false;
        while (!survived) {
            before.run();
            survived = mongo.survives(deaths, work);
            holds.run();
            work.run();
            healed.run();
            deaths += survived ? 0 : 1;
        }
        assertThat(deaths).as("writes between which it was cut off").isGreaterThan(1);
    }

    private List<String> ids(int number) {
        return mongo.storage().snapshots().of(ANNA, number).stream()
                .map(Snapshot::id)
                .toList();
    }

    private String last() {
        return mongo.storage().links().lastChange(ANNA).orElseThrow().id();
    }

    private void forgetAll() {
        Supplier<Optional<Change>> last = () -> mongo.storage().links().lastChange(ANNA);
        for (var change = last.get(); change.isPresent(); change = last.get()) {
            mongo.storage().links().forget(change.get());
        }
    }

    private MongoCollection<Document> documents() {
        return mongo.database().getCollection(MongoInbox.INBOX);
    }

    private Iterable<Document> documents(String collection) {
        return mongo.database().getCollection(collection).find();
    }

    private static Change change(String id, Link... before) {
        return new Change(ANNA, id, Change.What.TAGGED, NOON, Arrays.asList(before));
    }

    private static Link link(int number) {
        return Link.kept(
                ANNA,
                number,
                "https://example.com/" + number,
                new CanonicalUrl("https://example.com/" + number, "//example.com/" + number, "example.com"),
                new LinkedHashSet<>(),
                "",
                new Person("7", "Anna", null),
                null,
                "42/" + number,
                NOON);
    }

    private static Snapshot snapshot(String id, int number) {
        return new Snapshot(
                id,
                ANNA,
                number,
                NOON,
                "https://example.com/",
                new Verdict.Full(List.of()),
                "text/html",
                null,
                List.of(),
                null,
                0);
    }
}
