package keeplink.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import keeplink.link.Tag;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;

/// The tags of the links that answer a query, and how they are counted.
final class TagCounts {
    private TagCounts() {}

    /// Key and spelling of a tag, as the index has them.
    static String spelling(Tag tag) {
        return tag.key() + SearchDocuments.BETWEEN_KEY_AND_NAME + tag.name();
    }

    /// The tags, most used first, then by name; of several spellings the one most used is shown.
    ///
    /// @param spellings how many links carry each
    static SequencedMap<Tag, Integer> sorted(Map<String, Integer> spellings) {
        Map<String, Integer> counts = new HashMap<>();
        Map<String, Tag> tags = new HashMap<>();
        spellings.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(spelling -> {
                    int end = spelling.getKey().indexOf(SearchDocuments.BETWEEN_KEY_AND_NAME);
                    String key = spelling.getKey().substring(0, end);
                    counts.merge(key, spelling.getValue(), Integer::sum);
                    tags.computeIfAbsent(key, first -> new Tag(spelling.getKey().substring(end + 1)));
                });
        SequencedMap<Tag, Integer> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(count -> sorted.put(Objects.requireNonNull(tags.get(count.getKey())), count.getValue()));
        return Collections.unmodifiableSequencedMap(sorted);
    }

    /// The spellings of the tags of each link, by its number; a link without tags has none.
    static Map<Integer, List<String>> carried(IndexSearcher searcher, Query query) throws IOException {
        Map<Integer, List<String>> carried = new HashMap<>();
        Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            Scorer matching = weight.scorer(leaf);
            if (matching != null) {
                read(leaf, matching.iterator(), carried);
            }
        }
        return carried;
    }

    private static void read(LeafReaderContext leaf, DocIdSetIterator matching, Map<Integer, List<String>> carried)
            throws IOException {
        NumericDocValues numbers = DocValues.getNumeric(leaf.reader(), SearchDocuments.NUMBER);
        SortedSetDocValues named = DocValues.getSortedSet(leaf.reader(), SearchDocuments.NAMED);
        Map<Long, String> spellings = new HashMap<>();
        Bits live = leaf.reader().getLiveDocs();
        for (int document = matching.nextDoc();
                document != DocIdSetIterator.NO_MORE_DOCS;
                document = matching.nextDoc()) {
            if ((live == null || live.get(document)) && numbers.advanceExact(document)) {
                List<String> tags = new ArrayList<>();
                for (int i = named.advanceExact(document) ? named.docValueCount() : 0; i > 0; i--) {
                    long ord = named.nextOrd();
                    String known = spellings.get(ord);
                    if (known == null) {
                        known = named.lookupOrd(ord).utf8ToString();
                        spellings.put(ord, known);
                    }
                    tags.add(known);
                }
                carried.put(Math.toIntExact(numbers.longValue()), List.copyOf(tags));
            }
        }
    }
}
