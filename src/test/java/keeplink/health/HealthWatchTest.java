package keeplink.health;

import static keeplink.link.TestLinks.HOME;
import static keeplink.link.TestLinks.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import keeplink.MovableClock;
import keeplink.fetch.FetchFailure;
import keeplink.fetch.FetchResult;
import keeplink.fetch.OkHttpPageFetcher;
import keeplink.fetch.PageFetcher;
import keeplink.fetch.PageRequest;
import keeplink.fetch.TestFetchers;
import keeplink.fetch.TestSite;
import keeplink.link.CaptureOutcome;
import keeplink.link.Condition;
import keeplink.link.InMemoryLinkStore;
import keeplink.link.Link;
import keeplink.link.Links;
import keeplink.link.UrlCanonicalizer;
import keeplink.page.ArticleExtractor;
import keeplink.page.MediaReader;
import keeplink.page.PageParser;
import keeplink.page.Verdict;
import keeplink.page.VerdictClassifier;
import keeplink.search.LinkTraits;
import keeplink.search.SearchQuery;
import keeplink.snapshot.CaptureJob;
import keeplink.snapshot.InMemoryBlobStore;
import keeplink.snapshot.InMemorySnapshotStore;
import keeplink.snapshot.PageCapture;
import keeplink.snapshot.SnapshotComposer;
import keeplink.snapshot.SnapshotLimits;
import keeplink.snapshot.SnapshotMaker;
import keeplink.snapshot.Snapshots;
import keeplink.snapshot.Validators;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Looks over the loopback at a site that changes.
class HealthWatchTest {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final String TEXT = page("A kept page", "Every sentence of this page is about virtual threads. ");
    private static final String OTHER = page("Something else", "Nothing here has to do with what there was before. ");

    private final TestSite site = TestSite.start();
    private final OkHttpPageFetcher real = TestFetchers.everyNameIsLocal();
    private final PageFetcher fetcher = new NamesThatEnd(real);
    private final MovableClock clock = new MovableClock(START);
    private final Links links = new Links(new InMemoryLinkStore(), new UrlCanonicalizer(), link -> {}, clock);
    private final InMemorySnapshotStore snapshotStore = new InMemorySnapshotStore();
    private final InMemoryBlobStore blobs = new InMemoryBlobStore();
    private final Snapshots snapshots = new Snapshots(snapshotStore, blobs, new SnapshotComposer());
    private final InMemoryHealthStore store = new InMemoryHealthStore();
    private final AtomicBoolean peopleWait = new AtomicBoolean();
    private final AtomicBoolean line = new AtomicBoolean(true);
    private final List<Link> captured = new ArrayList<>();
    private final WaybackMachine wayback =
            new WaybackMachine(fetcher, site.url("archive.example", ""), site.url("archive.example", "/"));
    private final HealthWatch watch = new HealthWatch(
            store,
            links,
            new PageLooker(fetcher, new Validators(snapshots, blobs), snapshots, new Witnesses(line::get), clock),
            HealthPolicy.DEFAULTS,
            collection -> true,
            peopleWait::get,
            captured::add,
            new HealthWatch.Archive(wayback, true),
            clock);

    /// Names under `gone.example` have no address.
    private record NamesThatEnd(PageFetcher real) implements PageFetcher {
        @Override
        public FetchResult page(String url) {
            return page(PageRequest.of(url));
        }

        @Override
        public FetchResult page(PageRequest request) {
            return request.url().contains("gone.example")
                    ? new FetchResult.NotFetched(
                            request.url(), FetchFailure.UNRESOLVED, 0, Optional.empty(), "no such name")
                    : real.page(request);
        }

        @Override
        public FetchResult resource(String url, String pageUrl, long maxBytes, Duration within) {
            return real.resource(url, pageUrl, maxBytes, within);
        }
    }

    private static String page(String title, String sentence) {
        StringBuilder text = new StringBuilder("<title>" + title + "</title><h1>" + title + "</h1><article>");
        for (int i = 0; i < 12; i++) {
            text.append("<p>")
                    .append(sentence.replace(".", " in part " + i + ".").repeat(3))
                    .append("</p>");
        }
        return text.append("</article>").toString();
    }

    @BeforeEach
    void serve() {
        site.serve("/", "text/html", "<title>Front</title><p>Welcome to the front page of this site.</p>");
        site.on("/page", (asked, exchange) -> {
            boolean known = "\"v1\"".equals(asked.headers().get("if-none-match"));
            Map<String, String> headers = Map.of("ETag", "\"v1\"", "Content-Type", "text/html");
            exchange.send(known ? 304 : 200, headers, known ? new byte[0] : TEXT.getBytes());
        });
        site.serve("/wayback/available", "application/json", "{\"archived_snapshots\": {}}");
    }

