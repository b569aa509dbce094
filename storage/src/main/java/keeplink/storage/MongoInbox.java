package keeplink.storage;

import static keeplink.storage.Documents.ID;
import static keeplink.storage.Documents.byId;
import static keeplink.storage.Documents.date;
import static keeplink.storage.Documents.instant;
import static keeplink.storage.Documents.upserting;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.ReturnDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import keeplink.delivery.Inbox;
import org.bson.Document;

/// Updates by their id. The order of arrival is a count of its own, as ids may start again lower; of two processes
/// the one that began to take updates later counts on above the other.
final class MongoInbox implements Inbox {
    static final String INBOX = "inbox";
    static final String STATE = "state";
    static final String ARRIVAL = "arrival";

    private static final String COUNTERS = "counters";
    private static final String LAST = "last";
    private static final String RAW = "raw";
    static final String RECEIVED_AT = "receivedAt";
    private static final String WHY = "why";
    private static final int BATCH = 100;
    /// Updates forgotten by one command, which nobody notices.
    private static final int FORGOTTEN = 1_000;
    /// So many numbers are taken at once, so that a batch costs one durable write and not two. What is left of
    /// them when the process ends is never used.
    private static final int NUMBERS = 10_000;

    private enum State {
        OPEN,
        DONE,
        ASIDE
    }

    private final MongoCollection<Document> updates;
    private final MongoCollection<Document> counters;
    private final Together<Long, Boolean> ended = new Together<>(this::allDone);
    private long nextNumber;
    private long numbersEnd;

    MongoInbox(MongoDatabase database) {
        updates = database.getCollection(INBOX);
        counters = database.getCollection(COUNTERS);
    }

    @Override
    public List<Update> accept(List<Update> received) {
        if (received.isEmpty()) {
            return List.of();
        }
        long first = arrivals(received.size());
        List<Document> documents = new ArrayList<>();
        for (int each = 0; each < received.size(); each++) {
            documents.add(document(received.get(each), first + each));
        }
        if (insertedAll(documents)) {
            return List.copyOf(received);
        }
        List<Update> fresh = new ArrayList<>();
        for (int each = 0; each < received.size(); each++) {
            Document document = documents.get(each);
            if (isStored(document) || replacesAnotherOfThatId(received.get(each), document)) {
                fresh.add(received.get(each));
            }
        }
        return List.copyOf(fresh);
    }

    @Override
    public void done(long id) {
        ended.with(id);
    }

    private List<Boolean> allDone(List<Long> ids) {
        // What is done is there to be known again, not to be read again.
        Document change = Documents.set(STATE, State.DONE.name()).append("$unset", new Document(RAW, ""));
        if (ids.size() == 1) {
            updates.updateOne(byId(ids.getFirst()), change);
        } else {
            updates.updateMany(byId(new Document("$in", ids)), change);
        }
        return Collections.nCopies(ids.size(), true);
    }

    @Override
    public void setAside(long id, String why) {
        updates.updateOne(byId(id), new Document("$set", new Document(STATE, State.ASIDE.name()).append(WHY, why)));
    }

    @Override
    public List<Update> open() {
        return updates.find(new Document(STATE, State.OPEN.name()))
                .sort(new Document(ARRIVAL, 1))
                .batchSize(BATCH)
                .map(document ->
                        new Update(document.getLong(ID), document.getString(RAW), instant(document, RECEIVED_AT)))
                .into(new ArrayList<>());
    }

    @Override
    public void prune(Instant before) {
        // Arrivals come in the order of time, but for a clock that was set: what one hides behind itself goes later.
        List<Object> oldest;
        do {
            oldest = updates
                    .find(new Document(STATE, State.DONE.name()))
                    .sort(new Document(ARRIVAL, 1))
                    .limit(FORGOTTEN)
                    .projection(new Document(RECEIVED_AT, 1))
                    .into(new ArrayList<>())
                    .stream()
                    .takeWhile(document -> instant(document, RECEIVED_AT).isBefore(before))
                    .map(document -> document.get(ID))
                    .toList();
            if (!oldest.isEmpty()) {
                // one of an id that was given out again is another by now
                updates.deleteMany(byId(new Document("$in", oldest))
                        .append(STATE, State.DONE.name())
                        .append(RECEIVED_AT, new Document("$lt", date(before))));
            }
        } while (oldest.size() == FORGOTTEN);
    }

    /// False where an id was known; all others are stored then, too.
    private boolean insertedAll(List<Document> documents) {
        try {
            updates.insertMany(documents, new InsertManyOptions().ordered(false));
            return true;
        } catch (MongoBulkWriteException failure) {
            boolean known = failure.getWriteConcernError() == null
                    && failure.getWriteErrors().stream()
                            .allMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY);
            if (known) {
                return false;
            }
            throw failure;
        }
    }

    /// Whether this very arrival is stored, and not another under its id.
    private boolean isStored(Document document) {
        Document stored = updates.find(byId(document.getLong(ID)))
                .projection(new Document(ARRIVAL, 1))
                .first();
        return stored != null && stored.getLong(ARRIVAL).equals(document.getLong(ARRIVAL));
    }

    private boolean replacesAnotherOfThatId(Update update, Document document) {
        Document another = byId(update.id())
                .append(STATE, new Document("$ne", State.OPEN.name()))
                .append(
                        RECEIVED_AT,
                        new Document("$lt", date(update.receivedAt().minus(KNOWN_FOR))));
        return updates.replaceOne(another, document).getMatchedCount() == 1;
    }

    /// Takes so many numbers of arrival; answers the first. They are higher than all that any process took before.
    private synchronized long arrivals(int count) {
        if (numbersEnd - nextNumber < count) {
            long taken = Math.max(count, NUMBERS);
            Document counter = upserting(() -> counters.findOneAndUpdate(
                    byId(INBOX),
                    new Document("$inc", new Document(LAST, taken)),
                    new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER)));
            numbersEnd = counter.getLong(LAST) + 1;
            nextNumber = numbersEnd - taken;
        }
        long first = nextNumber;
        nextNumber += count;
        return first;
    }

    private static Document document(Update update, long arrival) {
        return byId(update.id())
                .append(RAW, update.raw())
                .append(RECEIVED_AT, date(update.receivedAt()))
                .append(STATE, State.OPEN.name())
                .append(ARRIVAL, arrival);
    }
}
