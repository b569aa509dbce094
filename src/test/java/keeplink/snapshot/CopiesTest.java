package keeplink.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import keeplink.fetch.FetchFailure;
import keeplink.fetch.FetchResult;
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
import keeplink.page.VerdictClassifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A page captured again and again.
class CopiesTest {
    private static final String PAGE = "https://site.example/";
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final Site site = new Site();
    private final InMemorySnapshotStore store = new InMemorySnapshotStore();
    private final InMemoryBlobStore blobs = new InMemoryBlobStore();
    private final Snapshots snapshots = new Snapshots(store, blobs, new SnapshotComposer());
    private final Link link;
    private int captures;

    CopiesTest() {
        Links links = new Links(
                new InMemoryLinkStore(), new UrlCanonicalizer(), changed -> {}, Clock.fixed(NOON, ZoneOffset.UTC));
        link = ((SaveResult.Saved) links.save(TestLinks.request(PAGE))).link();
    }

    /// One page with a style sheet and a picture, which answers conditions like a server.
    private static final class Site implements PageFetcher {
        private final Map<String, String> headers = new HashMap<>();
        private final List<PageRequest> asked = new ArrayList<>();
        private String page = "<title>T</title><link rel=stylesheet href=/a.css><img src=/a.png><p>One. Two.</p>";
        private String css = "p{color:red}";
        private boolean pictureThere = true;

