package keeplink.storage;

import static keeplink.storage.Documents.ID;
import static keeplink.storage.Documents.byId;
import static keeplink.storage.Documents.date;
import static keeplink.storage.Documents.duplicateKey;
import static keeplink.storage.Documents.instant;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOneModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import keeplink.delivery.Delivery;
import keeplink.delivery.Delivery.State;
import keeplink.delivery.DeliveryStore;
import org.bson.Document;

/// Deliveries, one document per key.
final class MongoDeliveryStore implements DeliveryStore {
    static final String DELIVERIES = "deliveries";
    static final String STATE = "state";
    static final String CREATED_AT = "createdAt";

    private static final String CHAT = "chat";
    private static final String URGENCY = "urgency";
    private static final String CONTENT = "content";
    private static final String REVISION = "revision";
    private static final String SHOWN_REVISION = "shownRevision";
    private static final String MESSAGE = "message";
    private static final String ATTEMPTED_REVISION = "attemptedRevision";
    private static final String REASON = "reason";
    private static final int BATCH = 200;
    private static final FindOneAndUpdateOptions UPSERT =
            new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);

    private final MongoCollection<Document> deliveries;
    private final Gathered known;
    private final Together<Shown, Boolean> arrived = new Together<>(this::allShown);

    MongoDeliveryStore(MongoDatabase database) {
        deliveries = database.getCollection(DELIVERIES);
        known = new Gathered(deliveries);
    }

    /// A revision that a chat shows as that message.
    private record Shown(String key, long revision, long message) {
        Document isNewest() {
            return byId(key).append(REVISION, revision);
        }

        Document arrived() {
            return new Document(MESSAGE, message).append(SHOWN_REVISION, revision);
        }

        Document settled() {
            return new Document("$set", arrived().append(STATE, State.SHOWN.name()));
        }
    }

    @Override
    public Delivery want(String key, String chat, Delivery.Urgency urgency, String content, Instant now) {
        while (true) {
            Optional<Delivery> wanted = wantedOtherwise(key, chat, urgency, content, now)
                    .or(() -> find(key).filter(known -> known.content().equals(content)));
            if (wanted.isPresent()) {
                return wanted.get();
            }
            // Somebody else wished something under this key between the two.
        }
    }

    /// Empty where it is wished with this very content: what is to be inserted then has its key taken.
    private Optional<Delivery> wantedOtherwise(
            String key, String chat, Delivery.Urgency urgency, String content, Instant now) {
        Document otherwise = byId(key).append(CONTENT, new Document("$ne", content));
        Document wish =
                new Document(URGENCY, urgency.name()).append(CONTENT, content).append(STATE, State.PENDING.name());
        Document first = new Document(CHAT, chat)
                .append(SHOWN_REVISION, 0L)
                .append(ATTEMPTED_REVISION, 0L)
                .append(CREATED_AT, date(now));
        Document change = new Document("$set", wish)
                .append("$inc", new Document(REVISION, 1L))
                .append("$setOnInsert", first);
        try {
            return Optional.ofNullable(deliveries.findOneAndUpdate(otherwise, change, UPSERT))
                    .map(MongoDeliveryStore::delivery);
        } catch (MongoException failure) {
            if (duplicateKey(failure)) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    @Override
    public Optional<Delivery> find(String key) {
        return known.find(key).map(MongoDeliveryStore::delivery);
    }

    @Override
    public List<Delivery> pending() {
        return deliveries
                .find(new Document(STATE, State.PENDING.name()))
                .sort(new Document(CREATED_AT, 1))
                .batchSize(BATCH)
                .map(MongoDeliveryStore::delivery)
                .into(new ArrayList<>());
    }

    @Override
    public void attempting(String key, long revision) {
        deliveries.updateOne(byId(key), new Document("$max", new Document(ATTEMPTED_REVISION, revision)));
    }

    @Override
    public Optional<Delivery> shown(String key, long revision, long message) {
        Shown shown = new Shown(key, revision, message);
        if (arrived.with(shown)) {
            return Optional.empty();
        }
        Document notYet = byId(key).append(SHOWN_REVISION, new Document("$lte", revision));
        deliveries.updateOne(notYet, new Document("$set", shown.arrived()));
        return find(key).filter(delivery -> delivery.state() == State.PENDING);
    }

    /// Whether each was the newest revision that was wished.
    private List<Boolean> allShown(List<Shown> all) {
        if (all.size() > 1) {
            int newest = deliveries
                    .bulkWrite(all.stream()
                            .map(shown -> new UpdateOneModel<Document>(shown.isNewest(), shown.settled()))
                            .toList())
                    .getMatchedCount();
            if (newest == all.size()) {
                return Collections.nCopies(newest, true);
            }
        }
        // the count does not say which; settling one twice changes nothing
        return all.stream()
                .map(shown ->
                        deliveries.updateOne(shown.isNewest(), shown.settled()).getMatchedCount() == 1)
                .toList();
    }

    @Override
    public void giveUp(String key, long revision, String reason) {
        Document stillWished = byId(key).append(REVISION, revision).append(STATE, State.PENDING.name());
        Document givenUp = new Document(STATE, State.GIVEN_UP.name()).append(REASON, reason);
        deliveries.updateOne(stillWished, new Document("$set", givenUp));
    }

    @Override
    public void prune(Instant before) {
        for (State closed : List.of(State.SHOWN, State.GIVEN_UP)) {
            deliveries.deleteMany(
                    new Document(STATE, closed.name()).append(CREATED_AT, new Document("$lt", date(before))));
        }
    }

    @Override
    public void forget(String chat) {
        for (State closed : List.of(State.SHOWN, State.GIVEN_UP)) {
            deliveries.deleteMany(new Document(STATE, closed.name()).append(CHAT, chat));
        }
    }

    private static Delivery delivery(Document document) {
        return new Delivery(
                document.getString(ID),
                document.getString(CHAT),
                Delivery.Urgency.valueOf(document.getString(URGENCY)),
                document.getString(CONTENT),
                document.getLong(REVISION),
                document.getLong(SHOWN_REVISION),
                document.containsKey(MESSAGE) ? document.getLong(MESSAGE) : null,
                document.getLong(ATTEMPTED_REVISION),
                State.valueOf(document.getString(STATE)),
                instant(document, CREATED_AT));
    }
}
