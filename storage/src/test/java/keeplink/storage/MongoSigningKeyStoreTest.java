package keeplink.storage;

import keeplink.viewing.SigningKeyStore;
import keeplink.viewing.SigningKeyStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoSigningKeyStoreTest extends SigningKeyStoreContract {
    @RegisterExtension
    final TestMongo mongo = new TestMongo();

    @Override
    protected SigningKeyStore store() {
        return mongo.storage().signingKey();
    }
}
