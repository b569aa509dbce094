package keeplink.storage.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// How a filter and an order are answered.
///
/// @param path the rows to hold against the filter: all that match, and perhaps more
/// @param ordered whether they come in the order asked for
record Plan(AccessPath path, boolean ordered) {
    /// With more combinations of `$in` values than this, reading everything is no worse.
    private static final int MOST_KEYS = 10_000;

    /// Chooses the index that narrows the rows most: all keys of a unique index, else the longest row of leading
    /// keys with given values, a range on the next key, and the order asked for. Without any, the whole
    /// collection is read.
    static Plan of(AccessPath.Table all, List<KeyIndex> indexes, Document filter, @Nullable Document order) {
        if (order != null && order.containsKey("$natural")) {
            boolean descending = order.get("$natural") instanceof Number direction && direction.intValue() < 0;
            return new Plan(new AccessPath.Table(all.from(), all.to(), descending), true);
        }
        Conditions conditions = Conditions.of(filter);
        @Nullable Candidate best = null;
        for (KeyIndex index : indexes) {
            Candidate candidate = Candidate.of(index, conditions, order);
            if (candidate.score() > 0 && (best == null || candidate.score() > best.score())) {
                best = candidate;
            }
        }
        boolean anyOrder = order == null || order.isEmpty();
        return best == null ? new Plan(all, anyOrder) : best.plan(anyOrder);
    }

    /// What one index can do for a filter.
    ///
    /// @param prefixes the values of the leading keys, in all combinations
    /// @param sort 1 when its keys come in the order asked for, -1 when in the opposite order, 0 when in neither
    private record Candidate(
            KeyIndex index, int equal, List<List<@Nullable Object>> prefixes, Map<String, Object> bounds, int sort) {

        static Candidate of(KeyIndex index, Conditions conditions, @Nullable Document order) {
            List<List<@Nullable Object>> prefixes = List.of(List.of());
            int equal = 0;
            for (String path : index.paths()) {
                List<@Nullable Object> values = conditions.valuesOf(path);
                if (values == null
                        || (long) values.size() * prefixes.size() > MOST_KEYS
                        || (index.isSparse() && values.contains(null))) {
                    break;
                }
                prefixes = multiplied(prefixes, values);
                equal++;
            }
            Map<String, Object> bounds = equal < index.paths().size()
                    ? conditions.boundsOf(index.paths().get(equal))
                    : Map.of();
            boolean single = prefixes.size() == 1 || index.isIdIndex();
            // A sparse index leaves documents out, unless the filter asks for a value it holds.
            boolean complete = !index.isSparse() || equal > 0 || !bounds.isEmpty();
            int sort = single && !index.isMultikey() && complete ? sort(index, equal, order) : 0;
            return new Candidate(index, equal, prefixes, bounds, sort);
        }

        private static List<List<@Nullable Object>> multiplied(
                List<List<@Nullable Object>> prefixes, List<@Nullable Object> values) {
            List<List<@Nullable Object>> product = new ArrayList<>();
            for (List<@Nullable Object> prefix : prefixes) {
                for (Object value : values) {
                    List<@Nullable Object> longer = new ArrayList<>(prefix);
                    longer.add(value);
                    product.add(longer);
                }
            }
            return product;
        }

        private static int sort(KeyIndex index, int equal, @Nullable Document order) {
            if (order == null || order.isEmpty()) {
                return 0;
            }
            int direction = 0;
            int next = index.isIdIndex() ? 0 : equal;
            for (Map.Entry<String, Object> field : order.entrySet()) {
                if (!(field.getValue() instanceof Number wanted)) {
                    return 0;
                }
                int at = index.paths().indexOf(field.getKey());
                if (at >= 0 && at < equal && !index.isIdIndex()) {
                    continue; // the same in all rows
                }
                int sign = Integer.signum(wanted.intValue());
                if (at != next || (direction != 0 && direction != sign)) {
                    return 0;
                }
                direction = sign;
                next++;
            }
            return direction == 0 ? 1 : direction;
        }

        boolean isWhole() {
            return index.isUnique() && equal == index.paths().size();
        }

        int score() {
            if (isWhole()) {
                return 1000;
            }
            return 10 * equal + (bounds.isEmpty() ? 0 : 5) + (sort != 0 ? 2 : 0);
        }

        Plan plan(boolean anyOrder) {
            boolean ordered = anyOrder || sort != 0;
            if (isWhole()) {
                Set<Key> keys =
                        new TreeSet<>(sort < 0 ? Comparator.<Key>reverseOrder() : Comparator.<Key>naturalOrder());
                prefixes.forEach(prefix -> keys.add(KeyEncoder.encode(prefix)));
                Set<Long> positions = new LinkedHashSet<>();
                for (Key key : keys) {
                    Long position = index.positionOf(key);
                    if (position != null) {
                        positions.add(position);
                    }
                }
                return new Plan(new AccessPath.Points(List.copyOf(positions)), ordered || positions.size() < 2);
            }
            if (prefixes.size() == 1) {
                return new Plan(range(KeyEncoder.encode(prefixes.getFirst())), ordered);
            }
            Set<Long> positions = new LinkedHashSet<>();
            for (List<@Nullable Object> prefix : prefixes) {
                AccessPath.KeyRange range = range(KeyEncoder.encode(prefix));
                positions.addAll(Session.current()
                        .rows(
                                "SELECT position FROM " + range.table()
                                        + " WHERE index_id = ? AND key >= ? AND key < ? ORDER BY key",
                                row -> row.getLong(1),
                                range.index(),
                                range.from().bytes(),
                                range.to().bytes()));
            }
            return new Plan(new AccessPath.Points(List.copyOf(positions)), anyOrder);
        }

        private AccessPath.KeyRange range(Key prefix) {
            Key from = prefix;
            Key to = prefix.afterAllThatBeginWithIt();
            @Nullable Object lower = bounds.getOrDefault("$gte", bounds.get("$gt"));
            @Nullable Object upper = bounds.getOrDefault("$lte", bounds.get("$lt"));
            if (lower != null) {
                from = prefix.then(KeyEncoder.encode(List.of(lower)).bytes());
                if (!bounds.containsKey("$gte")) {
                    from = from.afterAllThatBeginWithIt();
                }
                to = prefix.then((byte) (KeyEncoder.type(lower) + 1));
            }
            // Of an array one element may be above and another below, so only one bound narrows an index with arrays.
            if (upper != null && (lower == null || !index.isMultikey())) {
                to = prefix.then(KeyEncoder.encode(List.of(upper)).bytes());
                if (bounds.containsKey("$lte")) {
                    to = to.afterAllThatBeginWithIt();
                }
                if (lower == null) {
                    from = prefix.then(KeyEncoder.type(upper));
                }
            }
            return new AccessPath.KeyRange(index.table(), index.id(), from, to, sort < 0, index.isMultikey());
        }
    }
}
