package keeplink.storage;

import keeplink.health.HealthStore;
import keeplink.health.HealthStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoHealthStoreTest extends HealthStoreContract {
    @RegisterExtension
    final TestMongo mongo = new TestMongo();

    @Override
    protected HealthStore store() {
        return mongo.storage().health();
    }
}
