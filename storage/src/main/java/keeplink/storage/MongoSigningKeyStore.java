package keeplink.storage;

import static keeplink.storage.Documents.byId;
import static keeplink.storage.Documents.inserted;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import keeplink.viewing.SigningKeyStore;
import org.bson.Document;
import org.bson.types.Binary;

/// The key in one document that can be inserted once.
final class MongoSigningKeyStore implements SigningKeyStore {
    private static final String SIGNING = "signing";
    private static final String KEY = "key";

    private final MongoCollection<Document> meta;

    MongoSigningKeyStore(MongoDatabase database) {
        meta = database.getCollection(Migrations.META);
    }

    @Override
    public byte[] keep(byte[] offered) {
        if (meta.find(byId(SIGNING)).first() == null) {
            inserted(() -> meta.insertOne(byId(SIGNING).append(KEY, new Binary(offered))));
        }
        Document kept = meta.find(byId(SIGNING)).first();
        if (kept == null) {
            throw new IllegalStateException("the key that signs addresses vanished while it was read");
        }
        return kept.get(KEY, Binary.class).getData();
    }
}
