package keeplink.viewing;

class InMemorySigningKeyStoreTest extends SigningKeyStoreContract {
    private final SigningKeyStore store = new InMemorySigningKeyStore();

    @Override
    protected SigningKeyStore store() {
        return store;
    }
}
