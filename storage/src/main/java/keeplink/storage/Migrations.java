package keeplink.storage;

import static keeplink.storage.Documents.byId;
import static keeplink.storage.Documents.inserted;
import static keeplink.storage.Documents.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.List;
import java.util.function.Consumer;
import org.bson.Document;

/// Brings the documents to the form this version reads. The database says which form it has; each step leads
/// from one version to the next.
///
/// A step must bear being done again: a crash can come between it and the note that it was done, and two
/// instances may start at once.
final class Migrations {
    static final String META = "meta";

    private static final String SCHEMA = "schema";
    private static final String VERSION = "version";

    /// Element i leads from version i + 1 to i + 2; the first released form is version 1.
    private static final List<Consumer<MongoDatabase>> STEPS = List.of(PlannedLetters::plan, PlannedLooks::plan);

    private Migrations() {}

    static void run(MongoDatabase database) {
        run(database, STEPS);
    }

    static void run(MongoDatabase database, List<Consumer<MongoDatabase>> steps) {
        MongoCollection<Document> meta = database.getCollection(META);
        int wanted = steps.size() + 1;
        // An empty database has the newest form. Of two instances one writes it.
        if (meta.find(byId(SCHEMA)).first() == null) {
            inserted(() -> meta.insertOne(byId(SCHEMA).append(VERSION, wanted)));
        }
        int found = version(meta);
        if (found > wanted) {
            throw new IllegalStateException(
                    "The database \"%s\" was written by a newer Keeplink: its documents have version %d, this one reads up to %d. Start the newer Keeplink again, or give this one another database."
                            .formatted(database.getName(), found, wanted));
        }
        for (int version = found; version < wanted; version++) {
            steps.get(version - 1).accept(database);
            meta.updateOne(byId(SCHEMA).append(VERSION, version), set(VERSION, version + 1));
        }
    }

    private static int version(MongoCollection<Document> meta) {
        Document schema = meta.find(byId(SCHEMA)).first();
        if (schema == null) {
            throw new IllegalStateException("the version of the documents vanished while it was read");
        }
        return schema.getInteger(VERSION);
    }
}
