package keeplink.storage;

import keeplink.snapshot.BlobStore;
import keeplink.snapshot.BlobStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoBlobStoreTest extends BlobStoreContract {
    @RegisterExtension
    final TestMongo mongo = new TestMongo();

    @Override
    protected BlobStore store() {
        return mongo.storage().blobs();
    }
}
