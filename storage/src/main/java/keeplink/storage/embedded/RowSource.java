package keeplink.storage.embedded;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Walks the rows of an access path, a page at a time, each page read by the session of the command that asks for
/// it. It keeps its place and no open statement between two pages, so it can rest between the batches of a
/// cursor.
final class RowSource implements Iterator<Row> {
    private static final int FIRST_PAGE = 4;
    private static final int LARGEST_PAGE = 256;
    private static final int PAGE_BYTES = 2 * 1024 * 1024;

    private final AccessPath path;
    private final Deque<Row> page = new ArrayDeque<>();
    private final Set<Long> seen = new HashSet<>();
    private int pageSize = FIRST_PAGE;
    private boolean exhausted;

    private int nextPoint;
    private long lastPosition = -1;
    private @Nullable Key lastKey;

    RowSource(AccessPath path) {
        this.path = path;
    }

    @Override
    public boolean hasNext() {
        while (page.isEmpty() && !exhausted) {
            fill();
        }
        return !page.isEmpty();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.removeFirst();
    }

    private void fill() {
        switch (path) {
            case AccessPath.Points points -> fill(points);
            case AccessPath.Table table -> fill(table);
            case AccessPath.KeyRange range -> fill(range);
        }
        long bytes = 1;
        for (Row row : page) {
            bytes += row.bytes();
        }
        // Pages grow with what is asked for, but a page of GridFS chunks stays small.
        long fitting = page.isEmpty() ? LARGEST_PAGE : PAGE_BYTES / (bytes / page.size() + 1) + 1;
        pageSize = (int) Math.min(Math.min(pageSize * 4L, LARGEST_PAGE), fitting);
    }

    private void fill(AccessPath.Points points) {
        Session session = Session.current();
        List<Long> positions = points.positions();
        int end = Math.min(positions.size(), nextPoint + pageSize);
        for (; nextPoint < end; nextPoint++) {
            Row row = session.first(
                    "SELECT position, body FROM document WHERE position = ?", RowSource::row, positions.get(nextPoint));
            if (row != null) {
                page.add(row);
            }
        }
        exhausted = nextPoint == positions.size();
    }

    private void fill(AccessPath.Table table) {
        List<Row> rows = table.descending()
                ? Session.current()
                        .rows(
                                "SELECT position, body FROM document WHERE position >= ? AND position < ?"
                                        + " ORDER BY position DESC LIMIT ?",
                                RowSource::row,
                                table.from(),
                                lastPosition < 0 ? table.to() : lastPosition,
                                pageSize)
                : Session.current()
                        .rows(
                                "SELECT position, body FROM document WHERE position >= ? AND position < ?"
                                        + " ORDER BY position LIMIT ?",
                                RowSource::row,
                                lastPosition < 0 ? table.from() : lastPosition + 1,
                                table.to(),
                                pageSize);
        exhausted = rows.size() < pageSize;
        page.addAll(rows);
        if (!rows.isEmpty()) {
            lastPosition = rows.getLast().position();
        }
    }

    private void fill(AccessPath.KeyRange range) {
        Key place = lastKey != null ? lastKey : range.descending() ? range.to() : range.from();
        String sql = "SELECT k.key, d.position, d.body FROM " + range.table()
                + " k JOIN document d ON d.position = k.position WHERE k.index_id = ? AND "
                + (range.descending()
                        ? "k.key >= ? AND k.key <= ? AND (k.key, k.position) < (?, ?) ORDER BY k.key DESC, k.position DESC"
                        : "k.key < ? AND k.key >= ? AND (k.key, k.position) > (?, ?) ORDER BY k.key, k.position")
                + " LIMIT ?";
        List<KeyedRow> rows = Session.current()
                .rows(
                        sql,
                        row -> new KeyedRow(new Key(row.getBytes(1)), row(row.getLong(2), row.getBytes(3))),
                        range.index(),
                        (range.descending() ? range.from() : range.to()).bytes(),
                        place.bytes(),
                        place.bytes(),
                        lastPosition,
                        pageSize);
        exhausted = rows.size() < pageSize;
        for (KeyedRow row : rows) {
            if (!range.repeats() || seen.add(row.row().position())) {
                page.add(row.row());
            }
        }
        if (!rows.isEmpty()) {
            lastKey = rows.getLast().key();
            lastPosition = rows.getLast().row().position();
        }
    }

    private static Row row(ResultSet found) throws SQLException {
        return row(found.getLong(1), found.getBytes(2));
    }

    private static Row row(long position, byte[] body) {
        return new Row(position, Bson.decode(body), body.length);
    }

    private record KeyedRow(Key key, Row row) {}
}
