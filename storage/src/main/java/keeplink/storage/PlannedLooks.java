package keeplink.storage;

import static keeplink.storage.Documents.ID;
import static keeplink.storage.Documents.inserted;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import keeplink.health.HealthPolicy;
import keeplink.health.LinkHealth;
import keeplink.link.LinkCollection;
import org.bson.Document;

/// Plans a first look at every link that was captured before there were looks, spread over days as if all had been
/// captured now.
final class PlannedLooks {
    private PlannedLooks() {}

    static void plan(MongoDatabase database) {
        Instant now = Instant.now();
        MongoCollection<Document> looks = database.getCollection(MongoHealthStore.HEALTH);
        for (Document link : database.getCollection(MongoLinkStore.LINKS)
                .find()
                .projection(new Document(MongoHealthStore.COLLECTION, 1)
                        .append(MongoHealthStore.NUMBER, 1)
                        .append(LinkDocument.VERDICT, 1)
                        .append(ID, 1))) {
            if (link.containsKey(LinkDocument.VERDICT)) {
                LinkCollection collection = new LinkCollection(link.getString(MongoHealthStore.COLLECTION));
                int number = link.getInteger(MongoHealthStore.NUMBER);
                Instant first = HealthPolicy.DEFAULTS.firstLook(collection, number, now);
                // one that is planned already keeps its plan
                inserted(() -> looks.insertOne(
                        MongoHealthStore.document(LinkHealth.planned(collection, number, first, false))));
            }
        }
    }
}
