package keeplink.transfer;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import keeplink.link.Link;
import org.jspecify.annotations.Nullable;

/// Reads links out of a table whose first line names the columns, in any order: that of Pocket, Raindrop,
/// Instapaper and [CsvExport], and those that people make themselves.
final class CsvImport implements LinkReader {
    private static final List<String> URL = List.of("url", "href", "link", "address");
    private static final List<String> NO_FOLDERS = List.of("", "unsorted", "unread", "archive", "starred");

    /// Whether a first line names the columns of such a table.
    static boolean fits(String line) {
        return Arrays.stream(line.split("[,;\\t]"))
                .map(name -> name.strip().replace("\"", "").toLowerCase(Locale.ROOT))
                .anyMatch(URL::contains);
    }

    @Override
    public boolean read(InputStream in, Consumer<ImportedLink> to) throws IOException {
        BufferedReader text = new BufferedReader(TextFile.reader(in), TextFile.HEAD);
        text.mark(TextFile.HEAD);
        char[] first = new char[TextFile.HEAD / 2];
        int count = text.read(first);
        text.reset();
        char separator = separator(new String(first, 0, Math.max(count, 0)));
        try (CsvReader<CsvRecord> csv =
                CsvReader.builder().fieldSeparator(separator).ofCsvRecord(text)) {
            Iterator<CsvRecord> records = csv.iterator();
            if (!records.hasNext()) {
                return false;
            }
            Columns columns = new Columns(records.next().getFields());
            while (records.hasNext()) {
                columns.link(records.next().getFields()).ifPresent(to);
            }
            return true;
        } catch (CsvParseException broken) {
            throw new BrokenFileException(broken);
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private static char separator(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.contains(",") ? ',' : line.contains("\t") ? '\t' : line.contains(";") ? ';' : ',';
    }

    /// What the columns of one table mean.
    private static final class Columns {
        private final Map<String, Integer> places = new HashMap<>();
        private final UnaryOperator<String> cell;

        Columns(List<String> header) {
            cell = header.equals(CsvCells.HEADER) ? CsvCells::read : UnaryOperator.identity();
            for (int i = 0; i < header.size(); i++) {
                places.putIfAbsent(header.get(i).strip().toLowerCase(Locale.ROOT), i);
            }
        }

        Optional<ImportedLink> link(List<String> record) {
            if (record.stream().allMatch(String::isBlank)) {
                return Optional.empty();
            }
            String folder = of(record, "folder", "collection");
            String status = of(record, "state", "status");
            ImportedLink.Builder link = ImportedLink.at(of(record, URL.toArray(String[]::new)))
                    .title(of(record, "title", "name"))
                    .note(of(record, "note", "notes", "comment", "selection"))
                    .tags(tags(of(record, "tags", "labels")))
                    .starred(KeeperWords.YES.contains(of(record, "starred", "favorite", "favourite")
                                    .toLowerCase(Locale.ROOT))
                            || folder.equalsIgnoreCase("starred"))
                    .state(state(status.isEmpty() ? folder : status))
                    .addedAt(Moments.read(
                            of(record, "addedat", "created", "time_added", "timestamp", "created_at", "added", "date")))
                    .addedBy(of(record, "addedby"));
            if (!NO_FOLDERS.contains(folder.toLowerCase(Locale.ROOT))) {
                link.folder(List.of(folder.split("/")));
            }
            if (places.containsKey("canonicalurl")) {
                link.number(KeeperWords.number(of(record, "number"))).verdict(of(record, "verdict"));
            }
            return Optional.of(link.build());
        }

        private String of(List<String> record, String... names) {
            return Arrays.stream(names)
                    .map(places::get)
                    .filter(place -> place != null && place < record.size())
                    .map(record::get)
                    .map(cell)
                    .filter(text -> !text.isBlank())
                    .findFirst()
                    .orElse("");
        }

        private static List<String> tags(String cell) {
            return List.of(cell.split(cell.contains("|") ? "\\|" : "[,;]"));
        }

        private static Link.@Nullable State state(String word) {
            return switch (word.strip().toLowerCase(Locale.ROOT)) {
                case "read", "archive", "archived" -> Link.State.READ;
                case "unread" -> Link.State.UNREAD;
                default -> null;
            };
        }
    }
}
