package keeplink.transfer;

import java.util.List;
import java.util.regex.Pattern;

/// How our own CSV writes its cells, and reads them again to the same text.
///
/// A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, a tab or NUL for a formula (OWASP ASVS 5.0, 1.2.10);
/// the signs in full width and the ends of lines are treated like them. Such a cell gets an apostrophe before it, which
/// spreadsheets do not show; so does one that has apostrophes before such a sign already. Reading takes that one off,
/// so nothing is changed by the journey.
final class CsvCells {
    /// The first line.
    static final List<String> HEADER = List.of(
            "number",
            "url",
            "canonicalUrl",
            "title",
            "site",
            "note",
            "tags",
            "state",
            "starred",
            "addedAt",
            "addedBy",
            "verdict");

    private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@＝＋－＠\\t\\r\\n\\x00].*", Pattern.DOTALL);

    private CsvCells() {}

    static String written(String text) {
        return FORMULA.matcher(text).matches() ? "'" + text : text;
    }

    static String read(String cell) {
        return cell.startsWith("'") && FORMULA.matcher(cell).matches() ? cell.substring(1) : cell;
    }
}
