package keeplink.storage.embedded;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.gridfs.GridFSBucket;
import com.mongodb.client.gridfs.GridFSBuckets;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is in the file: after reopening, with many threads at once, and when somebody tampers with it.
class EmbeddedMongoStorageTest {
    private static final int THREADS = 32;

    @TempDir
    private Path directory;

    @Test
    void keepsDocumentsAndIndexesWhenReopened() throws Exception {
        try (EngineWithClient running = new EngineWithClient(directory)) {
            MongoCollection<Document> links = running.collection("links");
            links.createIndex(Indexes.ascending("chat", "url"), new IndexOptions().unique(true));
            links.createIndex(Indexes.ascending("tags"));
            links.insertOne(new Document("_id", "a")
                    .append("chat", 1)
                    .append("url", "u")
                    .append("tags", List.of("x", "y")));
        }
        try (EngineWithClient running = new EngineWithClient(directory)) {
            MongoCollection<Document> links = running.collection("links");
            assertThat(running.client.listDatabaseNames().into(new ArrayList<>()))
                    .containsExactly("keeplink");
            assertThat(running.database.listCollectionNames().into(new ArrayList<>()))
                    .containsExactly("links");
            assertThat(links.listIndexes().map(index -> index.getString("name")).into(new ArrayList<>()))
                    .containsExactly("_id_", "chat_1_url_1", "tags_1");
            assertThat(links.find(and(eq("chat", 1), eq("url", "u"))).first()).containsEntry("_id", "a");
            assertThat(links.countDocuments(eq("tags", "y"))).isEqualTo(1);
            assertThatThrownBy(() -> links.insertOne(new Document("chat", 1).append("url", "u")))
                    .isInstanceOf(MongoWriteException.class);
            links.insertOne(new Document("_id", "b").append("chat", 2));
            assertThat(links.countDocuments()).isEqualTo(2);
            assertThat(running.engine.check()).isEmpty();
        }
    }

