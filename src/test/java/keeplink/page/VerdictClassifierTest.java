package keeplink.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import keeplink.fetch.FetchFailure;
import keeplink.page.Verdict.Shortfall;
import keeplink.page.Verdict.What;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictClassifierTest {
    private static final String ANYWHERE = "https://site.example/2026/11/page.html";
    private final ArticleExtractor extractor = new ArticleExtractor();
    private final VerdictClassifier classifier = new VerdictClassifier();

    @ParameterizedTest
    @CsvSource(textBlock = """
            captcha-cloudflare,         https://news.example/story,                                   403, CAPTCHA
            captcha-cloudflare,         https://news.example/story,                                   200, CAPTCHA
            captcha-cloudflare-zh,      https://shop.example/item/1,                                  503, CAPTCHA
            captcha-cloudflare-zh,      https://shop.example/item/1,                                  200, CAPTCHA
            captcha-cloudflare-blocked, https://forum.example/t/1,                                    403, CAPTCHA
            captcha-google-sorry,       https://www.google.com/sorry/index?continue=x,                429, CAPTCHA
            captcha-baidu,              https://wappass.baidu.com/static/captcha/tuxing.html?ak=c,    200, CAPTCHA
            captcha-wechat,             https://mp.weixin.qq.com/mp/wappoc_appmsgcaptcha?poc_token=x, 200, CAPTCHA
            captcha-wechat,             https://mp.weixin.qq.com/s/abc,                               200, CAPTCHA
            captcha-aliyun,             https://item.example/punish?x5secdata=x,                      200, CAPTCHA
            captcha-aliyun,             https://item.example/item.htm,                                200, CAPTCHA
            captcha-geetest,            https://site.example/a,                                       200, CAPTCHA
            captcha-zhihu,              https://www.zhihu.com/account/unhuman?type=unhuman,           200, CAPTCHA
            captcha-amazon,             https://www.shop.example/dp/B00,                              200, CAPTCHA
            captcha-perimeterx,         https://homes.example/1,                                      403, CAPTCHA
            captcha-datadome,           https://shop.example/,                                        403, CAPTCHA
            captcha-imperva,            https://air.example/,                                         200, CAPTCHA
            consent-google,             https://consent.google.com/ml?continue=x,                     200, CONSENT
            consent-yahoo,              https://consent.yahoo.com/v2/collectConsent?sessionId=3,      200, CONSENT
            consent-spiegel,            https://magazin.example/politik/a,                            200, CONSENT
            consent-dpg,                https://myprivacy.dpgmedia.nl/consent?siteKey=x,              200, CONSENT
            login-facebook,             https://www.facebook.com/login/?next=x,                       200, LOGIN
            login-instagram,            https://www.instagram.com/accounts/login/,                    200, LOGIN
            login-linkedin,             https://www.linkedin.com/authwall?trk=x,                      200, LOGIN
            login-zhihu,                https://www.zhihu.com/signin?next=%2F,                        200, LOGIN
            login-weibo,                https://passport.weibo.com/sso/signin?entry=x,                200, LOGIN
            login-discuz,               https://bbs.example/thread-1-1-1.html,                        200, LOGIN
            login-forum-401,            https://forum.example/members/1,                              401, LOGIN
            login-forum-401,            https://forum.example/members/1,                              403, LOGIN
            """)
    void recognisesWhatStandsBeforeAPage(String name, String url, int status, Verdict.Wall wall) throws IOException {
        assertThat(verdict(name, url, status)).isEqualTo(new Verdict.Blocked(wall));
    }

    @ParameterizedTest
    @CsvSource({"js-react", "js-vue-zh", "js-twitter", "js-angular"})
    void callsAShellThatOnlyScriptsFillTextOnly(String name) throws IOException {
        assertThat(verdict(name, ANYWHERE, 200))
                .isEqualTo(new Verdict.TextOnly(List.of(new Shortfall(What.JAVASCRIPT, 1))));
    }

    @ParameterizedTest
    @CsvSource({
        "missing-en, 404",
        "missing-zh, 404",
        "missing-wechat, 404",
        "missing-de, 404",
        "parked-godaddy, 410",
        "parked-hugedomains, 410",
        "parked-zh, 410"
    })
    void countsAPageThatSaysItIsGoneAsGoneWhateverItsStatus(String name, int meant) throws IOException {
        assertThat(verdict(name, ANYWHERE, 200)).isEqualTo(new Verdict.Failed(FetchFailure.HTTP_STATUS, meant));
    }

    @ParameterizedTest
    @CsvSource({
        "good-about-captcha",
        "good-short-news-with-login",
        "good-example-domain",
        "good-with-cookie-banner",
        "good-server-rendered-app",
        "good-not-found-howto"
    })
    void accusesNoPageThatOnlyHasTheWords(String name) throws IOException {
        assertThat(verdict(name, ANYWHERE, 200)).isEqualTo(new Verdict.Full(List.of()));
    }

    @ParameterizedTest
    @MethodSource("walls")
    void recognisesWallsOfManyMakers(WallPage page) {
        Verdict expected =
                switch (page.kind()) {
                    case "SHELL" -> new Verdict.TextOnly(List.of(new Shortfall(What.JAVASCRIPT, 1)));
                    case "404", "410" -> new Verdict.Failed(FetchFailure.HTTP_STATUS, Integer.parseInt(page.kind()));
                    default -> new Verdict.Blocked(Verdict.Wall.valueOf(page.kind()));
                };
        assertThat(verdict(page)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("goodPages")
    void accusesNoPageThatIsShortOrSpeaksOfWalls(WallPage page) {
        assertThat(verdict(page)).isEqualTo(new Verdict.Full(List.of()));
    }

    static List<WallPage> walls() throws IOException {
        return WallPage.read("walls/more-walls.txt");
    }

    static List<WallPage> goodPages() throws IOException {
        return WallPage.read("walls/good-pages.txt");
    }

    private Verdict verdict(WallPage page) {
        Document parsed = Jsoup.parse(page.html(), page.url());
        return verdict(parsed, page.url(), page.status());
    }

    /// One of several pages in a file, each after a line `=== KIND NAME STATUS URL`.
    record WallPage(String kind, String name, int status, String url, String html) {
        static List<WallPage> read(String file) throws IOException {
            List<WallPage> pages = new ArrayList<>();
            for (String part : TestPages.resource(file).split("(?m)^=== ")) {
                if (!part.isBlank()) {
                    String[] head = part.substring(0, part.indexOf('\n')).split(" ");
                    pages.add(new WallPage(
                            head[0],
                            head[1],
                            Integer.parseInt(head[2]),
                            head[3],
                            part.substring(part.indexOf('\n') + 1)));
                }
            }
            return pages;
        }

        @Override
        public String toString() {
            return kind + " " + name;
        }
    }

    @Test
    void keepsTheStatusOfAnErrorPage() throws IOException {
        assertThat(verdict("missing-en", ANYWHERE, 404)).isEqualTo(new Verdict.Failed(FetchFailure.HTTP_STATUS, 404));
        assertThat(verdict("good-example-domain", ANYWHERE, 500))
                .isEqualTo(new Verdict.Failed(FetchFailure.HTTP_STATUS, 500));
    }

    @Test
    void namesWhatAFullPageLacks() {
        String html = """
                <html><head><link rel=stylesheet href=a.css><link rel=stylesheet href=b.css><title>T</title></head>
                <body><p>%s</p><img src=1><img src=2><img src=3><img src=4></body></html>""".formatted("Something to read, at length. ".repeat(30));
        assertThat(missing(
                        html,
                        new Shortfall(What.IMAGES, 1),
                        new Shortfall(What.STYLES, 1),
                        new Shortfall(What.FONTS, 9)))
                .isInstanceOf(Verdict.Full.class);
        assertThat(missing(html, new Shortfall(What.STYLES, 2)))
                .isEqualTo(new Verdict.TextOnly(List.of(new Shortfall(What.STYLES, 2))));
        assertThat(missing(html, new Shortfall(What.IMAGES, 3))).isInstanceOf(Verdict.TextOnly.class);
        assertThat(missing(html, new Shortfall(What.IMAGES, 2))).isInstanceOf(Verdict.Full.class);
        assertThat(missing(html, new Shortfall(What.PAGE_BOUND, 1))).isInstanceOf(Verdict.TextOnly.class);
        assertThat(missing(html, new Shortfall(What.SNAPSHOT_BOUND, 1))).isInstanceOf(Verdict.Full.class);
    }

    @Test
    void accusesNoPageOfTheCorpora() throws IOException {
        Path corpora = TestPages.corpora().orElse(null);
        assumeTrue(corpora != null, "the folder shared/corpora is not beside this checkout");
        List<String> accused = new ArrayList<>();
        int seen = 0;
        try (Stream<Path> files = Files.walk(corpora)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".html") && !f.endsWith("expected.html"))
                    .toList()) {
                Document page = Jsoup.parse(Files.readString(file), ANYWHERE);
                Verdict verdict = verdict(page, ANYWHERE, 200);
                seen++;
                if (!(verdict instanceof Verdict.Full)) {
                    accused.add(corpora.relativize(file) + " " + verdict);
                }
            }
        }
        assertThat(seen).isGreaterThan(140);
        assertThat(accused).isEmpty();
    }

    private Verdict missing(String html, Shortfall... missing) {
        Document page = Jsoup.parse(html, ANYWHERE);
        return verdict(page, ANYWHERE, 200, missing);
    }

    /// As a capture judges: the page first, then what of its files could not be had.
    private Verdict verdict(Document page, String url, int status, Shortfall... missing) {
        Verdict bare = classifier.classify(page, extractor.extract(page, url), url, status);
        return classifier.with(List.of(missing), bare, VerdictClassifier.Files.of(page));
    }

    private Verdict verdict(String name, String url, int status) throws IOException {
        Document page = Jsoup.parse(TestPages.resource("walls/" + name + ".html"), url);
        return verdict(page, url, status);
    }
}
