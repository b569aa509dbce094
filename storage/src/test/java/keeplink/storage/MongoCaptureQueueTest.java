package keeplink.storage;

import keeplink.snapshot.CaptureQueue;
import keeplink.snapshot.CaptureQueueContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoCaptureQueueTest extends CaptureQueueContract {
    @RegisterExtension
    final TestMongo mongo = new TestMongo();

    @Override
    protected CaptureQueue queue() {
        return mongo.storage().captures();
    }
}