    @AfterEach
    void close() {
        watch.close();
        real.close();
        site.close();
    }

    /// Keeps an address and captures it as the product does.
    private Link kept(String url) {
        links.save(request(url));
        Link link = links.find(HOME, url).orElseThrow();
        PageCapture capture = new PageCapture(
                fetcher,
                new PageParser(),
                new ArticleExtractor(),
                new VerdictClassifier(),
                new MediaReader(),
                new SnapshotMaker(fetcher, SnapshotLimits.DEFAULTS, clock),
                snapshotStore,
                blobs,
                snapshots,
                clock);
        CaptureJob job = new CaptureJob(HOME, link.number(), url, 0, clock.instant(), false);
        CaptureOutcome outcome = capture.take(link, job);
        Link taught = links.captured(HOME, link.number(), outcome).orElseThrow();
        new HealthPlan(store, HealthPolicy.DEFAULTS, collection -> true, false, clock).captured(taught, job, null);
        return taught;
    }

    private void look() throws InterruptedException {
        clock.set(store.nextDue().orElseThrow());
        watch.lookAtDue();
        assertThat(watch.awaitLooks(Duration.ofSeconds(30))).isTrue();
    }

    private void look(int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            look();
        }
    }

    private @Nullable Condition condition() {
        return links.find(HOME, 1).map(Link::condition).orElse(null);
    }

    private boolean isBroken() {
        return LinkTraits.of(links.find(HOME, 1).orElseThrow(), "").states().contains(SearchQuery.State.BROKEN);
    }

    @Test
    void aPageThatIsUnchangedIsAskedForByItsValidators() throws Exception {
        kept(site.url("/page"));

        look(3);

        assertThat(condition()).isNull();
        assertThat(site.requests("/page")).isEqualTo(4);
        assertThat(site.requests().getLast().headers()).containsEntry("if-none-match", "\"v1\"");
        assertThat(Duration.between(clock.instant(), store.nextDue().orElseThrow()))
                .isGreaterThan(Duration.ofDays(40));
    }

    @Test
    void aPageThatIsGoneBreaksAfterThreeLooksAndIsWellAgainAfterOne() throws Exception {
        kept(site.url("/page"));
        site.statuses("/page", Map.of(), 404);
        site.serve("/wayback/available", "application/json", """
                {"archived_snapshots": {"closest": {"available": true, "status": "200",
                 "timestamp": "20260101000000", "url": "http://web.archive.org/web/20260101000000/http://x/page"}}}
                """);

        look(2);
        assertThat(condition()).isNull();
        assertThat(isBroken()).isFalse();
        look();

        assertThat(condition()).isInstanceOfSatisfying(Condition.Gone.class, gone -> {
            assertThat(gone.status()).isEqualTo(404);
            assertThat(gone.copy()).contains("http://web.archive.org/web/20260101000000/http://x/page");
        });
        assertThat(isBroken()).isTrue();
        look();
        assertThat(site.requests().stream().filter(asked -> asked.target().startsWith("/wayback")))
                .hasSize(1);
        serve();
        look();
        assertThat(condition()).isNull();
        assertThat(isBroken()).isFalse();
    }

    @Test
    void aSiteOfWhichNothingIsThereIsNotCalledBrokenByItsStatusAlone() throws Exception {
        kept(site.url("/page"));
        site.statuses("/page", Map.of(), 404);
        site.statuses("/", Map.of(), 404);

        look(3);

        assertThat(condition()).isNull();
    }

    @Test
    void aSoftErrorPageIsSeenByItsWordsAndByTheCopy() throws Exception {
        kept(site.url("/page"));
        site.serve(
                "/page",
                "text/html",
                "<title>Page not found</title><h1>Page not found</h1>"
                        + "<p>Sorry, the page you are looking for does not exist.</p>");

        look(3);

        assertThat(condition()).isInstanceOf(Condition.Gone.class);
    }

    @Test
    void aDeepAddressThatLeadsToTheFrontPageIsGone() throws Exception {
        kept(site.url("/page"));
        site.serve("/", "text/html", OTHER);
        site.on("/page", (asked, exchange) -> exchange.send(301, Map.of("Location", "/"), new byte[0]));

        look(3);

        assertThat(condition()).isInstanceOf(Condition.Gone.class);
    }

    @Test
    void aPageThatMovedForGoodOffersItsNewAddress() throws Exception {
        kept(site.url("/page"));
        site.serve("/new", "text/html", TEXT);
        site.on("/page", (asked, exchange) -> exchange.send(301, Map.of("Location", "/new"), new byte[0]));

        look(3);

        assertThat(condition())
                .isInstanceOfSatisfying(
                        Condition.Moved.class, moved -> assertThat(moved.to()).isEqualTo(site.url("/new")));
        assertThat(isBroken()).isFalse();
    }

    @Test
    void aRedirectThatIsNotForGoodIsNoMove() throws Exception {
        kept(site.url("/page"));
        site.serve("/new", "text/html", TEXT);
        site.on("/page", (asked, exchange) -> exchange.send(302, Map.of("Location", "/new"), new byte[0]));

        look(4);

        assertThat(condition()).isNull();
    }

    @Test
    void anotherTextIsMeasured() throws Exception {
        kept(site.url("/page"));
        site.serve("/page", "text/html", OTHER);

        look(2);

        assertThat(condition())
                .isInstanceOfSatisfying(
                        Condition.Changed.class,
                        changed -> assertThat(changed.percent()).isBetween(80, 100));
    }

    @Test
    void aNameThatIsNoMoreBreaksOnlyWhileOthersAreReached() throws Exception {
        links.save(request("http://blog.gone.example/post"));
        store.plan(LinkHealth.planned(HOME, 1, START, false));

        line.set(false);
        look(5);
        assertThat(condition()).isNull();
        assertThat(store.find(HOME, 1).orElseThrow().looks()).isEmpty();
        line.set(true);
        look(3);

        assertThat(condition())
                .isInstanceOfSatisfying(
                        Condition.Gone.class, gone -> assertThat(gone.status()).isZero());
    }

    @Test
    void errorsThatMayPassMakeItUnreachableForNow() throws Exception {
        kept(site.url("/page"));
        site.statuses("/page", Map.of(), 500);

        look(3);

        assertThat(condition()).isInstanceOf(Condition.Unreachable.class);
    }

    @Test
    void aLoginInFrontOfThePageIsToldApartFromItsEnd() throws Exception {
        kept(site.url("/page"));
        site.statuses("/page", Map.of(), 402);

        look(3);

        assertThat(condition()).isInstanceOf(Condition.Walled.class);
        assertThat(isBroken()).isFalse();
    }

    @Test
    void aLinkThatNeverCouldBeCapturedIsCapturedWhenItIsThere() throws Exception {
        links.save(request(site.url("/page")));
        links.captured(HOME, 1, CaptureOutcome.failed(new Verdict.Failed(FetchFailure.HTTP_STATUS, 503)));
        store.plan(LinkHealth.planned(HOME, 1, START, false));

        look();

        assertThat(captured).extracting(Link::number).containsExactly(1);
    }

    @Test
    void whileCapturesWaitNobodyIsLookedAt() throws Exception {
        kept(site.url("/page"));
        peopleWait.set(true);

        clock.set(store.nextDue().orElseThrow());
        assertThat(watch.lookAtDue()).isEqualTo(clock.instant().plusSeconds(5));

        assertThat(site.requests("/page")).isOne();
    }

    @Test
    void aLinkInTheBinIsLeftAloneAndOneThatIsNoMoreForgotten() throws Exception {
        kept(site.url("/page"));
        links.delete(HOME, 1);

        look(2);
        assertThat(store.find(HOME, 1)).isPresent();
        clock.move(Links.BIN.plusDays(1));
        links.emptyBin(HOME);
        look();

        assertThat(store.find(HOME, 1)).isEmpty();
        assertThat(site.requests("/page")).isOne();
    }

    @Test
    void aNewLinkIsHandedToTheArchiveOnceWhereThatIsWished() throws Exception {
        Link link = kept(site.url("/page"));
        store.remove(HOME, 1);
        site.on("/save/" + link.url(), (asked, exchange) -> exchange.send(200, Map.of(), "ok".getBytes()));
        CaptureJob job = new CaptureJob(HOME, 1, link.url(), 0, START, false);
        new HealthPlan(store, HealthPolicy.DEFAULTS, collection -> true, true, clock).captured(link, job, null);

        look();

        assertThat(site.requests("/save/" + link.url())).isOne();
        assertThat(store.find(HOME, 1).orElseThrow().handOver()).isFalse();
        assertThat(store.nextDue().orElseThrow()).isAfter(START.plus(Duration.ofDays(5)));
    }
}
