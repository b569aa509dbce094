package keeplink.transfer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import keeplink.fetch.FetchFailure;
import keeplink.fetch.FetchResult;
import keeplink.fetch.Hop;
import keeplink.fetch.PageFetcher;
import keeplink.fetch.PageRequest;
import keeplink.link.CaptureOutcome;
import keeplink.link.InMemoryLinkStore;
import keeplink.link.Link;
import keeplink.link.Links;
import keeplink.link.SaveResult;
import keeplink.link.TestLinks;
import keeplink.link.UrlCanonicalizer;
import keeplink.page.ArticleExtractor;
import keeplink.page.MediaReader;
import keeplink.page.PageParser;
import keeplink.page.Verdict;
import keeplink.page.VerdictClassifier;
import keeplink.snapshot.CaptureJob;
import keeplink.snapshot.InMemoryBlobStore;
import keeplink.snapshot.InMemorySnapshotStore;
import keeplink.snapshot.PageCapture;
import keeplink.snapshot.SnapshotComposer;
import keeplink.snapshot.SnapshotLimits;
import keeplink.snapshot.SnapshotMaker;
import keeplink.snapshot.Snapshots;

/// A site whose pages are kept, each capture an hour after the one before, the first at [#NOON], and written as a web
/// archive.
final class ArchivedSite implements PageFetcher {
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private record File(String type, byte[] body) {}

    private record Move(int status, String location, String to) {}

    private final InMemoryLinkStore links = new InMemoryLinkStore();
    private final Links saving =
            new Links(links, new UrlCanonicalizer(), changed -> {}, Clock.fixed(NOON, ZoneOffset.UTC));
    private final InMemorySnapshotStore store = new InMemorySnapshotStore();
    private final InMemoryBlobStore blobs = new InMemoryBlobStore();
    private final Snapshots snapshots = new Snapshots(store, blobs, new SnapshotComposer());
    private final Map<String, File> files = new HashMap<>();
    private final Map<String, Move> moved = new HashMap<>();
    private final Map<String, String> tags = new HashMap<>();
    private int captures;

    ArchivedSite page(String url, String html) {
        return file(url, "text/html; charset=utf-8", html);
    }

    ArchivedSite file(String url, String type, String text) {
        return file(url, type, text.getBytes(StandardCharsets.UTF_8));
    }

    ArchivedSite file(String url, String type, byte[] body) {
        files.put(url, new File(type, body));
        return this;
    }

    /// As most sites say it, without what is the same.
    ArchivedSite moved(String from, String to) {
        return moved(from, 301, from.startsWith(site(to)) ? to.substring(site(to).length()) : to, to);
    }

    private static String site(String url) {
        return url.substring(0, url.indexOf('/', "https://".length()));
    }

    ArchivedSite moved(String from, int status, String location, String to) {
        moved.put(from, new Move(status, location, to));
        return this;
    }

    /// An entity tag, by which the site tells that an address is not modified.
    ArchivedSite tagged(String url, String entityTag) {
        tags.put(url, entityTag);
        return this;
    }

    String body(String url) {
        return new String(Objects.requireNonNull(files.get(url), url).body(), StandardCharsets.UTF_8);
    }

    Link keep(String url, String... tags) {
        return ((SaveResult.Saved) saving.save(TestLinks.request(url, tags))).link();
    }

    void capture(Link link) {
        Clock clock = Clock.fixed(now(), ZoneOffset.UTC);
        CaptureOutcome outcome = new PageCapture(
                        this,
                        new PageParser(),
                        new ArticleExtractor(),
                        new VerdictClassifier(),
                        new MediaReader(),
                        new SnapshotMaker(this, SnapshotLimits.DEFAULTS, clock),
                        store,
                        blobs,
                        snapshots,
                        clock)
                .take(link, new CaptureJob(link.collection(), link.number(), link.url(), 0, now(), true));
        saving.captured(link.collection(), link.number(), outcome);
        captures++;
    }

    /// A capture that got nothing.
    void fail(Link link, int status) {
        Verdict.Failed verdict = new Verdict.Failed(FetchFailure.HTTP_STATUS, status);
        saving.captured(link.collection(), link.number(), CaptureOutcome.failed(verdict));
    }

    /// Writes what was kept as a web archive.
    void export(Path file) throws IOException {
        export(ExportFormat.WACZ, file);
    }

    void export(ExportFormat format, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            new Exports(links, snapshots, blobs, Clock.fixed(NOON, ZoneOffset.UTC)).write(format, TestLinks.HOME, out);
        }
    }

    private Instant now() {
        return NOON.plus(Duration.ofHours(captures));
    }

    @Override
    public FetchResult page(String url) {
        return answer(url);
    }

    @Override
    public FetchResult page(PageRequest request) {
        String tag = request.entityTag().orElse("");
        return tag.equals(tags.get(request.url()))
                ? new FetchResult.NotFetched(request.url(), FetchFailure.HTTP_STATUS, 304, Optional.empty(), "")
                : page(request.url());
    }

    @Override
    public FetchResult resource(String url, String pageUrl, long maxBytes, Duration within) {
        return answer(url);
    }

    private Map<String, List<String>> headers(String url, File file) {
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("content-type", List.of(file.type()));
        headers.put("server", List.of("test"));
        if (tags.containsKey(url)) {
            headers.put("etag", List.of(tags.get(url)));
        }
        return headers;
    }

    private FetchResult answer(String asked) {
        String url = asked;
        List<Hop> hops = new ArrayList<>();
        for (Move move = moved.get(url); move != null; move = moved.get(url)) {
            hops.add(new Hop(url, move.status(), move.location(), now()));
            url = move.to();
        }
        File file = files.get(url);
        return file == null
                ? new FetchResult.NotFetched(url, FetchFailure.HTTP_STATUS, 404, Optional.empty(), "")
                : new FetchResult.Fetched(url, hops, 200, headers(url, file), file.body(), false, now());
    }
}
