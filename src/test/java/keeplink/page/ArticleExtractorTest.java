package keeplink.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class ArticleExtractorTest {
    private static final String URL = "https://blog.example/2026/tcp.html";
    private static final String PROSE =
            "Sentences follow each other here, one after the other, so that this reads as running text of some"
                    + " length. ";
    private final ArticleExtractor extractor = new ArticleExtractor();

    private Article keepalive() throws IOException {
        return extractor.extract(TestPages.page("tcp-keepalive.html"), URL);
    }

    @Test
    void readsTheTitleOfTheKeepaliveArticle() throws IOException {
        Article article = keepalive();
        assertThat(article.title()).isEqualTo("TCP keepalive 详解");
        assertThat(article.siteName()).isEqualTo("技术社区");
        assertThat(article.byline()).isEqualTo("程序猿编码");
        assertThat(article.lang()).isEqualTo("zh-CN");
        assertThat(article.hasBody()).isTrue();
    }

    @Test
    void keepsEveryParagraphHeadingAndPictureOfTheKeepaliveArticle() throws IOException {
        Article article = keepalive();
        Document page = TestPages.page("tcp-keepalive.html");
        Document html = Jsoup.parse(article.html(), URL);
        int seen = 0;
        for (Element element : page.select("#content_views > p, #content_views > h2")) {
            String said = element.text();
            if (!said.isEmpty()) {
                assertThat(article.text().lines().map(String::strip)).contains(said);
                assertThat(html.select("p, h2").eachText()).contains(said);
                seen++;
            }
        }
        assertThat(seen).isGreaterThan(40);
        assertThat(html.select("img").eachAttr("src"))
                .hasSameSizeAs(page.select("#content_views img"))
                .contains(
                        "https://blog.example/images/keepalive-22.png", "https://blog.example/images/keepalive-62.png")
                .doesNotContain("https://blog.example/images/blank.gif");
    }

    @Test
    void keepsEveryCodeBlockOfTheKeepaliveArticleToTheCharacter() throws IOException {
        Article article = keepalive();
        Document page = TestPages.page("tcp-keepalive.html");
        Document html = Jsoup.parse(article.html(), URL);
        assertThat(html.select("pre").stream().map(Element::wholeText))
                .containsExactlyElementsOf(page.select("#content_views pre").stream()
                        .map(Element::wholeText)
                        .toList());
        for (Element pre : page.select("#content_views pre")) {
            assertThat(article.text()).contains(pre.wholeText());
        }
        assertThat(article.text()).contains("|---<---<---<---|--------- SYN/ACK -----------<---<---<---|\n");
    }

    @Test
    void leavesOutWhatStandsAroundTheKeepaliveArticle() throws IOException {
        Article article = keepalive();
        for (String junk : new String[] {
            "创作中心",
            "会员中心",
            "登录/注册",
            "最新推荐文章于",
            "阅读量",
            "收藏 96",
            "点赞 39",
            "打赏",
            "红包",
            "余额不足",
            "被折叠的条评论",
            "热门文章",
            "分类专栏",
            "RFC1122",
            "Qt程序",
            "tcpSocket",
            "脚本改写",
            "username"
        }) {
            assertThat(article.text()).doesNotContain(junk);
            assertThat(article.html()).doesNotContain(junk);
        }
    }

    @Test
    void doesNotChangeThePage() throws IOException {
        Document page = TestPages.page("tcp-keepalive.html");
        String before = page.outerHtml();
        extractor.extract(page, URL);
        assertThat(page.outerHtml()).isEqualTo(before);
    }

    @Test
    void writesNeutralHtml() {
        Article article = extract("<article><h1>On hedges</h1>"
                + ("<p onclick='x()' style='color:red'>" + PROSE + PROSE
                                + "<a href='/a?b=1&amp;c=2' onmouseover=x()>there</a> <a"
                                + " href='javascript:x()'>nowhere</a> <b>bold</b><script>x()</script></p>")
                        .repeat(4)
                + "<ul><li>one</li><li>two</li></ul><table><thead><tr><th>a</th><th>b</th></tr></thead><tr><td>1<td"
                + " colspan=2>2</tr></table><pre class=hl><code class='language-java x'><span>int</span> a = 1"
                + " &lt; 2;\n"
                + "  b();</code></pre></article>");
        assertThat(article.html())
                .contains("<a href=\"https://blog.example/a?b=1&amp;c=2\">there</a>")
                .contains("nowhere")
                .contains("<strong>bold</strong>")
                .contains("<li>one</li>")
                .contains("<td colspan=\"2\">")
                .contains("<pre><code class=\"language-java\">int a = 1 &lt; 2;\n  b();</code></pre>")
                .doesNotContain("javascript:", "onclick", "onmouseover", "style=", "<script", "<span", "x()");
        assertThat(article.text()).contains("one\ntwo").contains("a\tb\n1\t2").contains("int a = 1 < 2;\n  b();");
    }

    @Test
    void givesAllVisibleTextWhereThereIsNoArticle() {
        Article article = extract(
                "<ul><li><a href=/1>First</a><li><a href=/2>Second</a></ul><p hidden>secret</p><script>x</script>");
        assertThat(article.hasBody()).isFalse();
        assertThat(article.html()).isEmpty();
        assertThat(article.text()).isEqualTo("First\nSecond");
    }

    @Test
    void findsTheHiddenBodyOfWechatWithItsPictures() {
        Article article = extract(
                "<div class=rich_media><div id=js_content class=rich_media_content style='visibility: hidden; opacity:"
                        + " 0'><section><p>" + "文章的正文在这里,而页面把它藏了起来。".repeat(20)
                        + "</p><img data-src='https://mmbiz.example/1.jpg' src='data:image/gif;base64,R0lG'>"
                        + "</section></div></div><div class=qr>" + "扫码关注我们 ".repeat(30) + "</div>");
        assertThat(article.text()).startsWith("文章的正文在这里").doesNotContain("扫码");
        assertThat(article.html()).contains("<img src=\"https://mmbiz.example/1.jpg\">");
    }

    @Test
    void dropsLineNumbersFromCode() {
        Article article = extract("<div id=content_views><p>" + PROSE.repeat(8) + "</p><pre><code>a();\nb();</code>"
                + "<div class=hljs-button>复制</div><ul class=pre-numbering><li>1</li><li>2</li></ul></pre></div>");
        assertThat(article.text()).endsWith("a();\nb();");
        assertThat(article.html()).contains("<pre><code>a();\nb();</code></pre>");
    }

    @Test
    void believesTheTextAPageGivesInItsJsonLd() {
        String body =
                "The harbour was closed for the winter and nobody in the town could say when the ferries would run again. "
                        .repeat(12)
                        .strip();
        Article article = extract("<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"Harbour"
                + " closed\",\"articleBody\":\""
                + body
                + "\"}</script><div class=sidebar-box><div class=x><span>"
                + body.replace(". ", ".</span> <span>") + "</span></div></div><div class=teasers>"
                + ("<p>" + PROSE + "</p>").repeat(6) + "</div>");
        assertThat(article.text()).contains("ferries would run").doesNotContain("Sentences follow");
    }

    @Test
    void takesAwayLabelsTitleAndNoticesAtTheEdges() {
        Article article =
                extract("<article class=post-content><h2>Share</h2>" + ("<p>" + PROSE.repeat(3) + "</p>").repeat(5)
                        + "<p>Advertisement</p><p>" + PROSE.repeat(3) + "</p><h3>Related articles</h3></article>");
        assertThat(article.text())
                .startsWith("Sentences")
                .endsWith("length.")
                .doesNotContain("Advertisement", "Share", "Related");
    }

    private Article extract(String body) {
        return extractor.extract(
                Jsoup.parse(
                        "<html><head><title>A page about things</title></head><body>" + body + "</body></html>", URL),
                URL);
    }

    @Test
    void readsFromTheJsonLdWhatAScriptWouldShow() {
        String told = PROSE.repeat(4).strip();
        String page = """
            <title>t</title><script type="application/ld+json">{"@type":"NewsArticle","articleBody":"%s\\n\\n%s"}</script>\
            <div id=root><a href=/>News</a><p>Loading...</p></div><footer>Copyright</footer>\
            """.formatted(told, told);
        Article article = extractor.extract(Jsoup.parse(page), URL);
        assertThat(article.text()).isEqualTo(told + "\n\n" + told);
        assertThat(Jsoup.parse(article.html()).select("p").eachText()).containsExactly(told, told);
    }

    @Test
    void whatIsShownIsBelievedBeforeTheJsonLd() {
        String page =
                "<title>t</title><script type='application/ld+json'>{'@type':'NewsArticle','articleBody':'other'}</script>"
                                .replace('\'', '"')
                        + "<article><p>" + PROSE.repeat(8) + "</p></article>";
        assertThat(extractor.extract(Jsoup.parse(page), URL).text())
                .isEqualTo(PROSE.repeat(8).strip());
    }

    @Test
    void keepsEverySectionOfADocument() {
        StringBuilder page = new StringBuilder("<title>t</title><div id=content>");
        for (int i = 1; i <= 4; i++) {
            page.append("<div class=sect1><h2>Part ").append(i).append("</h2><div class=sectionbody>");
            page.append("<div class=paragraph><p>").append(PROSE.repeat(i * i)).append("</p></div></div></div>");
        }
        assertThat(extractor.extract(Jsoup.parse(page.toString()), URL).text())
                .contains("Part 1\n\nSentences", "Part 4\n\nSentences");
    }

    @Test
    void leavesOutWhatNobodySees() {
        String page = "<title>t</title><article><h2>Where<a href='#where'>¶</a></h2><p>" + PROSE.repeat(4)
                + "</p><div><label><span class=sr-only>Toggle the menu</span></label></div><p>" + PROSE.repeat(4)
                + "</p></article>";
        Article article = extractor.extract(Jsoup.parse(page), URL);
        assertThat(article.text()).startsWith("Where\n\nSentences").doesNotContain("Toggle");
        assertThat(article.html()).doesNotContain("¶");
    }
}
