package keeplink.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a process in the middle of its writes, again and again, and looks for every write it was told is done.
///
/// `-Dkeeplink.kill.rounds=100` kills a hundred times instead of ten.
class EmbeddedMongoKillIT {
    private static final int ROUNDS = Integer.getInteger("keeplink.kill.rounds", 10);

    /// Every so many rounds the process is killed while it opens the file.
    private static final int EARLY = 5;

    private final Map<String, Kept> expected = new HashMap<>();
    private long acknowledged;
    private long underWay;

    /// What a document must say.
    private record Kept(String serial, int n) {}

    /// A write that was under way when the process died: it may be there or not.
    private record Pending(String id, @Nullable Kept after) {}

    @Test
    void losesNoAcknowledgedWriteWhenKilled(@TempDir Path directory) throws Exception {
        Random random = new Random();
        for (int round = 0; round < ROUNDS; round++) {
            Path journal = directory.resolve("journal-" + round);
            killWhileWriting(directory.resolve("data"), journal, round, random);
            verify(directory.resolve("data"), pending(journal));
        }
        System.out.printf(
                "%d rounds, %,d acknowledged writes all there, %,d under way when killed, %,d documents at the end%n",
                ROUNDS, acknowledged, underWay, expected.size());
        assertThat(acknowledged).isPositive();
    }

    private static void killWhileWriting(Path data, Path journal, int round, Random random) throws Exception {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        data.toString(),
                        journal.toString(),
                        String.valueOf(round))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = writer.inputReader()) {
            if (round % EARLY == EARLY - 1) {
                writer.waitFor(300 + random.nextInt(900), TimeUnit.MILLISECONDS);
            } else {
                assertThat(out.readLine()).isEqualTo("writing");
                assertThat(writer.waitFor(random.nextInt(900), TimeUnit.MILLISECONDS))
                        .as("the writer ended by itself")
                        .isFalse();
            }
        } finally {
            writer.destroyForcibly().waitFor();
        }
    }

    /// Takes the journal into what is expected, and returns what may or may not have happened.
    private List<Pending> pending(Path journal) throws Exception {
        Map<String, Pending> begun = new HashMap<>();
        for (String line : Files.exists(journal) ? Files.readAllLines(journal) : List.<String>of()) {
            String[] words = line.split("\t", -1);
            if (words[0].equals("before")) {
                Kept after = words[2].equals("put") ? new Kept(words[4], Integer.parseInt(words[5])) : null;
                begun.put(words[1], new Pending(words[3], after));
            } else {
                Pending done = begun.remove(words[1]);
                assertThat(done).isNotNull();
                remember(done);
                acknowledged++;
            }
        }
        underWay += begun.size();
        return List.copyOf(begun.values());
    }

    private void remember(Pending done) {
        if (done.after() == null) {
            expected.remove(done.id());
        } else {
            expected.put(done.id(), done.after());
        }
    }

    private void verify(Path data, List<Pending> pending) throws Exception {
        try (EmbeddedMongo engine = EmbeddedMongo.open(data);
                MongoClient client = MongoClients.create(engine.connectionString())) {
            assertThat(engine.check()).isEmpty();
            MongoCollection<Document> documents = KilledWriter.documents(client);
            for (Pending write : pending) {
                Kept found = kept(documents.find(Filters.eq(write.id())).first());
                assertThat(found).isIn(expected.get(write.id()), write.after());
                remember(new Pending(write.id(), found));
            }
            Map<String, Kept> scanned = new HashMap<>();
            Set<String> owners = new HashSet<>();
            for (Document document : documents.find().projection(new Document("payload", 0))) {
                scanned.put(document.getString("_id"), kept(document));
                owners.add(document.getString("owner"));
            }
            assertThat(scanned).isEqualTo(expected);
            assertThat(documents.countDocuments()).isEqualTo(expected.size());
            assertThat(documents.estimatedDocumentCount()).isEqualTo(expected.size());
            List<String> byOwner = new ArrayList<>();
            for (String owner : owners) {
                documents
                        .find(Filters.eq("owner", owner))
                        .map(document -> document.getString("_id"))
                        .into(byOwner);
            }
            assertThat(byOwner).containsExactlyInAnyOrderElementsOf(expected.keySet());
            lookUpSome(documents);
        }
    }

    private void lookUpSome(MongoCollection<Document> documents) {
        List<String> ids = new ArrayList<>(expected.keySet());
        Collections.shuffle(ids);
        for (String id : ids.subList(0, Math.min(200, ids.size()))) {
            Kept kept = expected.get(id);
            assertThat(kept(documents.find(Filters.eq(id)).first())).isEqualTo(kept);
            assertThat(documents
                            .find(Filters.eq("serial", kept == null ? "" : kept.serial()))
                            .first())
                    .containsEntry("_id", id);
        }
    }

    private static @Nullable Kept kept(@Nullable Document document) {
        return document == null ? null : new Kept(document.getString("serial"), document.getInteger("n"));
    }
}
