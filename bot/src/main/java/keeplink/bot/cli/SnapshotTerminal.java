package keeplink.bot.cli;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import keeplink.fetch.FetchResult;
import keeplink.fetch.FetchResult.Fetched;
import keeplink.fetch.FetchResult.NotFetched;
import keeplink.link.LinkCollection;
import keeplink.page.Charsets;
import keeplink.page.FileExtensions;
import keeplink.page.MediaReader;
import keeplink.page.MediaTypes;
import keeplink.page.PageParser;
import keeplink.page.Verdict;
import keeplink.page.VerdictWords;
import keeplink.snapshot.BlobId;
import keeplink.snapshot.BlobStore;
import keeplink.snapshot.FilePage;
import keeplink.snapshot.KeptFile;
import keeplink.snapshot.Resource;
import keeplink.snapshot.Snapshot;
import keeplink.snapshot.SnapshotComposer;
import keeplink.snapshot.SnapshotMaker;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `snapshot URL -o page.html`: a page as one file, without keeping it.
///
/// What is no page is written as it came, but never so that a browser runs what is in it: under the name of a page
/// it is shown by one, and any other name by which scripts run is made that of a text, which is said.
@Command(name = "snapshot", description = "Writes the page of an address as one HTML file that opens offline.")
final class SnapshotTerminal implements Callable<Integer> {
    private final Workbench workbench;

    @Parameters(paramLabel = "URL")
    private String url = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "where to write it")
    private Path output = Path.of("");

    @Option(names = "--print-styles", description = "keeps the styles for print as well")
    private boolean printStyles;

    SnapshotTerminal(Workbench workbench) {
        this.workbench = workbench;
    }

    @Override
    public Integer call() throws IOException {
        FetchResult result = workbench.fetcher().page(url);
        switch (result) {
            case NotFetched failed -> {
                System.err.println(VerdictWords.of(Verdict.Failed.of(failed)));
                return 1;
            }
            case Fetched fetched -> {
                String contentType = fetched.header("content-type").orElse(null);
                String mediaType = MediaTypes.of(contentType, fetched.body());
                if (MediaTypes.isPage(mediaType)) {
                    Files.write(output, page(fetched, contentType, mediaType));
                } else {
                    writeFile(fetched, contentType, mediaType);
                }
            }
        }
        return 0;
    }

    private void writeFile(Fetched file, @Nullable String contentType, String mediaType) throws IOException {
        if (file.truncated()) {
            throw new IOException("the file is too large");
        }
        byte[] kept =
                KeptFile.of(mediaType, file.body()).orElseThrow(() -> new IOException("the drawing cannot be read"));
        String name = output.toString();
        if (FileExtensions.isOfPage(name)) {
            Charset charset = Charsets.decode(file.body(), contentType).charset();
            String title = new MediaReader()
                    .read(file.body(), mediaType, charset, file.url())
                    .article()
                    .title();
            Files.write(output, FilePage.of(title, mediaType, kept, charset, file.url()));
        } else if (FileExtensions.mayAct(name) && !mediaType.equals("image/svg+xml")) {
            Path text = Path.of(name + ".txt");
            Files.write(text, kept);
            System.err.println("written to " + text + ", as a browser would run what is in a file of that name");
        } else {
            Files.write(output, kept);
        }
    }

    private byte[] page(Fetched page, @Nullable String contentType, String mediaType) throws IOException {
        Charsets.Decoded decoded = Charsets.decode(page.body(), contentType);
        PageParser.Result read = new PageParser().parse(decoded, mediaType, page.url());
        if (!(read instanceof PageParser.Parsed parsed)) {
            throw new IOException("the page is too complex to read");
        }
        SnapshotMaker.Made made = workbench
                .snapshotMaker()
                .make(
                        parsed.document(),
                        page.url(),
                        Instant.MAX,
                        new SnapshotMaker.Wishes(decoded.charset(), printStyles));
        made.missing()
                .forEach(missing -> System.err.printf(
                        "missing: %d %s%n",
                        missing.count(),
                        missing.what().name().toLowerCase(Locale.ROOT).replace('_', ' ')));
        Held held = new Held();
        List<Snapshot.Part> parts =
                made.resources().stream().map(resource -> part(resource, held)).toList();
        Snapshot snapshot = new Snapshot(
                "terminal",
                new LinkCollection("terminal"),
                1,
                page.fetchedAt(),
                page.url(),
                new Verdict.Full(made.missing()),
                "text/html",
                held.put(made.document()),
                parts,
                null,
                0);
        return new SnapshotComposer().compose(snapshot, held);
    }

    private static Snapshot.Part part(Resource resource, Held held) {
        return new Snapshot.Part(resource.address(), resource.mediaType(), held.put(resource.bytes()));
    }

    /// The files of the one page, for as long as it is put together.
    private static final class Held implements BlobStore {
        private final Map<BlobId, byte[]> blobs = new HashMap<>();

        @Override
        public BlobId put(byte[] content) {
            BlobId id = BlobId.of(content);
            blobs.put(id, content);
            return id;
        }

        @Override
        public Optional<byte[]> get(BlobId id) {
            return Optional.ofNullable(blobs.get(id));
        }

        @Override
        public long storedBytes() {
            return blobs.values().stream().mapToLong(bytes -> bytes.length).sum();
        }
    }
}
