package keeplink.storage.embedded.bench;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.gridfs.GridFSBucket;
import com.mongodb.client.gridfs.GridFSBuckets;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import keeplink.storage.embedded.EmbeddedMongo;
import org.bson.Document;
import org.bson.types.ObjectId;

/// Measures the engine through the driver, beside plain SQLite on the same disk in the same run, whose synced
/// updates are the fastest any engine over such a file can be.
///
/// Run it by hand: `EmbeddedMongoBenchmark [directory] [documents]`, 100,000 documents of about 1 KB when not
/// said.
public final class EmbeddedMongoBenchmark {
    private static final int UPDATES = 20_000;
    private static final int READS = 2_000;
    private static final int BATCH = 500;
    private static final int CHATS = 50;

    private final int count;
    private final MongoDatabase database;
    private final MongoCollection<Document> links;

    private EmbeddedMongoBenchmark(MongoDatabase database, int count) {
        this.database = database;
        this.links = database.getCollection("links");
        this.count = count;
    }

    public static void main(String[] arguments) throws Exception {
        Path directory = arguments.length > 0 ? Path.of(arguments[0]) : Files.createTempDirectory("keeplink-bench");
        int count = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
        double plain = plainUpdatesPerSecond(directory.resolve("plain.db"));
        System.out.printf("%-52s %,10.0f /s%n", "plain SQLite, synced updates, 1 thread", plain);
        Path data = directory.resolve("data");
        try (EmbeddedMongo engine = EmbeddedMongo.open(data);
                MongoClient client = MongoClients.create(engine.connectionString())) {
            new EmbeddedMongoBenchmark(client.getDatabase("bench"), count).run(plain, data);
            long start = System.nanoTime();
            System.out.printf("%-52s %s, %,d ms%n", "check", engine.check(), millisSince(start));
        }
        long start = System.nanoTime();
        EmbeddedMongo.open(data).close();
        System.out.printf("%-52s %,10d ms%n", "open and close", millisSince(start));
    }

    private void run(double plain, Path data) throws Exception {
        links.createIndex(Indexes.ascending("chat", "url"), new IndexOptions().unique(true));
        links.createIndex(Indexes.ascending("chat", "savedAt"));
        links.createIndex(Indexes.ascending("status", "due"));
        long start = System.nanoTime();
        for (int from = 0; from < count; from += BATCH) {
            List<Document> batch = new ArrayList<>();
            for (int i = from; i < from + BATCH; i++) {
                batch.add(link(i));
            }
            links.insertMany(batch);
        }
        System.out.printf("%-52s %,10.0f /s%n", "insertMany of " + BATCH, count * 1000.0 / millisSince(start));
        long size = size(data);
        for (int threads : new int[] {1, 8, 32}) {
            double rate = updatesPerSecond(threads);
            System.out.printf(
                    "%-52s %,10.0f /s, %.2f of plain%n", "synced updates, " + threads + " threads", rate, rate / plain);
        }
        System.out.printf(
                "%-52s %,10d MB, %d MB before them%n",
                "file after " + 3 * UPDATES + " updates", size(data) >> 20, size >> 20);
        Random random = new Random(7);
        reads("find by _id", () -> links.find(eq(id(random.nextInt(count)))).first());
        reads(
                "find by _id and revision",
                () -> links.find(and(eq(id(random.nextInt(count))), gt("revision", -1)))
                        .first());
        reads("find by unique key", () -> {
            int i = random.nextInt(count);
            return links.find(and(eq("chat", i % CHATS), eq("url", url(i)))).first();
        });
        reads(
                "page of 10 by index and sort",
                () -> links.find(and(eq("chat", random.nextInt(CHATS)), lte("savedAt", random.nextInt(count))))
                        .sort(Sorts.descending("savedAt"))
                        .limit(10)
                        .into(new ArrayList<>()));
        reads(
                "page of 10 by _id",
                () -> links.find(gt("_id", id(random.nextInt(count))))
                        .sort(Sorts.ascending("_id"))
                        .limit(10)
                        .into(new ArrayList<>()));
        reads(
                "claim a job",
                () -> links.findOneAndUpdate(
                        and(eq("status", "waiting"), lte("due", count)),
                        Updates.set("status", "running"),
                        new FindOneAndUpdateOptions().sort(Sorts.ascending("due"))));
        once("count everything", links::countDocuments);
        once("count one chat", () -> links.countDocuments(eq("chat", 3)));
        once("scan without an index", () -> links.countDocuments(eq("title", "none")));
        gridFs();
    }

