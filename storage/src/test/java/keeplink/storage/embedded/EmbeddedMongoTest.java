package keeplink.storage.embedded;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.addToSet;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.DuplicateKeyException;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoNamespace;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.FindOneAndReplaceOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.result.UpdateResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What a client of the engine may rely on, and what must be the same as on a server.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedMongoTest {
    private EngineWithClient running;
    private MongoCollection<Document> links;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        running = new EngineWithClient(directory);
    }

    @BeforeEach
    void collection() {
        links = running.collection("links");
        links.drop();
    }

    @AfterEach
    void everyKeyHasItsDocument() {
        assertThat(running.engine.check()).isEmpty();
    }

    @AfterAll
    void stop() {
        running.close();
    }

    @Test
    void answersHelloOnLoopbackOnly() {
        assertThat(running.engine.connectionString()).startsWith("mongodb://127.0.0.1:");
        Document hello = running.database.runCommand(new Document("hello", 1));
        assertThat(hello.getBoolean("isWritablePrimary")).isTrue();
        assertThat(running.database.runCommand(new Document("ping", 1)).getDouble("ok"))
                .isEqualTo(1.0);
    }

    @Test
    void findsWhatWasInserted() {
        links.insertOne(new Document("_id", "a").append("count", 1L).append("raw", new Binary(new byte[] {1, 2})));
        assertThat(links.find(eq("a")).first())
                .isEqualTo(new Document("_id", "a").append("count", 1L).append("raw", new Binary(new byte[] {1, 2})));
        assertThat(links.find(eq("b")).first()).isNull();
    }

    @Test
    void findsByIdsOfAnyKind() {
        Document compound = new Document("chat", 5L).append("url", "https://example.org/");
        links.insertMany(List.of(new Document("_id", "a"), new Document("_id", 7L), new Document("_id", compound)));
        assertThat(links.find(eq("_id", 7)).first()).isEqualTo(new Document("_id", 7L));
        assertThat(links.find(new Document("_id", compound)).first()).isEqualTo(new Document("_id", compound));
        assertThat(links.find(in("_id", "a", 7L, "missing")).into(new ArrayList<>()))
                .hasSize(2);
        Document from = new Document("chat", 5L);
        Document to = new Document("chat", 6L);
        assertThat(links.countDocuments(and(
                        new Document("_id", new Document("$gte", from)), new Document("_id", new Document("$lt", to)))))
                .isEqualTo(1);
    }

    @Test
    void updatesOnlyTheRevisionAskedFor() {
        links.insertOne(new Document("_id", "a").append("revision", 3));
        assertThat(links.updateOne(and(eq("a"), eq("revision", 2)), inc("revision", 1))
                        .getMatchedCount())
                .isZero();
        UpdateResult result = links.updateOne(and(eq("a"), eq("revision", 3)), inc("revision", 1));
        assertThat(result.getModifiedCount()).isEqualTo(1);
        assertThat(links.find(eq("a")).first()).containsEntry("revision", 4);
    }

    @Test
    void upsertsOnce() {
        UpdateOptions upsert = new UpdateOptions().upsert(true);
        UpdateResult first = links.updateOne(eq("a"), combine(setOnInsert("made", 1), inc("n", 1)), upsert);
        UpdateResult second = links.updateOne(eq("a"), combine(setOnInsert("made", 2), inc("n", 1)), upsert);
        assertThat(Objects.requireNonNull(first.getUpsertedId()).asString().getValue())
                .isEqualTo("a");
        assertThat(second.getUpsertedId()).isNull();
        assertThat(links.find(eq("a")).first())
                .isEqualTo(new Document("_id", "a").append("n", 2).append("made", 1));
    }

    @Test
    void putsTheIdFirstWhenAnUpsertMadeIt() {
        links.updateOne(eq("url", "u"), set("n", 1), new UpdateOptions().upsert(true));
        BsonDocument stored = links.withDocumentClass(BsonDocument.class).find().first();
        assertThat(Objects.requireNonNull(stored).getFirstKey()).isEqualTo("_id");
    }

    @Test
    void replacesAndDeletes() {
        links.insertOne(new Document("_id", "a").append("x", 1).append("y", 2));
        links.replaceOne(eq("a"), new Document("z", 3));
        links.replaceOne(eq("b"), new Document("z", 4), new ReplaceOptions().upsert(true));
        assertThat(links.find().sort(ascending("_id")).into(new ArrayList<>()))
                .containsExactly(new Document("_id", "a").append("z", 3), new Document("_id", "b").append("z", 4));
        assertThat(links.deleteOne(eq("a")).getDeletedCount()).isEqualTo(1);
        assertThat(links.deleteMany(new Document()).getDeletedCount()).isEqualTo(1);
        assertThat(links.countDocuments()).isZero();
    }

    @Test
    void claimsTheEarliestJob() {
        links.createIndex(Indexes.ascending("status", "due"));
        for (int due : new int[] {30, 10, 20}) {
            links.insertOne(
                    new Document("_id", "job" + due).append("status", "waiting").append("due", due));
        }
        FindOneAndUpdateOptions earliest =
                new FindOneAndUpdateOptions().sort(ascending("due")).returnDocument(ReturnDocument.AFTER);
        List<Object> claimed = new ArrayList<>();
        for (Document job = claim(earliest); job != null; job = claim(earliest)) {
            assertThat(job).containsEntry("status", "running");
            claimed.add(job.get("due"));
        }
        assertThat(claimed).containsExactly(10, 20, 30);
    }

    private @Nullable Document claim(FindOneAndUpdateOptions options) {
        return links.findOneAndUpdate(and(eq("status", "waiting"), lte("due", 99)), set("status", "running"), options);
    }

    @Test
    void returnsTheDocumentBeforeOrAfterReplacingAndDeleting() {
        links.insertOne(new Document("_id", "a").append("n", 1));
        assertThat(links.findOneAndReplace(eq("a"), new Document("n", 2))).containsEntry("n", 1);
        assertThat(links.findOneAndReplace(
                        eq("a"),
                        new Document("n", 3),
                        new FindOneAndReplaceOptions().returnDocument(ReturnDocument.AFTER)))
                .containsEntry("n", 3);
        assertThat(links.findOneAndDelete(eq("a"))).containsEntry("n", 3);
        assertThat(links.findOneAndDelete(eq("a"))).isNull();
        assertThat(links.findOneAndUpdate(
                        eq("b"),
                        set("n", 1),
                        new FindOneAndUpdateOptions()
                                .upsert(true)
                                .projection(new Document("n", 1))
                                .returnDocument(ReturnDocument.AFTER)))
                .containsEntry("n", 1);
    }

    @Test
    void refusesASecondDocumentUnderAUniqueKey() {
        links.createIndex(Indexes.ascending("chat", "url"), new IndexOptions().unique(true));
        links.insertOne(new Document("_id", 1).append("chat", 1).append("url", "u"));
        links.insertOne(new Document("_id", 2).append("chat", 1).append("url", "v"));
        assertDuplicate(
                () -> links.insertOne(new Document("_id", 3).append("chat", 1L).append("url", "u")));
        assertDuplicate(
                () -> links.insertOne(new Document("_id", 1).append("chat", 9).append("url", "x")));
        assertDuplicate(() -> links.updateOne(eq(2), set("url", "u")));
        assertThat(links.find(eq(2)).first()).containsEntry("url", "v");
        links.updateOne(eq(1), set("url", "w"));
        links.insertOne(new Document("_id", 4).append("chat", 1).append("url", "u"));
        assertThat(links.find(and(eq("chat", 1), eq("url", "u"))).first()).containsEntry("_id", 4);
        assertThat(links.find(and(eq("url", "u"), eq("chat", 1), eq("_id", 1))).first())
                .isNull();
    }

    private static void assertDuplicate(ThrowingCallable write) {
        assertThatThrownBy(write).isInstanceOfSatisfying(MongoWriteException.class, e -> {
            assertThat(e.getCode()).isEqualTo(11000);
            assertThat(e.getError().getCategory()).isEqualTo(ErrorCategory.DUPLICATE_KEY);
        });
    }

    @Test
    void letsSparseUniqueIndexesIgnoreWhatLacksTheKey() {
        links.createIndex(
                Indexes.ascending("token"), new IndexOptions().unique(true).sparse(true));
        links.insertMany(
                List.of(new Document("_id", 1), new Document("_id", 2), new Document("_id", 3).append("token", "t")));
        assertDuplicate(() -> links.insertOne(new Document("_id", 4).append("token", "t")));
        assertThat(links.countDocuments(eq("token", null))).isEqualTo(2);
        assertThat(links.countDocuments(eq("token", "t"))).isEqualTo(1);
        assertThat(links.find().sort(ascending("token")).into(new ArrayList<>()))
                .hasSize(3);
    }

    @Test
    void refusesAUniqueIndexOverDuplicatesAndLeavesNothingOfIt() {
        links.insertMany(List.of(new Document("_id", 1).append("u", 1), new Document("_id", 2).append("u", 1)));
        assertThatThrownBy(() -> links.createIndex(Indexes.ascending("u"), new IndexOptions().unique(true)))
                .isInstanceOf(DuplicateKeyException.class);
        assertThat(links.listIndexes().into(new ArrayList<>())).hasSize(1);
        links.updateOne(eq(2), set("u", 2));
        links.createIndex(Indexes.ascending("u"), new IndexOptions().unique(true));
        assertDuplicate(() -> links.insertOne(new Document("_id", 3).append("u", 2)));
    }

    @Test
    void keepsWhatCameBeforeTheErrorOfAnOrderedInsert() {
        List<Document> batch =
                List.of(new Document("_id", 1), new Document("_id", 2), new Document("_id", 1), new Document("_id", 3));
        assertThatThrownBy(() -> links.insertMany(batch)).isInstanceOfSatisfying(MongoBulkWriteException.class, e -> {
            assertThat(e.getWriteResult().getInsertedCount()).isEqualTo(2);
            assertThat(e.getWriteErrors().getFirst().getIndex()).isEqualTo(2);
        });
        assertThat(ids()).containsExactly(1, 2);
    }

    @Test
    void skipsOnlyTheErrorsOfAnUnorderedInsert() {
        List<Document> batch =
                List.of(new Document("_id", 1), new Document("_id", 1), new Document("_id", 2), new Document("_id", 2));
        assertThatThrownBy(() -> links.insertMany(batch, new InsertManyOptions().ordered(false)))
                .isInstanceOfSatisfying(MongoBulkWriteException.class, e -> {
                    assertThat(e.getWriteResult().getInsertedCount()).isEqualTo(2);
                    assertThat(e.getWriteErrors())
                            .extracting(error -> error.getIndex())
                            .containsExactly(1, 3);
                });
        assertThat(ids()).containsExactly(1, 2);
    }

    @Test
    void stopsAnOrderedBulkAtTheFirstErrorAndGoesOnWithAnUnorderedOne() {
        links.createIndex(Indexes.ascending("u"), new IndexOptions().unique(true));
        links.insertMany(List.of(new Document("_id", 1).append("u", 1), new Document("_id", 2).append("u", 2)));
        var bulk = List.of(
                new UpdateOneModel<Document>(eq(1), set("seen", true)),
                new UpdateOneModel<Document>(eq(2), set("u", 1)),
                new UpdateOneModel<Document>(eq(2), set("seen", true)),
                new UpdateOneModel<Document>(eq(9), set("u", 9), new UpdateOptions().upsert(true)));
        assertThatThrownBy(() -> links.bulkWrite(bulk)).isInstanceOfSatisfying(MongoBulkWriteException.class, e -> {
            assertThat(e.getWriteResult().getModifiedCount()).isEqualTo(1);
            assertThat(e.getWriteErrors().getFirst().getIndex()).isEqualTo(1);
        });
        assertThat(links.countDocuments(eq("seen", true))).isEqualTo(1);
        assertThatThrownBy(() -> links.bulkWrite(bulk, new BulkWriteOptions().ordered(false)))
                .isInstanceOfSatisfying(MongoBulkWriteException.class, e -> {
                    assertThat(e.getWriteErrors()).hasSize(1);
                    assertThat(e.getWriteResult().getUpserts().getFirst().getIndex())
                            .isEqualTo(3);
                });
        assertThat(links.countDocuments(eq("seen", true))).isEqualTo(2);
        assertThat(links.bulkWrite(List.of(new InsertOneModel<>(new Document("_id", 10).append("u", 10))))
                        .getInsertedCount())
                .isEqualTo(1);
    }

    @Test
    void changesArrays() {
        links.insertOne(new Document("_id", 1).append("tags", List.of("a")));
        links.updateOne(eq(1), addToSet("tags", "a"));
        links.updateOne(eq(1), addToSet("tags", "b"));
        links.updateOne(eq(1), push("tags", "c"));
        links.updateOne(eq(1), pull("tags", "a"));
        assertThat(Objects.requireNonNull(links.find(eq(1)).first()).getList("tags", String.class))
                .containsExactly("b", "c");
        links.updateOne(eq(1), set("parts", List.of(new Document("n", 1).append("ok", false), new Document("n", 2))));
        links.updateOne(
                eq(1), set("parts.$[part].ok", true), new UpdateOptions().arrayFilters(List.of(eq("part.n", 2))));
        links.updateOne(and(eq(1), eq("parts.n", 1)), set("parts.$.seen", true));
        assertThat(Objects.requireNonNull(links.find(eq(1)).first()).getList("parts", Document.class))
                .containsExactly(
                        new Document("n", 1).append("ok", false).append("seen", true),
                        new Document("n", 2).append("ok", true));
        links.updateOne(eq(1), unset("parts"));
        assertThat(links.find(eq(1)).first()).doesNotContainKey("parts");
    }

    @Test
    void findsByElementsOfAnIndexedArray() {
        links.createIndex(Indexes.ascending("chat", "tags"));
        links.insertMany(List.of(
                new Document("_id", 1).append("chat", 1).append("tags", List.of("a", "b")),
                new Document("_id", 2).append("chat", 1).append("tags", List.of()),
                new Document("_id", 3).append("chat", 1)));
        assertThat(links.countDocuments(and(eq("chat", 1), eq("tags", "b")))).isEqualTo(1);
        assertThat(links.countDocuments(eq("chat", 1))).isEqualTo(3);
        links.updateOne(eq(1), pull("tags", "b"));
        assertThat(links.countDocuments(and(eq("chat", 1), eq("tags", "b")))).isZero();
    }

    @Test
    void pagesByKeyset() {
        links.createIndex(Indexes.ascending("chat", "_id"));
        links.insertMany(IntStream.range(0, 50)
                .mapToObj(i -> new Document("_id", String.format("%03d", i)).append("chat", i % 2))
                .toList());
        List<String> seen = new ArrayList<>();
        String last = "";
        while (true) {
            List<Document> page = links.find(and(eq("chat", 1), gt("_id", last)))
                    .sort(ascending("_id"))
                    .limit(7)
                    .into(new ArrayList<>());
            if (page.isEmpty()) {
                break;
            }
            page.forEach(document -> seen.add(document.getString("_id")));
            last = seen.getLast();
        }
        assertThat(seen).hasSize(25).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void sortsSkipsLimitsAndProjects() {
        links.insertMany(IntStream.range(0, 20)
                .mapToObj(i -> new Document("_id", i).append("n", i * 7 % 20).append("other", "x"))
                .toList());
        assertThat(links.find()
                        .sort(descending("n"))
                        .skip(2)
                        .limit(3)
                        .projection(new Document("n", 1).append("_id", 0))
                        .into(new ArrayList<>()))
                .containsExactly(new Document("n", 17), new Document("n", 16), new Document("n", 15));
        assertThat(links.countDocuments(gt("n", 9))).isEqualTo(10);
        assertThat(links.distinct("other", String.class).into(new ArrayList<>()))
                .containsExactly("x");
    }

    @Test
    void handsOutLargeResultsInBatches() {
        byte[] kilobytes = new byte[100 * 1024];
        for (int start = 0; start < 300; start += 100) {
            links.insertMany(IntStream.range(start, start + 100)
                    .mapToObj(i -> new Document("_id", i).append("raw", new Binary(kilobytes)))
                    .toList());
        }
        // 30 MB: in one reply it would be more than the driver takes.
        assertThat(links.find().batchSize(1000).into(new ArrayList<>())).hasSize(300);
        assertThat(links.find().sort(descending("_id")).into(new ArrayList<>()))
                .extracting(document -> document.getInteger("_id"))
                .startsWith(299, 298)
                .hasSize(300);
        assertThat(links.aggregate(List.of(new Document("$match", new Document())))
                        .into(new ArrayList<>()))
                .hasSize(300);
    }

    @Test
    void groupsAndCounts() {
        links.createIndex(Indexes.ascending("chat"));
        links.insertMany(IntStream.range(0, 30)
                .mapToObj(i -> new Document("_id", i).append("chat", i % 3))
                .toList());
        assertThat(links.aggregate(List.of(
                                new Document("$match", new Document("chat", new Document("$in", List.of(0, 1)))),
                                new Document(
                                        "$group", new Document("_id", "$chat").append("n", new Document("$sum", 1))),
                                new Document("$sort", new Document("_id", 1))))
                        .into(new ArrayList<>()))
                .containsExactly(new Document("_id", 0).append("n", 10), new Document("_id", 1).append("n", 10));
        assertThat(links.countDocuments()).isEqualTo(30);
        assertThat(links.estimatedDocumentCount()).isEqualTo(30);
    }

    @Test
    void dropsIndexesOfThisCollectionAlone() {
        MongoCollection<Document> other = running.collection("other");
        other.drop();
        for (MongoCollection<Document> collection : List.of(links, other)) {
            collection.createIndex(
                    Indexes.ascending("u"), new IndexOptions().unique(true).name("shared"));
            collection.createIndex(Indexes.ascending("v"));
        }
        links.dropIndex("shared");
        assertThat(links.listIndexes().map(index -> index.getString("name")).into(new ArrayList<>()))
                .containsExactly("_id_", "v_1");
        links.dropIndexes();
        assertThat(links.listIndexes().map(index -> index.getString("name")).into(new ArrayList<>()))
                .containsExactly("_id_");
        assertThat(other.listIndexes().map(index -> index.getString("name")).into(new ArrayList<>()))
                .containsExactly("_id_", "shared", "v_1");
        assertThatThrownBy(() -> links.dropIndex("shared"))
                .isInstanceOfSatisfying(
                        MongoCommandException.class,
                        e -> assertThat(e.getErrorCode()).isEqualTo(27));
    }

    @Test
    void refusesIndexesItWouldNotHonour() {
        assertThatThrownBy(() -> links.createIndex(Indexes.text("title"))).isInstanceOf(MongoCommandException.class);
        assertThatThrownBy(() -> links.createIndex(
                        Indexes.ascending("u"), new IndexOptions().unique(true).partialFilterExpression(eq("x", 1))))
                .isInstanceOf(MongoCommandException.class);
    }

    @Test
    void refusesADocumentAboveTheLimitAndKeepsTheOldOne() {
        links.createIndex(Indexes.ascending("n"));
        links.insertOne(new Document("_id", 1).append("n", 1).append("raw", new Binary(new byte[15 * 1024 * 1024])));
        assertThatThrownBy(() -> links.updateOne(
                        eq(1), combine(set("n", 2), set("more", new Binary(new byte[2 * 1024 * 1024])))))
                .isInstanceOf(MongoWriteException.class);
        assertThat(links.countDocuments(eq("n", 1))).isEqualTo(1);
    }

    @Test
    void dropsADatabaseAndMakesItAgain() {
        MongoDatabase other = running.client.getDatabase("other");
        other.getCollection("links").createIndex(Indexes.ascending("u"), new IndexOptions().unique(true));
        other.getCollection("links").insertOne(new Document("_id", 1).append("u", 1));
        other.drop();
        assertThat(other.getCollection("links").countDocuments()).isZero();
        other.getCollection("links").insertMany(List.of(new Document("u", 1), new Document("u", 1)));
        assertThat(other.getCollection("links").countDocuments(eq("u", 1))).isEqualTo(2);
        other.drop();
    }

    @Test
    void refusesWhatItCannotDoAndGoesOn() {
        links.insertOne(new Document("_id", 1));
        assertThatThrownBy(() -> links.updateOne(eq(1), List.of(set("n", 1)))).isInstanceOf(MongoException.class);
        assertThatThrownBy(() -> links.countDocuments(new Document("n", new Document("$unheardOf", 1))))
                .isInstanceOf(MongoException.class);
        assertThat(links.updateOne(eq(1), set("n", 1)).getModifiedCount()).isEqualTo(1);
    }

    @Test
    void renamesCollections() {
        running.collection("renamed").drop();
        links.createIndex(Indexes.ascending("u"), new IndexOptions().unique(true));
        links.insertOne(new Document("_id", 1).append("u", 1));
        links.renameCollection(new MongoNamespace("keeplink", "renamed"));
        assertThat(running.collection("renamed").find(eq("u", 1)).first()).isNotNull();
        assertThat(links.countDocuments()).isZero();
        running.collection("renamed").drop();
    }

    private List<Integer> ids() {
        return links.find()
                .sort(ascending("_id"))
                .map(document -> document.getInteger("_id"))
                .into(new ArrayList<>());
    }
}
