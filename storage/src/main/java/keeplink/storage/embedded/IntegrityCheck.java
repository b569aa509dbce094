package keeplink.storage.embedded;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Holds every document of a file against its keys and every key against its document.
final class IntegrityCheck {
    /// Enough to see what is wrong; a broken file has a line for each of its documents.
    private static final int MOST_FINDINGS = 100;

    private record Stored(long id, String name) {}

    private final Collection<KeyDatabase> databases;
    private final List<String> findings = new ArrayList<>();

    IntegrityCheck(Collection<KeyDatabase> databases) {
        this.databases = databases;
    }

    List<String> run() {
        Session session = Session.current();
        session.rows("PRAGMA integrity_check(" + MOST_FINDINGS + ")", row -> row.getString(1)).stream()
                .filter(line -> !line.equals("ok"))
                .forEach(this::found);
        session.rows(
                        "SELECT position FROM document WHERE (position >> " + KeyCollection.NUMBER_BITS
                                + ") NOT IN (SELECT id FROM collection) LIMIT " + MOST_FINDINGS,
                        row -> row.getLong(1))
                .forEach(position -> found("The document at " + position + " belongs to no collection"));
        for (String table : List.of("unique_key", "index_key")) {
            session.rows(
                            "SELECT DISTINCT index_id FROM " + table
                                    + " WHERE index_id NOT IN (SELECT id FROM key_index)",
                            row -> row.getLong(1))
                    .forEach(index -> found("Keys in " + table + " belong to no index: " + index));
        }
        Set<Long> defined = new HashSet<>();
        for (KeyDatabase database : databases) {
            for (KeyCollection collection : database.openCollections()) {
                collection.keyIndexes().forEach(index -> defined.add(index.id()));
                check(collection);
            }
        }
        session
                .rows(
                        "SELECT i.id, i.name, coalesce(c.namespace, '?') FROM key_index i"
                                + " LEFT JOIN collection c ON c.id = i.collection",
                        row -> new Stored(row.getLong(1), row.getString(2) + " of " + row.getString(3)))
                .stream()
                .filter(index -> !defined.contains(index.id()))
                .forEach(index -> found("Index " + index.name() + " is not defined, so its keys are not kept"));
        return List.copyOf(findings);
    }

    private void check(KeyCollection collection) {
        Map<KeyIndex, Long> expected = new HashMap<>();
        collection.keyIndexes().forEach(index -> expected.put(index, 0L));
        RowSource rows = new RowSource(collection.all());
        while (rows.hasNext()) {
            Row row = rows.next();
            expected.replaceAll((index, count) -> count + keys(collection, index, row));
        }
        expected.forEach((index, count) -> {
            long keys = index.getCount();
            if (keys != count) {
                found(collection + ": " + index.getName() + " holds " + keys + " keys, the documents have " + count);
            }
        });
    }

    private int keys(KeyCollection collection, KeyIndex index, Row row) {
        int count = 0;
        for (Key key : index.keysOf(row.document()).keySet()) {
            count++;
            if (!index.holds(key, row.position())) {
                found(collection + ": " + index.getName() + " has no key for "
                        + row.document().get("_id"));
            }
        }
        return count;
    }

    private void found(String finding) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(finding);
        }
    }
}
