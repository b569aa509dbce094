package keeplink.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import keeplink.page.Charsets;
import keeplink.page.PageParser;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotMakerTest {
    private static final String SITE = "https://site.example/";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=/x.png>",
                "<img src=../x.png>",
                "<img src='//site.example/x.png#frag'>",
                "<img src=' https://SITE.example:443/a/../x.png '>",
                "<img srcset='/x.png 800w, /y.png 4000w' src=/z.png>",
                "<img srcset='/x.png 1x, /y.png 2x'>",
                "<img data-src=/x.png>",
                "<img data-src=/x.png"
                        + " src='data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'>",
                "<img data-original=/x.png src=/img/placeholder.gif>",
                "<img class=lazyload data-lazy-src=/x.png src=/grey.gif>",
                "<img data-actualsrc=/x.png src='data:image/svg+xml;utf8,<svg></svg>'>",
                "<img width=20 srcset='/y.png 40w, /x.png 1600w'>",
                "<picture><source srcset='/y.png 200w, /x.png 1600w'><img sizes=100px></picture>",
                "<img data-srcset='/x.png 800w' data-src=/y.png>",
                "<img width=20 data-srcset='/x.png 40w, /y.png 1600w'>",
                "<img src=/404.png srcset='/x.png 300w'>",
                "<picture><source srcset='/x.png'><img src=/y.png></picture>",
                "<picture><source srcset=/y.png type=image/jxl><source srcset=/y.png media='(max-width:"
                        + " 600px)'><source data-srcset='/x.png 1x'><img></picture>",
                "<picture><source srcset=/404.webp><img src=/x.png></picture>",
                "<base href=/><img src=x.png>",
                "<noscript><img src=/x.png></noscript>",
                "<img src=/404.png><noscript><img src=/x.png></noscript>",
                "<input type=image src=/x.png>",
                "<video poster=/x.png src=/film.mp4></video>",
                "<object data=/x.png type=image/png></object>",
                "<embed src=/x.png>",
                "<table background=/x.png></table>",
                "<body background=/x.png>",
                "<link rel='shortcut icon' href=/x.png>",
                "<p style='background: url(/x.png)'>a",
                "<p style=\"background: url('/x.png')\">a",
                "<p style='background: image-set(&quot;/x.png&quot; 1x, url(/y.png) 2x)'>a",
                "<style>p{background:url(/x.png)}</style>",
                "<style>p{--x:url(/x.png)}</style>",
                "<style>@media (min-width:1px){p{background:url(/x.png)}}</style>",
                "<noscript><style>p{background:url(/x.png)}</style></noscript>",
                "<link rel=stylesheet href=/main.css>",
                "<link rel=stylesheet href=/import.css>",
                "<link rel='preload' as=style href=/main.css onload=\"this.rel='stylesheet'\">",
                "<link rel=stylesheet href=/main.css media=print onload=\"this.media='all'\">",
                "<link rel=stylesheet href='data:text/css,p{background:url(https://site.example/x.png)}'>",
                "<style>@import '/main.css' screen;</style>",
                "<svg><image href=/x.png /></svg>",
                "<svg><image xlink:href=/x.png /></svg>",
                "<svg><style>p{background:url(/x.png)}</style></svg>",
                "<svg><rect style='fill:url(/x.png)' mask='url(/x.png)' /></svg>",
                "<template shadowrootmode=open><img src=/x.png></template>",
                "<img src=/thumb.png data-src=/x.png>",
                "<img src=/p.png class=lazy data-srcset='/x.png 1x, /y.png 2x'>",
                "<img data-some-lib-lazy='/x.png'>",
                "<img _src=/x.png src=/blank.gif>",
                "<link rel=icon href=/404.ico><link rel='SHORTCUT ICON' href=/x.png>",
                "<link rel=apple-touch-icon href=/x.png>",
                "<object data=/x.png></object>",
                "<embed type=image/png src=/x.png>",
                "<canvas><img src=/x.png></canvas>",
                "<video data-poster=/x.png src=/film.mp4></video>",
                "<iframe srcdoc='<img src=/x.png>'></iframe>",
                "<iframe src=/frame.html></iframe>",
                "<iframe data-src=/frame.html src=about:blank></iframe>",
                "<iframe srcdoc='<link rel=stylesheet href=/main.css><p>a'></iframe>",
                "<frameset><frame src=/frame.html></frameset>",
                "<style>@media screen,print{p{background:url(/x.png)}}</style>",
                "<style>@import src('/main.css');</style>",
                "<style>p{background:src('/x.png')}</style>",
                "<style>a{b{&:hover{c:url(/x.png)}}}</style>",
                "<style>a{background:u\\72l(/x.png)}</style>",
                "<style>@layer a{@supports (b:c){@container (width>1px){a{b:url(/x.png)}}}}</style>",
            })
    void thePictureIsInTheSnapshot(String html) {
        FakeSite site = new FakeSite().with(SITE + "x.png", "image/png", FakeSite.PNG);
        site.css(SITE + "main.css", "p{background:url(x.png)}")
                .css(SITE + "import.css", "@layer a;@import url(main.css) layer(a);")
                .with(SITE + "frame.html", "text/html", "<base href=/><img src=x.png>".getBytes(UTF_8));
        SnapshotMaker.Made made = TestSnapshots.make(html, site);
        assertThat(made.resources())
                .filteredOn(resource -> resource.mediaType().equals("image/png"))
                .singleElement()
                .satisfies(resource -> {
                    assertThat(resource.address()).isEqualTo(SITE + "x.png");
                    assertThat(resource.id()).isEqualTo(BlobId.of(FakeSite.PNG));
                });
        assertThat(site.asked()).doesNotHaveDuplicates();
        String composed = TestSnapshots.compose(made);
        assertThat(composed).contains(DataAddress.write("image/png", FakeSite.PNG));
        Inert.assertInert(composed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=/x.png width=1 height=1>",
                "<img src=/x.png style='width:1px;height:1px'>",
                "<img data-original='{{ url }}' src=''>",
                "<template><img src=/x.png></template>",
                "<script>document.write('<img src=/x.png>')</script>",
                "<!-- <img src=/x.png> -->",
                "<link rel=stylesheet media=print href=/main.css>",
                "<link rel='alternate stylesheet' href=/main.css>",
                "<link rel=stylesheet disabled href=/main.css>",
                "<link rel=stylesheet title=a href=/404.css><link rel=stylesheet title=b href=/main.css>",
                "<link rel=prefetch href=/x.png><link rel=preload as=image href=/x.png>",
                "<style media=print>p{background:url(/x.png)}</style>",
                "<style type=text/less>p{background:url(/x.png)}</style>",
                "<style>p{} @import '/main.css';</style>",
                "<style>@import '/main.css' print;@import '/main.css' only print and (orientation:portrait);</style>",
                "<style>@media print{p{background:url(/x.png)}}@media PRINT , only print{a{b{c:url(/x.png)}}}</style>",
                "<link rel=stylesheet media='print, print and (color)' href=/main.css>",
                "<style>@font-face{font-family:Unused;src:url(/x.png)}</style>a",
                "<style>@font-face{font-family:A;src:url(/x.png);unicode-range:U+4e00-9fff}p{font-family:A}</style><p>a",
                "<iframe src=/x.png width=1 height=1></iframe>",
            })
    void nobodyAsksForWhatIsNotShown(String html) {
        FakeSite site = new FakeSite();
        TestSnapshots.make(html, site);
        assertThat(site.asked()).doesNotContain(SITE + "x.png", SITE + "main.css");
    }

    @Test
    void aPictureThatIsLoadedLateIsShownOnce() {
        String html =
                "<figure><img class=lazy data-src=/x.png src=/blank.gif><noscript><img src=/x.png></noscript></figure>"
                        + "<noscript><img src=/y.png></noscript><img data-src=/y.png>";
        FakeSite site = new FakeSite().png(SITE + "x.png").png(SITE + "y.png");
        assertThat(TestSnapshots.parse(TestSnapshots.composed(html, site)).select("img"))
                .hasSize(2)
                .allMatch(image -> image.attr("src").startsWith("data:image/png"));
    }

    @Test
    void onlyFontsThatAreWrittenInAreKept() {
        String css = "@font-face{font-family:'My Font';src:url(a.woff2) format('woff2'),url(a.ttf)}"
                + "@font-face{font-family:Other;src:url(b.woff2)}"
                + "@font-face{font-family:Han;src:url(latin.woff2);unicode-range:U+0-7F}"
                + "@font-face{font-family:Han;src:url(han.woff2);unicode-range:U+4E00-9FFF}"
                + "@font-face{font-family:Short;src:url(404.woff2),url(c.woff2)}"
                + "p{font-family:my font,serif}h1{font:bold 12px/1 Short}h2{--f:Han}";
        FakeSite site = new FakeSite().css(SITE + "f.css", css);
        List.of("a.woff2", "b.woff2", "latin.woff2", "han.woff2", "c.woff2", "a.ttf")
                .forEach(name -> site.font(SITE + name));
        SnapshotMaker.Made made = TestSnapshots.make("<link rel=stylesheet href=/f.css><p>漢字</p>", site);
        assertThat(made.resources().stream()
                        .filter(resource -> resource.mediaType().equals("font/woff2"))
                        .map(Resource::address))
                .containsExactlyInAnyOrder(SITE + "a.woff2", SITE + "han.woff2", SITE + "c.woff2");
        assertThat(made.missing()).isEmpty();
        Inert.assertInert(TestSnapshots.compose(made));
    }

    @Test
    void importsKeepTheirConditionsAndLoopsEnd() {
        FakeSite site = new FakeSite()
                .css(SITE + "a.css", "@import 'b.css' layer(x) supports(display:grid) screen;p{color:red}")
                .css(SITE + "b.css", "@import 'a.css';@import 'c.css';p{color:blue}")
                .css(SITE + "c.css", "p{color:green");
        String composed = TestSnapshots.composed("<link rel=stylesheet href=/a.css media='(min-width:1px)'>", site);
        assertThat(composed)
                .contains("<style media=\"(min-width:1px)\">@media screen{@supports (display:grid){@layer"
                        + " x{p{color:green}p{color:blue}}}}p{color:red}</style>");
        assertThat(site.asked()).containsExactlyInAnyOrder(SITE + "a.css", SITE + "b.css", SITE + "c.css");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<a href='/x'>|https://site.example/x",
                "<a href='x?a=b&c=d#e'>|https://site.example/dir/x?a=b&c=d#e",
                "<a href='#part'>|#part",
                "<a href='page.html#part'>|#part",
                "<a href='mailto:a@b.example'>|mailto:a@b.example",
                "<a href='//other.example'>|https://other.example/",
                "<a href='/路径'>|https://site.example/%E8%B7%AF%E5%BE%84",
                "<a href='file:///etc/passwd'>|#keeplink-nowhere",
                "<a name=x>|",
            })
    void linksBecomeAbsolute(String html, @Nullable String href) {
        Element link =
                Objects.requireNonNull(TestSnapshots.parse(TestSnapshots.composed(html + "x</a>", new FakeSite()))
                        .selectFirst("a"));
        assertThat(link.attr("href")).isEqualTo(href == null ? "" : href);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p lang=zh dir=rtl id=a class='b c' title='d &amp; \"e\"' data-theme=dark aria-label='(x)'>text"
                        + " &lt;b&gt; &amp;amp; \u00a0 x</p>",
                "<pre>\n\n  a\tb\n   &lt;c&gt;  \n</pre>",
                "<textarea rows=3>\n\n a &lt;b&gt;</textarea>",
                "<table><caption>c</caption><tbody><tr><td colspan=2>a</td><th rowspan=3"
                        + " scope=col>b</th></tr></tbody></table>",
                "<ol start=3 reversed=\"\"><li value=7>x</li></ol>",
                "<details open=\"\"><summary>s</summary>t</details>",
                "<ruby>漢<rt>kan</rt></ruby>",
                "<form><label for=i>l</label><input type=checkbox checked=\"\" id=i><select><option"
                        + " selected=\"\">o</option></select><button type=submit>b</button></form>",
                "<a name=part></a><h2 id=x>t</h2><my-element class=z>c</my-element>",
                "<math><mfrac><mi>a</mi><mn>2</mn></mfrac></math>",
                "<svg viewBox=\"0 0 1 1\"><lineargradient id=g gradientUnits=x></lineargradient><path d=M0"
                        + " fill=red></path></svg>",
            })
    void whatIsShownStaysToTheCharacter(String html) {
        Element before = TestSnapshots.parse(html).body();
        Element after = TestSnapshots.parse(TestSnapshots.composed(html, new FakeSite()))
                .body();
        assertThat(after.html()).isEqualTo(before.html());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tcp-keepalive.html|text/html",
                "tcp-keepalive.html|text/html; charset=utf-8",
                "tcp-keepalive.gb2312.html|text/html",
                "tcp-keepalive.gb2312.html|text/html; charset=gb2312"
            })
    void bothDiagramsOfTheArticleStayToTheCharacter(String name, String contentType) throws Exception {
        byte[] body = Objects.requireNonNull(getClass().getResourceAsStream("/pages/" + name))
                .readAllBytes();
        String source = new String(body, name.contains("gb") ? Charset.forName("GB18030") : UTF_8);
        PageParser.Parsed parsed =
                (PageParser.Parsed) new PageParser().parse(Charsets.decode(body, contentType), TestSnapshots.PAGE);
        FakeSite site = new FakeSite().png(SITE + "images/1.png").css(SITE + "style/blog.css", "p{color:red}");
        SnapshotMaker.Made made = new SnapshotMaker(site, SnapshotLimits.DEFAULTS, TestSnapshots.CLOCK)
                .make(parsed.document(), TestSnapshots.PAGE, TestSnapshots.NOW.plusSeconds(60));
        String composed = TestSnapshots.compose(made);
        Inert.assertInert(composed);
        assertThat(composed)
                .contains("TCP keepalive 详解")
                .doesNotContain("\uFFFD")
                .contains("p{color:red}");
        Document document = TestSnapshots.parse(composed);
        List<String> pres =
                document.select("pre").stream().map(Element::wholeText).toList();
        assertThat(pres).hasSizeGreaterThanOrEqualTo(2);
        int at = 0;
        for (String pre : pres) {
            int start = source.indexOf(">", source.indexOf("<pre", at)) + 1;
            int end = source.indexOf("</pre>", start);
            String expected = org.jsoup.parser.Parser.unescapeEntities(
                    source.substring(start, end).replaceAll("</?[a-z][^>]*>", ""), false);
            assertThat(pre).isEqualTo(expected.startsWith("\n") ? expected.substring(1) : expected);
            at = end;
        }
    }

    @Test
    void theSamePageGivesTheSameDocument() {
        FakeSite site = new FakeSite().png(SITE + "x.png").css(SITE + "a.css", "p{background:url(x.png)}");
        String html = "<link rel=stylesheet href=/a.css><img src=/x.png><p>x";
        assertThat(TestSnapshots.make(html, site)).usingRecursiveComparison().isEqualTo(TestSnapshots.make(html, site));
    }

    @Test
    void thePageThatWasGivenStaysAsItWas() {
        Document page = TestSnapshots.parse("<p onclick=x><img data-src=/x.png><script>1</script>");
        String before = page.outerHtml();
        new SnapshotMaker(new FakeSite(), SnapshotLimits.DEFAULTS, TestSnapshots.CLOCK)
                .make(page, TestSnapshots.PAGE, TestSnapshots.NOW.plusSeconds(1));
        assertThat(page.outerHtml()).isEqualTo(before);
    }

    @Test
    void theWayABrowserLaysOutThePageStays() {
        assertThat(TestSnapshots.composed("<!doctype html><p>x", new FakeSite()))
                .startsWith("<!DOCTYPE html><html>");
        assertThat(TestSnapshots.composed("<p>x", new FakeSite())).startsWith("<html><head><meta charset=\"utf-8\">");
        String transitional = "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\""
                + " \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\">";
        assertThat(TestSnapshots.composed(transitional + "<p>x", new FakeSite()))
                .startsWith(transitional);
    }

    @Test
    void hugePagesTakeBoundedTime() {
        for (String piece : List.of(
                "<div>",
                "<p>a",
                "<b><p>x",
                "<svg><g>",
                "<img src=data:,>",
                "<img src=/x.png srcset='a 1w, b 2w'>",
                "<p style='a:url(b)'>",
                "<noscript><img src=x>",
                "<style>a{b:url(x)}</style>",
                "<template shadowrootmode=open>")) {
            String html = piece.repeat(400_000 / piece.length());
            if (new PageParser().parse(html, TestSnapshots.PAGE) instanceof PageParser.Parsed parsed) {
                Assertions.assertTimeout(
                        Duration.ofSeconds(15),
                        () -> new SnapshotMaker(new FakeSite(), SnapshotLimits.DEFAULTS, TestSnapshots.CLOCK)
                                .make(parsed.document(), TestSnapshots.PAGE, TestSnapshots.NOW.plusSeconds(60)),
                        piece);
            }
        }
    }
}
