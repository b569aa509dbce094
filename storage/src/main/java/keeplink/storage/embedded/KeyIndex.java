package keeplink.storage.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import de.bwaldvogel.mongo.exception.KeyConstraintError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An index as rows of a table: the encoded key and the position of its document. It keeps nothing in memory but
/// its definition, so it is always what the session of the running command sees.
final class KeyIndex extends Index<Long> {
    private final long id;
    private final boolean unique;
    private final List<String> paths;

    /// Whether some document has, or had, not exactly one key here. Never turned off; true is the careful answer.
    private volatile boolean multikey;

    private KeyIndex(String name, List<IndexKey> keys, boolean unique, boolean sparse, long id, boolean multikey) {
        super(name, keys, sparse);
        this.id = id;
        this.unique = unique;
        this.multikey = multikey;
        this.paths = keys.stream().map(IndexKey::getKey).toList();
    }

    static KeyIndex openOrCreate(long collection, String name, List<IndexKey> keys, boolean unique, boolean sparse) {
        Session session = Session.current();
        session.execute("INSERT OR IGNORE INTO key_index (collection, name) VALUES (?, ?)", collection, name);
        return Objects.requireNonNull(session.first(
                "SELECT id, multikey FROM key_index WHERE collection = ? AND name = ?",
                row -> new KeyIndex(name, keys, unique, sparse, row.getLong(1), row.getInt(2) != 0),
                collection,
                name));
    }

    long id() {
        return id;
    }

    List<String> paths() {
        return paths;
    }

    String table() {
        return unique ? "unique_key" : "index_key";
    }

    boolean isMultikey() {
        return multikey;
    }

    boolean isIdIndex() {
        return paths.equals(List.of("_id"));
    }

    @Override
    public boolean isUnique() {
        return unique;
    }

    // Made public for the planner of this package.
    @Override
    protected boolean isSparse() {
        return super.isSparse();
    }

    @Override
    public boolean hasSameOptions(Index<?> other) {
        return super.hasSameOptions(other)
                && unique == other.isUnique()
                && Objects.equals(
                        toIndexDescription().get("key"),
                        other.toIndexDescription().get("key"));
    }

    /// The keys of a document by their bytes: one, or one for each element of an array, or none in a sparse
    /// index.
    Map<Key, KeyValue> keysOf(Document document) {
        List<Object> values = new ArrayList<>();
        int arrays = 0;
        int array = -1;
        boolean present = false;
        for (String path : paths) {
            Object value = valueOf(document, path);
            present |= !(value instanceof Missing);
            if (value instanceof Collection<?>) {
                array = values.size();
                arrays++;
            }
            values.add(value);
        }
        Map<Key, KeyValue> keys = new LinkedHashMap<>();
        if (isSparse() && !present) {
            return keys;
        }
        if (arrays == 0) {
            put(keys, values);
        } else if (arrays == 1) {
            Collection<?> elements = (Collection<?>) values.get(array);
            for (Object element : elements.isEmpty() ? List.of(KeyEncoder.EmptyArray.INSTANCE) : elements) {
                List<Object> one = new ArrayList<>(values);
                one.set(array, element);
                put(keys, one);
            }
        } else {
            // Arrays side by side: two fields of the same array go together, two arrays are refused with an error.
            for (KeyValue value : getKeyValues(document)) {
                put(keys, value.stream().toList());
            }
        }
        return keys;
    }

    private static Object valueOf(Document document, String path) {
        // The library takes every path apart by a regular expression, which is most of an insert's time.
        return path.indexOf('.') < 0
                ? document.getOrMissing(path)
                : Utils.getSubdocumentValueCollectionAware(document, path);
    }

    private static void put(Map<Key, KeyValue> keys, List<?> values) {
        List<@Nullable Object> shown = new ArrayList<>();
        for (Object value : values) {
            shown.add(value instanceof Missing || value instanceof KeyEncoder.EmptyArray ? null : value);
        }
        keys.put(KeyEncoder.encode(values), new KeyValue(shown));
    }

    @Nullable
    Long positionOf(Key key) {
        return Session.current()
                .number("SELECT position FROM " + table() + " WHERE index_id = ? AND key = ?", id, key.bytes());
    }

    boolean holds(Key key, long position) {
        String sql = "SELECT 1 FROM " + table() + " WHERE index_id = ? AND key = ? AND position = ?";
        return Session.current().number(sql, id, key.bytes(), position) != null;
    }

