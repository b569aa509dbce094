package keeplink.storage;

import keeplink.delivery.DeliveryStore;
import keeplink.delivery.DeliveryStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoDeliveryStoreTest extends DeliveryStoreContract {
    @RegisterExtension
    final TestMongo mongo = new TestMongo();

    @Override
    protected DeliveryStore store() {
        return mongo.storage().deliveries();
    }
}
