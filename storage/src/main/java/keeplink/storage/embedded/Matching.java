package keeplink.storage.embedded;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The rows a test lets through.
final class Matching implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final Predicate<Row> test;
    private @Nullable Row next;

    Matching(Iterator<Row> rows, Predicate<Row> test) {
        this.rows = rows;
        this.test = test;
    }

    @Override
    public boolean hasNext() {
        while (next == null && rows.hasNext()) {
            Row row = rows.next();
            if (test.test(row)) {
                next = row;
            }
        }
        return next != null;
    }

    @Override
    public Row next() {
        Row row = hasNext() ? next : null;
        if (row == null) {
            throw new NoSuchElementException();
        }
        next = null;
        return row;
    }
}
