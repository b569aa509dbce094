package keeplink.storage.embedded;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.bson.Document;
import org.bson.types.Binary;

/// Writes to an engine from many threads until it is killed, and keeps a journal of what it did: a line before
/// each write, a line after the driver returned. Each thread has documents of its own.
final class KilledWriter {
    static final int THREADS = 8;

    private KilledWriter() {}

    static MongoCollection<Document> documents(MongoClient client) {
        return client.getDatabase("keeplink").getCollection("documents");
    }

    /// @param arguments the directory of the engine, the journal, and the number of the round
    public static void main(String[] arguments) throws Exception {
        String round = arguments[2];
        EmbeddedMongo engine = EmbeddedMongo.open(Path.of(arguments[0]));
        MongoClient client = MongoClients.create(engine.connectionString());
        MongoCollection<Document> documents = documents(client);
        documents.createIndex(Indexes.ascending("serial"), new IndexOptions().unique(true));
        documents.createIndex(Indexes.ascending("owner", "n"));
        CountDownLatch writing = new CountDownLatch(THREADS);
        try (OutputStream journal = new FileOutputStream(arguments[1], true)) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                String owner = round + "." + i;
                threads.add(Thread.ofPlatform().start(() -> write(documents, owner, journal, writing)));
            }
            writing.await();
            System.out.println("writing");
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    private static void write(
            MongoCollection<Document> documents, String owner, OutputStream journal, CountDownLatch writing) {
        Random random = new Random(owner.hashCode());
        List<String> mine = new ArrayList<>();
        for (int n = 0; true; n++) {
            int kind = mine.size() < 3 ? 0 : random.nextInt(10);
            String serial = owner + "/" + n;
            if (kind < 6) {
                String id = owner + "-" + n;
                note(journal, "before\t" + owner + "\tput\t" + id + "\t" + serial + "\t" + n);
                documents.insertOne(new Document("_id", id)
                        .append("serial", serial)
                        .append("owner", owner)
                        .append("n", n)
                        .append("payload", new Binary(payload(random))));
                mine.add(id);
            } else if (kind < 9) {
                String id = mine.get(random.nextInt(mine.size()));
                note(journal, "before\t" + owner + "\tput\t" + id + "\t" + serial + "\t" + n);
                documents.updateOne(
                        Filters.eq(id), Updates.combine(Updates.set("serial", serial), Updates.set("n", n)));
            } else {
                String id = mine.remove(random.nextInt(mine.size()));
                note(journal, "before\t" + owner + "\tdelete\t" + id + "\t" + serial + "\t" + n);
                documents.deleteOne(Filters.eq(id));
            }
            note(journal, "after\t" + owner);
            writing.countDown();
        }
    }

    private static byte[] payload(Random random) {
        byte[] payload = new byte[random.nextInt(50) == 0 ? 300_000 : random.nextInt(3_000)];
        random.nextBytes(payload);
        return payload;
    }

    /// One unbuffered write: the system has the line even when the process dies right after it.
    private static void note(OutputStream journal, String line) {
        try {
            synchronized (journal) {
                journal.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new IllegalStateException("Cannot keep the journal", e);
        }
    }
}
