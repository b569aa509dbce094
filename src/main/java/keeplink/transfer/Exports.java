package keeplink.transfer;

import java.io.OutputStream;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import keeplink.link.LinkCollection;
import keeplink.link.LinkStore;
import keeplink.snapshot.BlobStore;
import keeplink.snapshot.Snapshots;

/// Every format a collection can be written in. Thread-safe.
public final class Exports {
    private final Map<ExportFormat, Export> exports = new EnumMap<>(ExportFormat.class);

    public Exports(LinkStore links, Snapshots snapshots, BlobStore blobs, Clock clock) {
        exports.put(ExportFormat.JSON, new JsonExport(links, clock));
        exports.put(ExportFormat.HTML, new BookmarksExport(links));
        exports.put(ExportFormat.CSV, new CsvExport(links));
        exports.put(ExportFormat.MARKDOWN, new MarkdownExport(links));
        exports.put(ExportFormat.ZIP, new ZipExport(links, snapshots, clock));
        exports.put(ExportFormat.WACZ, new WaczExport(links, snapshots, blobs, clock));
    }

    /// Writes a collection; the stream is left open.
    ///
    /// @throws java.io.UncheckedIOException where the stream cannot be written to
    public void write(ExportFormat format, LinkCollection collection, OutputStream out) {
        export(format).write(collection, out);
    }

    /// The same of no more than so many bytes: what is larger is not written to its end.
    ///
    /// @throws java.io.UncheckedIOException with a [TooLargeException] as its cause where there would be more
    public void write(ExportFormat format, LinkCollection collection, OutputStream out, long most) {
        export(format).write(collection, out, most);
    }

    private Export export(ExportFormat format) {
        return Objects.requireNonNull(exports.get(format));
    }
}
