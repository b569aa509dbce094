package keeplink.storage;

import static keeplink.storage.Documents.ID;
import static keeplink.storage.Documents.byId;
import static keeplink.storage.Documents.date;
import static keeplink.storage.Documents.inserted;
import static keeplink.storage.Documents.instant;
import static keeplink.storage.Documents.textOrNull;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import keeplink.fetch.FetchFailure;
import keeplink.health.Evidence;
import keeplink.health.Finding;
import keeplink.health.HealthStore;
import keeplink.health.LinkHealth;
import keeplink.health.Look;
import keeplink.link.LinkCollection;
import org.bson.Document;

/// Looks at links, one document per link that is looked at. `nextAt` says when it can be claimed: when its look is due,
/// or when the lease on it ends.
final class MongoHealthStore implements HealthStore {
    static final String HEALTH = "health";
    static final String NEXT_AT = "nextAt";
    static final String COLLECTION = "collection";
    static final String NUMBER = "number";

    private static final String NEXT_LOOK = "nextLook";
    private static final String STEPS = "steps";
    private static final String HAND_OVER = "handOver";
    private static final String LOOKS = "looks";
    private static final String AT = "at";
    private static final String KIND = "kind";
    private static final String WELL = "well";
    private static final String MISSING = "missing";
    private static final String PARKED = "parked";
    private static final String FAILING = "failing";
    private static final String WALLED = "walled";
    private static final String HIDDEN = "hidden";
    private static final String UNKNOWN = "unknown";
    private static final String MOVED = "moved";
    private static final String PERCENT = "percent";
    private static final String STATUS = "status";
    private static final String REASON = "reason";
    private static final String EVIDENCE = "evidence";

    private final MongoCollection<Document> health;

    MongoHealthStore(MongoDatabase database) {
        health = database.getCollection(HEALTH);
    }

    @Override
    public void plan(LinkHealth planned) {
        inserted(() -> health.insertOne(document(planned)));
    }

    @Override
    public Optional<LinkHealth> find(LinkCollection collection, int number) {
        return Optional.ofNullable(
                        health.find(byId(Documents.linkId(collection, number))).first())
                .map(MongoHealthStore::health);
    }

    @Override
    public Optional<LinkHealth> claim(Instant now, Duration lease) {
        return DueDocuments.claim(health, NEXT_AT, now, lease).map(MongoHealthStore::health);
    }

    @Override
    public void put(LinkHealth looked) {
        Document document = document(looked);
        health.replaceOne(byId(document.getString(ID)), document);
    }

    @Override
    public void remove(LinkCollection collection, int number) {
        health.deleteOne(byId(Documents.linkId(collection, number)));
    }

    @Override
    public void forget(LinkCollection collection) {
        health.deleteMany(Documents.allOf(collection));
    }

    @Override
    public Optional<Instant> nextDue() {
        return DueDocuments.earliest(health, new Document(), NEXT_AT);
    }

    static Document document(LinkHealth health) {
        return byId(Documents.linkId(health.collection(), health.number()))
                .append(COLLECTION, health.collection().id())
                .append(NUMBER, health.number())
                .append(
                        LOOKS,
                        health.looks().stream().map(MongoHealthStore::look).toList())
                .append(STEPS, health.steps())
                .append(HAND_OVER, health.handOver())
                .append(NEXT_LOOK, date(health.nextLook()))
                .append(NEXT_AT, date(health.nextLook()));
    }

    private static LinkHealth health(Document document) {
        return new LinkHealth(
                new LinkCollection(document.getString(COLLECTION)),
                document.getInteger(NUMBER),
                document.getList(LOOKS, Document.class).stream()
                        .map(look -> new Look(instant(look, AT), finding(look)))
                        .toList(),
                document.getInteger(STEPS),
                instant(document, NEXT_LOOK),
                document.getBoolean(HAND_OVER));
    }

    private static Document look(Look look) {
        Finding finding = look.finding();
        Document document = new Document(AT, date(look.at()));
        return switch (finding) {
            case Finding.Well(Optional<String> moved, int percent) ->
                Documents.append(document.append(KIND, WELL).append(PERCENT, percent), MOVED, moved.orElse(null));
            case Finding.Missing(int status, Set<Evidence> evidence) ->
                document.append(KIND, MISSING).append(STATUS, status).append(EVIDENCE, names(evidence));
            case Finding.Parked(Set<Evidence> evidence) ->
                document.append(KIND, PARKED).append(EVIDENCE, names(evidence));
            case Finding.Failing(FetchFailure reason, int status, Set<Evidence> evidence) ->
                document.append(KIND, FAILING)
                        .append(REASON, reason.name())
                        .append(STATUS, status)
                        .append(EVIDENCE, names(evidence));
            case Finding.Walled walled -> document.append(KIND, WALLED);
            case Finding.Hidden hidden -> document.append(KIND, HIDDEN);
            case Finding.Unknown unknown -> document.append(KIND, UNKNOWN);
        };
    }

    private static Finding finding(Document look) {
        String kind = look.getString(KIND);
        return switch (kind) {
            case WELL -> new Finding.Well(Optional.ofNullable(textOrNull(look, MOVED)), look.getInteger(PERCENT));
            case MISSING -> new Finding.Missing(look.getInteger(STATUS), evidence(look));
            case PARKED -> new Finding.Parked(evidence(look));
            case FAILING ->
                new Finding.Failing(
                        FetchFailure.valueOf(look.getString(REASON)), look.getInteger(STATUS), evidence(look));
            case WALLED -> new Finding.Walled();
            case HIDDEN -> new Finding.Hidden();
            case UNKNOWN -> new Finding.Unknown();
            default -> throw new IllegalStateException("a finding of an unknown kind is stored: " + kind);
        };
    }

    private static List<String> names(Set<Evidence> evidence) {
        return evidence.stream().map(Evidence::name).sorted().toList();
    }

    private static Set<Evidence> evidence(Document look) {
        Set<Evidence> evidence = new HashSet<>();
        look.getList(EVIDENCE, String.class).forEach(name -> evidence.add(Evidence.valueOf(name)));
        return evidence;
    }
}
