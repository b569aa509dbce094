package keeplink.storage;

import keeplink.snapshot.SnapshotStore;
import keeplink.snapshot.SnapshotStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoSnapshotStoreTest extends SnapshotStoreContract {
    @RegisterExtension
    final TestMongo mongo = new TestMongo();

    @Override
    protected SnapshotStore store() {
        return mongo.storage().snapshots();
    }
}