    /// Only `_id` says where a document lies: the other indexes need not be asked the same question again.
    @Override
    @SuppressWarnings("NullAway") // null is the library's word for "not in this index"
    public Long getPosition(Document document) {
        return isIdIndex() ? positionOf(KeyEncoder.encode(Arrays.asList(document.get("_id")))) : null;
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Long> collection) {
        keysOf(document).forEach((key, value) -> {
            if (unique && positionOf(key) != null) {
                throw new DuplicateKeyError(this, collection, getKeys(), value);
            }
        });
    }

    @Override
    public void add(Document document, Long position, MongoCollection<Long> collection) {
        Map<Key, KeyValue> keys = keysOf(document);
        noteMultikey(keys);
        keys.forEach((key, value) -> {
            if (insert(key, position) == 0) {
                throw new DuplicateKeyError(this, collection, getKeys(), value);
            }
        });
    }

    private int insert(Key key, Long position) {
        return Session.current()
                .execute(
                        "INSERT OR IGNORE INTO " + table() + " (index_id, key, position) VALUES (?, ?, ?)",
                        id,
                        key.bytes(),
                        position);
    }

    private void delete(Key key, Long position) {
        int deleted = Session.current()
                .execute(
                        "DELETE FROM " + table() + " WHERE index_id = ? AND key = ? AND position = ?",
                        id,
                        key.bytes(),
                        position);
        if (deleted != 1) {
            throw new IllegalStateException("Index " + getName() + " has no key for the document at " + position);
        }
    }

    void remove(Document document, Long position) {
        for (Key key : keysOf(document).keySet()) {
            delete(key, position);
        }
    }

    @Override
    public void checkUpdate(Document oldDocument, Document newDocument, MongoCollection<Long> collection) {
        if (isIdIndex()) {
            // This is the first to be asked. A document that cannot be stored must be refused before any key changes.
            Bson.encode(newDocument);
        }
        if (unique) {
            Map<Key, KeyValue> added = keysOf(newDocument);
            added.keySet().removeAll(keysOf(oldDocument).keySet());
            added.forEach((key, value) -> {
                if (positionOf(key) != null) {
                    throw new DuplicateKeyError(this, collection, getKeys(), value);
                }
            });
        } else {
            keysOf(newDocument);
        }
    }

    @Override
    public void updateInPlace(
            Document oldDocument, Document newDocument, Long position, MongoCollection<Long> collection)
            throws KeyConstraintError {
        Map<Key, KeyValue> before = keysOf(oldDocument);
        Map<Key, KeyValue> after = keysOf(newDocument);
        noteMultikey(after);
        for (Key key : before.keySet()) {
            if (!after.containsKey(key)) {
                delete(key, position);
            }
        }
        after.forEach((key, value) -> {
            if (!before.containsKey(key) && insert(key, position) == 0) {
                throw new DuplicateKeyError(this, collection, getKeys(), value);
            }
        });
    }

    private void noteMultikey(Map<Key, KeyValue> keys) {
        if (keys.size() > 1) {
            multikey = true;
            // Each time, since the change that said so first may have been undone.
            Session.current().execute("UPDATE key_index SET multikey = 1 WHERE id = ? AND multikey = 0", id);
        }
    }

    @Override
    public long getCount() {
        Long count = Session.current().number("SELECT count(*) FROM " + table() + " WHERE index_id = ?", id);
        return Objects.requireNonNull(count);
    }

    @Override
    public boolean isEmpty() {
        return Session.current().number("SELECT 1 FROM " + table() + " WHERE index_id = ? LIMIT 1", id) == null;
    }

    @Override
    public long getDataSize() {
        Long size = Session.current()
                .number("SELECT coalesce(sum(length(key)), 0) FROM " + table() + " WHERE index_id = ?", id);
        return Objects.requireNonNull(size);
    }

    @Override
    public void drop() {
        Session.current().execute("DELETE FROM " + table() + " WHERE index_id = ?", id);
        Session.current().execute("DELETE FROM key_index WHERE id = ?", id);
    }

    /// The planner chooses how a filter is answered; the library's own choice is not used.
    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<Long> getPositions(Document query) {
        throw new UnsupportedOperationException("The planner chooses the keys to look at");
    }

    @Override
    public Long remove(Document document) {
        throw new UnsupportedOperationException("Keys are removed by the position of their document");
    }
}
