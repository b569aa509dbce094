package keeplink.storage;

import static keeplink.storage.Documents.ID;
import static keeplink.storage.Documents.byId;
import static keeplink.storage.Documents.date;
import static keeplink.storage.Documents.linkId;
import static keeplink.storage.Documents.set;
import static keeplink.storage.Documents.upserting;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import keeplink.link.Change;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.link.LinkStore;
import keeplink.link.TagAliases;
import org.bson.Document;

/// Links in four collections: the links themselves, who owns an address key, the last number of each collection
/// of links, and which of its tags mean another one. What can be taken back is in [MongoChanges].
final class MongoLinkStore implements LinkStore {
    static final String LINKS = "links";
    static final String ADDRESSES = "addresses";
    static final String NUMBERS = "numbers";
    static final String TAG_ALIASES = "tagAliases";

    private static final String LAST = "last";
    private static final String NUMBER = "number";
    /// Documents a cursor brings at a time: one answer must stay below 48 MB, whatever the engine's default.
    private static final int BATCH = 200;

    private final MongoCollection<Document> links;
    private final MongoCollection<Document> addresses;
    private final MongoCollection<Document> numbers;
    private final MongoCollection<Document> tagAliases;
    private final Gathered knownLinks;
    private final Gathered knownAddresses;
    private final Gathered knownAliases;
    private final MongoChanges changes;

    MongoLinkStore(MongoDatabase database) {
        links = database.getCollection(LINKS);
        addresses = database.getCollection(ADDRESSES);
        numbers = database.getCollection(NUMBERS);
        tagAliases = database.getCollection(TAG_ALIASES);
        knownLinks = new Gathered(links);
        knownAddresses = new Gathered(addresses);
        knownAliases = new Gathered(tagAliases);
        changes = new MongoChanges(database);
    }

    @Override
    public int nextNumber(LinkCollection collection) {
        Document counter = upserting(() -> numbers.findOneAndUpdate(
                byId(collection.id()),
                new Document("$inc", new Document(LAST, 1)),
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER)));
        return counter.getInteger(LAST);
    }

    @Override
    public int nextNumber(LinkCollection collection, int atLeast) {
        Document after = new Document("$max", new Document(LAST, atLeast));
        boolean first = upserting(() -> {
            Document before = numbers.findOneAndUpdate(
                    byId(collection.id()),
                    after,
                    new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.BEFORE));
            return before == null || before.getInteger(LAST) < atLeast;
        });
        return first ? atLeast : nextNumber(collection);
    }

    @Override
    public Optional<Integer> owner(LinkCollection collection, String key) {
        return knownAddresses.find(addressId(collection, key)).map(address -> address.getInteger(NUMBER));
    }

    @Override
    public int claim(LinkCollection collection, String key, int number) {
        Document address = byId(addressId(collection, key)).append(NUMBER, number);
        while (!knownAddresses.insert(address)) {
            Optional<Integer> owner = owner(collection, key);
            if (owner.isPresent()) {
                return owner.get();
            }
            // It was released between the two: it is free again.
        }
        return number;
    }

    @Override
    public void reassign(LinkCollection collection, String key, int number) {
        upserting(() -> addresses.updateOne(
                byId(addressId(collection, key)), set(NUMBER, number), new UpdateOptions().upsert(true)));
    }

    @Override
    public void release(LinkCollection collection, String key) {
        addresses.deleteOne(byId(addressId(collection, key)));
    }

    @Override
    public boolean insert(Link link) {
        return knownLinks.insert(LinkDocument.of(link));
    }

    @Override
    public boolean replace(Link link) {
        Document before =
                byId(linkId(link.collection(), link.number())).append(LinkDocument.REVISION, link.revision() - 1);
        return links.replaceOne(before, LinkDocument.of(link)).getMatchedCount() == 1;
    }

    @Override
    public Optional<Link> find(LinkCollection collection, int number) {
        return knownLinks.find(linkId(collection, number)).map(LinkDocument::link);
    }

    @Override
    public List<Link> list(LinkCollection collection, int after, int limit) {
        if (limit <= 0) {
            return List.of();
        }
        // '0' is the character after '/': the range ends where the ids of this collection do.
        Document range =
                new Document("$gt", linkId(collection, Math.max(after, 0))).append("$lt", collection.id() + "0");
        return links.find(byId(range))
                .sort(new Document(ID, 1))
                .limit(limit)
                .batchSize(BATCH)
                .map(LinkDocument::link)
                .into(new ArrayList<>());
    }

    @Override
    public Iterable<Link> changedSince(Instant moment) {
        return links.find(new Document(LinkDocument.CHANGED_AT, new Document("$gte", date(moment))))
                .batchSize(BATCH)
                .map(LinkDocument::link);
    }

    @Override
    public void purge(LinkCollection collection, int number) {
        // The link goes last: cut off before, the whole can be done again.
        changes.erase(collection, number);
        find(collection, number).ifPresent(link -> {
            releaseOwn(link, link.canonicalUrl().key());
            link.aliases().forEach(key -> releaseOwn(link, key));
        });
        links.deleteOne(byId(linkId(collection, number)));
    }

    @Override
    public TagAliases aliases(LinkCollection collection) {
        return knownAliases.find(collection.id()).map(AliasDocument::aliases).orElse(TagAliases.NONE);
    }

    @Override
    public void put(LinkCollection collection, TagAliases aliases) {
        Document document = AliasDocument.append(byId(collection.id()), aliases);
        upserting(() -> tagAliases.replaceOne(byId(collection.id()), document, new ReplaceOptions().upsert(true)));
    }

    @Override
    public void forget(LinkCollection collection) {
        changes.forget(collection);
        tagAliases.deleteOne(byId(collection.id()));
    }

    @Override
    public void remember(Change change) {
        changes.remember(change);
    }

    @Override
    public Optional<Change> lastChange(LinkCollection collection) {
        return changes.last(collection);
    }

    @Override
    public void forget(Change change) {
        changes.forget(change.collection(), change.id());
    }

    private void releaseOwn(Link link, String key) {
        addresses.deleteOne(byId(addressId(link.collection(), key)).append(NUMBER, link.number()));
    }

    private static String addressId(LinkCollection collection, String key) {
        return collection.id() + "\n" + key;
    }
}
