package keeplink.storage.embedded;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a filter demands of each path, as far as an index can help: values it must equal, and bounds. Conditions
/// within `$and` count as if they stood at the top. What is not understood is left out, since every row found is
/// still held against the whole filter.
final class Conditions {
    private final Map<String, List<@Nullable Object>> values = new HashMap<>();
    private final Map<String, Map<String, Object>> bounds = new HashMap<>();

    private Conditions() {}

    static Conditions of(Document filter) {
        Conditions conditions = new Conditions();
        conditions.read(filter);
        return conditions;
    }

    /// The values one of which the path must have, or null when anything will do.
    @Nullable
    List<@Nullable Object> valuesOf(String path) {
        return values.get(path);
    }

    /// The bounds of the path by operator: `$gt`, `$gte`, `$lt`, `$lte`.
    Map<String, Object> boundsOf(String path) {
        return bounds.getOrDefault(path, Map.of());
    }

    private void read(Document filter) {
        filter.forEach((path, condition) -> {
            if (path.equals("$and") && condition instanceof Collection<?> all) {
                for (Object one : all) {
                    if (one instanceof Document document) {
                        read(document);
                    }
                }
            } else if (!path.startsWith("$")) {
                read(path, condition);
            }
        });
    }

    private void read(String path, @Nullable Object condition) {
        if (condition instanceof Document operators && startsWithOperator(operators)) {
            operators.forEach((operator, operand) -> {
                switch (operator) {
                    case "$eq" -> equal(path, operand);
                    case "$in" -> in(path, operand);
                    case "$gt", "$gte", "$lt", "$lte" -> bound(path, operator, operand);
                    default -> {}
                }
            });
        } else {
            equal(path, condition);
        }
    }

    private static boolean startsWithOperator(Document document) {
        return document.keySet().stream().anyMatch(key -> key.startsWith("$"));
    }

    private void equal(String path, @Nullable Object value) {
        if (isKey(path, value)) {
            List<@Nullable Object> one = new ArrayList<>();
            one.add(value);
            List<@Nullable Object> known = values.get(path);
            if (known == null || known.size() > 1) {
                values.put(path, one);
            }
        }
    }

    private void in(String path, @Nullable Object operand) {
        if (operand instanceof Collection<?> some && some.stream().allMatch(value -> isKey(path, value))) {
            values.putIfAbsent(path, new ArrayList<>(some));
        }
    }

    /// Whether a value is in an index as what it equals. An array is there by its elements, an expression
    /// matches many, and null also means "not there", which dotted paths know in too many ways.
    private static boolean isKey(String path, @Nullable Object value) {
        return !(value instanceof Collection<?>)
                && !BsonRegularExpression.isRegularExpression(value)
                && !(value == null && path.contains("."));
    }

    private void bound(String path, String operator, @Nullable Object value) {
        boolean ordered = value != null
                && !(value instanceof Collection<?>)
                && !(value instanceof MinKey)
                && !(value instanceof MaxKey)
                && !(value instanceof Number number && Double.isNaN(number.doubleValue()));
        if (ordered) {
            bounds.computeIfAbsent(path, _ -> new HashMap<>()).putIfAbsent(operator, value);
        }
    }
}
