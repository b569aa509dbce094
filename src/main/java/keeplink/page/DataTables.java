package keeplink.page;

/// Tells tables of data from tables that only lay a page out, by the signs a screen reader goes by.
final class DataTables {
    private DataTables() {}

    /// Marks the tables of data below.
    static void mark(Piece root) {
        for (Piece piece : ArticleCleaner.all(root)) {
            if (piece.is("table")) {
                piece.dataTable = isData(piece);
            }
        }
    }

    private static boolean isData(Piece table) {
        if (table.attribute("role").equals("presentation")
                || table.attribute("datatable").equals("0")) {
            return false;
        }
        if (!table.attribute("summary").isEmpty()) {
            return true;
        }
        int rows = 0;
        int columns = 0;
        for (Piece at = table.following(table); at != null; at = at.following(table)) {
            switch (at.tag) {
                case "caption" -> {
                    if (at.first != null) {
                        return true;
                    }
                }
                case "col", "colgroup", "tfoot", "thead", "th" -> {
                    return true;
                }
                case "table" -> {
                    return false;
                }
                case "tr" -> {
                    rows += span(at, "rowspan");
                    columns = Math.max(columns, columnsOf(at));
                }
                default -> {}
            }
        }
        return rows > 1 && columns > 1 && (rows >= 10 || columns > 4 || rows * columns > 10);
    }

    private static int columnsOf(Piece row) {
        int columns = 0;
        for (Piece cell = row.first; cell != null; cell = cell.next) {
            if (cell.is("td")) {
                columns = Math.min(1000, columns + span(cell, "colspan"));
            }
        }
        return columns;
    }

    /// An attribute says how many; what is no number from 1 to 100 counts as one.
    private static int span(Piece piece, String attribute) {
        String value = piece.attribute(attribute);
        if (value.isEmpty() || value.length() > 3 || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return 1;
        }
        return Math.clamp(Integer.parseInt(value), 1, 100);
    }
}
