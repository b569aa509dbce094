package keeplink.storage.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.IndexNotFoundException;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One database of the file. It corrects those answers of the library in which a MongoDB server differs and on
/// which clients rely.
final class KeyDatabase extends AbstractMongoDatabase<Long> {
    /// What `countDocuments` of the drivers asks for.
    private static final Document COUNT_ALL =
            new Document("$group", new Document("_id", 1).append("n", new Document("$sum", 1)));

    private final Store store;

    KeyDatabase(String name, CursorRegistry cursors, Store store) {
        super(name, cursors);
        this.store = store;
        initializeNamespacesAndIndexes();
    }

    private @Nullable KeyCollection collection(String name) {
        return (KeyCollection) resolveCollection(name, false);
    }

    /// The collections that hold documents of clients.
    List<KeyCollection> openCollections() {
        String start = getDatabaseName() + ".";
        List<KeyCollection> open = new ArrayList<>();
        Session.current()
                .rows("SELECT namespace FROM collection", row -> row.getString(1))
                .forEach(namespace -> {
                    KeyCollection collection =
                            namespace.startsWith(start) ? collection(namespace.substring(start.length())) : null;
                    if (collection != null) {
                        open.add(collection);
                    }
                });
        return open;
    }

    @Override
    public Document handleCommand(
            Channel channel, String command, Document query, DatabaseResolver resolver, Oplog oplog) {
        return switch (command.toLowerCase(Locale.ROOT)) {
            case "find" -> super.handleCommand(channel, command, withBatchSize(query), resolver, oplog);
            case "insert" -> insert(query, super.handleCommand(channel, command, ordered(query), resolver, oplog));
            case "update" -> update(channel, command, ordered(query), resolver, oplog);
            case "aggregate" -> {
                Document answer = aggregate(command, query, resolver, oplog);
                yield answer != null ? answer : super.handleCommand(channel, command, query, resolver, oplog);
            }
            case "createindexes" -> super.handleCommand(channel, command, IndexOptions.checked(query), resolver, oplog);
            case "dropindexes" -> dropIndexes(channel, command, query, resolver, oplog);
            default -> super.handleCommand(channel, command, query, resolver, oplog);
        };
    }

    private static Document withBatchSize(Document find) {
        if (!(find.get("batchSize") instanceof Number size) || size.intValue() <= 0) {
            find.put("batchSize", ResultCursor.FIRST_BATCH);
        }
        return find;
    }

    /// Writes are ordered unless the client says otherwise (MongoDB manual, "insert" and "update").
    private static Document ordered(Document write) {
        write.putIfAbsent("ordered", true);
        return write;
    }

    /// Counts the documents that were inserted and not those that were sent.
    private static Document insert(Document insert, Document answer) {
        if (answer.get("writeErrors") instanceof List<?> errors && errors.getFirst() instanceof Document first) {
            int sent = ((List<?>) Objects.requireNonNull(insert.get("documents"))).size();
            boolean stopped = !Boolean.FALSE.equals(insert.get("ordered"));
            answer.put("n", stopped ? first.get("index") : sent - errors.size());
        }
        return answer;
    }

