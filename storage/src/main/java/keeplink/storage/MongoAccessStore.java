package keeplink.storage;

import static keeplink.storage.Documents.byId;
import static keeplink.storage.Documents.inserted;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.Optional;
import keeplink.access.AccessStore;
import org.bson.Document;

/// The owner: one document that can be inserted once.
final class MongoAccessStore implements AccessStore {
    static final String ACCESS = "access";

    private static final String OWNER = "owner";
    private static final String PERSON = "person";

    private final MongoCollection<Document> access;

    MongoAccessStore(MongoDatabase database) {
        access = database.getCollection(ACCESS);
    }

    @Override
    public Optional<String> owner() {
        return Optional.ofNullable(access.find(byId(OWNER)).first()).map(owner -> owner.getString(PERSON));
    }

    @Override
    public boolean claim(String person) {
        return inserted(() -> access.insertOne(byId(OWNER).append(PERSON, person)));
    }
}
