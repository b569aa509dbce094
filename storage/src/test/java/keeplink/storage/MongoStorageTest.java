package keeplink.storage;

import static keeplink.storage.Documents.byId;
import static keeplink.storage.Documents.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import keeplink.Race;
import keeplink.conversation.Chat;
import keeplink.digest.DigestPlan;
import keeplink.health.LinkHealth;
import keeplink.link.CanonicalUrl;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.link.Person;
import keeplink.page.Verdict;
import keeplink.snapshot.Snapshot;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoStorageTest {
    private static final LinkCollection ANNA = new LinkCollection("42");

    @RegisterExtension
    final TestMongo mongo = new TestMongo();

    @Test
    void canBePreparedAgainAndByManyAtOnce() {
        Race.of(4, runner -> {
            mongo.storage().prepare();
            return true;
        });

        assertThat(version()).isEqualTo(3);
    }

    @Test
    void refusesWhatANewerVersionHasWritten() {
        meta(mongo.database()).updateOne(byId("schema"), set("version", 4));

        assertThatThrownBy(() -> mongo.storage().prepare())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(mongo.database().getName())
                .hasMessageContaining("written by a newer Keeplink")
                .hasMessageContaining("version 4, this one reads up to 3");
        assertThat(version()).isEqualTo(4);
    }

    @Test
    void migratesStepByStepAndOnlyOnce() {
        meta(mongo.database()).updateOne(byId("schema"), set("version", 1));
        List<String> done = new ArrayList<>();
        List<Consumer<MongoDatabase>> steps = List.of(database -> done.add("to 2"), database -> done.add("to 3"));

        Migrations.run(mongo.database(), steps);
        Migrations.run(mongo.database(), steps);

        assertThat(done).containsExactly("to 2", "to 3");
        assertThat(version()).isEqualTo(3);
    }

    @Test
    void aMigrationThatFailedIsDoneAgain() {
        meta(mongo.database()).updateOne(byId("schema"), set("version", 1));
        List<String> done = new ArrayList<>();
        Consumer<MongoDatabase> first = database -> done.add("to 2");
        Consumer<MongoDatabase> failing = database -> {
            throw new IllegalStateException("disk full");
        };
        assertThatThrownBy(() -> Migrations.run(mongo.database(), List.of(first, failing)))
                .hasMessage("disk full");
        assertThat(version()).isEqualTo(2);

        Migrations.run(mongo.database(), List.of(first, database -> done.add("to 3")));

        assertThat(done).containsExactly("to 2", "to 3");
    }

    @Test
    void everyLinkOfOlderDataThatWasCapturedIsPlannedToBeLookedAtHoweverOftenThatIsTried() {
        Link captured = Link.kept(
                        ANNA,
                        1,
                        "https://example.com/",
                        new CanonicalUrl("https://example.com/", "//example.com", "example.com"),
                        new LinkedHashSet<>(),
                        "",
                        new Person("42", "Anna", null),
                        null,
                        "m",
                        Instant.EPOCH)
                .change()
                .verdict(new Verdict.Full(List.of()))
                .at(Instant.EPOCH);
        mongo.storage().links().insert(captured);

        PlannedLooks.plan(mongo.database());
        LinkHealth planned = mongo.storage().health().find(ANNA, 1).orElseThrow();
        PlannedLooks.plan(mongo.database());

        assertThat(mongo.storage().health().find(ANNA, 1)).contains(planned);
        assertThat(planned.nextLook()).isAfter(Instant.now().plus(Duration.ofDays(5)));
        assertThat(planned.looks()).isEmpty();
    }

    @Test
    void aLeaseHasOneHolder() {
        LockConfiguration polling =
                new LockConfiguration(Instant.now(), "polling", Duration.ofMinutes(1), Duration.ZERO);

        SimpleLock held = mongo.storage().leases().lock(polling).orElseThrow();
        assertThat(mongo.storage().leases().lock(polling)).isEmpty();
        held.unlock();
        assertThat(mongo.storage().leases().lock(polling)).isPresent();
    }

    @Test
    void leasesOfAnEarlierProcessAreVoidWhereNoOtherCanBe() {
        LockConfiguration polling =
                new LockConfiguration(Instant.now(), "polling", Duration.ofMinutes(1), Duration.ZERO);
        assertThat(mongo.storage().leases().lock(polling)).isPresent();
        mongo.storage().endLeases();
        assertThat(mongo.storage().leases().lock(polling)).isPresent();
    }

    @Test
    void aSnapshotListGoesWithItsLastSnapshot() {
        mongo.storage().snapshots().put(snapshot("a"));
        mongo.storage().snapshots().put(snapshot("b"));
        mongo.storage().snapshots().move(ANNA, 1, 2);
        mongo.storage().snapshots().remove(ANNA, 2);

        assertThat(mongo.database()
                        .getCollection(MongoSnapshotStore.LISTS)
                        .find()
                        .first())
                .isNull();
    }

    @Test
    void anIdOnAListWithoutItsSnapshotCountsForNothing() {
        mongo.database()
                .getCollection(MongoSnapshotStore.LISTS)
                .insertOne(new Document("_id", "42/0000000001").append("ids", List.of("cut-off", "a")));
        mongo.storage().snapshots().put(snapshot("a"));

        assertThat(mongo.storage().snapshots().of(ANNA, 1)).containsExactly(snapshot("a"));
    }

    @Test
    void everyChatOfOlderDataGetsItsPlanHoweverOftenThatIsTried() {
        mongo.storage().conversations().put(Chat.met("42", Chat.Kind.PRIVATE, Locale.ENGLISH));
        mongo.storage().conversations().put(Chat.met("-421", Chat.Kind.GROUP, Locale.ENGLISH));
        mongo.database().getCollection("digestNewest").insertOne(byId("42").append("slot", "2026-03-02"));
        DigestPlan.Id anna = DigestPlan.Id.own("42");
        for (int writes = 0; !mongo.survives(writes, () -> PlannedLetters.plan(mongo.database())); writes++) {
            assertThat(writes).isLessThan(10);
        }

        assertThat(mongo.storage().digests().find(anna))
                .contains(DigestPlan.found(anna, LocalDateTime.parse("2026-03-02T23:59")));
        assertThat(mongo.storage().digests().find(DigestPlan.Id.own("-421"))).isPresent();
        PlannedLetters.plan(mongo.database());
        assertThat(mongo.storage().digests().due(Instant.EPOCH, 9)).hasSize(2);
    }

    private static Snapshot snapshot(String id) {
        return new Snapshot(
                id,
                ANNA,
                1,
                Instant.parse("2026-03-01T12:00:00Z"),
                "https://example.com/",
                new Verdict.Full(List.of()),
                "text/html",
                null,
                List.of(),
                null,
                0);
    }

    private int version() {
        Document schema = meta(mongo.database()).find(byId("schema")).first();
        return Objects.requireNonNull(schema).getInteger("version");
    }

    private static MongoCollection<Document> meta(MongoDatabase database) {
        return database.getCollection(Migrations.META);
    }
}