    @Test
    void isOpenOnlyOnce() throws Exception {
        EmbeddedMongo engine = EmbeddedMongo.open(directory);
        assertThatThrownBy(() -> EmbeddedMongo.open(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("already open");
        engine.close();
        engine.close();
        EmbeddedMongo.open(directory).close();
    }

    @Test
    void losesNoIncrementOfManyThreads() throws Exception {
        try (EngineWithClient running = new EngineWithClient(directory)) {
            MongoCollection<Document> counters = running.collection("counters");
            together(() -> {
                for (int i = 0; i < 25; i++) {
                    counters.updateOne(eq("shared"), inc("n", 1), new UpdateOptions().upsert(true));
                }
                return true;
            });
            assertThat(counters.find(eq("shared")).first()).containsEntry("n", THREADS * 25);
        }
    }

    @Test
    void letsOneOfManyThreadsWinAUniqueKeyAndAJob() throws Exception {
        try (EngineWithClient running = new EngineWithClient(directory)) {
            MongoCollection<Document> jobs = running.collection("jobs");
            jobs.createIndex(Indexes.ascending("key"), new IndexOptions().unique(true));
            List<Integer> won = together(() -> {
                int inserted = 0;
                for (int key = 0; key < 20; key++) {
                    try {
                        jobs.insertOne(new Document("key", key).append("status", "waiting"));
                        inserted++;
                    } catch (MongoWriteException e) {
                        assertThat(e.getCode()).isEqualTo(11000);
                    }
                }
                return inserted;
            });
            assertThat(won.stream().mapToInt(Integer::intValue).sum()).isEqualTo(20);
            Set<Object> claimed = ConcurrentHashMap.newKeySet();
            List<Integer> claims = together(() -> {
                int mine = 0;
                FindOneAndUpdateOptions first = new FindOneAndUpdateOptions().sort(new Document("key", 1));
                for (Document job = jobs.findOneAndUpdate(eq("status", "waiting"), set("status", "done"), first);
                        job != null;
                        job = jobs.findOneAndUpdate(eq("status", "waiting"), set("status", "done"), first)) {
                    assertThat(claimed.add(job.get("key"))).isTrue();
                    mine++;
                }
                return mine;
            });
            assertThat(claims.stream().mapToInt(Integer::intValue).sum()).isEqualTo(20);
            assertThat(running.engine.check()).isEmpty();
        }
    }

    @Test
    void readersSeeWholeDocumentsWhileWritersChangeThem() throws Exception {
        try (EngineWithClient running = new EngineWithClient(directory)) {
            MongoCollection<Document> links = running.collection("links");
            links.createIndex(Indexes.ascending("n"));
            links.insertMany(IntStream.range(0, 200)
                    .mapToObj(i -> new Document("_id", i).append("n", 0).append("parts", List.of(0, 0, 0, 0)))
                    .toList());
            AtomicBoolean writing = new AtomicBoolean(true);
            try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
                List<Future<Integer>> readers = new ArrayList<>();
                for (int reader = 0; reader < 4; reader++) {
                    readers.add(threads.submit(() -> {
                        int read = 0;
                        do {
                            for (Document link : links.find().batchSize(50)) {
                                assertThat(link.getList("parts", Integer.class)).containsOnly(link.getInteger("n"));
                                read++;
                            }
                        } while (writing.get());
                        return read;
                    }));
                }
                try {
                    for (int n = 1; n <= 5; n++) {
                        links.updateMany(
                                new Document(),
                                new Document("$set", new Document("n", n).append("parts", List.of(n, n, n, n))));
                    }
                } finally {
                    writing.set(false);
                }
                for (Future<Integer> reader : readers) {
                    assertThat(reader.get()).isPositive();
                }
            }
            assertThat(links.countDocuments(eq("n", 5))).isEqualTo(200);
        }
    }

    @Test
    void keepsFilesInGridFs() throws Exception {
        byte[] content = new byte[20 * 1024 * 1024 + 17];
        new Random(1).nextBytes(content);
        ObjectId id;
        try (EngineWithClient running = new EngineWithClient(directory)) {
            GridFSBucket blobs = GridFSBuckets.create(running.database, "blobs");
            id = blobs.uploadFromStream("page", new ByteArrayInputStream(content));
        }
        try (EngineWithClient running = new EngineWithClient(directory)) {
            GridFSBucket blobs = GridFSBuckets.create(running.database, "blobs");
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            blobs.downloadToStream(id, read);
            assertThat(read.toByteArray()).isEqualTo(content);
            assertThat(blobs.find(eq("filename", "page")).first()).isNotNull();
            blobs.delete(id);
            assertThat(running.collection("blobs.chunks").countDocuments()).isZero();
            assertThat(running.engine.check()).isEmpty();
        }
    }

    @Test
    void tellsWhenKeysAndDocumentsDisagree() throws Exception {
        try (EngineWithClient running = new EngineWithClient(directory)) {
            running.collection("links").createIndex(Indexes.ascending("n"));
            running.collection("links")
                    .insertMany(IntStream.range(0, 10)
                            .mapToObj(i -> new Document("_id", "id" + i).append("n", i))
                            .toList());
            assertThat(running.engine.check()).isEmpty();
        }
        tamper("DELETE FROM document WHERE position = (SELECT max(position) FROM document WHERE position >> 40 ="
                + " (SELECT id FROM collection WHERE namespace = 'keeplink.links'))");
        assertThat(findings())
                .hasSize(2)
                .allSatisfy(finding -> assertThat(finding).contains("holds 10 keys"));
        tamper("DELETE FROM index_key WHERE position = (SELECT min(position) FROM index_key)");
        assertThat(findings()).anyMatch(finding -> finding.contains("n_1 has no key for id0"));
        tamper(
                "DELETE FROM document WHERE position >> 40 = (SELECT id FROM collection WHERE namespace = 'keeplink.system.indexes')");
        assertThat(findings()).anyMatch(finding -> finding.contains("n_1 of keeplink.links is not defined"));
    }

    private List<String> findings() throws IOException {
        try (EmbeddedMongo engine = EmbeddedMongo.open(directory)) {
            return engine.check();
        }
    }

    private void tamper(String sql) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("keeplink.db"));
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }

    private static <T> List<T> together(Callable<T> task) throws Exception {
        List<T> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (Future<T> result : threads.invokeAll(Collections.nCopies(THREADS, task))) {
                results.add(result.get());
            }
        }
        return results;
    }
}
