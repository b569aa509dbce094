package keeplink.storage;

import static keeplink.storage.Documents.byId;
import static keeplink.storage.Documents.date;
import static keeplink.storage.Documents.inserted;
import static keeplink.storage.Documents.instant;
import static keeplink.storage.Documents.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import java.util.Optional;
import keeplink.access.AccessStore;
import org.bson.Document;

/// The owner, one document that can be inserted once; invitations; and whom they let in.
final class MongoAccessStore implements AccessStore {
    static final String ACCESS = "access";

    private static final String OWNER = "owner";
    private static final String PERSON = "person";
    private static final String UNTIL = "until";
    private static final String INVITATION = "invitation/";
    private static final String GUEST = "guest/";
    private static final String NOBODY = "";

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

    @Override
    public void invite(String name, Instant until) {
        access.insertOne(byId(INVITATION + name).append(UNTIL, date(until)).append(PERSON, NOBODY));
    }

    @Override
    public boolean redeem(String name, String person, Instant now) {
        String id = INVITATION + name;
        Document invitation = access.find(byId(id)).first();
        if (invitation == null || instant(invitation, UNTIL).isBefore(now)) {
            return false;
        }
        // of two at once one finds nobody there; who came first may come again, as after a crash
        access.updateOne(byId(id).append(PERSON, NOBODY), set(PERSON, person));
        boolean theirs = access.find(byId(id).append(PERSON, person)).first() != null;
        if (theirs) {
            inserted(() -> access.insertOne(byId(GUEST + person)));
        }
        return theirs;
    }

    @Override
    public boolean guest(String person) {
        return access.find(byId(GUEST + person)).first() != null;
    }
}
