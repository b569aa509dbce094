package keeplink.transfer;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.link.LinkStore;
import keeplink.link.Tag;
import keeplink.page.VerdictWords;

/// Writes a collection as CSV (RFC 4180, UTF-8, CRLF) with a header line: a line for each link, in order of number,
/// with the fields of [JsonExport] but the snapshots. Tags are parted by `, `, which none contains; cells are safe in a
/// spreadsheet, as [CsvCells] says. Safe for many threads.
public final class CsvExport implements Export {
    private final KeptLinks links;

    public CsvExport(LinkStore links) {
        this.links = new KeptLinks(links);
    }

    @Override
    public void write(LinkCollection collection, OutputStream out) {
        try {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            CsvWriter csv =
                    CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(writer);
            csv.writeRecord(CsvCells.HEADER);
            links.each(collection, link -> line(link, csv));
            csv.flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void line(Link link, CsvWriter csv) {
        csv.writeRecord(
                Integer.toString(link.number()),
                CsvCells.written(link.url()),
                CsvCells.written(link.canonicalUrl().value()),
                CsvCells.written(link.title()),
                CsvCells.written(link.site()),
                CsvCells.written(link.note()),
                CsvCells.written(link.tags().stream().map(Tag::name).collect(Collectors.joining(", "))),
                JsonExport.word(link.state()),
                Boolean.toString(link.starred()),
                JsonExport.time(link.addedAt()),
                CsvCells.written(link.addedBy().display()),
                link.verdict() == null ? "" : VerdictWords.of(link.verdict()));
    }
}
