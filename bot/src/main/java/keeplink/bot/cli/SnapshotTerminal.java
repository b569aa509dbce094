package keeplink.bot.cli;

import java.io.IOException;
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
import keeplink.page.MediaTypes;
import keeplink.page.PageParser;
import keeplink.page.Verdict;
import keeplink.page.VerdictWords;
import keeplink.snapshot.BlobId;
import keeplink.snapshot.BlobStore;
import keeplink.snapshot.KeptFile;
import keeplink.snapshot.Resource;
import keeplink.snapshot.Snapshot;
import keeplink.snapshot.SnapshotComposer;
import keeplink.snapshot.SnapshotMaker;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `snapshot URL -o page.html`: a page as one file, without keeping it.
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
            case Fetched page -> Files.write(output, file(page));
        }
        return 0;
    }

    private byte[] file(Fetched page) throws IOException {
        String contentType = page.header("content-type").orElse(null);
        String mediaType = MediaTypes.of(contentType, page.body());
        if (!MediaTypes.isPage(mediaType)) {
            return KeptFile.of(mediaType, page.body()).orElseThrow(() -> new IOException("the drawing cannot be read"));
        }
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
