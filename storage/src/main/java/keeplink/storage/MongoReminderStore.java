package keeplink.storage;

import static keeplink.storage.Documents.ID;
import static keeplink.storage.Documents.append;
import static keeplink.storage.Documents.byId;
import static keeplink.storage.Documents.date;
import static keeplink.storage.Documents.instant;
import static keeplink.storage.Documents.set;
import static keeplink.storage.Documents.textOrNull;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import keeplink.link.LinkCollection;
import keeplink.link.Person;
import keeplink.reminder.Reminder;
import keeplink.reminder.ReminderStore;
import keeplink.reminder.Repetition;
import org.bson.Document;

/// Reminders, one document each. `nextAt` says when it can be claimed: when it is due, or when the lease on it ends.
final class MongoReminderStore implements ReminderStore {
    static final String REMINDERS = "reminders";
    static final String NEXT_AT = "nextAt";

    private static final String REMINDER = "reminder";
    private static final String COLLECTION = "collection";
    private static final String NUMBER = "number";
    private static final String PERSON = "person";
    private static final String NAME = "name";
    private static final String USERNAME = "username";
    private static final String TOPIC = "topic";
    private static final String DUE_AT = "dueAt";
    private static final String REPETITION = "repetition";

    private final MongoCollection<Document> reminders;

    MongoReminderStore(MongoDatabase database) {
        reminders = database.getCollection(REMINDERS);
    }

    @Override
    public void put(Reminder reminder) {
        Documents.upserting(() -> reminders.replaceOne(
                byId(id(reminder.collection(), reminder.id())), document(reminder), new ReplaceOptions().upsert(true)));
    }

    @Override
    public Optional<Reminder> find(LinkCollection collection, String id) {
        return Optional.ofNullable(reminders.find(byId(id(collection, id))).first())
                .map(MongoReminderStore::reminder);
    }

    @Override
    public List<Reminder> of(LinkCollection collection) {
        return reminders.find(Documents.allOf(collection)).into(new ArrayList<>()).stream()
                .map(MongoReminderStore::reminder)
                .sorted(Comparator.comparing(Reminder::dueAt).thenComparing(Reminder::id))
                .toList();
    }

    @Override
    public Optional<Reminder> claim(Instant now, Duration lease) {
        return DueDocuments.claim(reminders, NEXT_AT, now, lease).map(MongoReminderStore::reminder);
    }

    @Override
    public void settle(Reminder claimed, Optional<Reminder> left) {
        left.ifPresentOrElse(
                next -> reminders.replaceOne(asClaimed(claimed), document(next)),
                () -> reminders.deleteOne(asClaimed(claimed)));
    }

    @Override
    public void postpone(Reminder claimed, Instant until) {
        reminders.updateOne(asClaimed(claimed), set(NEXT_AT, date(until)));
    }

    @Override
    public boolean remove(LinkCollection collection, String id) {
        return reminders.deleteOne(byId(id(collection, id))).getDeletedCount() == 1;
    }

    @Override
    public void forget(LinkCollection collection) {
        reminders.deleteMany(Documents.allOf(collection));
    }

    @Override
    public Optional<Instant> nextDue() {
        return DueDocuments.earliest(reminders, new Document(), NEXT_AT);
    }

    private static String id(LinkCollection collection, String id) {
        return collection + "/" + id;
    }

    private static Document asClaimed(Reminder claimed) {
        return byId(id(claimed.collection(), claimed.id())).append(REMINDER, fields(claimed));
    }

    private static Document document(Reminder reminder) {
        return byId(id(reminder.collection(), reminder.id()))
                .append(REMINDER, fields(reminder))
                .append(NEXT_AT, date(reminder.dueAt()));
    }

    private static Document fields(Reminder reminder) {
        Person person = reminder.person();
        Document fields = new Document(ID, reminder.id())
                .append(COLLECTION, reminder.collection().id())
                .append(NUMBER, reminder.number())
                .append(PERSON, person.id())
                .append(NAME, person.name());
        append(fields, USERNAME, person.username());
        append(fields, TOPIC, reminder.topic());
        fields.append(DUE_AT, date(reminder.dueAt()));
        Repetition repetition = reminder.repetition();
        return append(fields, REPETITION, repetition == null ? null : repetition.toString());
    }

    private static Reminder reminder(Document document) {
        Document fields = document.get(REMINDER, Document.class);
        String repetition = textOrNull(fields, REPETITION);
        return new Reminder(
                fields.getString(ID),
                new LinkCollection(fields.getString(COLLECTION)),
                fields.getInteger(NUMBER),
                new Person(fields.getString(PERSON), fields.getString(NAME), textOrNull(fields, USERNAME)),
                fields.getLong(TOPIC),
                instant(fields, DUE_AT),
                repetition == null ? null : Repetition.parse(repetition));
    }
}
