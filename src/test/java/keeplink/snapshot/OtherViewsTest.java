package keeplink.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import keeplink.fetch.FetchFailure;
import keeplink.fetch.FetchResult;
import keeplink.fetch.FetchResult.Fetched;
import keeplink.fetch.FetchResult.NotFetched;
import keeplink.fetch.PageFetcher;
import keeplink.fetch.PageRequest;
import keeplink.link.CaptureOutcome;
import keeplink.page.PageParser;
import keeplink.page.Verdict;
import org.junit.jupiter.api.Test;

/// What becomes of a page that gives a bot nothing but a script or a wall.
class OtherViewsTest {
    private static final String URL = "https://a.example/page";
    private static final String SHELL = "<title>App</title><div id=root></div><script src=app.js></script>"
            + "<noscript>You need to enable JavaScript to run this app.</noscript>";
    private static final String WALL = "<title>Just a moment...</title><h1>Checking your browser</h1>"
            + "<p>Please verify you are a human. Complete the captcha.</p><div class=g-recaptcha></div>";
    private static final String PAGE =
            "<title>The page</title><article><h1>The page</h1><p>" + "A sentence to read. ".repeat(40) + "</article>";

    private final Map<String, FetchResult> web = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final PageFetcher fetcher = new PageFetcher() {
        @Override
        public FetchResult page(String url) {
            return page(PageRequest.of(url));
        }

        @Override
        public FetchResult page(PageRequest request) {
            String key = (request.asBrowser() ? "browser " : "") + request.url();
            asked.add(key + " " + request.languages().split(",")[0]);
            return web.getOrDefault(
                    key, new NotFetched(request.url(), FetchFailure.HTTP_STATUS, 404, Optional.empty(), ""));
        }

        @Override
        public FetchResult resource(String url, String pageUrl, long maxBytes, Duration within) {
            return new NotFetched(url, FetchFailure.HTTP_STATUS, 404, Optional.empty(), "");
        }
    };
    private final TestCapture capture = new TestCapture(fetcher, new PageParser(), collection -> Optional.of("de"));

    @Test
    void whatIsKnownOfTheCopyOfOnePageIsNotAskedOfAnother() {
        PageRequest known = new PageRequest(URL, "de", Optional.of("\"tag\""), Optional.of("yesterday"), false);
        var page = org.jsoup.Jsoup.parse(SHELL + "<link rel=amphtml href=/amp>", URL);

        assertThat(OtherViews.of(known, URL, page))
                .extracting(OtherViews.View::request)
                .hasSize(2)
                .allMatch(request ->
                        request.entityTag().isEmpty() && request.lastModified().isEmpty());
    }

    private static Fetched html(String url, int status, String html) {
        return new Fetched(
                url,
                List.of(),
                status,
                Map.of("content-type", List.of("text/html")),
                html.getBytes(StandardCharsets.UTF_8),
                false,
                Instant.EPOCH);
    }

    private static NotFetched error(int status, String html) {
        return new NotFetched(
                URL, FetchFailure.HTTP_STATUS, status, Optional.empty(), "", Optional.of(html(URL, status, html)));
    }

    @Test
    void aPageThatIsThereIsAskedForOnceInTheLanguageOfThePerson() {
        web.put(URL, html(URL, 200, PAGE));
        assertThat(capture.take(URL).verdict()).isInstanceOf(Verdict.Full.class);
        assertThat(asked).containsExactly(URL + " de");
    }

    @Test
    void aShellIsTriedOnceMoreAsABrowser() {
        web.put(URL, html(URL, 200, SHELL));
        web.put("browser " + URL, html(URL, 200, PAGE));
        CaptureOutcome outcome = capture.take(URL);
        assertThat(outcome.title()).isEqualTo("The page");
        assertThat(outcome.verdict()).isInstanceOf(Verdict.Full.class);
        assertThat(asked).containsExactly(URL + " de", "browser " + URL + " de");
    }

    @Test
    void aWallBehindAnErrorIsTriedOnceMoreAsABrowser() {
        web.put(URL, error(403, WALL));
        web.put("browser " + URL, html(URL, 200, PAGE));
        assertThat(capture.take(URL).title()).isEqualTo("The page");
    }