        @Override
        public FetchResult page(String url) {
            return answer(url, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public FetchResult page(PageRequest request) {
            asked.add(request);
            boolean same =
                    headers.containsKey("etag") && request.entityTag().equals(Optional.ofNullable(headers.get("etag")));
            return same
                    ? new FetchResult.NotFetched(
                            request.url(), FetchFailure.HTTP_STATUS, 304, Optional.empty(), "not modified")
                    : page(request.url());
        }

        @Override
        public FetchResult resource(String url, String pageUrl, long maxBytes, Duration within) {
            return url.endsWith(".css")
                    ? answer(url, "text/css", css.getBytes(StandardCharsets.UTF_8))
                    : pictureThere
                            ? answer(url, "image/png", FakeSite.PNG)
                            : new FetchResult.NotFetched(url, FetchFailure.HTTP_STATUS, 404, Optional.empty(), "gone");
        }

        private FetchResult answer(String url, String type, byte[] body) {
            Map<String, List<String>> all = new HashMap<>();
            headers.forEach((name, value) -> all.put(name, List.of(value)));
            all.put("content-type", List.of(type));
            all.put("set-cookie", List.of("secret=1"));
            return new FetchResult.Fetched(url, List.of(), 200, all, body, false, NOON);
        }
    }

    private CaptureOutcome capture() {
        Instant now = NOON.plus(Duration.ofHours(captures++));
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        return new PageCapture(
                        site,
                        new PageParser(),
                        new ArticleExtractor(),
                        new VerdictClassifier(),
                        new MediaReader(),
                        new SnapshotMaker(site, SnapshotLimits.DEFAULTS, clock),
                        store,
                        blobs,
                        snapshots,
                        clock)
                .take(link, new CaptureJob(link.collection(), link.number(), link.url(), 0, now, true));
    }

    private String file(Snapshot snapshot) {
        return new String(snapshots.file(snapshot.id()).orElseThrow(), StandardCharsets.UTF_8)
                .replaceFirst("<meta name=\"keeplink:taken\"[^>]*>", "");
    }

    @Test
    void aPageThatIsTheSameIsAMentionOfTheCopyBefore() {
        capture();
        long stored = blobs.storedBytes();
        capture();
        capture();

        List<Snapshot> all = snapshots.all(link);
        Snapshot first = all.getLast();
        assertThat(all).extracting(Snapshot::sameAs).containsExactly(first.id(), first.id(), null);
        assertThat(all.getFirst().parts()).isEmpty();
        assertThat(all.getFirst().sameness()).isEqualTo(Snapshot.Sameness.BYTES);
        assertThat(blobs.storedBytes()).isEqualTo(stored);
        assertThat(file(all.getFirst())).isEqualTo(file(first)).contains("data:image/png");
    }

    @Test
    void whatChangedIsStoredAndTheRestIsShared() {
        capture();
        long stored = blobs.storedBytes();
        site.css = "p{color:blue}";
        capture();

        Snapshot newest = snapshots.all(link).getFirst();
        assertThat(newest.sameAs()).isNull();
        assertThat(file(newest)).contains("p{color:blue}");
        assertThat(blobs.storedBytes() - stored).isLessThan(2_000);
        assertThat(snapshots.changes(link))
                .isInstanceOfSatisfying(
                        Changes.Compared.class,
                        changes -> assertThat(changes.diff().isEmpty()).isTrue());
    }

    /// Pages say something new with every answer that nobody sees; `%s` stands for it.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script nonce=%s>var t = '%s';</script>",
                "<style nonce=%s>b{color:red}</style>",
                "<link rel=stylesheet nonce=%s href=/a.css>",
                "<link rel=preload as=script href=/x.js?%s>",
                "<meta name=csrf-token content=%s>",
                "<meta property=og:updated_time content=%s>",
                "<form action=/login?token=%s><input name=q value=kept></form>",
                "<form><input type=hidden name=_token value=%s><input name=q></form>",
                "<!-- generated by 7 at %s -->",
                "<p onclick=\"go('%s')\">Words</p>",
                "<p data-request-id=%s>Words</p>",
                "<div id=ad-%s></div>",
                "<label for=f%s>Search</label><input id=f%s>",
                "<a href=/logout?csrf=%s>Log out</a>",
                "<a href='/list?page=2&amp;PHPSESSID=%s#end'>More</a>",
                "<img src=https://t.example/pixel.gif?%s width=1 height=1>",
                "<img src=/picture.png?ts=%s>",
                "<noscript><img src=https://t.example/pixel.gif?%s width=1 height=1></noscript>",
                "<iframe src=https://ads.example/%s width=0 height=0></iframe>",
                "<template><p>%s</p></template>"
            })
    void whatNobodySeesMakesNoNewCopy(String hidden) {
        site.page = withWords(hidden.replace("%s", "4fa1d09c1e"));
        capture();
        long stored = blobs.storedBytes();
        site.page = withWords(hidden.replace("%s", "b7730e21aa"));
        capture();

        assertThat(snapshots.all(link)).extracting(Snapshot::sameAs).containsExactly(first().id(), null);
        assertThat(snapshots.all(link).getFirst().sameness()).isEqualTo(Snapshot.Sameness.LOOKS);
        assertThat(blobs.storedBytes() - stored).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        <p>1,234 people read this</p>         | <p>1,235 people read this</p>
        <p>Order 4fa1d09c1e</p>               | <p>Order b7730e21aa</p>
        <p class=a12345678>x</p>              | <p class=b12345678>x</p>
        <p data-theme=light>x</p>             | <p data-theme=dark>x</p>
        <p style=color:red>x</p>              | <p style=color:blue>x</p>
        <a href=/watch?v=dQw4w9WgX01>Film</a> | <a href=/watch?v=xvFZjo5PgG0>Film</a>
        <a href=/2026/11234567>Next</a>       | <a href=/2026/11234568>Next</a>
        <input value=a12345678>               | <input value=b12345678>
        """)
    void whatSomebodySeesOrFollowsMakesANewCopy(String before, String after) {
        site.page = withWords(before);
        capture();
        site.page = withWords(after);
        capture();

        assertThat(snapshots.all(link)).extracting(Snapshot::sameAs).containsOnlyNulls();
    }

    private Snapshot first() {
        return snapshots.all(link).getLast();
    }

    /// Too many words to be stored in 2 KB.
    private static String withWords(String html) {
        StringBuilder words = new StringBuilder();
        new Random(7).ints(20_000, 'a', 'z').forEach(words::appendCodePoint);
        return "<title>T</title><link rel=stylesheet href=/a.css><p>Words " + words + "</p>" + html;
    }

    @Test
    void aServerThatSaysUnchangedIsBelieved() {
        site.headers.put("etag", "\"v1\"");
        site.headers.put("last-modified", "Mon, 23 Nov 2026 11:00:00 GMT");
        CaptureOutcome first = capture();
        CaptureOutcome second = capture();

        assertThat(site.asked.getFirst().entityTag()).isEmpty();
        assertThat(site.asked.getLast().entityTag()).contains("\"v1\"");
        assertThat(site.asked.getLast().lastModified()).contains("Mon, 23 Nov 2026 11:00:00 GMT");
        assertThat(second.title()).isEqualTo(first.title());
        assertThat(second.verdict()).isEqualTo(first.verdict());
        Snapshot original = snapshots.all(link).getLast();
        assertThat(snapshots.all(link)).extracting(Snapshot::sameAs).containsExactly(original.id(), null);
        assertThat(snapshots.all(link).getFirst().sameness()).isEqualTo(Snapshot.Sameness.NOT_MODIFIED);
    }

    @Test
    void whereSomethingIsMissingThePageIsTakenAsAWhole() {
        site.headers.put("etag", "\"v1\"");
        site.pictureThere = false;
        capture();
        site.pictureThere = true;
        capture();

        assertThat(site.asked.getLast().entityTag()).isEmpty();
        assertThat(file(snapshots.all(link).getFirst())).contains("data:image/png");
    }

    @Test
    void theTextOfTwoCopiesIsCompared() {
        assertThat(snapshots.changes(link)).isEqualTo(new Changes.NoCopy());
        capture();
        assertThat(snapshots.changes(link)).isEqualTo(new Changes.OneCopy(NOON));
        site.page = site.page.replace("Two.", "Three!");
        capture();
        assertThat(snapshots.changes(link))
                .isEqualTo(new Changes.Compared(
                        NOON, NOON.plus(Duration.ofHours(1)), new TextDiff(List.of("Two."), List.of("Three!"))));
    }

    @Test
    void whatServersAnsweredIsKeptWithoutCookies() {
        capture();
        List<Answer> answers = new Answers(blobs).of(snapshots.all(link).getFirst());
        assertThat(answers)
                .extracting(Answer::url)
                .containsExactlyInAnyOrder(PAGE, PAGE + "a.css", PAGE + "a.png")
                .startsWith(PAGE);
        assertThat(answers.getFirst().headers()).containsOnlyKeys("content-type");
        assertThat(blobs.get(answers.getFirst().body())).contains(site.page.getBytes(StandardCharsets.UTF_8));
    }
}
