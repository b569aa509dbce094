package keeplink.storage;

import static keeplink.storage.Documents.ID;
import static keeplink.storage.Documents.byId;
import static keeplink.storage.Documents.date;
import static keeplink.storage.Documents.instant;
import static keeplink.storage.Documents.upserting;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndDeleteOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import keeplink.link.Change;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.link.TagAliases;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// What can be taken back: per collection of links a list of the newest changes' ids, and each change in
/// documents of its own, so that a change of thousands of links stays below the 16 MB a document may have.
///
/// The list is written first and cleared last, so whatever a crash leaves is named by the list, and the next
/// call on that collection takes it up: an id without its change counts for nothing.
final class MongoChanges {
    static final String LISTS = "changeLists";
    static final String CHANGES = "changes";

    private static final String IDS = "ids";
    private static final String WHAT = "what";
    private static final String AT = "at";
    private static final String BEFORE = "before";
    private static final String PARTS = "parts";
    private static final String SOURCE = "source";
    /// Links in one document. One link is 1 to 3 KB; one with the longest of everything about 40 KB.
    private static final int LINKS_PER_PART = 200;

    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);
    private static final FindOneAndUpdateOptions LIST =
            new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);
    private static final FindOneAndDeleteOptions HEAD =
            new FindOneAndDeleteOptions().projection(new Document(PARTS, 1));

    private final MongoCollection<Document> lists;
    private final MongoCollection<Document> changes;

    MongoChanges(MongoDatabase database) {
        lists = database.getCollection(LISTS);
        changes = database.getCollection(CHANGES);
    }

    void remember(Change change) {
        LinkCollection collection = change.collection();
        Document list = upserting(() -> lists.findOneAndUpdate(
                byId(collection.id()), new Document("$addToSet", new Document(IDS, change.id())), LIST));
        write(change);
        List<String> ids = ids(list);
        for (String old : ids.subList(Math.min(ids.size(), Change.KEPT), ids.size())) {
            forget(collection, old);
        }
    }

    Optional<Change> last(LinkCollection collection) {
        return ids(collection).stream()
                .map(id -> read(collection, id))
                .flatMap(Optional::stream)
                .findFirst();
    }

    void forget(LinkCollection collection, String id) {
        delete(collection, id);
        lists.updateOne(byId(collection.id()), new Document("$pull", new Document(IDS, id)));
    }

    void forget(LinkCollection collection) {
        ids(collection).forEach(id -> forget(collection, id));
        lists.deleteOne(byId(collection.id()));
    }

    /// Takes a link out of everything that is remembered.
    void erase(LinkCollection collection, int number) {
        for (String id : ids(collection)) {
            read(collection, id).ifPresent(change -> erase(change, number));
        }
    }

    private void erase(Change change, int number) {
        List<Link> others =
                change.before().stream().filter(link -> link.number() != number).toList();
        if (others.size() == change.before().size()) {
            return;
        }
        if (others.isEmpty() && change.aliases() == null && change.source() == null) {
            forget(change.collection(), change.id());
        } else {
            delete(change.collection(), change.id());
            write(change.with(others));
        }
    }

    /// Ids of a collection's changes, newest first.
    private List<String> ids(LinkCollection collection) {
        return ids(lists.find(byId(collection.id())).first());
    }

    private static List<String> ids(@Nullable Document list) {
        return list == null
                ? List.of()
                : list.getList(IDS, String.class).stream()
                        .sorted(Comparator.reverseOrder())
                        .toList();
    }

    /// Parts in order, the head, which makes them a change, last.
    private void write(Change change) {
        List<Document> before = change.before().stream().map(LinkDocument::of).toList();
        int parts = 0;
        for (int from = LINKS_PER_PART; from < before.size(); from += LINKS_PER_PART) {
            parts++;
            String id = partId(change.collection(), change.id(), parts);
            put(byId(id).append(BEFORE, before.subList(from, Math.min(from + LINKS_PER_PART, before.size()))));
        }
        Document head = byId(changeId(change.collection(), change.id()))
                .append(WHAT, change.what().name())
                .append(AT, date(change.at()))
                .append(PARTS, parts)
                .append(BEFORE, before.subList(0, Math.min(LINKS_PER_PART, before.size())));
        Documents.append(head, SOURCE, change.source());
        TagAliases aliases = change.aliases();
        put(aliases == null ? head : AliasDocument.append(head, aliases));
    }

    private void put(Document document) {
        upserting(() -> changes.replaceOne(byId(document.getString(ID)), document, UPSERT));
    }

    private Optional<Change> read(LinkCollection collection, String id) {
        Document head = changes.find(byId(changeId(collection, id))).first();
        if (head == null) {
            return Optional.empty();
        }
        List<Link> before = new ArrayList<>();
        addLinks(head, before);
        for (int part = 1; part <= head.getInteger(PARTS); part++) {
            Document more = changes.find(byId(partId(collection, id, part))).first();
            if (more == null) {
                return Optional.empty(); // somebody is forgetting it at this moment
            }
            addLinks(more, before);
        }
        return Optional.of(new Change(
                collection,
                id,
                Change.What.valueOf(head.getString(WHAT)),
                instant(head, AT),
                before,
                head.containsKey(AliasDocument.ALIASES) ? AliasDocument.aliases(head) : null,
                Documents.textOrNull(head, SOURCE)));
    }

    private static void addLinks(Document document, List<Link> links) {
        document.getList(BEFORE, Document.class).stream()
                .map(LinkDocument::link)
                .forEach(links::add);
    }

    /// The head first, which unmakes the change, then the parts from the last: those that are left are always 1
    /// to n.
    private void delete(LinkCollection collection, String id) {
        Document head = changes.findOneAndDelete(byId(changeId(collection, id)), HEAD);
        if (head != null && head.getInteger(PARTS) == 0) {
            return;
        }
        int parts = 0;
        while (changes.find(byId(partId(collection, id, parts + 1)))
                        .projection(new Document(ID, 1))
                        .first()
                != null) {
            parts++;
        }
        for (int part = parts; part > 0; part--) {
            changes.deleteOne(byId(partId(collection, id, part)));
        }
    }

    private static String changeId(LinkCollection collection, String id) {
        return collection.id() + "/" + id;
    }

    private static String partId(LinkCollection collection, String id, int part) {
        return changeId(collection, id) + "\n" + part;
    }
}
