package keeplink.storage.embedded;

import java.util.List;

/// Which rows to look at for a filter, and in which order they come.
sealed interface AccessPath {
    /// Rows at known places, in this order.
    record Points(List<Long> positions) implements AccessPath {}

    /// All rows of a collection in the order they were inserted, or the other way round.
    record Table(long from, long to, boolean descending) implements AccessPath {}

    /// Rows whose key in one index lies from `from` (inclusive) to `to` (exclusive), in the order of the keys.
    ///
    /// @param repeats whether a row may have several keys there, because a field is an array
    record KeyRange(String table, long index, Key from, Key to, boolean descending, boolean repeats)
            implements AccessPath {}
}
