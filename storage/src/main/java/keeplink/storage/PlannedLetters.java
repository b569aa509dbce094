package keeplink.storage;

import static keeplink.storage.Documents.ID;
import static keeplink.storage.Documents.byId;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import keeplink.digest.DigestPlan;
import org.bson.Document;

/// Gives every chat the plan of its letters, where there were only the slots that were taken. Bears being done
/// again, by two instances at once too.
final class PlannedLetters {
    private static final String SLOTS = "digestSlots";
    private static final String NEWEST = "digestNewest";
    private static final String SLOT = "slot";
    private static final int PAGE = 500;

    private PlannedLetters() {}

    static void plan(MongoDatabase database) {
        String after = "";
        for (List<String> chats = page(database, after); !chats.isEmpty(); chats = page(database, after)) {
            plan(database, chats);
            after = chats.getLast();
        }
        database.getCollection(SLOTS).deleteMany(new Document());
        database.getCollection(NEWEST).deleteMany(new Document());
    }

    private static List<String> page(MongoDatabase database, String after) {
        return database.getCollection(MongoConversationStore.CHATS)
                .find(byId(new Document("$gt", after)))
                .projection(new Document(ID, 1))
                .sort(new Document(ID, 1))
                .limit(PAGE)
                .map(chat -> chat.getString(ID))
                .into(new ArrayList<>());
    }

    private static void plan(MongoDatabase database, List<String> chats) {
        MongoCollection<Document> plans = database.getCollection(MongoDigestStore.PLANS);
        Document any = byId(new Document("$in", chats));
        List<String> missing = new ArrayList<>(chats);
        plans.find(any).projection(new Document(ID, 1)).forEach(known -> missing.remove(known.getString(ID)));
        Map<String, LocalDateTime> newest = new HashMap<>();
        database.getCollection(NEWEST).find(any).forEach(slot -> newest.put(slot.getString(ID), over(slot)));
        if (!missing.isEmpty()) {
            insert(
                    plans,
                    missing.stream()
                            .map(chat -> DigestPlan.found(DigestPlan.Id.own(chat), newest.get(chat)))
                            .map(MongoDigestStore::document)
                            .toList());
        }
    }

    /// Slots were days; such a day is over to its last minute.
    private static LocalDateTime over(Document slot) {
        return LocalDate.parse(slot.getString(SLOT)).atTime(LocalTime.of(23, 59));
    }

    private static void insert(MongoCollection<Document> plans, List<Document> documents) {
        try {
            plans.insertMany(documents, new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException failure) {
            boolean known = failure.getWriteErrors().stream().allMatch(error -> error.getCode() == 11_000);
            if (!known) {
                throw failure;
            }
        }
    }
}
