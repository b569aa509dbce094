package keeplink.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoWriteException;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Asks the same questions of two collections with the same documents, one with indexes and one without: an
/// index may only make an answer faster.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlanTest {
    private static final List<@Nullable Object> VALUES = Arrays.asList(
            1,
            2,
            2L,
            2.5,
            3,
            "a",
            "b",
            "ab",
            null,
            true,
            List.of(),
            List.of(1, 3),
            List.of("a", 2),
            new Document("x", 1));
    private static final List<String> FIELDS = List.of("a", "b", "c", "d.e");

    private static final int CANNOT_INDEX_PARALLEL_ARRAYS = 171;

    private EngineWithClient running;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        running = new EngineWithClient(directory);
    }

    @AfterAll
    void stop() {
        running.close();
    }

    /// `-Dkeeplink.plan.seeds=100` asks more questions.
    private static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("keeplink.plan.seeds", 3));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void answersTheSameWithAndWithoutIndexes(long seed) {
        Random random = new Random(seed);
        MongoCollection<Document> indexed = running.collection("indexed");
        MongoCollection<Document> plain = running.collection("plain");
        indexed.drop();
        plain.drop();
        indexed.createIndex(Indexes.ascending("a"));
        indexed.createIndex(Indexes.ascending("a", "b"));
        indexed.createIndex(Indexes.compoundIndex(Indexes.ascending("b"), Indexes.descending("c")));
        indexed.createIndex(Indexes.ascending("d.e"), new IndexOptions().sparse(true));
        indexed.createIndex(Indexes.ascending("c", "a"), new IndexOptions().sparse(true));
        indexed.createIndex(Indexes.ascending("kind", "number", "rank"));
        indexed.createIndex(Indexes.ascending("serial"), new IndexOptions().unique(true));
        for (int i = 0; i < 120; i++) {
            Document document = document(random, i);
            alike(() -> indexed.insertOne(document), () -> plain.insertOne(document));
        }
        for (int i = 0; i < 60; i++) {
            Document filter = new Document("_id", random.nextInt(120));
            Document update = random.nextBoolean()
                    ? new Document("$set", new Document(FIELDS.get(random.nextInt(3)), value(random)))
                    : new Document("$unset", new Document(FIELDS.get(random.nextInt(3)), ""));
            alike(() -> indexed.updateOne(filter, update), () -> plain.updateOne(filter, update));
        }
        for (int i = 0; i < 300; i++) {
            Document filter = filter(random);
            Document order = order(random).append("_id", 1);
            int limit = random.nextInt(3) == 0 ? 5 : 0;
            int skip = random.nextInt(4) == 0 ? 3 : 0;
            assertThat(answer(indexed.find(filter)
                            .sort(order)
                            .skip(skip)
                            .limit(limit)
                            .batchSize(7)))
                    .as("%s by %s", filter.toJson(), order.toJson())
                    .isEqualTo(answer(plain.find(filter).sort(order).skip(skip).limit(limit)));
            assertThat(indexed.countDocuments(filter)).isEqualTo(plain.countDocuments(filter));
            if (i % 50 == 0) {
                assertThat(indexed.deleteMany(filter).getDeletedCount())
                        .isEqualTo(plain.deleteMany(filter).getDeletedCount());
            }
        }
        assertThat(running.engine.check()).isEmpty();
    }

    /// Two arrays in one document cannot be keys of one index; what the one refuses, the other must not have
    /// either.
    private static void alike(Runnable withIndexes, Runnable without) {
        try {
            withIndexes.run();
        } catch (MongoWriteException e) {
            assertThat(e.getCode()).isEqualTo(CANNOT_INDEX_PARALLEL_ARRAYS);
            return;
        }
        without.run();
    }

    private static List<Document> answer(FindIterable<Document> found) {
        return found.into(new ArrayList<>());
    }

    private static Document document(Random random, int id) {
        Document document = new Document("_id", id)
                .append("serial", "s" + id)
                .append("kind", random.nextInt(3))
                .append("rank", random.nextInt(4));
        if (random.nextInt(6) > 0) {
            document.append("number", List.of(1, 2L, 2.5, -1, "x", true).get(random.nextInt(6)));
        }
        for (String field : List.of("a", "b", "c")) {
            if (random.nextInt(5) > 0) {
                document.append(field, value(random));
            }
        }
        if (random.nextBoolean()) {
            document.append("d", random.nextInt(3) == 0 ? List.of(part(random), part(random)) : part(random));
        }
        return document;
    }

    private static Document part(Random random) {
        return random.nextInt(4) == 0 ? new Document() : new Document("e", 1 + random.nextInt(3));
    }

    private static @Nullable Object value(Random random) {
        return VALUES.get(random.nextInt(VALUES.size()));
    }

    /// A value that stands for itself in a filter.
    private static Object scalar(Random random) {
        return List.of(1, 2, 2.5, 3, "a", "ab", "b", true).get(random.nextInt(8));
    }

    private static Document filter(Random random) {
        Document filter = new Document();
        int conditions = random.nextInt(4);
        for (int i = 0; i < conditions; i++) {
            String field = FIELDS.get(random.nextInt(FIELDS.size()));
            Object condition =
                    switch (random.nextInt(7)) {
                        case 0 -> new Document("$in", List.of(scalar(random), scalar(random)));
                        case 1 -> new Document("$gt", scalar(random));
                        case 2 -> new Document("$gte", scalar(random)).append("$lt", scalar(random));
                        case 3 -> new Document("$lte", scalar(random));
                        case 4 -> new Document("$eq", scalar(random));
                        default -> scalar(random);
                    };
            if (random.nextInt(3) == 0) {
                filter.put("$and", List.of(new Document(field, condition)));
            } else {
                filter.put(field, condition);
            }
        }
        switch (random.nextInt(10)) {
            case 0 -> filter.put("_id", random.nextInt(130));
            case 1 -> filter.put("_id", new Document("$in", List.of(5, 100, 5, 40, 999)));
            case 2 ->
                filter.put("_id", new Document("$gte", random.nextInt(60)).append("$lt", 60 + random.nextInt(60)));
            case 3 -> filter.put("serial", "s" + random.nextInt(130));
            case 4 -> filter.put("kind", random.nextInt(3));
            case 5 -> {
                filter.put("kind", random.nextInt(3));
                filter.put("number", new Document("$gte", 1).append("$lt", 2.5));
            }
            case 6 -> filter.put("kind", new Document("$in", List.of(0, 2)));
            default -> {}
        }
        return filter;
    }

    private static Document order(Random random) {
        int direction = random.nextBoolean() ? 1 : -1;
        return switch (random.nextInt(7)) {
            case 0 -> new Document("serial", direction);
            case 1 -> new Document("_id", direction);
            case 2 -> new Document("number", direction).append("rank", direction);
            case 3 -> new Document("kind", 1).append("number", direction).append("rank", -direction);
            case 4 -> new Document("kind", direction).append("number", direction);
            default -> new Document();
        };
    }
}
