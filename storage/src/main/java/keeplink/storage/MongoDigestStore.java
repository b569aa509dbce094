package keeplink.storage;

import static keeplink.storage.Documents.byId;
import static keeplink.storage.Documents.date;
import static keeplink.storage.Documents.inserted;
import static keeplink.storage.Documents.upserting;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import keeplink.digest.DigestStore;
import org.bson.Document;

/// Taken slots, a document each that can be inserted once, and the newest slot of every chat.
final class MongoDigestStore implements DigestStore {
    static final String SLOTS = "digestSlots";
    static final String NEWEST = "digestNewest";

    private static final String TAKEN_AT = "takenAt";
    private static final String SLOT = "slot";

    private final MongoCollection<Document> slots;
    private final MongoCollection<Document> newest;

    MongoDigestStore(MongoDatabase database) {
        slots = database.getCollection(SLOTS);
        newest = database.getCollection(NEWEST);
    }

    @Override
    public boolean take(String chat, LocalDate slot, Instant now) {
        boolean taken = inserted(() -> slots.insertOne(byId(chat + "\n" + slot).append(TAKEN_AT, date(now))));
        // Also where it was taken before: whoever took it may have been cut off here. ISO 8601 dates sort as text.
        upserting(() -> newest.updateOne(
                byId(chat),
                new Document("$max", new Document(SLOT, slot.toString())),
                new UpdateOptions().upsert(true)));
        return taken;
    }

    @Override
    public Optional<LocalDate> newest(String chat) {
        return Optional.ofNullable(newest.find(byId(chat)).first()).map(slot -> LocalDate.parse(slot.getString(SLOT)));
    }
}
