package keeplink.digest;

class InMemoryDigestStoreTest extends DigestStoreContract {
    private final DigestStore store = new InMemoryDigestStore();

    @Override
    protected DigestStore store() {
        return store;
    }
}
