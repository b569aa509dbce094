package keeplink.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/// Drawings, as pages show and use them.
class SvgFileTest {
    private static final String SITE = "https://site.example/";

    @Test
    void partsOfOtherDrawingsAreBroughtIn() {
        String sprite = "<svg xmlns='http://www.w3.org/2000/svg'><symbol id='star' viewBox='0 0 9 9'"
                + " onload='x()'><script>x()</script><path d='M1 1'/></symbol></svg>";
        FakeSite site = new FakeSite().with(SITE + "sprite.svg", "image/svg+xml", sprite.getBytes(UTF_8));
        String composed = TestSnapshots.composed(
                "<svg><use xlink:href='/sprite.svg#star'/></svg><svg><use href='/sprite.svg#star'/></svg>", site);
        Document document = TestSnapshots.parse(composed);
        assertThat(document.select("use").eachAttr("href")).containsExactly("#keeplink-symbol-1", "#keeplink-symbol-1");
        assertThat(document.select("symbol"))
                .singleElement()
                .satisfies(symbol -> assertThat(symbol.select("path").attr("d")).isEqualTo("M1 1"));
        Inert.assertInert(composed);
    }

    @Test
    void partsThatAreNoSymbolsStayTheShapesTheyAre() {
        String sprite = "<svg:svg xmlns:svg='http://www.w3.org/2000/svg'><svg:rect id='a' width='3' height='2'/>"
                + "<svg:symbol id='b' viewBox='0 0 9 9'/><svg:linearGradient id='c'/><svg:script id='d'>x()</svg:script>"
                + "<svg:g id='e'><svg:path d='M1 1'/></svg:g></svg:svg>";
        FakeSite site = new FakeSite().with(SITE + "s.svg", "image/svg+xml", sprite.getBytes(UTF_8));
        String uses = Stream.of("a", "b", "c", "d", "e")
                .map(id -> "<use href='/s.svg#" + id + "'/>")
                .collect(Collectors.joining());
        assertThat(TestSnapshots.make("<svg>" + uses + "</svg>", site).html())
                .contains(
                        "<rect id=\"keeplink-symbol-1\" width=\"3\" height=\"2\"></rect>",
                        "<symbol id=\"keeplink-symbol-2\" viewBox=\"0 0 9 9\"></symbol>",
                        "<linearGradient id=\"keeplink-symbol-3\"></linearGradient>",
                        "<g id=\"keeplink-symbol-4\">x()</g>",
                        "<g id=\"keeplink-symbol-5\"><path d=\"M1 1\"></path></g>");
    }

    @Test
    void drawingsAreKeptWithoutWhatActs() {
        String svg = "<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY ns 'http://www.w3.org/2000/svg'>]><svg xmlns='&ns;'"
                + " viewBox='0 0 9 9' onload='x()'><script>x()</script><a xlink:href='javascript:x()'><path d='M1"
                + " 1' fill='url(#g)' onclick='x()'/></a><image"
                + " href='https://evil.example/x.png'/><foreignObject><iframe"
                + " src='x'/></foreignObject><style>path{fill:url(https://evil.example/y)}a>b{c:d}</style><text>a"
                + " &amp; b</text></svg>";
        FakeSite site = new FakeSite().with(SITE + "x.svg", "image/svg+xml", svg.getBytes(UTF_8));
        String kept = new String(
                TestSnapshots.make("<img src=/x.svg>", site)
                        .resources()
                        .getFirst()
                        .bytes(),
                UTF_8);
        assertThat(kept)
                .startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">")
                .contains("<path d=\"M1 1\" fill=\"url(&quot;#g&quot;)\">", "a &amp; b")
                .doesNotContain("script", "onload", "onclick", "evil", "foreign", "iframe");
    }
}
