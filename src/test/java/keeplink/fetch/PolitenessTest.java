package keeplink.fetch;

import static keeplink.fetch.HostileServerTest.describe;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import keeplink.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolitenessTest {
    private final TestSite site = TestSite.start();
    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final OkHttpPageFetcher fetcher = fetcher(TestFetchers.QUICK);

    private OkHttpPageFetcher fetcher(PolitenessRules rules) {
        return TestFetchers.with(
                TestFetchers.SMALL, TestFetchers.localGuard(), rules, clock, _ -> TestFetchers.loopback());
    }

    @AfterEach
    void close() {
        fetcher.close();
        site.close();
    }

    @Test
    void triesAgainUntilThePageComes() {
        site.statuses("/x", Map.of(), 503, 502, 200);
        assertThat(describe(fetcher.page(site.url("/x")))).isEqualTo("fetched");
        assertThat(site.requests("/x")).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410, 451})
    void doesNotTryAgainWhatWillNotPass(int status) {
        site.statuses("/x", Map.of(), status);
        fetcher.page(site.url("/x"));
        assertThat(site.requests("/x")).isEqualTo(1);
    }

    @Test
    void triesAFileOnlyOnce() {
        site.statuses("/x", Map.of(), 503);
        fetcher.resource(site.url("/x"), site.url("/"), 1000, Duration.ofSeconds(1));
        assertThat(site.requests("/x")).isEqualTo(1);
    }

    @Test
    void waitsAboutHalfASecondBeforeTheSecondAttempt() {
        PolitenessRules slow = new PolitenessRules(
                4,
                Duration.ZERO,
                List.of(Duration.ofMillis(500)),
                Duration.ofSeconds(10),
                5,
                Duration.ofSeconds(30),
                10);
        try (OkHttpPageFetcher patient = fetcher(slow)) {
            site.statuses("/x", Map.of(), 503, 200);
            patient.page(site.url("/x"));
        }
        assertThat(between(site.requests().get(0), site.requests().get(1)))
                .isBetween(Duration.ofMillis(250), Duration.ofSeconds(3));
    }

    @Test
    void waitsAsLongAsTheServerAsks() {
        site.statuses("/x", Map.of("Retry-After", "1"), 429, 200);
        assertThat(describe(fetcher.page(site.url("/x")))).isEqualTo("fetched");
        assertThat(between(site.requests().get(0), site.requests().get(1)))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void doesNotWaitLongerThanTheRuleForAServer() {
        site.statuses("/x", Map.of("Retry-After", "11"), 503, 200);
        assertThat(describe(fetcher.page(site.url("/x")))).isEqualTo("HTTP_STATUS 503");
        assertThat(site.requests("/x")).isEqualTo(1);
    }

    @Test
    void triesAgainAfterAConnectionThatWasReset() {
        var first = new java.util.concurrent.atomic.AtomicBoolean(true);
        site.on("/x", (_, exchange) -> {
            if (first.getAndSet(false)) {
                exchange.reset();
            } else {
                exchange.send(200, Map.of(), new byte[] {1});
            }
        });
        assertThat(describe(fetcher.page(site.url("/x")))).isEqualTo("fetched");
    }

    @Test
    void leavesAHostAloneAfterFiveFailuresInARow() {
        site.statuses("/x", Map.of(), 503);
        assertThat(describe(fetcher.page(site.url("/x")))).isEqualTo("HTTP_STATUS 503");
        // The second page's second attempt is the fifth failure; its third is not made, and its reason stays.
        assertThat(describe(fetcher.page(site.url("/x")))).isEqualTo("HTTP_STATUS 503");
        assertThat(site.requests("/x")).isEqualTo(5);

        assertThat(describe(fetcher.page(site.url("/x")))).isEqualTo("HOST_PAUSED");
        assertThat(describe(fetcher.page(site.url("/other")))).isEqualTo("HOST_PAUSED");
        assertThat(describe(file("/other.png"))).isEqualTo("HOST_PAUSED");
        assertThat(site.requests()).hasSize(5);
        assertThat(describe(fetcher.page(site.url("other.example.com", "/missing"))))
                .isEqualTo("HTTP_STATUS 404");
    }

    @Test
    void triesAPausedHostWithOneRequest() {
        site.statuses("/x", Map.of(), 503, 503, 503, 503, 503, 503, 200);
        fetcher.page(site.url("/x"));
        fetcher.page(site.url("/x"));
        clock.move(Duration.ofSeconds(29));
        assertThat(describe(fetcher.page(site.url("/x")))).isEqualTo("HOST_PAUSED");
        assertThat(site.requests("/x")).isEqualTo(5);

        clock.move(Duration.ofSeconds(2));
        assertThat(describe(fetcher.page(site.url("/x")))).isEqualTo("HTTP_STATUS 503");
        assertThat(site.requests("/x")).as("one request on trial").isEqualTo(6);
        assertThat(describe(fetcher.page(site.url("/x")))).isEqualTo("HOST_PAUSED");

        clock.move(Duration.ofSeconds(31));
        assertThat(describe(fetcher.page(site.url("/x")))).isEqualTo("fetched");
        assertThat(describe(fetcher.page(site.url("/x")))).isEqualTo("fetched");
    }

    @Test
    void aSuccessBetweenFailuresKeepsAHostOpen() {
        site.statuses("/bad", Map.of(), 503).serve("/good", "text/html", "x").statuses("/missing", Map.of(), 404);
        for (int i = 0; i < 3; i++) {
            fetcher.page(site.url("/bad"));
            assertThat(describe(fetcher.page(site.url("/good")))).isEqualTo("fetched");
            fetcher.page(site.url("/bad"));
            assertThat(describe(fetcher.page(site.url("/missing")))).isEqualTo("HTTP_STATUS 404");
        }
    }

    @Test
    void filesAndRefusalsOpenNoBreaker() {
        site.statuses("/x", Map.of(), 503).redirect("/in", "http://10.0.0.1/").serve("/good", "text/html", "x");
        site.statuses("/missing", Map.of(), 404).on("/long", Misbehaviour.LENGTH_TERABYTE);
        for (int i = 0; i < 6; i++) {
            file("/x");
            fetcher.page(site.url("/in"));
            fetcher.page(site.url("/missing"));
            fetcher.page(site.url("/long"));
        }
        assertThat(describe(fetcher.page(site.url("/good")))).isEqualTo("fetched");
    }

    @Test
    void aFileMayBeTheTrialOfAPausedHost() {
        site.statuses("/x", Map.of(), 503).serve("/i.png", "image/png", "x");
        fetcher.page(site.url("/x"));
        fetcher.page(site.url("/x"));
        assertThat(describe(file("/i.png"))).isEqualTo("HOST_PAUSED");
        clock.move(Duration.ofSeconds(31));
        assertThat(describe(file("/i.png"))).isEqualTo("fetched");
        assertThat(describe(fetcher.page(site.url("/missing")))).isEqualTo("HTTP_STATUS 404");
    }

    @Test
    void aRefusedTrialLeavesTheHostToTheNext() {
        site.statuses("/x", Map.of(), 503).serve("/good", "text/html", "x").on("/bad", Misbehaviour.OTHER_PROTOCOL);
        fetcher.page(site.url("/x"));
        fetcher.page(site.url("/x"));
        clock.move(Duration.ofSeconds(31));
        assertThat(describe(fetcher.page(site.url("/bad")))).isEqualTo("BAD_ANSWER");
        assertThat(describe(fetcher.page(site.url("/good")))).isEqualTo("fetched");
    }

    @Test
    void hasAtMostFourConnectionsToAHost() throws Exception {
        CountDownLatch four = new CountDownLatch(4);
        site.on("/x", (_, exchange) -> {
            four.countDown();
            exchange.idle(Duration.ofMillis(50));
            exchange.send(200, Map.of(), new byte[] {1});
        });
        all(12, () -> fetcher.page(site.url("/x")))
                .forEach(result -> assertThat(describe(result)).isEqualTo("fetched"));
        assertThat(four.getCount()).isZero();
        assertThat(site.mostConnectionsAtOnce()).isEqualTo(4);
    }

    @Test
    void pausesBetweenPagesOfAHostButNotBetweenFiles() throws Exception {
        PolitenessRules pausing =
                new PolitenessRules(4, Duration.ofMillis(100), List.of(), Duration.ZERO, 5, Duration.ofSeconds(30), 10);
        site.serve("/x", "text/html", "x").serve("/i.png", "image/png", "x");
        try (OkHttpPageFetcher polite = fetcher(pausing)) {
            all(6, () -> polite.page(site.url("/x")));
            List<TestSite.Request> pages = site.requests();
            assertThat(between(pages.getFirst(), pages.getLast())).isGreaterThan(Duration.ofMillis(450));
            for (int i = 1; i < pages.size(); i++) {
                // Less than the pause: requests are seen when the site gets to read them, not when they were sent.
                assertThat(between(pages.get(i - 1), pages.get(i))).isGreaterThan(Duration.ofMillis(50));
            }
            long start = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                polite.resource(site.url("/i.png"), site.url("/x"), 1000, Duration.ofSeconds(1));
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void aRedirectWithinAHostIsTheSamePage() {
        PolitenessRules pausing =
                new PolitenessRules(4, Duration.ofSeconds(2), List.of(), Duration.ZERO, 5, Duration.ofSeconds(30), 10);
        site.redirect("/a", "/b").serve("/b", "text/html", "x");
        try (OkHttpPageFetcher polite = fetcher(pausing)) {
            assertThat(describe(polite.page(site.url("/a")))).isEqualTo("fetched");
        }
        assertThat(between(site.requests().get(0), site.requests().get(1))).isLessThan(Duration.ofMillis(1500));
    }

    @Test
    void aThreadInterruptedBetweenAttemptsEndsAtOnce() {
        PolitenessRules slow = new PolitenessRules(
                4,
                Duration.ZERO,
                List.of(Duration.ofMinutes(1)),
                Duration.ofSeconds(10),
                5,
                Duration.ofSeconds(30),
                10);
        FetchResult failure = new FetchResult.NotFetched(
                "http://example.com/", FetchFailure.HTTP_STATUS, 503, Optional.empty(), "status 503");
        FetchResult result = new Politeness(slow, clock, FetchObserver.NONE).attempts(() -> failure, () -> {
            // The last thing that happens before the wait.
            Thread.currentThread().interrupt();
            return true;
        });
        assertThat(Thread.interrupted()).as("the thread still says so").isTrue();
        assertThat(result).isEqualTo(failure);
    }

    @Test
    void remembersABoundedNumberOfHosts() throws InterruptedException {
        Politeness politeness = new Politeness(
                new PolitenessRules(4, Duration.ZERO, List.of(), Duration.ZERO, 5, Duration.ofSeconds(30), 100),
                clock,
                FetchObserver.NONE);
        for (int i = 0; i < 1000; i++) {
            politeness
                    .enter("host" + i + ".example.com", 80, true, Duration.ZERO)
                    .orElseThrow()
                    .end(Politeness.End.FAILED);
        }
        assertThat(politeness.remembered()).isEqualTo(100);
    }

    @Test
    void aHostThatHasTooMuchToDoIsAskedByNobodyUntilItSaysSo() {
        site.statuses("/busy", Map.of("Retry-After", "1"), 429).serve("/good", "text/html", "x");
        PolitenessRules once =
                new PolitenessRules(4, Duration.ZERO, List.of(), Duration.ofSeconds(10), 5, Duration.ofSeconds(30), 10);
        try (OkHttpPageFetcher polite = fetcher(once)) {
            assertThat(describe(polite.page(site.url("/busy")))).isEqualTo("HTTP_STATUS 429");
            assertThat(describe(polite.page(site.url("/good")))).isEqualTo("fetched");
        }
        assertThat(between(site.requests().get(0), site.requests().get(1)))
                .isGreaterThanOrEqualTo(Duration.ofMillis(950));
    }

    @Test
    void aHostThatWantsMoreTimeThanAnybodyWaitsIsLeftAlone() {
        site.statuses("/busy", Map.of("Retry-After", "60"), 503).serve("/good", "text/html", "x");
        assertThat(describe(fetcher.page(site.url("/busy")))).isEqualTo("HTTP_STATUS 503");
        assertThat(describe(fetcher.page(site.url("/good")))).isEqualTo("HOST_PAUSED");
        assertThat(describe(file("/good"))).isEqualTo("HOST_PAUSED");
        assertThat(describe(fetcher.page(site.url("other.example.com", "/good"))))
                .isEqualTo("fetched");
        assertThat(site.requests()).hasSize(2);
    }

    @Test
    void tellsWhatItDoes() {
        List<String> told = new ArrayList<>();
        FetchObserver observer = new FetchObserver() {
            @Override
            public void ended(FetchResult result, boolean page, Duration took) {
                told.add((page ? "page " : "file ") + describe(result));
            }

            @Override
            public void repeated() {
                told.add("repeated");
            }

            @Override
            public void paused() {
                told.add("paused");
            }
        };
        site.statuses("/x", Map.of(), 500).serve("/i.png", "image/png", "x");
        try (OkHttpPageFetcher watched = new OkHttpPageFetcher(
                TestFetchers.SMALL,
                TestFetchers.localGuard(),
                "Keeplink/test",
                clock,
                TestFetchers.QUICK,
                _ -> TestFetchers.loopback(),
                Optional.empty(),
                observer)) {
            watched.resource(site.url("/i.png"), site.url("/"), 1000, Duration.ofSeconds(1));
            watched.page(site.url("/x"));
            watched.page(site.url("/x"));
        }
        assertThat(told)
                .containsExactly(
                        "file fetched",
                        "repeated",
                        "repeated",
                        "page HTTP_STATUS 500",
                        "repeated",
                        "paused",
                        "repeated",
                        "page HTTP_STATUS 500");
    }

    private FetchResult file(String path) {
        return fetcher.resource(site.url(path), site.url("/"), 1000, Duration.ofSeconds(1));
    }

    private static Duration between(TestSite.Request first, TestSite.Request second) {
        return Duration.ofNanos(second.nanos() - first.nanos());
    }

    private static <T> List<T> all(int count, Callable<T> task) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                futures.add(threads.submit(task));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }
}
