package keeplink.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PageParserTest {
    private final PageParser parser = new PageParser();

    @Test
    void keepsTextToTheCharacter() {
        String pre = "<pre>\n\n  a\tb   c\n    <b>d</b>  \n</pre>";
        assertThat(parser.parse("<!doctype html><html lang=zh><body>" + pre + "</body></html>", "https://a.example/"))
                .isInstanceOfSatisfying(PageParser.Parsed.class, parsed -> {
                    assertThat(parsed.cut()).isFalse();
                    assertThat(parsed.document().select("pre").stream().map(Element::wholeText))
                            .containsExactly("\n  a\tb   c\n    d  \n");
                    assertThat(parsed.document().baseUri()).isEqualTo("https://a.example/");
                });
    }

    @Test
    void readsWhatIsShownWithoutScripts() {
        assertThat(parser.parse("<body><noscript><img src=a.png></noscript>", "https://a.example/"))
                .isInstanceOfSatisfying(
                        PageParser.Parsed.class,
                        parsed -> assertThat(parsed.document().select("noscript > img"))
                                .hasSize(1));
    }

    @Test
    void readsLineEndsAsABrowserDoes() {
        assertThat(read("<pre>a\r\nb\rc&#13;d</pre>", "text/html")
                        .expectFirst("pre")
                        .wholeText())
                .isEqualTo("a\nb\nc\rd");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<p>a<b/>c</p><p>d</p>|<p>a<b></b>c</p><p>d</p>",
                "<script src='x'/><p>a</p>|<script src='x'></script><p>a</p>",
                "<p>a<br></br>b<br/>c</p>|<p>a<br>b<br>c</p>",
                "<p><![CDATA[<i> & b]]></p>|<p>&lt;i&gt; &amp; b</p>",
                "<style><![CDATA[a > b{}]]></style>|<style>a > b{}</style>",
                "<style>a &gt; b{}</style>|<style>a > b{}</style>",
                "<p title='a>/'>b</p>|<p title='a>/'>b</p>",
                "<?pi x?><!--c--><p>a</p>|<p>a</p>",
            })
    void readsXhtmlByTheRulesOfXml(String xhtml, String html) {
        Document read = read("<html><head></head><body>" + xhtml + "</body></html>", "application/xhtml+xml");
        Document expected = read("<!doctype html><body>" + html, "text/html");
        assertThat(read.html()).isEqualTo(expected.html());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<!doctype html>|false",
                "''|true",
                "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 3.2 Final//EN\">|true",
                "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01 Transitional//EN\">|true",
                "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01 Transitional//EN\""
                        + " \"http://www.w3.org/TR/html4/loose.dtd\">|false",
            })
    void aTableStaysInItsParagraphInPagesBeforeStandards(String doctype, boolean within) {
        Document read = read(doctype + "<title>t</title><p>a<table><tr><td>b</table>", "text/html");
        assertThat(read.select("p > table").isEmpty()).isNotEqualTo(within);
    }

    private Document read(String page, String mediaType) {
        Charsets.Decoded decoded = Charsets.decode(page.getBytes(StandardCharsets.UTF_8), null);
        return ((PageParser.Parsed) parser.parse(decoded, mediaType, "https://a.example/")).document();
    }

    @Test
    void anEmptyPageIsAPage() {
        assertThat(parser.parse("", "https://a.example/"))
                .isInstanceOfSatisfying(
                        PageParser.Parsed.class,
                        parsed -> assertThat(parsed.cut()).isFalse());
    }

    @Test
    void isCutAtTheBoundOnElements() {
        assertThat(new PageParser(Duration.ofSeconds(20), 1_000).parse("<p>x".repeat(5_000), "https://a.example/"))
                .isInstanceOfSatisfying(PageParser.Parsed.class, parsed -> {
                    assertThat(parsed.cut()).isTrue();
                    assertThat(parsed.document().select("p").size()).isBetween(900, 1_001);
                });
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                big("a tag name of 5 MB", () -> "<" + "a".repeat(5_000_000)),
                big("an end tag of 3 MB", () -> "x</" + "a".repeat(3_000_000) + ">"),
                big("fonts in paragraphs", () -> {
                    StringBuilder html = new StringBuilder(7_000_000);
                    for (int i = 0; i < 300_000; i++) {
                        html.append("<p><font color=").append(i).append(">x");
                    }
                    return html.toString();
                }),
                big("adoption agency", () -> "<b><p><i>".repeat(300_000)),
                big("siblings", () -> "<p>a".repeat(1_250_000)),
                big("depth", () -> "<div>".repeat(1_000_000)),
                big("tables", () -> "<table><b>x".repeat(500_000)),
                big("attributes", () -> "<p " + "a=b c%d ".repeat(500_000) + ">x"),
                big("less-than", () -> "<".repeat(5_000_000)),
                big("NUL", () -> "\0".repeat(5_000_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void hostileMarkupIsBounded(String name, Supplier<String> html) {
        String page = html.get();
        long start = System.nanoTime();
        PageParser.Result result = parser.parse(page, "https://a.example/");
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        // The bound is 2 s; the rest is for a machine that does other things too.
        assertThat(took).isLessThan(Duration.ofSeconds(6));
        if (result instanceof PageParser.Parsed parsed) {
            assertThat(parsed.document().stream().count()).isLessThan(320_000);
            assertThat(parsed.document().outputSettings().prettyPrint()).isFalse();
        }
    }

    @Test
    void fewerElementsAreMadeWhereFewerAreWanted() {
        String page = "<p>a".repeat(1_000);
        assertThat(parser.parse(page, "https://a.example/"))
                .isInstanceOfSatisfying(
                        PageParser.Parsed.class, all -> assertThat(all.cut()).isFalse());
        assertThat(parser.upTo(100).parse(page, "https://a.example/"))
                .isInstanceOfSatisfying(PageParser.Parsed.class, few -> {
                    assertThat(few.cut()).isTrue();
                    assertThat(few.document().stream().count()).isLessThan(1_000);
                });
    }

    @Test
    void whereNothingUsableIsLeftThePageIsTooComplex() {
        assertThat(new PageParser(Duration.ofMillis(50), 1_000)
                        .parse("<" + "a".repeat(5_000_000), "https://a.example/"))
                .isEqualTo(new PageParser.TooComplex());
    }

    private static Arguments big(String name, Supplier<String> html) {
        return Arguments.of(name, html);
    }

    @Test
    void attributesThatMultiplyAreCutAsElementsAre() {
        String many = IntStream.range(0, 400).mapToObj(i -> "a" + i).collect(Collectors.joining(" "));
        PageParser parser = new PageParser(Duration.ofSeconds(60), 10_000);
        var parsed = (PageParser.Parsed)
                parser.parse("<p><font " + many + ">" + "<p>x".repeat(50_000), "https://a.example/");
        long attributes =
                parsed.document().stream().mapToLong(Element::attributesSize).sum();
        assertThat(parsed.cut()).isTrue();
        // four for each element a page may have, and what one look lets pass
        assertThat(attributes).isBetween(40_000L, 3_000_000L);
    }

    @Test
    void textsPartedByCommentsAreCutAsElementsAre() {
        PageParser parser = new PageParser(Duration.ofSeconds(60), 10_000);
        var parsed = (PageParser.Parsed) parser.parse("a<!>".repeat(100_000), "https://a.example/");
        assertThat(parsed.cut()).isTrue();
        // three for each element a page may have, and what one look lets pass
        assertThat(parsed.document().body().childNodeSize()).isBetween(30_000, 60_000);
    }

    @Test
    void aPageWithTheUsualAttributesIsWhole() {
        PageParser parser = new PageParser(Duration.ofSeconds(60), 10_000);
        String piece = "<p class=a id=b>x <a href=/c title=d rel=e>y</a></p>";
        var parsed = (PageParser.Parsed) parser.parse(piece.repeat(4_900), "https://a.example/");
        assertThat(parsed.cut()).isFalse();
        assertThat(parsed.document().select("a")).hasSize(4_900);
    }
}
