package keeplink.storage;

import keeplink.conversation.ConversationStore;
import keeplink.conversation.ConversationStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoConversationStoreTest extends ConversationStoreContract {
    @RegisterExtension
    final TestMongo mongo = new TestMongo();

    @Override
    protected ConversationStore store() {
        return mongo.storage().conversations();
    }
}
