package keeplink.storage.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.List;
import java.util.Objects;

/// Refuses indexes this engine would accept and then not honour.
final class IndexOptions {
    private static final int CANNOT_CREATE_INDEX = 67;

    private IndexOptions() {}

    static Document checked(Document createIndexes) {
        for (Object entry : (List<?>) Objects.requireNonNull(createIndexes.get("indexes"))) {
            Document index = (Document) entry;
            Document key = (Document) Objects.requireNonNull(index.get("key"));
            key.forEach((path, kind) -> {
                if (!(kind instanceof Number) || path.contains("$**")) {
                    throw refused("of kind " + kind + " on " + path);
                }
            });
            for (String option : List.of("partialFilterExpression", "expireAfterSeconds", "collation")) {
                if (index.containsKey(option)) {
                    throw refused("with " + option);
                }
            }
        }
        return createIndexes;
    }

    private static MongoServerError refused(String what) {
        return new MongoServerError(
                CANNOT_CREATE_INDEX, "CannotCreateIndex", "The embedded engine has no index " + what);
    }
}
