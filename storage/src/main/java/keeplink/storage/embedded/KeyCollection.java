package keeplink.storage.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoCollection;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A collection whose documents are rows, each decoded anew for whoever reads it.
///
/// A document's position is its row id: the number of its collection in the upper bits, so that a collection lies
/// together in the file, and a running number below.
final class KeyCollection extends AbstractMongoCollection<Long> {
    /// How far a position is shifted to the right to give the number of its collection.
    static final int NUMBER_BITS = 40;

    private final long id;
    private final AtomicLong lastPosition;

    /// Set while an update of at most one document looks for it. Only the writer updates, one command at a time.
    private boolean firstMatchOnly;

    KeyCollection(MongoDatabase database, String name, CollectionOptions options, CursorRegistry cursors) {
        super(database, name, options, cursors);
        Session session = Session.current();
        String namespace = getFullName();
        session.execute("INSERT OR IGNORE INTO collection (namespace) VALUES (?)", namespace);
        this.id = Objects.requireNonNull(session.number("SELECT id FROM collection WHERE namespace = ?", namespace));
        Long last = session.number(
                "SELECT max(position) FROM document WHERE position >= ? AND position < ?", all().from(), all().to());
        this.lastPosition = new AtomicLong(Math.max(Objects.requireNonNull(last), all().from()));
    }

    long id() {
        return id;
    }

    AccessPath.Table all() {
        return new AccessPath.Table(id << NUMBER_BITS, (id + 1) << NUMBER_BITS, false);
    }

    List<KeyIndex> keyIndexes() {
        List<KeyIndex> indexes = new ArrayList<>();
        for (Index<Long> index : getIndexes()) {
            if (index instanceof KeyIndex keyIndex) {
                indexes.add(keyIndex);
            }
        }
        return indexes;
    }

    // ---- reading

    /// The rows that match, from `skip`, at most `limit` of them when it is above 0, read as they are asked for.
    Iterator<Row> search(Document filter, @Nullable Document order, int skip, int limit) {
        Plan plan = Plan.of(all(), keyIndexes(), filter, order);
        Iterator<Row> rows = matching(plan.path(), filter);
        if (!plan.ordered() && order != null) {
            rows = matching(new AccessPath.Points(Sorting.positions(rows, order, skip, limit)), filter);
        }
        for (int skipped = 0; skipped < skip && rows.hasNext(); skipped++) {
            rows.next();
        }
        return limit > 0 ? new Limited(rows, limit) : rows;
    }

    private Iterator<Row> matching(AccessPath path, Document filter) {
        RowSource rows = new RowSource(path);
        return filter.isEmpty() ? rows : new Matching(rows, row -> documentMatchesQuery(row.document(), filter));
    }

    @Override
    protected boolean documentMatchesQuery(Document document, Document query) {
        return Session.current().matcher().matches(document, query);
    }

    @Override
    protected QueryResult queryDocuments(
            Document filter,
            @Nullable Document order,
            int skip,
            int limit,
            int batchSize,
            @Nullable Document projection) {
        Iterator<Row> rows = search(filter, order, skip, firstMatchOnly ? 1 : limit);
        if (batchSize > 0) {
            ResultCursor cursor =
                    new ResultCursor(cursorRegistry.generateCursorId(), rows, found -> projected(found, projection));
            List<Document> first = cursor.takeDocuments(batchSize);
            if (cursor.isEmpty()) {
                return new QueryResult(first);
            }
            cursorRegistry.add(cursor);
            return new QueryResult(first, cursor);
        }
        List<Document> found = new ArrayList<>();
        rows.forEachRemaining(row -> found.add(row.document()));
        return new QueryResult(projected(found, projection));
    }

    private List<Document> projected(List<Document> documents, @Nullable Document projection) {
        if (projection == null || projection.isEmpty()) {
            return documents;
        }
        Comparator<Document> inThisOrder = unordered();
        return matchDocumentsFromStream(new Document(), documents.stream(), 0, 0, 0, inThisOrder, projection)
                .collectDocuments();
    }

    @SuppressWarnings("NullAway") // null is the library's word for "as they come"
    private static Comparator<Document> unordered() {
        return null;
    }

    @Override
    protected QueryResult matchDocuments(
            Document query, Document orderBy, int skip, int limit, int batchSize, Document projection) {
        return queryDocuments(query, orderBy, skip, limit, batchSize, projection);
    }

