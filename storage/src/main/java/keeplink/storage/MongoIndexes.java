package keeplink.storage;

import com.mongodb.client.MongoDatabase;
import java.util.List;
import org.bson.Document;

/// Every index there is besides `_id`, with the question it answers. All else is asked by `_id`: a link by
/// collection and number, a list of links as a range of such ids, an address, a chat, a message, a blob by what
/// they are.
///
/// None is unique, as `_id` decides every race. The embedded engine may answer without them.
final class MongoIndexes {
    /// An index.
    ///
    /// @param keys in order, all ascending
    /// @param question what is asked of it
    record Index(String collection, List<String> keys, String question) {}

    static final List<Index> ALL = List.of(
            new Index(
                    MongoLinkStore.LINKS,
                    List.of(LinkDocument.CHANGED_AT),
                    "Which links has the search index not seen yet?"),
            new Index(MongoCaptureQueue.CAPTURES, List.of(MongoCaptureQueue.NEXT_AT), "Which capture is due longest?"),
            new Index(
                    MongoCaptureQueue.CAPTURES,
                    List.of(MongoCaptureQueue.WORKER),
                    "What was a worker doing that is gone?"),
            new Index(
                    MongoDeliveryStore.DELIVERIES,
                    List.of(MongoDeliveryStore.STATE, MongoDeliveryStore.CREATED_AT),
                    "What must still be shown, oldest first? What is closed and old enough to be forgotten?"),
            new Index(MongoDigestStore.PLANS, List.of(MongoDigestStore.AT), "Whose letter is due, the longest first?"),
            new Index(
                    MongoInbox.INBOX,
                    List.of(MongoInbox.STATE, MongoInbox.ARRIVAL),
                    "Which updates are not done, in order of arrival? Which are done, the oldest first?"),
            new Index(
                    MongoReminderStore.REMINDERS,
                    List.of(MongoReminderStore.NEXT_AT),
                    "Which reminder is due longest?"),
            new Index(MongoHealthStore.HEALTH, List.of(MongoHealthStore.NEXT_AT), "Which link is looked at next?"));

    private MongoIndexes() {}

    /// Creates what is missing; an index that is there already costs nothing.
    static void create(MongoDatabase database) {
        for (Index index : ALL) {
            Document keys = new Document();
            index.keys().forEach(key -> keys.append(key, 1));
            database.getCollection(index.collection()).createIndex(keys);
        }
    }
}
