package keeplink.link;

class InMemoryLinkStoreTest extends LinkStoreContract {
    private final LinkStore store = new InMemoryLinkStore();

    @Override
    protected LinkStore store() {
        return store;
    }
}
