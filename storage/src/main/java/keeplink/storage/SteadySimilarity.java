package keeplink.storage;

import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.similarities.BM25Similarity;

/// BM25 that looks at nothing but the link itself: every word weighs the same, and the usual length of a field
/// is a constant.
///
/// So the score of a link does not move when others come or go, and a page of results starts exactly where the
/// one before ended; and what one chat keeps does not shine through in the ranking of another's. As all words of
/// a query must occur, how rare each is would change little.
final class SteadySimilarity extends BM25Similarity {
    @Override
    protected float idf(long documentsWithTerm, long documents) {
        return 1;
    }

    @Override
    protected float avgFieldLength(CollectionStatistics field) {
        return switch (field.field()) {
            case SearchDocuments.TITLE, SearchDocuments.NOTE -> 12;
            case SearchDocuments.SITE -> 3;
            case SearchDocuments.ADDRESS -> 8;
            default -> 800;
        };
    }
}
