package keeplink.storage;

import keeplink.delivery.Inbox;
import keeplink.delivery.InboxContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoInboxTest extends InboxContract {
    @RegisterExtension
    final TestMongo mongo = new TestMongo();

    @Override
    protected Inbox inbox() {
        return mongo.storage().inbox();
    }
}
