package keeplink.storage;

import keeplink.access.AccessStore;
import keeplink.access.AccessStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoAccessStoreTest extends AccessStoreContract {
    @RegisterExtension
    final TestMongo mongo = new TestMongo();

    @Override
    protected AccessStore store() {
        return mongo.storage().access();
    }
}
