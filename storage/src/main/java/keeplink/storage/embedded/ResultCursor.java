package keeplink.storage.embedded;

import de.bwaldvogel.mongo.backend.AbstractCursor;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Results handed out batch by batch; what is not asked for is not read. A batch stays under the size of one
/// reply.
final class ResultCursor extends AbstractCursor {
    /// What a server puts into the first batch of a find when the client names no size (MongoDB manual, "Cursor
    /// Batches").
    static final int FIRST_BATCH = 101;

    private static final int BATCH_BYTES = Bson.MAX_DOCUMENT_BYTES;

    private final Iterator<Row> rows;
    private final UnaryOperator<List<Document>> projection;
    private @Nullable Row waiting;

    ResultCursor(long id, Iterator<Row> rows, UnaryOperator<List<Document>> projection) {
        super(id);
        this.rows = rows;
        this.projection = projection;
    }

    @Override
    public boolean isEmpty() {
        return waiting == null && !rows.hasNext();
    }

    /// The next documents: at least one while there are any, at most `number` when it is above 0.
    @Override
    public List<Document> takeDocuments(int number) {
        List<Document> batch = new ArrayList<>();
        long bytes = 0;
        while ((number <= 0 || batch.size() < number) && !isEmpty()) {
            Row row = waiting != null ? waiting : rows.next();
            waiting = null;
            if (!batch.isEmpty() && bytes + row.bytes() > BATCH_BYTES) {
                waiting = row;
                break;
            }
            bytes += row.bytes();
            batch.add(row.document());
        }
        return projection.apply(batch);
    }
}