    @Override
    public int count(@Nullable Document query, int skip, int limit) {
        if (query == null || query.isEmpty()) {
            int left = Math.max(0, count() - skip);
            return limit > 0 ? Math.min(limit, left) : left;
        }
        int count = 0;
        Iterator<Row> rows = search(query, null, skip, Math.max(0, limit));
        while (rows.hasNext()) {
            rows.next();
            count++;
        }
        return count;
    }

    @Override
    public int count() {
        // The keys of `_id` are the shorter rows.
        for (KeyIndex index : keyIndexes()) {
            if (index.isIdIndex()) {
                return Math.toIntExact(index.getCount());
            }
        }
        return Math.toIntExact(Objects.requireNonNull(number("SELECT count(*)")));
    }

    @Override
    public boolean isEmpty() {
        return Session.current()
                        .number(
                                "SELECT 1 FROM document WHERE position >= ? AND position < ? LIMIT 1",
                                all().from(),
                                all().to())
                == null;
    }

    @Override
    protected int getDataSize() {
        Long size = Objects.requireNonNull(number("SELECT coalesce(sum(length(body)), 0)"));
        return (int) Math.min(Integer.MAX_VALUE, size);
    }

    private @Nullable Long number(String select) {
        return Session.current()
                .number(select + " FROM document WHERE position >= ? AND position < ?", all().from(), all().to());
    }

    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected void updateDataSize(int sizeDelta) {
        throw new UnsupportedOperationException("The size is asked of the file");
    }

    @Override
    protected Document getDocument(Long position) {
        return new RowSource(new AccessPath.Points(List.of(position))).next().document();
    }

    @Override
    protected Stream<DocumentWithPosition<Long>> streamAllDocumentsWithPosition() {
        RowSource rows = new RowSource(all());
        return Stream.iterate(rows, RowSource::hasNext, same -> same)
                .map(RowSource::next)
                .map(row -> new DocumentWithPosition<>(row.document(), row.position()));
    }

    // ---- writing

    @Override
    public void addDocument(Document document) {
        Session.current().atomically(() -> {
            super.addDocument(document);
            return true;
        });
    }

    @Override
    protected Long addDocumentInternal(Document document) {
        byte[] body = Bson.encode(document);
        long position = lastPosition.incrementAndGet();
        Session.current().execute("INSERT INTO document (position, body) VALUES (?, ?)", position, body);
        return position;
    }

    @Override
    public Document updateDocuments(
            Document selector,
            Document updateQuery,
            ArrayFilters arrayFilters,
            boolean isMulti,
            boolean isUpsert,
            Oplog oplog) {
        firstMatchOnly = !isMulti;
        try {
            return Session.current()
                    .atomically(
                            () -> super.updateDocuments(selector, updateQuery, arrayFilters, isMulti, isUpsert, oplog));
        } finally {
            firstMatchOnly = false;
        }
    }

    @Override
    public Document findAndModify(Document query) {
        return Session.current().atomically(() -> super.findAndModify(query));
    }

    @Override
    protected void handleUpdate(Long position, Document oldDocument, Document newDocument) {
        Session.current()
                .execute("UPDATE document SET body = ? WHERE position = ?", Bson.encode(newDocument), position);
    }

    @Override
    public int deleteDocuments(Document selector, int limit, Oplog oplog) {
        return Session.current().atomically(() -> {
            List<Long> positions = new ArrayList<>();
            search(selector, null, 0, Math.max(0, limit)).forEachRemaining(row -> positions.add(row.position()));
            for (Long position : positions) {
                remove(position, getDocument(position));
            }
            return positions.size();
        });
    }

    @Override
    public void removeDocument(Document document) {
        Long position = positionOf(document);
        if (position != null) {
            remove(position, document);
        }
    }

    private @Nullable Long positionOf(Document document) {
        for (KeyIndex index : keyIndexes()) {
            if (index.isIdIndex()) {
                return index.getPosition(document);
            }
        }
        return findDocumentPosition(document);
    }

    private void remove(Long position, Document document) {
        for (KeyIndex index : keyIndexes()) {
            index.remove(document, position);
        }
        removeDocument(position);
    }

    @Override
    protected void removeDocument(Long position) {
        Session.current().execute("DELETE FROM document WHERE position = ?", position);
    }

    @Override
    public void renameTo(MongoDatabase newDatabase, String newCollectionName) {
        super.renameTo(newDatabase, newCollectionName);
        Session.current().execute("UPDATE collection SET namespace = ? WHERE id = ?", getFullName(), id);
    }

    @Override
    public void drop() {
        super.drop();
        Session session = Session.current();
        session.execute("DELETE FROM document WHERE position >= ? AND position < ?", all().from(), all().to());
        session.execute("DELETE FROM collection WHERE id = ?", id);
    }
}
