package keeplink.storage.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Takes the commands and sees to it that each runs where it belongs: a write in the transaction of the writer, a
/// read on a snapshot, a change of the catalog alone.
final class Backend extends AbstractMongoBackend {
    private static final Set<String> WRITES = Set.of("insert", "update", "delete", "findandmodify");
    private static final Set<String> DEFINITIONS = Set.of(
            "create", "createindexes", "dropindexes", "drop", "dropdatabase", "renamecollection", "listdatabases");
    private static final Set<String> READS = Set.of(
            "find",
            "getmore",
            "count",
            "distinct",
            "aggregate",
            "listcollections",
            "listindexes",
            "dbstats",
            "collstats",
            "validate");

    private final Store store;
    private final Map<String, KeyDatabase> open = new ConcurrentHashMap<>();

    Backend(Store store) {
        this.store = store;
        store.onRollback(this::forget);
    }

    /// Forgets what is known of the file, to be read from it again.
    private void forget() {
        super.close();
        open.clear();
    }

    @Override
    public Document handleCommand(Channel channel, String databaseName, String command, Document query) {
        String name = command.toLowerCase(Locale.ROOT);
        try {
            if (name.equals("hello")) {
                return hello(channel, databaseName, query);
            }
            Supplier<Document> answer = () -> super.handleCommand(channel, databaseName, command, query);
            if (WRITES.contains(name)) {
                return store.write(answer);
            }
            if (DEFINITIONS.contains(name) || writesElsewhere(name, query)) {
                return store.define(answer);
            }
            return READS.contains(name) ? read(databaseName, answer) : answer.get();
        } catch (StorageException e) {
            throw new MongoServerError(8, "UnknownError", message(e), e);
        }
    }

    private static String message(StorageException e) {
        Throwable cause = e.getCause();
        return cause == null ? String.valueOf(e.getMessage()) : e.getMessage() + ": " + cause.getMessage();
    }

    private static boolean writesElsewhere(String command, Document query) {
        return command.equals("aggregate")
                && query.get("pipeline") instanceof List<?> stages
                && !stages.isEmpty()
                && stages.getLast() instanceof Document last
                && (last.containsKey("$out") || last.containsKey("$merge"));
    }

    /// The name `isMaster` has had since MongoDB 5.0.
    private Document hello(Channel channel, String databaseName, Document query) {
        Document answer = super.handleCommand(channel, databaseName, "isMaster", query);
        answer.put("isWritablePrimary", answer.remove("ismaster"));
        return answer;
    }

    private <T> T read(String databaseName, Supplier<T> answer) {
        return store.read(() -> open.containsKey(databaseName), () -> resolveDatabase(databaseName), answer);
    }

    @Override
    public QueryResult handleQuery(MongoQuery query) {
        return read(
                query.getDatabaseName(),
                () -> new QueryResult(super.handleQuery(query).collectDocuments()));
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String databaseName) {
        KeyDatabase known = open.get(databaseName);
        if (known != null) {
            return known;
        }
        KeyDatabase database = new KeyDatabase(databaseName, getCursorRegistry(), store);
        open.put(databaseName, database);
        return database;
    }

    @Override
    public void dropDatabase(String databaseName) {
        resolveDatabase(databaseName);
        super.dropDatabase(databaseName);
        open.remove(databaseName);
    }

    @Override
    protected Set<String> listDatabaseNames() {
        Set<String> names = new TreeSet<>();
        Session.current()
                .rows("SELECT namespace FROM collection", row -> row.getString(1))
                .forEach(namespace -> names.add(namespace.substring(0, namespace.indexOf('.'))));
        return names;
    }

    /// Runs the check of the file on a snapshot of it.
    List<String> check() {
        store.define(() -> {
            listDatabaseNames().forEach(this::resolveDatabase);
            return true;
        });
        return store.read(() -> true, () -> true, () -> new IntegrityCheck(open.values()).run());
    }
}
