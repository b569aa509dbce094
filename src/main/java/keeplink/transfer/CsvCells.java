package keeplink.transfer;

import java.util.List;
import java.util.regex.Pattern;

/// How our own CSV writes its cells, and reads them again to the same text.
///
/// A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return for a formula (OWASP,
/// "CSV Injection"). Such a cell gets an apostrophe before it, which spreadsheets do not show; so does one that has
/// apostrophes before such a sign already. Reading takes that one off, so nothing is changed by the journey.
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

    private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\\t\\r].*", Pattern.DOTALL);

    private CsvCells() {}

    static String written(String text) {
        return FORMULA.matcher(text).matches() ? "'" + text : text;
    }

    static String read(String cell) {
        return cell.startsWith("'") && FORMULA.matcher(cell).matches() ? cell.substring(1) : cell;
    }
}
