package keeplink.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What of a page's markup has to be in its snapshot for it to look the same without scripts.
class LooksTest {
    private static final String SPRITE = """
        <svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'><linearGradient id='g'/>
        <circle id='dot' r='4'/><symbol id='a'><use xlink:href='#dot'/><rect fill='url(#g)'/></symbol></svg>\
        """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<img srcset='/a.png 800w' sizes='(min-width:1000px) 400px, 100vw'>"
                        + "|<img srcset=\"A 800w\" src=\"data:,\" sizes=\"(min-width:1000px) 400px, 100vw\">",
                "<img srcset='/a.png 800w' src=/b.png>|<img srcset=\"A 800w\" src=\"data:,\">",
                "<img srcset='/a.png 800w' sizes=300px width=20>|<img width=\"20\" src=\"A\">",
                "<img srcset='/a.png 1x' sizes=300px>|<img src=\"A\">",
                "<img srcset='/b.png 2x' src=/a.png>|<img src=\"A\">",
                "<img srcset='/b.png 3x, /a.png 2x'>|<img srcset=\"A 2.0x\">",
                "<img srcset='/a.png 800w' sizes='auto, 9px'>|<img src=\"A\">",
                "<img srcset='/a.png 800w' sizes='url(x)&quot;'>|<img src=\"A\">",
                "<picture><source srcset='/a.png 800w' sizes=50vw><img></picture>|<img srcset=\"A 800w\""
                        + " src=\"data:,\" sizes=\"50vw\">",
                "<picture><source srcset=/a.png width=7 height=8><img src=/b.png width=9></picture>"
                        + "|<img width=\"7\" height=\"8\" src=\"A\">",
                "<img src=/a.png style='width:0;height:0;min-width:100%;min-height:100%'>|min-height:100%\" src=\"A\">",
                "<a href=javascript:go()>a</a>|<a href=\"#keeplink-nowhere\">a</a>",
                "<div><template shadowrootmode=open><p>a</p></template></div>"
                        + "|<div><template shadowrootmode=\"open\"><p>a</p></template></div>",
                "<div><template shadowrootmode=x><p>a</p></template></div>|<div></div>",
                "<isindex>a<p>b</p>|a<p>b</p>",
                "<keygen><p>b</p>|<p>b</p>",
                "<made class=up>a</made>|<made class=\"up\">a</made>",
                "<menuitem>a</menuitem>|<body>a",
                "<div><noscript class=a><p>b</p></noscript></div>"
                        + "|<div><keeplink-noscript class=\"a\"><p>b</p></keeplink-noscript></div>",
                "<table><tr><noscript><td>b</noscript></table>|<tr><td>b</td></tr>",
                "<style>noscript p,a:not(noscript),.noscript>b,[class=noscript]{color:red}</style>"
                        + "|>keeplink-noscript p,a:not(keeplink-noscript),.noscript>b,[class=noscript]{color:red}<",
                "<b data-label='Price: 3/4'>a</b>|<b data-label=\"Price: 3/4\">",
                "<b data-at=10:30>a</b>|<b data-at=\"10:30\">",
                "<b data-to='see https://a.example'>a</b>|<b>a",
                "<b data-to=/a/b>a</b>|<b>a",
                "<object data=/404.png type=image/png>only text</object>|<body>only text",
                "<iframe src=https://v.example/1 width=560 height=315 frameborder=0></iframe>"
                        + "|style=\"display:inline-block;overflow:hidden;width:560px;height:315px;",
                "<iframe src=https://v.example/1 width=50%></iframe>|width:50%;height:150px;border:2px inset;",
                "<iframe src=https://v.example/1 style='height:9px;background:url(x)' width=auto></iframe>"
                        + "|width:300px;height:150px;border:2px inset;height:9px",
                "<iframe width=9></iframe>|<iframe sandbox=\"\" width=\"9\" srcdoc=",
                "<iframe src=/a.png></iframe>|&lt;img src=&quot;A&quot;",
                "<iframe src=/a.txt></iframe>|a &amp;lt;b&amp;gt;",
                "<svg><use href='/s.svg#a'/></svg>|<use href=\"#keeplink-symbol-1-dot\"></use>"
                        + "<rect fill=\"url(&quot;#keeplink-symbol-1-g&quot;)\"></rect></symbol>"
                        + "<defs><circle id=\"keeplink-symbol-1-dot\" r=\"4\"></circle>"
                        + "<linearGradient id=\"keeplink-symbol-1-g\">",
            })
    void keeps(String html, String written) {
        FakeSite site = new FakeSite()
                .png("https://site.example/a.png")
                .with("https://site.example/a.txt", "text/plain", "a <b>".getBytes(UTF_8))
                .with("https://site.example/s.svg", "image/svg+xml", SPRITE.getBytes(UTF_8));
        String picture = DataAddress.write("image/png", FakeSite.png("https://site.example/a.png".hashCode()));
        assertThat(TestSnapshots.composed(html, site).replace(picture, "A")).contains(written);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cols=200,*|minmax(0,200px) minmax(0,1fr);grid-template-rows:minmax(0,1fr)",
                "rows=20%,2*|columns:minmax(0,1fr);grid-template-rows:minmax(0,20%) minmax(0,2fr)",
                "cols='x,,9999999999'|columns:minmax(0,1fr) minmax(0,1fr) minmax(0,1px);"
            })
    void framesAreWhereTheirSetPutsThem(String set, String written) {
        FakeSite site = new FakeSite().with("https://site.example/f.html", "text/html", "<p>f".getBytes(UTF_8));
        String html = "<frameset " + set + "><frame src=/f.html><frame src=/f.html></frameset>";
        assertThat(TestSnapshots.composed(html, site)).contains(written);
    }
}
