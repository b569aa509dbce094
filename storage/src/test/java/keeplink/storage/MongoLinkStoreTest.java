package keeplink.storage;

import keeplink.link.LinkStore;
import keeplink.link.LinkStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoLinkStoreTest extends LinkStoreContract {
    @RegisterExtension
    final TestMongo mongo = new TestMongo();

    @Override
    protected LinkStore store() {
        return mongo.storage().links();
    }
}
