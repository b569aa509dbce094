package keeplink.snapshot;

class InMemoryCaptureQueueTest extends CaptureQueueContract {
    private final CaptureQueue queue = new InMemoryCaptureQueue();

    @Override
    protected CaptureQueue queue() {
        return queue;
    }
}
