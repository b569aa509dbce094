package keeplink.snapshot;

import static keeplink.link.TestLinks.HOME;
import static keeplink.link.TestLinks.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import keeplink.fetch.FetchFailure;
import keeplink.fetch.FetchResult;
import keeplink.fetch.PageFetcher;
import keeplink.link.InMemoryLinkStore;
import keeplink.link.Link;
import keeplink.link.Links;
import keeplink.link.SaveResult;
import keeplink.link.UrlCanonicalizer;
import keeplink.page.ArticleExtractor;
import keeplink.page.MediaReader;
import keeplink.page.PageParser;
import keeplink.page.Verdict;
import keeplink.page.VerdictClassifier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CapturesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final InMemoryLinkStore store = new InMemoryLinkStore();
    private final Links links = new Links(store, new UrlCanonicalizer(), link -> {}, CLOCK);
    private final InMemoryCaptureQueue queue = new InMemoryCaptureQueue();
    private final InMemorySnapshotStore snapshotStore = new InMemorySnapshotStore();
    private final InMemoryBlobStore blobs = new InMemoryBlobStore();
    private final Snapshots snapshots = new Snapshots(snapshotStore, blobs, new SnapshotComposer());
    private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
    private final Map<Integer, Told> last = new ConcurrentHashMap<>();
    private @Nullable Captures captures;
    private @Nullable PageCapture capture;

    private record Told(Link link, @Nullable CaptureJob next) {}

    @AfterEach
    void stop() {
        if (captures != null) {
            captures.close();
        }
    }

    private Captures start(Function<String, FetchResult> web) {
        PageFetcher fetcher = new PageFetcher() {
            @Override
            public FetchResult page(String url) {
                return web.apply(url);
            }

            @Override
            public FetchResult resource(String url, String pageUrl, long maxBytes, Duration within) {
                return web.apply(url);
            }
        };
        PageCapture made = new PageCapture(
                fetcher,
                new PageParser(),
                new ArticleExtractor(),
                new VerdictClassifier(),
                new MediaReader(),
                new SnapshotMaker(fetcher, SnapshotLimits.DEFAULTS, CLOCK),
                snapshotStore,
                blobs,
                snapshots,
                CLOCK);
        Captures started =
                new Captures(queue, made, links, (link, job, next) -> tell(new Told(link, next)), "here", 2, CLOCK);
        capture = made;
        captures = started;
        return started;
    }

    private Link kept(String url) {
        return ((SaveResult.Saved) links.save(request(url))).link();
    }

    /// The same news twice is one.
    private synchronized void tell(Told news) {
        if (!news.equals(last.put(news.link().number(), news))) {
            told.add(news);
        }
    }

    private Told next() throws InterruptedException {
        Told next = told.poll(20, TimeUnit.SECONDS);
        assertThat(next).as("a capture within 20 s").isNotNull();
        return java.util.Objects.requireNonNull(next);
    }

    @Test
    void aWallThatComesWithTooManyRequestsIsTriedAgainLater() throws InterruptedException {
        String wall = "<title>Just a moment...</title><h1>Checking your browser</h1>"
                + "<p>Please verify you are a human. Complete the captcha.</p><div class=g-recaptcha></div>";
        Map<String, Integer> statuses = Map.of("https://a.example/", 429, "https://b.example/", 403);
        Captures captures = start(url -> {
            FetchResult.Fetched page = (FetchResult.Fetched) html(url, wall);
            int status = statuses.getOrDefault(url, 404);
            return new FetchResult.NotFetched(
                    url,
                    FetchFailure.HTTP_STATUS,
                    status,
                    Optional.empty(),
                    "",
                    Optional.of(new FetchResult.Fetched(
                            url, List.of(), status, page.headers(), page.body(), false, page.fetchedAt())));
        });
        captures.start();
        captures.request(kept("https://a.example/"));
        Told tooMany = next();
        captures.request(kept("https://b.example/"));
        Told forbidden = next();

        assertThat(tooMany.link().verdict()).isEqualTo(new Verdict.Blocked(Verdict.Wall.CAPTCHA));
        assertThat(tooMany.next()).isNotNull();
        assertThat(forbidden.link().verdict()).isEqualTo(new Verdict.Blocked(Verdict.Wall.CAPTCHA));
        assertThat(forbidden.next()).isNull();
    }

    private static FetchResult html(String url, String html) {
        return new FetchResult.Fetched(
                url,
                List.of(),
                200,
                Map.of("content-type", List.of("text/html; charset=utf-8")),
                html.getBytes(StandardCharsets.UTF_8),
                false,
                NOW);
    }

    private static FetchResult failed(String url, FetchFailure reason, int status) {
        return new FetchResult.NotFetched(url, reason, status, Optional.empty(), "");
    }

    @Test
    void aCaptureTeachesTheLinkAndLeavesTheQueueEmpty() throws Exception {
        Captures running = start(url -> html(url, "<title>A page</title><p>With a sentence to read."));
        running.start();

        running.request(kept("https://a.example/"));

        Told done = next();
        assertThat(done.link().title()).isEqualTo("A page");
        assertThat(done.link().captures()).hasSize(1);
        assertThat(done.next()).isNull();
        assertThat(snapshots.text(done.link())).contains("With a sentence to read.");
        running.close();
        assertThat(queue.nextDue()).isEmpty();
    }

    @Test
    void whatMayPassIsTriedAgainAfterAMinuteAndSaidSo() throws Exception {
        Captures running = start(url -> failed(url, FetchFailure.HTTP_STATUS, 503));
        running.start();
        running.request(kept("https://a.example/"));

        Told done = next();

        assertThat(done.link().verdict()).isEqualTo(new Verdict.Failed(FetchFailure.HTTP_STATUS, 503));
        CaptureJob again = java.util.Objects.requireNonNull(done.next());
        assertThat(again.dueAt()).isEqualTo(NOW.plus(Duration.ofMinutes(1)));
        assertThat(again.attempt()).isEqualTo(1);
    }

    @Test
    void whatWillNotPassIsLeftWithItsReason() throws Exception {
        Captures running = start(url -> failed(url, FetchFailure.HTTP_STATUS, 404));
        running.start();
        running.request(kept("https://a.example/"));

        assertThat(next().next()).isNull();
    }

    @Test
    void anErrorOfOursEndsOneJobAndNoOther() throws Exception {
        Captures running = start(url -> {
            if (url.contains("bad")) {
                throw new IllegalStateException("thrown on purpose");
            }
            return html(url, "<title>Good</title><p>Text.");
        });
        running.start();
        running.request(kept("https://bad.example/"));
        running.request(kept("https://good.example/"));

        List<Told> both = List.of(next(), next());

        assertThat(both).anySatisfy(done -> assertThat(done.link().title()).isEqualTo("Good"));
        assertThat(both)
                .anySatisfy(done ->
                        assertThat(done.link().verdict()).isEqualTo(new Verdict.Failed(FetchFailure.INTERNAL, 0)));
    }

    @Test
    void aJobADyingProcessHeldIsDoneAtTheNextStart() throws Exception {
        Link link = kept("https://a.example/");
        queue.submit(new CaptureJob(HOME, link.number(), link.url(), 0, NOW, false));
        assertThat(queue.claim(NOW, Duration.ofMinutes(5), "here")).isPresent();

        start(url -> html(url, "<title>After all</title><p>Text.")).start();

        assertThat(next().link().title()).isEqualTo("After all");
    }

    @Test
    void aLinkThatHasASnapshotIsNotFetchedAgainByBeingSavedAgain() throws Exception {
        AtomicInteger fetched = new AtomicInteger();
        Captures running = start(url -> {
            fetched.incrementAndGet();
            return html(url, "<title>A page</title><p>Text.");
        });
        running.start();
        Link link = kept("https://a.example/");
        running.request(link);
        Link captured = next().link();

        running.request(captured);
        running.again(captured);
        assertThat(next().link().captures()).hasSize(1);
        assertThat(fetched).as("once for the save and once for the wish").hasValue(2);
    }

    @Test
    void linksThatAreOnePageShareTheirSnapshots() throws Exception {
        Captures running = start(url -> html("https://a.example/page", "<title>One page</title><p>Text."));
        running.start();
        running.request(kept("https://a.example/page"));
        next();

        running.request(kept("https://short.example/x"));

        Link united = next().link();
        assertThat(united.number()).isEqualTo(1);
        assertThat(snapshotStore.of(HOME, 1)).isNotEmpty();
        assertThat(snapshotStore.of(HOME, 2)).isEmpty();
    }

    @Test
    void aHostThatIsLeftAloneCostsNoAttempt() throws Exception {
        Captures running = start(url -> failed(url, FetchFailure.HOST_PAUSED, 0));
        running.start();
        running.request(kept("https://a.example/"));

        CaptureJob again = java.util.Objects.requireNonNull(next().next());

        assertThat(again.attempt()).isZero();
        assertThat(again.dueAt()).isBetween(NOW.plusSeconds(30), NOW.plusSeconds(60));
    }

    @Test
    void aCaptureDoneAgainAfterACrashReplacesItsCopy() {
        Link link = kept("https://a.example/");
        CaptureJob job = new CaptureJob(HOME, link.number(), link.url(), 0, NOW.minusSeconds(5), false);
        start(url -> html(url, "<title>A page</title><p>Text."));
        PageCapture twice = java.util.Objects.requireNonNull(capture);

        twice.take(link, job);
        twice.take(link, job);

        assertThat(snapshotStore.of(HOME, 1)).hasSize(1);
    }

    @Test
    void aDrawingIsKeptWithoutWhatCouldAct() {
        Link link = kept("https://a.example/drawing.svg");
        start(url -> new FetchResult.Fetched(
                url,
                List.of(),
                200,
                Map.of("content-type", List.of("image/svg+xml")),
                """
                <svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script>
                <rect width="9" height="9"/><image href="http://elsewhere.example/leak.png"/></svg>
                """.getBytes(StandardCharsets.UTF_8),
                false,
                NOW));

        java.util.Objects.requireNonNull(capture)
                .take(link, new CaptureJob(HOME, link.number(), link.url(), 0, NOW, false));

        Snapshot snapshot = snapshotStore.of(HOME, link.number()).getFirst();
        assertThat(snapshot.verdict()).isEqualTo(new Verdict.NotAPage("image/svg+xml"));
        assertThat(new String(snapshots.file(snapshot.id()).orElseThrow(), StandardCharsets.UTF_8))
                .contains("rect")
                .doesNotContain("alert", "leak");
    }

    @Test
    void aWishThatComesWhileTheLinkIsCapturedIsFulfilledRightAfter() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch hold = new CountDownLatch(1);
        AtomicInteger fetched = new AtomicInteger();
        Captures running = start(url -> {
            asked.countDown();
            try {
                hold.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return html(url, "<title>Version " + fetched.incrementAndGet() + "</title><p>Text.");
        });
        running.start();
        Link link = kept("https://a.example/");
        running.request(link);
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

        running.again(link);
        hold.countDown();

        assertThat(next().link().title()).isEqualTo("Version 1");
        assertThat(next().link().title()).isEqualTo("Version 2");
    }

    @Test
    void aLinkThatGoesWhileItIsCapturedLeavesNoCopy() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch hold = new CountDownLatch(1);
        Captures running = start(url -> {
            if (url.contains("gone")) {
                asked.countDown();
                try {
                    hold.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return html(url, "<title>A page</title><p>With a sentence to read.");
        });
        running.start();
        Link gone = kept("https://gone.example/");
        running.request(gone);
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

        store.purge(gone.collection(), gone.number());
        hold.countDown();
        running.close();

        assertThat(snapshotStore.of(gone.collection(), gone.number())).isEmpty();
        assertThat(queue.of(gone.collection(), gone.number())).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void theWaitsAreThoseOfTheContract() {
        CaptureJob job = new CaptureJob(HOME, 1, "https://a.example/", 0, NOW, false);
        for (Duration wait : List.of(
                Duration.ofMinutes(1),
                Duration.ofMinutes(10),
                Duration.ofHours(1),
                Duration.ofHours(6),
                Duration.ofHours(24))) {
            Optional<CaptureJob> next = RetrySchedule.next(job, NOW);
            assertThat(next).map(CaptureJob::dueAt).contains(NOW.plus(wait));
            job = next.orElseThrow();
        }
        assertThat(RetrySchedule.next(job, NOW)).isEmpty();
    }
}
