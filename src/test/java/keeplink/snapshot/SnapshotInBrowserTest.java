package keeplink.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import keeplink.page.FileExtensions;
import keeplink.page.MediaTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Snapshots opened in a real browser. Skipped where there is no `/usr/bin/chromium`.
@EnabledIf("keeplink.snapshot.TestBrowser#isThere")
class SnapshotInBrowserTest {
    private static TestBrowser browser;
    private static TestBrowser.Tab usual;

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void start() {
        browser = new TestBrowser();
        usual = browser.tab(TestBrowser.Opened.AS_USUAL);
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    /// What does nothing without a policy does nothing with it.
    @ParameterizedTest
    @EnumSource(names = {"WITHOUT_SCRIPTS", "WITHOUT_POLICY"})
    void hostilePagesDoNothing(TestBrowser.Opened how) throws IOException {
        FakeSite evil = new FakeSite()
                .css("https://evil.example/x.css", "@import '//evil.example/y.css';a{b:url(//evil.example/z)}")
                .png("https://evil.example/x");
        try (TestBrowser.Tab tab = browser.tab(how)) {
            List<String> pages = HostileMarkup.PAGES.stream()
                    .map(html -> TestSnapshots.composed(html + "<p>rest", evil))
                    .toList();
            assertThat(tab.openAll(pages, folder)).isEmpty();
            assertThat(tab.page().frames()).hasSizeGreaterThan(pages.size());
        }
    }

    /// What is made of the pages of [HostileTable] follows one another in a few pages, as a frame for each
    /// takes a browser minutes. Every twelfth attack, another for each place; all 13,000 where the system
    /// property `keeplink.browser.attacks` is `all`.
    @Test
    void norDoAttacksInAnyPlaceOfAPageThoughNoPolicyStopsThem() throws IOException {
        int every = Objects.equals(System.getProperty("keeplink.browser.attacks"), "all") ? 1 : 12;
        List<String> made = IntStream.range(0, HostileTable.PLACES.size())
                .boxed()
                .flatMap(place -> everyNth(HostileTable.pages(HostileTable.PLACES.get(place)), every, place))
                .map(html -> TestSnapshots.composed(html, new FakeSite()))
                .distinct()
                .toList();
        List<String> pages = IntStream.range(0, 10)
                .mapToObj(part -> everyNth(made.stream(), 10, part).collect(Collectors.joining()))
                .toList();
        try (TestBrowser.Tab tab = browser.tab(TestBrowser.Opened.WITHOUT_POLICY)) {
            assertThat(tab.openAll(pages, folder)).isEmpty();
            assertThat(tab.page().frames()).hasSizeGreaterThan(pages.size());
        }
    }

    private static <T> Stream<T> everyNth(Stream<T> all, int nth, int first) {
        List<T> list = all.toList();
        return IntStream.range(0, list.size())
                .filter(i -> i % nth == first % nth)
                .mapToObj(list::get);
    }

    @Test
    void theTestWouldNoticeWhatActs() throws IOException {
        assertThat(usual.open("<script>alert(1)</script>", folder)).containsExactly("ran a script: 1");
        assertThat(usual.openAll(List.of("<img src=http://127.0.0.1:9/x>", "<p>"), folder))
                .singleElement()
                .asString()
                .endsWith("page-0.html asked for http://127.0.0.1:9/x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            value = {
                "@charset 'utf-8';p{color:rgb(1,2,3)}§color§rgb(1, 2, 3)",
                "a{b:c}@import 'x.css';p{color:rgb(1,2,3)}§color§rgb(1, 2, 3)",
                "@namespace svg url(http://www.w3.org/2000/svg);@namespace h"
                        + " 'http://www.w3.org/1999/xhtml';svg|*{color:red}h|p{color:rgb(1,2,3)}§color§rgb(1, 2, 3)",
                "@import 'main.css' layer(a) supports(display:grid) screen;§color§rgb(4, 5, 6)",
                "@import url(main.css) layer(a);@layer a{p{color:rgb(7,8,9)}}§color§rgb(7, 8, 9)",
                "@layer b,a;@import url(main.css) layer(a);@layer b{p{color:rgb(7,8,9)}}§color§rgb(4, 5, 6)",
                "@import 'main.css' supports(not (display:grid));p{order:1}§color§rgb(0, 0, 0)",
                "@import 'main.css' print;p{order:1}§color§rgb(0, 0, 0)",
                "@media print{p{color:red}}p{color:rgb(1,2,3)}§color§rgb(1, 2, 3)",
                "main{& p{color:rgb(1,2,3);&:hover{color:red}}}§color§rgb(1, 2, 3)",
                "main{.c{color:red}p{color:rgb(1,2,3)}}§color§rgb(1, 2, 3)",
                "p{color:red;color:rgb(1,2,3)§color§rgb(1, 2, 3)",
                "p{c\\6f lor:rgb(1,2,3)}§color§rgb(1, 2, 3)",
                "}p{color:red}p{color:rgb(1,2,3)}§color§rgb(1, 2, 3)",
                "p{--x:rgb(1,2,3);color:var(--x)}§color§rgb(1, 2, 3)",
                "p{width:calc(100px + 2*10px)}§width§120px",
                "p{width:max(10px,min(50px,20px))}§width§20px",
                "@container (min-width:1px){p{color:rgb(1,2,3)}}main{container-type:inline-size}§color§rgb(1, 2, 3)",
                "p:is(main > *):not(.x, #y):nth-child(1 of p){color:rgb(1,2,3)}§color§rgb(1, 2, 3)",
                "p::before{content:'a\\201c b'}p{color:rgb(1,2,3)}§color§rgb(1, 2, 3)",
                "p[title=\"a]}b\"]{color:red}p{color:rgb(1,2,3)}§color§rgb(1, 2, 3)",
                "p{width:20px;width:30px\\9;*width:40px;_width:50px;width:60px\\0/;}§width§20px",
                "@import url(main.css) {p{a:b;width:30px}}p{width:20px}§width§20px",
                "@import 'main.css' [;] screen;p{width:20px}§width§20px",
                "@namespace a {p{a:b;width:30px}}p{width:20px}§width§20px",
                "p{width:20px;width:1\\9}§width§20px",
                "@scope (main){p{color:rgb(1,2,3)}}§color§rgb(1, 2, 3)",
                "@supports (display:grid) and (not (display:inline-grid-x)){p{color:rgb(1,2,3)}}§color§rgb(1, 2, 3)",
            })
    void stylesHaveTheEffectTheyHadBefore(String css, String property, String expected) throws IOException {
        FakeSite site = new FakeSite()
                .css("https://site.example/sheet.css", css)
                .css("https://site.example/main.css", "p{color:rgb(4,5,6)}");
        String html = "<!doctype html><link rel=stylesheet href=/sheet.css><main><p class=z>x</p></main>";
        assertThat(usual.open(TestSnapshots.composed(html, site), folder)).isEmpty();
        assertThat(usual.page().evaluate("p => getComputedStyle(document.querySelector('p'))[p]", property))
                .isEqualTo(expected);
    }

    @Test
    void everythingThatIsShownIsLoadedFromTheFile() throws IOException {
        FakeSite site = new FakeSite()
                .with("https://site.example/frame.html", "text/html", """
                    <style>p{color:rgb(1,2,3)}</style><link rel=stylesheet href=frame.css>
                    <p>in the frame "a" &amp; <b>b</b></p><img src=/a.png><script>alert(1)</script>\
                    """.getBytes(UTF_8))
                .css("https://site.example/frame.css", "p::after{content:\"“quoted” & <b>\"}p{background:url(a.png)}")
                .with("https://site.example/s.svg", "image/svg+xml", """
                    <svg xmlns='http://www.w3.org/2000/svg'><symbol id='i' viewBox='0 0 8 8'><path d='M0 0h8v8z'/></symbol></svg>\
                    """.getBytes(UTF_8));
        for (String picture : List.of("a", "b", "c", "d")) {
            site.png("https://site.example/" + picture + ".png");
        }
        String html = """
            <!doctype html><img id=i1 src=/a.png><img id=i2 class=lazy data-src=/b.png src=/blank.gif>
            <picture><source srcset="/c.png 1x" type=image/png><img id=i3></picture>
            <input id=i4 type=image src=/d.png alt=x><iframe id=f src=/frame.html width=300 height=200></iframe>
            <svg width=20 height=20><use id=u href='/s.svg#i'></use></svg>
            <iframe id=g srcdoc='<p id=deep>inner</p>'></iframe><object data=/a.png type=image/png></object>
            <video src='data:video/mp4;base64,AAAAGGZ0eXBpc29tAAAAAGlzb21tcDQy' poster=/a.png></video>\
            """;
        assertThat(usual.open(TestSnapshots.composed(html, site), folder)).isEmpty();
        Page page = usual.page();
        assertThat(page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth == 1)"))
                .isEqualTo(true);
        assertThat(page.evaluate("document.images.length")).isEqualTo(4);
        assertThat(page.evaluate("document.querySelector('use').getBBox().width"))
                .isEqualTo(20);
        assertThat(page.frameLocator("#f").locator("p").innerText()).isEqualTo("in the frame \"a\" & b");
        assertThat(page.frameLocator("#f").locator("img").evaluate("image => image.naturalWidth"))
                .isEqualTo(1);
        assertThat(page.frameLocator("#f").locator("p").evaluate("p => getComputedStyle(p).color"))
                .isEqualTo("rgb(1, 2, 3)");
        assertThat(page.frameLocator("#f").locator("p").evaluate("p => getComputedStyle(p, '::after').content"))
                .isEqualTo("\"“quoted” & <b>\"");
        assertThat(page.frameLocator("#g").locator("#deep").innerText()).isEqualTo("inner");
        assertThat(page.locator("video").getAttribute("src")).startsWith("data:video/mp4;base64,");
    }

    @Test
    void aSheetIsReadInTheEncodingOfItsPage() throws IOException {
        Charset cyrillic = Charset.forName("windows-1251");
        FakeSite site = new FakeSite()
                .with("https://site.example/a.css", "text/css", "p::after{content:'Привет'}".getBytes(cyrillic))
                .with(
                        "https://site.example/b.css",
                        "text/css",
                        "@charset \"gb2312\";b::after{content:'你好'}".getBytes(Charset.forName("GB18030")));
        SnapshotMaker.Made made = new SnapshotMaker(site, SnapshotLimits.DEFAULTS, TestSnapshots.CLOCK)
                .make(
                        TestSnapshots.parse(
                                "<link rel=stylesheet href=/a.css><link rel=stylesheet href=/b.css><p>x</p><b>y</b>"),
                        TestSnapshots.PAGE,
                        TestSnapshots.NOW.plusSeconds(60),
                        new SnapshotMaker.Wishes(cyrillic, false));
        usual.open(TestSnapshots.compose(made), folder);
        assertThat(usual.page().evaluate("getComputedStyle(document.querySelector('p'),'::after').content"))
                .isEqualTo("\"Привет\"");
        assertThat(usual.page().evaluate("getComputedStyle(document.querySelector('b'),'::after').content"))
                .isEqualTo("\"你好\"");
    }

    /// A file of XML is kept as it came; it is its name by which a browser knows whether to run what is in it.
    @ParameterizedTest
    @CsvSource({"application/xml,/data", "application/rss+xml,/feed.rss", "text/plain,/data.xml"})
    void nothingRunsInAFileOfXml(String mediaType, String path) throws IOException {
        String xml = "<a xmlns:h='http://www.w3.org/1999/xhtml'><h:script>alert(1)</h:script></a>";
        try (TestBrowser.Tab tab = browser.tab(TestBrowser.Opened.AS_USUAL)) {
            assertThat(tab.open(xml, folder, "as-it-was.xml"))
                    .as("what the test would notice")
                    .isNotEmpty();
            String extension = FileExtensions.toOpen(mediaType, "https://site.example" + path);
            assertThat(tab.open(xml, folder, "kept." + extension)).isEmpty();
        }
    }

    /// Under the name of a page a file is shown by one.
    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/rss+xml", "image/svg+xml", "application/pdf", "video/mp4"})
    void nothingRunsInAPageThatShowsAFile(String mediaType) throws IOException {
        String hostile = "<svg xmlns='http://www.w3.org/2000/svg'><title></pre></title>"
                + "<script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script></svg>";
        try (TestBrowser.Tab tab = browser.tab(TestBrowser.Opened.WITHOUT_POLICY)) {
            assertThat(tab.open(hostile, folder))
                    .as("what the test would notice")
                    .isNotEmpty();
            byte[] page =
                    FilePage.of("</title>" + hostile, mediaType, hostile.getBytes(UTF_8), UTF_8, "https://a.example/");
            assertThat(tab.open(new String(page, UTF_8), folder)).isEmpty();
            if (MediaTypes.isText(mediaType)) {
                assertThat(tab.page().innerText("pre")).isEqualTo(hostile);
            }
        }
    }

    /// A picture of twice as many pixels as it is wide on the screen, which stands in the file once.
    @ParameterizedTest
    @ValueSource(strings = {"<img srcset='/a.png 2x'>", "<img srcset='/a.png 2w' sizes=1px src=/a.png>"})
    void aPictureIsAsWideAsItsPageSays(String html) throws IOException {
        FakeSite site = new FakeSite().with("https://site.example/a.png", "image/png", png(2, 2));
        String made = TestSnapshots.composed("<!doctype html>" + html, site);
        assertThat(made.split("data:image/png", -1)).hasSize(2);
        assertThat(usual.open(made, folder)).isEmpty();
        assertThat(usual.page().evaluate("document.images[0].offsetWidth")).isEqualTo(1);
    }

    private static byte[] png(int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }
}
