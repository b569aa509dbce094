package keeplink.storage;

import keeplink.reminder.ReminderStore;
import keeplink.reminder.ReminderStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoReminderStoreTest extends ReminderStoreContract {
    @RegisterExtension
    final TestMongo mongo = new TestMongo();

    @Override
    protected ReminderStore store() {
        return mongo.storage().reminders();
    }
}
