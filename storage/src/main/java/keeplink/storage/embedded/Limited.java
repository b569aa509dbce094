package keeplink.storage.embedded;

import java.util.Iterator;
import java.util.NoSuchElementException;

/// The first rows of others; those after them are never read.
final class Limited implements Iterator<Row> {
    private final Iterator<Row> rows;
    private int left;

    Limited(Iterator<Row> rows, int limit) {
        this.rows = rows;
        this.left = limit;
    }

    @Override
    public boolean hasNext() {
        return left > 0 && rows.hasNext();
    }

    @Override
    public Row next() {
        if (left == 0) {
            throw new NoSuchElementException();
        }
        left--;
        return rows.next();
    }
}
