package keeplink.fetch;

import static keeplink.fetch.HostileServerTest.describe;
import static keeplink.fetch.OkHttpPageFetcherTest.failed;
import static keeplink.fetch.OkHttpPageFetcherTest.fetched;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a good client does beyond asking for a page.
class HttpDoneWellTest {
    private final TestSite site = TestSite.start();
    private final OkHttpPageFetcher fetcher = TestFetchers.with(
            TestFetchers.SMALL,
            TestFetchers.localGuard(),
            TestFetchers.QUICK,
            Clock.systemUTC(),
            _ -> TestFetchers.loopback());

    @AfterEach
    void close() {
        fetcher.close();
        site.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 402, 403, 405, 406, 429, 451, 503})
    void keepsWhatComesWithAWall(int status) {
        site.statuses("/x", Map.of(), status);
        FetchResult.NotFetched failed = failed(fetcher.page(site.url("/x")));
        assertThat(failed.status()).isEqualTo(status);
        FetchResult.Fetched page = failed.page().orElseThrow();
        assertThat(page.status()).isEqualTo(status);
        assertThat(page.mediaType()).isEqualTo("text/html");
        assertThat(new String(page.body(), StandardCharsets.UTF_8)).isEqualTo("<title>Page</title>");
    }

    @Test
    void aPageOfAnErrorThatMisbehavesIsNone() {
        site.on("/x", (_, exchange) -> {
            exchange.write("HTTP/1.1 403 No\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n<p>");
            exchange.reset();
        });
        FetchResult.NotFetched failed = failed(fetcher.page(site.url("/x")));
        assertThat(describe(failed)).isEqualTo("HTTP_STATUS 403");
        assertThat(failed.page()).isEmpty();
    }

    @Test
    void bringsBackTheCookiesOfOneFetchAndOfNoOther() {
        site.on("/x", (request, exchange) -> {
            if ("a=b".equals(request.headers().get("cookie"))) {
                exchange.send(200, Map.of("Content-Type", "text/html"), bytes("in"));
            } else {
                exchange.send(302, Map.of("Location", "/x", "Set-Cookie", "a=b; Path=/"), new byte[0]);
            }
        });
        assertThat(new String(fetched(fetcher.page(site.url("/x"))).body(), StandardCharsets.UTF_8))
                .isEqualTo("in");
        fetched(fetcher.page(site.url("/x")));
        assertThat(site.requests())
                .extracting(request -> request.headers().getOrDefault("cookie", "none"))
                .containsExactly("none", "a=b", "none", "a=b");
    }

    @Test
    void theFilesOfAPageGetItsCookiesWithinOneCapture() {
        site.on(
                "/page",
                (_, exchange) -> exchange.send(
                        200, Map.of("Content-Type", "text/html", "Set-Cookie", "a=b; Path=/"), bytes("<p>page")));
        site.on("/picture", (request, exchange) -> {
            boolean known = "a=b".equals(request.headers().get("cookie"));
            exchange.send(known ? 200 : 403, Map.of("Content-Type", "image/png"), bytes("picture"));
        });
        PageFetcher capture = fetcher.forOneCapture();
        fetched(capture.page(site.url("/page")));
        fetched(picture(capture, site.url("/picture")));
        failed(picture(capture, site.url("other.example.com", "/picture")));
        failed(picture(fetcher.forOneCapture(), site.url("/picture")));
        failed(picture(fetcher, site.url("/picture")));
    }

    private FetchResult picture(PageFetcher by, String url) {
        return by.resource(url, site.url("/page"), 1_000, Duration.ofSeconds(5));
    }

    @Test
    void givesACookieToNoOtherHost() {
        site.on(
                        "/x",
                        (_, exchange) -> exchange.send(
                                302,
                                Map.of("Location", site.url("b.example.com", "/y"), "Set-Cookie", "a=b; Path=/"),
                                new byte[0]))
                .serve("/y", "text/html", "y");
        fetched(fetcher.page(site.url("a.example.com", "/x")));
        assertThat(site.requests().getLast().headers()).doesNotContainKey("cookie");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<meta http-equiv=refresh content='0;url=/there'>",
                "<META HTTP-EQUIV='Refresh' CONTENT='0; URL=there'>",
                "<meta http-equiv=refresh content='2; /there'>",
                "<meta http-equiv=refresh content=\"0;url='/there'\"><p>You are led on, <a href=/there>here</a>.",
                "<base href=/x/><meta http-equiv=refresh content='1,url=../there'>",
                "<noscript><meta http-equiv=refresh content='0;url=/there'></noscript><script>go()</script>"
            })
    void followsAPageThatIsOnlyARedirect(String page) {
        site.serve("/x", "text/html", page).serve("/there", "text/html", "there");
        FetchResult.Fetched there = fetched(fetcher.page(site.url("/x")));
        assertThat(there.url()).isEqualTo(site.url("/there"));
        assertThat(there.redirects()).containsExactly(site.url("/x"));
    }

    @Test
    void followsTheHeaderRefresh() {
        site.on(
                        "/x",
                        (_, exchange) -> exchange.send(
                                200, Map.of("Content-Type", "text/html", "Refresh", "0; url=/there"), bytes("<p>")))
                .serve("/there", "text/html", "there");
        assertThat(fetched(fetcher.page(site.url("/x"))).url()).isEqualTo(site.url("/there"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<meta http-equiv=refresh content='30;url=/there'>",
                "<meta http-equiv=refresh content='0'>",
                "<meta http-equiv=refresh content='0;url=/x'>",
                "<meta http-equiv=refresh content='0;url='>",
                "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
                "<meta name=refresh content='0;url=/there'>",
                "<article>News</article><meta http-equiv=refresh content='1;url=/there'>"
            })
    void readsAPageThatIsMoreThanARedirect(String page) {
        site.serve("/x", "text/html", page).serve("/there", "text/html", "there");
        assertThat(fetched(fetcher.page(site.url("/x"))).url()).isEqualTo(site.url("/x"));
    }

    @Test
    void countsRefreshesAmongTheRedirects() {
        for (int i = 0; i < 7; i++) {
            site.serve("/" + i, "text/html", "<meta http-equiv=refresh content='0;url=/" + (i + 1) + "'>");
        }
        assertThat(describe(fetcher.page(site.url("/0")))).isEqualTo("TOO_MANY_REDIRECTS");
        assertThat(site.requests()).hasSize(6);
    }

    @Test
    void refusesARefreshToARefusedAddress() {
        site.serve("/x", "text/html", "<meta http-equiv=refresh content='0;url=http://10.0.0.1/'>");
        assertThat(describe(fetcher.page(site.url("/x")))).isEqualTo("REFUSED");
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void readsDeflateWithAndWithoutItsHead(boolean bare) {
        byte[] text = bytes(Misbehaviour.text(500));
        Deflater deflater = new Deflater(9, bare);
        deflater.setInput(text);
        deflater.finish();
        byte[] packed = new byte[text.length];
        int length = deflater.deflate(packed);
        deflater.end();
        site.on(
                "/x",
                (_, exchange) -> exchange.send(
                        200, Map.of("Content-Encoding", "deflate"), java.util.Arrays.copyOf(packed, length)));
        assertThat(fetched(fetcher.page(site.url("/x"))).body()).isEqualTo(text);
    }

    @Test
    void asksInTheLanguageOfThePersonAndOnlyForWhatChanged() {
        site.on("/x", Misbehaviour.NOT_MODIFIED);
        PageRequest request = new PageRequest(
                site.url("/x"), "x", Optional.of("\"v1\""), Optional.of("Sun, 01 Mar 2026 12:00:00 GMT"), false);
        assertThat(describe(fetcher.page(request.in("zh-Hant-TW")))).isEqualTo("HTTP_STATUS 304");
        assertThat(site.requests().getFirst().headers())
                .containsEntry("accept-language", "zh-Hant-TW,en;q=0.8,*;q=0.5")
                .containsEntry("if-none-match", "\"v1\"")
                .containsEntry("if-modified-since", "Sun, 01 Mar 2026 12:00:00 GMT");
    }

    @Test
    void asksAsABrowserWouldWhenItIsTold() {
        site.serve("/x", "text/html", "x");
        fetcher.page(PageRequest.of(site.url("/x")).likeABrowser());
        assertThat(site.requests().getFirst().headers())
                .hasEntrySatisfying("user-agent", agent -> assertThat(agent).startsWith("Mozilla/5.0"))
                .containsEntry("sec-fetch-mode", "navigate")
                .containsEntry("accept-encoding", "gzip");
    }

    @Test
    void refusesWhatIsNoHeader() {
        assertThatThrownBy(() -> PageRequest.of("http://a.example.com/").in("en\r\nHost: x"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "example.com,                true,  true",
        "example.com/a?b=http://c.d, true,  true",
        "例え.jp/標,                  true,  true",
        "example.com:443/,           true,  true",
        "example.com:8080/a,         true,  false",
        "127.0.0.1/a,                true,  false",
        "http://example.com/,        false, ",
        "mailto:a@example.com,       false, ",
        "javascript:alert(1),        false, ",
        "[::1]/,                     false, ",
        "//example.com/,             false, "
    })
    void knowsABareAddressAndWhetherToTryItOverTls(
            String url, boolean bare, @org.jspecify.annotations.Nullable Boolean secureFirst) {
        assertThat(PageRequest.isBare(url)).isEqualTo(bare);
        if (secureFirst != null) {
            assertThat(PageRequest.isSecureFirst(url)).isEqualTo(secureFirst);
        }
    }

    @Test
    void takesABareAddressWithAPortOverHttp() {
        site.serve("/x", "text/html", "x");
        assertThat(fetched(fetcher.page("a.example.com:" + site.port() + "/x")).url())
                .isEqualTo(site.url("a.example.com", "/x"));
        assertThat(List.copyOf(site.requests())).hasSize(1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
