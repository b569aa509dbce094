package keeplink.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import keeplink.link.LinkCollection;
import keeplink.page.Charsets;
import keeplink.page.PageParser;
import keeplink.page.Verdict;
import org.jsoup.nodes.Document;

/// Makes and composes snapshots without a network or a store.
final class TestSnapshots {
    static final String PAGE = "https://site.example/dir/page.html";
    static final Instant NOW = Instant.parse("2026-11-23T01:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private TestSnapshots() {}

    static Document parse(String html) {
        return switch (new PageParser(java.time.Duration.ofSeconds(20), 300_000).parse(html, PAGE)) {
            case PageParser.Parsed parsed -> parsed.document();
            case PageParser.TooComplex tooComplex -> throw new AssertionError("too complex");
        };
    }

    static SnapshotMaker.Made make(String html, FakeSite site) {
        return make(html, site, SnapshotLimits.DEFAULTS);
    }

    static SnapshotMaker.Made make(String html, FakeSite site, SnapshotLimits limits) {
        return new SnapshotMaker(site, limits, CLOCK).make(parse(html), PAGE, NOW.plusSeconds(60));
    }

    /// The page as one file.
    static String compose(SnapshotMaker.Made made) {
        MemoryBlobs blobs = new MemoryBlobs();
        BlobId document = blobs.put(made.document());
        List<Snapshot.Part> parts = made.resources().stream()
                .map(resource ->
                        new Snapshot.Part(resource.address(), resource.mediaType(), blobs.put(resource.bytes())))
                .toList();
        return new String(new SnapshotComposer().compose(snapshot("text/html", document, parts), blobs), UTF_8);
    }

    static String composed(String html, FakeSite site) {
        return compose(make(html, site));
    }

    /// The page of a site as one file.
    static String composed(FakeSite site, String address) {
        FakeSite.Answer page = Objects.requireNonNull(site.at(address), address);
        Charsets.Decoded decoded = Charsets.decode(page.body(), page.type());
        PageParser.Parsed parsed = (PageParser.Parsed) new PageParser().parse(decoded, address);
        return compose(new SnapshotMaker(site, SnapshotLimits.DEFAULTS, CLOCK)
                .make(
                        parsed.document(),
                        address,
                        NOW.plusSeconds(60),
                        new SnapshotMaker.Wishes(decoded.charset(), false)));
    }

    static Snapshot snapshot(String mediaType, BlobId document, List<Snapshot.Part> parts) {
        return new Snapshot(
                "1",
                new LinkCollection("1"),
                1,
                NOW,
                PAGE,
                new Verdict.Full(List.of()),
                mediaType,
                document,
                parts,
                null,
                1);
    }

    /// Blobs in memory.
    static final class MemoryBlobs implements BlobStore {
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
