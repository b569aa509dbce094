package keeplink.search;

class InMemorySearchIndexTest extends SearchIndexContract {
    @Override
    protected SearchIndex empty() {
        return new InMemorySearchIndex();
    }
}
