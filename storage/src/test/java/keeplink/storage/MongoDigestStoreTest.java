package keeplink.storage;

import keeplink.digest.DigestStore;
import keeplink.digest.DigestStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoDigestStoreTest extends DigestStoreContract {
    @RegisterExtension
    final TestMongo mongo = new TestMongo();

    @Override
    protected DigestStore store() {
        return mongo.storage().digests();
    }
}