    @Test
    void aWallThatStaysIsNamed() {
        web.put(URL, error(503, WALL));
        web.put("browser " + URL, error(403, WALL));
        CaptureOutcome outcome = capture.take(URL);
        assertThat(outcome.verdict()).isEqualTo(new Verdict.Blocked(Verdict.Wall.CAPTCHA));
        assertThat(outcome.capture()).as("nothing of an error is kept").isEmpty();
        assertThat(asked).hasSize(2);
    }

    @Test
    void anErrorWithoutAWallKeepsItsNumberAndIsNotAskedAgain() {
        web.put(URL, error(403, "<title>403 Forbidden</title><h1>Forbidden</h1>"));
        assertThat(capture.take(URL).verdict()).isEqualTo(new Verdict.Failed(FetchFailure.HTTP_STATUS, 403));
        assertThat(asked).hasSize(1);
    }

    @Test
    void anErrorThatMayPassIsNotTriedAsABrowser() {
        web.put(URL, error(503, "<title>503</title><h1>Service unavailable</h1><p>Back soon."));
        assertThat(capture.take(URL).verdict()).isEqualTo(new Verdict.Failed(FetchFailure.HTTP_STATUS, 503));
        assertThat(asked).hasSize(1);
    }

    @Test
    void aShellOffersItsAmpPage() {
        web.put(URL, html(URL, 200, "<link rel=amphtml href=/amp>" + SHELL));
        web.put("https://a.example/amp", html("https://a.example/amp", 200, PAGE));
        assertThat(capture.take(URL).title()).isEqualTo("The page");
        assertThat(asked).containsExactly(URL + " de", "browser " + URL + " de", "https://a.example/amp de");
    }

    @Test
    void aBigSiteDescribesItsPageForEmbedding() {
        String post = "https://x.com/anna/status/1";
        String description = "https://publish.x.com/oembed?format=json&url=https%3A%2F%2Fx.com%2Fanna%2Fstatus%2F1";
        web.put(post, html(post, 200, SHELL));
        web.put(
                description,
                new Fetched(
                        description,
                        List.of(),
                        200,
                        Map.of("content-type", List.of("application/json")),
                        "{\"title\":\"\",\"author_name\":\"Anna\",\"html\":\"<blockquote><p>What she wrote, in words.</p></blockquote><script>x</script>\"}"
                                .getBytes(StandardCharsets.UTF_8),
                        false,
                        Instant.EPOCH));
        CaptureOutcome outcome = capture.take(post);
        assertThat(outcome.title()).isEqualTo("Anna");
        assertThat(outcome.verdict()).isInstanceOf(Verdict.Full.class);
        assertThat(outcome.addresses()).containsExactly(post);
    }

    @Test
    void isAskedForAtItsOwnAddressWhateverItCallsItsBase() {
        web.put(URL, html(URL, 200, "<base href=https://b.example/>" + SHELL));
        web.put("browser " + URL, html(URL, 200, PAGE));
        assertThat(capture.take(URL).title()).isEqualTo("The page");
    }

    @Test
    void aShellOffersItsViewForPrinting() {
        web.put(URL, html(URL, 200, "<link rel=alternate media=print href=/print>" + SHELL));
        web.put("https://a.example/print", html("https://a.example/print", 200, PAGE));
        assertThat(capture.take(URL).title()).isEqualTo("The page");
    }

    @Test
    void aShellWithoutAnotherViewIsKeptWithWhatItGives() {
        web.put(URL, html(URL, 200, SHELL));
        web.put("browser " + URL, html(URL, 200, SHELL));
        CaptureOutcome outcome = capture.take(URL);
        assertThat(outcome.title()).isEqualTo("App");
        assertThat(outcome.capture()).isPresent();
        assertThat(outcome.verdict())
                .isInstanceOfSatisfying(
                        Verdict.TextOnly.class,
                        verdict -> assertThat(verdict.missing())
                                .contains(new Verdict.Shortfall(Verdict.What.JAVASCRIPT, 1)));
    }
}
