package keeplink.delivery;

class InMemoryInboxTest extends InboxContract {
    private final Inbox inbox = new InMemoryInbox();

    @Override
    protected Inbox inbox() {
        return inbox;
    }
}
