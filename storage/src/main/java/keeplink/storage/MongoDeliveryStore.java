package keeplink.storage;

import static keeplink.storage.Documents.ID;
import static keeplink.storage.Documents.byId;
import static keeplink.storage.Documents.date;
import static keeplink.storage.Documents.inserted;
import static keeplink.storage.Documents.instant;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import java.util.ArrayList;
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

    private final MongoCollection<Document> deliveries;

    MongoDeliveryStore(MongoDatabase database) {
        deliveries = database.getCollection(DELIVERIES);
    }

    @Override
    public Delivery want(String key, String chat, Delivery.Urgency urgency, String content, Instant now) {
        while (true) {
            Document known = deliveries.find(byId(key)).first();
            if (known == null) {
                Document wanted = wanted(key, chat, urgency, content, now);
                if (inserted(() -> deliveries.insertOne(wanted))) {
                    return delivery(wanted);
                }
            } else if (known.getString(CONTENT).equals(content) || changed(known, urgency, content)) {
                return find(key).orElseGet(() -> delivery(known));
            }
            // Somebody else wished something under this key between the two.
        }
    }

    @Override
    public Optional<Delivery> find(String key) {
        return Optional.ofNullable(deliveries.find(byId(key)).first()).map(MongoDeliveryStore::delivery);
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
    public void shown(String key, long revision, long message) {
        Document arrived = new Document(MESSAGE, message).append(SHOWN_REVISION, revision);
        Document newest = new Document(arrived).append(STATE, State.SHOWN.name());
        boolean isNewest = deliveries
                        .updateOne(byId(key).append(REVISION, revision), new Document("$set", newest))
                        .getMatchedCount()
                == 1;
        if (!isNewest) {
            Document notYet = byId(key).append(SHOWN_REVISION, new Document("$lte", revision));
            deliveries.updateOne(notYet, new Document("$set", arrived));
        }
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

    private boolean changed(Document known, Delivery.Urgency urgency, String content) {
        Document change = new Document(URGENCY, urgency.name())
                .append(CONTENT, content)
                .append(REVISION, known.getLong(REVISION) + 1)
                .append(STATE, State.PENDING.name());
        Document asRead = byId(known.getString(ID)).append(REVISION, known.getLong(REVISION));
        return deliveries.updateOne(asRead, new Document("$set", change)).getMatchedCount() == 1;
    }

    private static Document wanted(String key, String chat, Delivery.Urgency urgency, String content, Instant now) {
        return byId(key)
                .append(CHAT, chat)
                .append(URGENCY, urgency.name())
                .append(CONTENT, content)
                .append(REVISION, 1L)
                .append(SHOWN_REVISION, 0L)
                .append(ATTEMPTED_REVISION, 0L)
                .append(STATE, State.PENDING.name())
                .append(CREATED_AT, date(now));
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
