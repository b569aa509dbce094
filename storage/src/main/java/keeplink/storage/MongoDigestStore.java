package keeplink.storage;

import static keeplink.storage.Documents.ID;
import static keeplink.storage.Documents.byId;
import static keeplink.storage.Documents.date;
import static keeplink.storage.Documents.inserted;
import static keeplink.storage.Documents.instantOrNull;
import static keeplink.storage.Documents.textOrNull;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import keeplink.digest.DigestPlan;
import keeplink.digest.DigestStore;
import keeplink.link.Tag;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Plans of letters, a document each, under the chat they go to, and a line break and the collection where it is
/// another's. What no letter comes for has no `at`, which the index leaves before all moments.
final class MongoDigestStore implements DigestStore {
    static final String PLANS = "digestPlans";
    static final String AT = "at";

    private static final String TAGS = "tags";
    private static final String SLOT = "slot";
    private static final String LAST = "last";
    private static final String TOLD = "told";
    private static final String BEGUN = "begun";
    private static final String SKIPPED = "skipped";
    private static final String PAUSED_UNTIL = "pausedUntil";
    private static final String REVISION = "revision";

    private static final Date BEFORE_ALL = new Date(Long.MIN_VALUE);

    private final MongoCollection<Document> plans;

    MongoDigestStore(MongoDatabase database) {
        plans = database.getCollection(PLANS);
    }

    @Override
    public Optional<DigestPlan> find(DigestPlan.Id id) {
        return Optional.ofNullable(plans.find(byId(text(id))).first()).map(MongoDigestStore::plan);
    }

    @Override
    public boolean put(DigestPlan plan) {
        Document document = document(plan);
        if (plan.revision() == 1) {
            return inserted(() -> plans.insertOne(document));
        }
        Document before = byId(document.getString(ID)).append(REVISION, plan.revision() - 1);
        return plans.replaceOne(before, document).getMatchedCount() == 1;
    }

    @Override
    public List<DigestPlan> due(Instant now, int limit) {
        return plans.find(new Document(AT, new Document("$gte", BEFORE_ALL).append("$lte", date(now))))
                .sort(new Document(AT, 1))
                .limit(limit)
                .map(MongoDigestStore::plan)
                .into(new ArrayList<>());
    }

    @Override
    public Optional<Instant> nextDue() {
        return DueDocuments.earliest(plans, new Document(AT, new Document("$gte", BEFORE_ALL)), AT);
    }

    @Override
    public List<DigestPlan> subscriptions(String chat) {
        return plans.find(byId(others(chat)))
                .sort(new Document(ID, 1))
                .map(MongoDigestStore::plan)
                .into(new ArrayList<>());
    }

    @Override
    public void remove(DigestPlan.Id id) {
        plans.deleteOne(byId(text(id)));
    }

    @Override
    public void forget(String chat) {
        plans.deleteMany(byId(others(chat)));
        plans.deleteOne(byId(chat));
    }

    /// The ids of a chat's subscriptions lie between its id with a line break and with the character after that.
    private static Document others(String chat) {
        return new Document("$gt", chat + "\n").append("$lt", chat + "\u000b");
    }

    /// A chat's id has no line break, as it names a collection of links.
    private static String text(DigestPlan.Id id) {
        return id.isOwn() ? id.to() : id.to() + "\n" + id.about();
    }

    private static DigestPlan.Id id(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? DigestPlan.Id.own(text) : new DigestPlan.Id(text.substring(0, end), text.substring(end + 1));
    }

    static Document document(DigestPlan plan) {
        Document document = byId(text(plan.id()))
                .append(TAGS, plan.tags().stream().map(Tag::name).toList())
                .append(SKIPPED, plan.skipped())
                .append(REVISION, plan.revision());
        Documents.append(document, SLOT, textOf(plan.slot()));
        Documents.appendDate(document, AT, plan.at());
        Documents.append(document, LAST, textOf(plan.last()));
        Documents.appendDate(document, TOLD, plan.told());
        Documents.appendDate(document, BEGUN, plan.begun());
        return Documents.appendDate(document, PAUSED_UNTIL, plan.pausedUntil());
    }

    private static DigestPlan plan(Document document) {
        return new DigestPlan(
                id(document.getString(ID)),
                document.getList(TAGS, String.class).stream().map(Tag::new).toList(),
                slot(document, SLOT),
                instantOrNull(document, AT),
                slot(document, LAST),
                instantOrNull(document, TOLD),
                instantOrNull(document, BEGUN),
                document.getInteger(SKIPPED),
                instantOrNull(document, PAUSED_UNTIL),
                document.getLong(REVISION));
    }

    private static @Nullable String textOf(@Nullable LocalDateTime slot) {
        return Objects.toString(slot, null);
    }

    private static @Nullable LocalDateTime slot(Document document, String field) {
        String text = textOrNull(document, field);
        return text == null ? null : LocalDateTime.parse(text);
    }
}