    private static Document link(int i) {
        return new Document("_id", id(i))
                .append("chat", i % CHATS)
                .append("url", url(i))
                .append("savedAt", i)
                .append("status", i % 10 == 0 ? "waiting" : "done")
                .append("due", i)
                .append("revision", 0)
                .append("title", "A page about number " + i)
                .append("tags", List.of("tag" + i % 7, "tag" + i % 11, "reading"))
                .append("excerpt", ("Lorem ipsum dolor sit amet " + i + ". ").repeat(20));
    }

    private static String id(int i) {
        return String.format("link-%09d", i);
    }

    private static String url(int i) {
        return "https://example.org/articles/" + i + "/a-title-of-some-length";
    }

    private double updatesPerSecond(int threads) throws Exception {
        long start = System.nanoTime();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                Random random = new Random(thread);
                running.add(pool.submit(() -> {
                    for (int i = 0; i < UPDATES / threads; i++) {
                        links.updateOne(eq(id(random.nextInt(count))), Updates.inc("revision", 1));
                    }
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
        return UPDATES * 1000.0 / millisSince(start);
    }

    private static void reads(String what, Callable<?> read) throws Exception {
        for (int i = 0; i < READS / 10; i++) {
            read.call();
        }
        long[] nanos = new long[READS];
        for (int i = 0; i < READS; i++) {
            long start = System.nanoTime();
            read.call();
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        System.out.printf(
                "%-52s %10.2f ms median, %.2f ms in 99 of 100%n",
                what, nanos[READS / 2] / 1e6, nanos[READS * 99 / 100] / 1e6);
    }

    private static void once(String what, Callable<?> read) throws Exception {
        long start = System.nanoTime();
        Object answer = read.call();
        System.out.printf("%-52s %,10d ms (%s)%n", what, millisSince(start), answer);
    }

    private void gridFs() {
        byte[] content = new byte[30 * 1024 * 1024];
        new Random(1).nextBytes(content);
        GridFSBucket bucket = GridFSBuckets.create(database, "blobs");
        long start = System.nanoTime();
        ObjectId id = bucket.uploadFromStream("page", new ByteArrayInputStream(content));
        System.out.printf("%-52s %,10d ms%n", "GridFS, 30 MB up", millisSince(start));
        start = System.nanoTime();
        bucket.downloadToStream(id, OutputStream.nullOutputStream());
        System.out.printf("%-52s %,10d ms%n", "GridFS, 30 MB down", millisSince(start));
    }

    private static double plainUpdatesPerSecond(Path file) throws Exception {
        int rows = 2_000;
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("CREATE TABLE plain (id INTEGER PRIMARY KEY, body BLOB)");
            try (var insert = connection.prepareStatement("INSERT INTO plain (body) VALUES (?)")) {
                statement.execute("BEGIN");
                for (int i = 0; i < rows; i++) {
                    insert.setBytes(1, new byte[1_000]);
                    insert.executeUpdate();
                }
                statement.execute("COMMIT");
            }
            try (var update = connection.prepareStatement("UPDATE plain SET body = ? WHERE id = ?")) {
                long start = System.nanoTime();
                for (int i = 0; i < rows; i++) {
                    update.setBytes(1, new byte[1_001]);
                    update.setInt(2, 1 + i * 7 % rows);
                    update.executeUpdate();
                }
                return rows * 1000.0 / millisSince(start);
            }
        }
    }

    private static long millisSince(long start) {
        return Math.max(1, (System.nanoTime() - start) / 1_000_000);
    }

    private static long size(Path directory) throws Exception {
        long size = 0;
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                size += Files.size(file);
            }
        }
        return size;
    }
}
