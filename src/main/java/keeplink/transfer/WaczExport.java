package keeplink.transfer;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.link.LinkStore;
import keeplink.snapshot.BlobStore;
import keeplink.snapshot.Snapshot;
import keeplink.snapshot.Snapshots;
import org.netpreserve.jwarc.WaczWriter;
import org.netpreserve.jwarc.WarcCompression;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcWriter;
import org.netpreserve.jwarc.cdx.CdxFormat;
import org.netpreserve.jwarc.cdx.CdxWriter;

/// Writes a collection as a web archive that ReplayWeb.page shows without a server (WACZ 1.1.1): every capture of every
/// link as WARC records, their index, the list of pages, and a digest of all of it.
///
/// The pages are listed by their newest copies; links in the bin are left out. Files are made in the folder for
/// temporary ones, so that the size of a collection does not matter. Safe for many threads.
public final class WaczExport implements Export {
    private static final String SOFTWARE = "Keeplink";
    private static final String WARC = "data.warc.gz";

    private final KeptLinks links;
    private final Snapshots snapshots;
    private final BlobStore blobs;
    private final Clock clock;

    public WaczExport(LinkStore links, Snapshots snapshots, BlobStore blobs, Clock clock) {
        this.links = new KeptLinks(links);
        this.snapshots = snapshots;
        this.blobs = blobs;
        this.clock = clock;
    }

    /// A page in the list of pages.
    private record Page(String url, Instant takenAt, String title) {}

    @Override
    public void write(LinkCollection collection, OutputStream out) {
        write(collection, out, Long.MAX_VALUE);
    }

    /// The archive within it is stored as it is, so it may have no more bytes either.
    @Override
    public void write(LinkCollection collection, OutputStream out, long most) {
        try {
            Path folder = Files.createTempDirectory("keeplink-wacz");
            Path warc = folder.resolve(WARC);
            Path index = folder.resolve("index.cdx");
            try {
                List<Page> pages = warc(collection, warc, most);
                index(warc, index);
                pack(warc, index, pages, new BoundedStream(out, most));
            } finally {
                Files.deleteIfExists(warc);
                Files.deleteIfExists(index);
                Files.delete(folder);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private List<Page> warc(LinkCollection collection, Path file, long most) throws IOException {
        List<Page> pages = new ArrayList<>();
        try (WarcWriter writer = new WarcWriter(
                Channels.newChannel(new BoundedStream(Files.newOutputStream(file), most)), WarcCompression.GZIP)) {
            WarcWriting warc = new WarcWriting(writer, snapshots, blobs);
            warc.info(SOFTWARE, now());
            links.each(collection, link -> link(link, warc, pages));
        }
        return pages;
    }

    private void link(Link link, WarcWriting warc, List<Page> pages) {
        List<Snapshot> copies = snapshots.all(link).stream()
                .filter(snapshot -> snapshot.document() != null)
                .toList();
        WarcWriting.Shown newest = null;
        try {
            for (Snapshot snapshot : copies.reversed()) {
                newest = warc.capture(link, snapshot);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        if (newest != null) {
            pages.add(new Page(newest.url(), newest.date(), link.title()));
        }
    }

    /// Not compressed: ReplayWeb.page reads a compressed index only together with a second one that tells its blocks.
    private static void index(Path warc, Path file) throws IOException {
        try (WarcReader reader = new WarcReader(warc);
                Writer writer = Files.newBufferedWriter(file);
                CdxWriter cdx = new CdxWriter(new BufferedWriter(writer))) {
            cdx.setFormat(CdxFormat.CDXJ);
            cdx.setSort(true);
            cdx.setRecordFilter(WarcCheck::isReplayed);
            cdx.process(reader, WARC);
        }
    }

    private void pack(Path warc, Path index, List<Page> pages, OutputStream out) throws IOException {
        WaczWriter wacz = new WaczWriter(out);
        wacz.setAutoPages(false);
        wacz.set("title", SOFTWARE);
        wacz.set("software", SOFTWARE);
        wacz.set("created", now().toString());
        if (!pages.isEmpty()) {
            wacz.set("mainPageUrl", pages.getFirst().url());
            wacz.set("mainPageDate", pages.getFirst().takenAt().toString());
        }
        for (Page page : pages) {
            wacz.addPage(page.url(), page.takenAt(), page.title());
        }
        wacz.writeResource("archive/" + WARC, warc);
        wacz.writeResource("indexes/" + index.getFileName().toString().toLowerCase(Locale.ROOT), index);
        wacz.finish();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
