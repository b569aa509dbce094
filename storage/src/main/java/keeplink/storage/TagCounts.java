package keeplink.storage;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import keeplink.link.Tag;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;

/// Counts the tags of the links that answer a query.
final class TagCounts {
    private TagCounts() {}

    /// The tags, most used first, then by name; of several spellings the one most used is shown.
    static SequencedMap<Tag, Integer> of(IndexSearcher searcher, Query query) throws IOException {
        Map<String, Integer> spellings = new HashMap<>();
        Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            Scorer matching = weight.scorer(leaf);
            if (matching != null) {
                count(leaf, matching.iterator(), spellings);
            }
        }
        Map<Tag, Integer> counts = new HashMap<>();
        spellings.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                // The tag that comes first stays the key, with its spelling.
                .forEach(spelling -> counts.merge(tag(spelling.getKey()), spelling.getValue(), Integer::sum));
        SequencedMap<Tag, Integer> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<Tag, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(count -> sorted.put(count.getKey(), count.getValue()));
        return sorted;
    }

    private static void count(LeafReaderContext leaf, DocIdSetIterator matching, Map<String, Integer> spellings)
            throws IOException {
        SortedSetDocValues named = DocValues.getSortedSet(leaf.reader(), SearchDocuments.NAMED);
        Bits live = leaf.reader().getLiveDocs();
        int[] counts = new int[Math.toIntExact(named.getValueCount())];
        for (int document = matching.nextDoc();
                document != DocIdSetIterator.NO_MORE_DOCS;
                document = matching.nextDoc()) {
            if ((live == null || live.get(document)) && named.advanceExact(document)) {
                for (int i = 0; i < named.docValueCount(); i++) {
                    counts[Math.toIntExact(named.nextOrd())]++;
                }
            }
        }
        for (int ord = 0; ord < counts.length; ord++) {
            if (counts[ord] > 0) {
                spellings.merge(named.lookupOrd(ord).utf8ToString(), counts[ord], Integer::sum);
            }
        }
    }

    private static Tag tag(String keyAndName) {
        return new Tag(keyAndName.substring(keyAndName.indexOf(SearchDocuments.BETWEEN_KEY_AND_NAME) + 1));
    }
}
