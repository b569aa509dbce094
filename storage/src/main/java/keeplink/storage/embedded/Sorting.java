package keeplink.storage.embedded;

import de.bwaldvogel.mongo.backend.DocumentComparator;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

/// Sorts rows no index has in order. Only the fields to sort by stay in memory, and with a limit only the best
/// rows.
final class Sorting {
    private record Entry(Document fields, long position) {}

    private Sorting() {}

    /// The positions of the rows in order, of the first `skip` + `limit` when `limit` is above 0.
    static List<Long> positions(Iterator<Row> rows, Document order, int skip, int limit) {
        Comparator<Document> byFields = new DocumentComparator(order);
        Comparator<Entry> best = Comparator.comparing(Entry::fields, byFields).thenComparing(Entry::position);
        int kept = limit > 0 ? (int) Math.min(Integer.MAX_VALUE, (long) skip + limit) : Integer.MAX_VALUE;
        PriorityQueue<Entry> worstFirst = new PriorityQueue<>(best.reversed());
        while (rows.hasNext()) {
            Row row = rows.next();
            worstFirst.add(new Entry(fields(row.document(), order), row.position()));
            if (worstFirst.size() > kept) {
                worstFirst.poll();
            }
        }
        List<Long> positions = new ArrayList<>(worstFirst.size());
        for (Entry entry = worstFirst.poll(); entry != null; entry = worstFirst.poll()) {
            positions.add(entry.position());
        }
        Collections.reverse(positions);
        return positions;
    }

    private static Document fields(Document document, Document order) {
        Document fields = new Document();
        for (String path : order.keySet()) {
            String top = path.contains(".") ? path.substring(0, path.indexOf('.')) : path;
            if (document.containsKey(top)) {
                fields.put(top, document.get(top));
            }
        }
        return fields;
    }
}