    /// Runs the statements of an update one by one, so that an ordered one can stop at the first error.
    private Document update(Channel channel, String command, Document query, DatabaseResolver resolver, Oplog oplog) {
        List<?> statements = (List<?>) Objects.requireNonNull(query.get("updates"));
        int matched = 0;
        int modified = 0;
        List<Document> upserted = new ArrayList<>();
        List<Document> errors = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            Document statement = (Document) statements.get(i);
            if (!(statement.get("u") instanceof Document)) {
                throw new MongoServerError(115, "CommandNotSupported", "Updates by a pipeline are not supported");
            }
            Document one = query.clone();
            one.put("updates", List.of(statement));
            Document answer = super.handleCommand(channel, command, one, resolver, oplog);
            matched += ((Number) Objects.requireNonNull(answer.get("n"))).intValue();
            modified += ((Number) Objects.requireNonNull(answer.get("nModified"))).intValue();
            upserted.addAll(withIndex(answer.get("upserted"), i));
            errors.addAll(withIndex(answer.get("writeErrors"), i));
            if (!errors.isEmpty() && Boolean.TRUE.equals(query.get("ordered"))) {
                break;
            }
        }
        Document answer = new Document("n", matched).append("nModified", modified);
        if (!upserted.isEmpty()) {
            answer.put("upserted", upserted);
        }
        if (!errors.isEmpty()) {
            answer.put("writeErrors", errors);
        }
        return answer.append("ok", 1.0);
    }

    private static List<Document> withIndex(@Nullable Object entries, int index) {
        List<Document> indexed = new ArrayList<>();
        if (entries instanceof Iterable<?> some) {
            for (Object entry : some) {
                Document copy = ((Document) entry).clone();
                copy.put("index", index);
                indexed.add(copy);
            }
        }
        return indexed;
    }

    /// Runs a pipeline whose leading `$match` is answered with the indexes, and hands its results out in batches.
    /// Returns null for what is not a pipeline over a collection that exists.
    private @Nullable Document aggregate(String command, Document query, DatabaseResolver resolver, Oplog oplog) {
        KeyCollection collection = query.get(command) instanceof String name ? collection(name) : null;
        if (collection == null) {
            return null;
        }
        List<Document> pipeline = Aggregation.parse(query.get("pipeline"));
        if (!pipeline.isEmpty() && pipeline.getFirst().containsKey("$changeStream")) {
            return null;
        }
        Document filter = new Document();
        if (!pipeline.isEmpty() && pipeline.getFirst().get("$match") instanceof Document match) {
            filter = match;
            pipeline = pipeline.subList(1, pipeline.size());
        }
        Aggregation aggregation = Aggregation.fromPipeline(pipeline, resolver, this, collection, oplog);
        aggregation.validate(query);
        List<Document> results;
        if (filter.isEmpty() && pipeline.equals(List.of(COUNT_ALL))) {
            results = aggregation.runStages(Collections.nCopies(collection.count(), new Document()).stream());
        } else {
            List<Row> source = new ArrayList<>();
            Iterator<Row> found = collection.search(filter, null, 0, 0);
            if (aggregation.isModifying()) {
                // It must not meet what it writes itself.
                found.forEachRemaining(source::add);
                found = source.iterator();
            }
            results = aggregation.runStages(Rows.stream(found).map(Row::document));
        }
        return inBatches(collection, results, query.get("cursor"));
    }

    private Document inBatches(KeyCollection collection, List<Document> results, @Nullable Object options) {
        int batchSize = options instanceof Document cursor
                        && cursor.get("batchSize") instanceof Number size
                        && size.intValue() > 0
                ? size.intValue()
                : ResultCursor.FIRST_BATCH;
        Iterator<Row> rows = results.stream()
                .map(result -> new Row(0, result, Bson.encode(result).length))
                .iterator();
        ResultCursor cursor = new ResultCursor(cursorRegistry.generateCursorId(), rows, batch -> batch);
        List<Document> first = cursor.takeDocuments(batchSize);
        long id = 0;
        if (!cursor.isEmpty()) {
            cursorRegistry.add(cursor);
            id = cursor.getId();
        }
        Document answer =
                new Document("id", id).append("ns", collection.getFullName()).append("firstBatch", first);
        return new Document("cursor", answer).append("ok", 1.0);
    }

    /// Drops by name within this collection alone, and by `*` all but `_id_`.
    private Document dropIndexes(
            Channel channel, String command, Document query, DatabaseResolver resolver, Oplog oplog) {
        KeyCollection collection = collection(String.valueOf(query.get(command)));
        Object which = query.get("index");
        if (collection == null || which instanceof Document) {
            return super.handleCommand(channel, command, query, resolver, oplog);
        }
        List<?> names = which instanceof List<?> several ? several : Collections.singletonList(which);
        List<KeyIndex> dropped = new ArrayList<>();
        for (KeyIndex index : collection.keyIndexes()) {
            boolean all = names.contains("*") && !index.isIdIndex();
            if (all || names.contains(index.getName())) {
                dropped.add(index);
            }
        }
        if (dropped.isEmpty() && !names.contains("*")) {
            throw new IndexNotFoundException("index not found with name " + names);
        }
        for (KeyIndex index : dropped) {
            if (index.isIdIndex()) {
                throw new MongoServerError(72, "InvalidOptions", "cannot drop _id index");
            }
            dropIndex(collection, index.getName());
            getOrCreateIndexesCollection()
                    .deleteDocuments(new Document("ns", collection.getFullName()).append("name", index.getName()), 0);
        }
        return new Document("ok", 1.0);
    }

    @Override
    protected MongoCollection<Long> resolveOrCreateCollection(String collectionName) {
        MongoCollection<Long> known = resolveCollection(collectionName, false);
        return known != null ? known : store.whileNobodyReads(() -> super.resolveOrCreateCollection(collectionName));
    }

    @Override
    protected MongoCollection<Long> openOrCreateCollection(String collectionName, CollectionOptions options) {
        return new KeyCollection(this, collectionName, options, cursorRegistry);
    }

    @Override
    protected Index<Long> openOrCreateUniqueIndex(
            String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
        return openOrCreateIndex(collectionName, indexName, keys, true, sparse);
    }

    @Override
    protected Index<Long> openOrCreateSecondaryIndex(
            String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
        return openOrCreateIndex(collectionName, indexName, keys, false, sparse);
    }

    private KeyIndex openOrCreateIndex(
            String collectionName, String indexName, List<IndexKey> keys, boolean unique, boolean sparse) {
        KeyCollection collection = Objects.requireNonNull(collection(collectionName));
        return KeyIndex.openOrCreate(collection.id(), indexName, keys, unique, sparse);
    }

    @Override
    protected long getFileSize() {
        return store.fileSize();
    }

    @Override
    protected long getStorageSize() {
        return store.fileSize();
    }
}
