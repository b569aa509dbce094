package keeplink.fetch;

import static keeplink.fetch.HostileServerTest.describe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OkHttpPageFetcherTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final TestSite site = TestSite.start();
    private final OkHttpPageFetcher fetcher = fetcher(TestFetchers.SMALL);

    private static OkHttpPageFetcher fetcher(FetchLimits limits) {
        return TestFetchers.with(
                limits,
                TestFetchers.localGuard(),
                TestFetchers.QUICK,
                Clock.fixed(NOW, ZoneOffset.UTC),
                _ -> TestFetchers.loopback());
    }

    @AfterEach
    void close() {
        fetcher.close();
        site.close();
    }

    @Test
    void bringsThePageWithItsHeaders() {
        site.serve("/a?b=c", "text/html; charset=UTF-8", "<title>标签</title>");
        FetchResult.Fetched page = fetched(fetcher.page(site.url("/a?b=c")));

        assertThat(page.url()).isEqualTo(site.url("/a?b=c"));
        assertThat(page.redirects()).isEmpty();
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.mediaType()).isEqualTo("text/html");
        assertThat(page.header("content-type")).contains("text/html; charset=UTF-8");
        assertThat(new String(page.body(), StandardCharsets.UTF_8)).isEqualTo("<title>标签</title>");
        assertThat(page.truncated()).isFalse();
        assertThat(page.fetchedAt()).isEqualTo(NOW);
    }

    @Test
    void saysWhoAsksAndWhatItReads() {
        site.serve("/", "text/html", "x");
        fetcher.page(site.url("/"));
        assertThat(site.requests().getFirst().headers())
                .containsEntry("user-agent", "Keeplink/test (+https://keeplink.example/)")
                .containsEntry("accept-encoding", "gzip")
                .containsEntry("host", "127.0.0.1:" + site.port())
                .hasEntrySatisfying("accept", accept -> assertThat(accept).startsWith("text/html"))
                .containsKey("accept-language")
                .doesNotContainKeys("referer", "cookie", "authorization");
    }

    @Test
    void refusesAUserAgentThatIsNoHeaderValue() {
        assertThatThrownBy(() -> new OkHttpPageFetcher(
                        FetchLimits.defaults(), AddressGuard.strict(), "Keep\nlink", Clock.systemUTC()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void decompressesAndSaysNothingOfTheCoding() {
        byte[] text = Misbehaviour.text(2000).getBytes(StandardCharsets.UTF_8);
        site.on(
                "/",
                (_, exchange) -> exchange.send(
                        200,
                        Map.of("Content-Type", "text/html", "Content-Encoding", "gzip"),
                        Misbehaviour.gzip(1, text)));
        FetchResult.Fetched page = fetched(fetcher.page(site.url("/")));
        assertThat(page.body()).isEqualTo(text);
        assertThat(page.headers()).doesNotContainKeys("content-encoding", "content-length");
    }

    @Test
    void readsEveryMemberOfAGzipBodyAlsoOneThatComesLater() {
        byte[] one = Misbehaviour.gzip(1, bytes("one "));
        byte[] two = Misbehaviour.gzip(1, bytes("two"));
        site.on("/", (_, exchange) -> {
            exchange.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + (one.length + two.length)
                    + "\r\n\r\n");
            exchange.out().write(one);
            exchange.out().flush();
            exchange.idle(Duration.ofMillis(100));
            exchange.out().write(two);
            exchange.keepOpen();
        });
        assertThat(fetched(fetcher.page(site.url("/"))).body()).isEqualTo(bytes("one two"));
    }

    @Test
    void keepsNoCookies() {
        site.on("/", (_, exchange) -> exchange.send(200, Map.of("Set-Cookie", "a=b; Path=/"), bytes("x")));
        fetcher.page(site.url("/"));
        fetcher.page(site.url("/"));
        assertThat(site.requests())
                .hasSize(2)
                .noneMatch(request -> request.headers().containsKey("cookie"));
    }

    @Test
    void usesOneConnectionForOneHostAfterAnother() {
        site.serve("/", "text/html", "x");
        for (int i = 0; i < 5; i++) {
            fetched(fetcher.page(site.url("/")));
        }
        assertThat(site.connections()).isEqualTo(1);
    }

    @Test
    void aConnectionThatTheServerClosedMeanwhileIsNoFailure() {
        site.on("/", (_, exchange) -> exchange.write("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"));
        for (int i = 0; i < 7; i++) {
            Duration enough = Duration.ofSeconds(1);
            assertThat(describe(fetcher.resource(site.url("/"), site.url("/"), 1000, enough)))
                    .isEqualTo("fetched");
        }
        assertThat(site.requests()).hasSize(7);
    }

    @Test
    void chargesEachFetchOnASharedConnectionForItself() {
        site.serve("/", "image/png", new byte[900_000]);
        for (int i = 0; i < 6; i++) {
            // Six of these are more than one fetch may bring.
            fetched(fetcher.page(site.url("/")));
        }
        assertThat(site.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsRedirectsAndRemembersThem(int status) {
        site.on("/a", (_, exchange) -> exchange.send(status, Map.of("Location", "b?x=1"), new byte[0]));
        site.redirect("/b?x=1", site.url("other.example.com", "/c"));
        site.serve("/c", "text/html", "there");
        FetchResult.Fetched page = fetched(fetcher.page(site.url("/a")));
        assertThat(page.url()).isEqualTo(site.url("other.example.com", "/c"));
        assertThat(page.redirects()).containsExactly(site.url("/a"), site.url("/b?x=1"));
        assertThat(page.hops())
                .extracting(Hop::status, Hop::location)
                .containsExactly(tuple(status, "b?x=1"), tuple(302, site.url("other.example.com", "/c")));
        assertThat(page.hops()).allSatisfy(hop -> assertThat(hop.at()).isBeforeOrEqualTo(page.fetchedAt()));
        assertThat(page.permanent())
                .isEqualTo(status == 301 || status == 308 ? Optional.of(site.url("/b?x=1")) : Optional.empty());
    }

    @Test
    void followsFiveRedirectsAndNotSix() {
        for (int i = 0; i < 6; i++) {
            site.redirect("/" + i, "/" + (i + 1));
        }
        site.serve("/6", "text/html", "there");
        assertThat(fetched(fetcher.page(site.url("/1"))).redirects()).hasSize(5);
        assertThat(describe(fetcher.page(site.url("/0")))).isEqualTo("TOO_MANY_REDIRECTS");
    }

    @Test
    void noticesALoopAtOnce() {
        site.redirect("/a", "/b");
        site.redirect("/b", "/a");
        assertThat(describe(fetcher.page(site.url("/a")))).isEqualTo("TOO_MANY_REDIRECTS");
        assertThat(site.requests()).hasSize(2);
    }

    @Test
    void keepsTheFragmentThatARedirectDoesNotName() {
        site.redirect("/a", "/b").redirect("/c", "/b#own").serve("/b", "text/html", "x");
        assertThat(fetched(fetcher.page(site.url("/a#part"))).url()).isEqualTo(site.url("/b#part"));
        assertThat(fetched(fetcher.page(site.url("/c#part"))).url()).isEqualTo(site.url("/b#own"));
    }

    @Test
    void namesTheAddressThatFailedBehindARedirect() {
        site.redirect("/a", "/missing");
        FetchResult.NotFetched failed = failed(fetcher.page(site.url("/a")));
        assertThat(failed.url()).isEqualTo(site.url("/missing"));
        assertThat(failed.status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "file:///etc/passwd                | BAD_REDIRECT",
                "gopher://127.0.0.1:6379/_INFO     | BAD_REDIRECT",
                "data:text/html,x                  | BAD_REDIRECT",
                "javascript:alert(1)               | BAD_REDIRECT",
                "ftp://example.com/                | BAD_REDIRECT",
                "http://                           | BAD_REDIRECT",
                "http:\\\\127.0.0.1\\              | BAD_REDIRECT",
                "http://10.0.0.1/                  | REFUSED",
                "http://2130706434/                | REFUSED",
                "http://0x7f000001/                | REFUSED",
                "http://0177.0.0.1/                | REFUSED",
                "http://127.1/                     | REFUSED",
                "http://0/                         | REFUSED",
                "http://2852039166/                | REFUSED",
                "http://[::1]/                     | REFUSED",
                "//[::1]/                          | REFUSED",
                "http://[::ffff:a00:1]/            | REFUSED",
                "http://[64:ff9b::7f00:1]/         | REFUSED",
                "http://[2002:7f00:1::]/           | REFUSED",
                "http://169.254.169.254/latest/    | REFUSED",
                "http://user:pw@127.0.0.1/         | REFUSED",
                "http://127.0.0.1:6379/            | REFUSED",
                "http://127.0.0.1:22/              | REFUSED",
                "http://metadata.google.internal/  | REFUSED",
                "http://internal.example.com/      | REFUSED",
            })
    void goesNowhereElseThroughARedirect(String location, String outcome) {
        site.redirect("/a", location);
        try (OkHttpPageFetcher strict = TestFetchers.with(
                TestFetchers.SMALL,
                TestFetchers.localGuard(),
                TestFetchers.QUICK,
                Clock.systemUTC(),
                _ -> java.util.List.of(java.net.InetAddress.ofLiteral("10.0.0.1")))) {
            assertThat(describe(strict.page(site.url("/a")))).isEqualTo(outcome);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "text/html,truncated",
        "text/plain,truncated",
        "application/xhtml+xml,truncated",
        "'',truncated",
        "application/pdf,TOO_LARGE",
        "image/png,TOO_LARGE",
        "application/octet-stream,TOO_LARGE"
    })
    void cutsATextAtTheBoundAndRefusesEverythingElse(String type, String outcome) {
        byte[] body = Misbehaviour.text(90_000).getBytes(StandardCharsets.UTF_8);
        assertThat(body.length).isBetween(1024 * 1024, 3 * 1024 * 1024);
        site.serve("/", type, body);
        assertThat(describe(fetcher.page(site.url("/")))).isEqualTo(outcome);
    }

    @Test
    void refusesATextWhoseDeclaredLengthIsBeyondAllBounds() {
        site.serve("/", "text/html", new byte[4 * 1024 * 1024]);
        assertThat(describe(fetcher.page(site.url("/")))).isEqualTo("TOO_LARGE_ON_WIRE");
    }

    @Test
    void takesABodyOfExactlyTheBound() {
        site.serve("/", "image/png", new byte[1024 * 1024]);
        assertThat(fetched(fetcher.page(site.url("/"))).body()).hasSize(1024 * 1024);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 |                               | ",
                "403 | 120                           | PT2M",
                "429 | 11                            | PT11S",
                "503 | Sun, 01 Mar 2026 12:01:30 GMT | PT1M30S",
                "503 | Sun, 01 Mar 2026 11:00:00 GMT | PT0S",
                "503 | soon                          | ",
            })
    void tellsTheStatusAndHowLongToWait(
            int status,
            @org.jspecify.annotations.Nullable String retryAfter,
            @org.jspecify.annotations.Nullable Duration wait) {
        site.statuses("/", retryAfter == null ? Map.of() : Map.of("Retry-After", retryAfter), status);
        FetchResult.NotFetched failed = failed(fetcher.page(site.url("/")));
        assertThat(failed.reason()).isEqualTo(FetchFailure.HTTP_STATUS);
        assertThat(failed.status()).isEqualTo(status);
        assertThat(failed.retryAfter().orElse(null)).isEqualTo(wait);
    }

    @Test
    void aFileNamesItsPageToItsOwnServerAndTheOriginToOthers() {
        site.serve("/i.png", "image/png", "x");
        Duration enough = Duration.ofSeconds(1);
        fetcher.resource(site.url("/i.png"), site.url("/page?q=1#part"), 1000, enough);
        fetcher.resource(site.url("cdn.example.com", "/i.png"), site.url("/page?q=1"), 1000, enough);
        fetcher.resource(site.url("/i.png"), "https://secure.example.com/page", 1000, enough);
        assertThat(site.requests())
                .extracting(request -> request.headers().getOrDefault("referer", "none"))
                .containsExactly(site.url("/page?q=1"), site.url("/"), "none");
    }

    @Test
    void aFileHasTheBytesAndTheTimeThatAreLeft() {
        site.serve("/i.png", "image/png", new byte[1000]).on("/slow.png", Misbehaviour.SILENCE);
        Duration enough = Duration.ofSeconds(1);
        assertThat(describe(fetcher.resource(site.url("/i.png"), site.url("/"), 1000, enough)))
                .isEqualTo("fetched");
        assertThat(describe(fetcher.resource(site.url("/i.png"), site.url("/"), 999, enough)))
                .isEqualTo("TOO_LARGE");
        assertThat(describe(fetcher.resource(site.url("/i.png"), site.url("/"), 0, enough)))
                .isEqualTo("TOO_LARGE");
        assertThat(describe(fetcher.resource(site.url("/i.png"), site.url("/"), 1000, Duration.ZERO)))
                .isEqualTo("TIMEOUT");
        try (OkHttpPageFetcher patient = fetcher(FetchLimits.defaults())) {
            long start = System.nanoTime();
            assertThat(describe(patient.resource(site.url("/slow.png"), site.url("/"), 1000, Duration.ofMillis(100))))
                    .isEqualTo("TIMEOUT");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
        assertThat(site.requests("/slow.png"))
                .as("a file is not asked for again")
                .isEqualTo(1);
    }

    @Test
    void endsWhenItsThreadIsInterrupted() throws InterruptedException {
        site.on("/", Misbehaviour.SILENCE);
        try (OkHttpPageFetcher patient = fetcher(FetchLimits.defaults())) {
            AtomicReference<FetchResult> result = new AtomicReference<>();
            Thread thread = Thread.ofVirtual().start(() -> result.set(patient.page(site.url("/"))));
            await().until(() -> !site.requests().isEmpty());
            thread.interrupt();
            assertThat(thread.join(Duration.ofSeconds(2))).isTrue();
            assertThat(describe(result.get())).isEqualTo("INTERNAL");
        }
    }

    static FetchResult.Fetched fetched(FetchResult result) {
        assertThat(result).isInstanceOf(FetchResult.Fetched.class);
        return (FetchResult.Fetched) result;
    }

    static FetchResult.NotFetched failed(FetchResult result) {
        assertThat(result).isInstanceOf(FetchResult.NotFetched.class);
        return (FetchResult.NotFetched) result;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
