package keeplink.bot.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import keeplink.bot.text.Html;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArticlePagesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<p>One</p><p>Two</p> | One\\n\\nTwo",
                "<h2>Head</h2><p>Text</p> | <b>Head</b>\\n\\nText",
                "<p>a <strong>b</strong> <em>c</em></p> | a <b>b</b> <i>c</i>",
                "<p><a href='https://x.example/?a=1&amp;b=2'>x</a></p> | <a href=\"https://x.example/?a=1&amp;b=2\">x</a>",
                "<p><a href='javascript:alert(1)'>x</a></p> | x",
                "<ul><li>one</li><li>two</li></ul> | • one\\n• two",
                "<ol><li>one</li><li>two</li></ol> | 1. one\\n2. two",
                "<p>1 &lt; 2 &amp; 3</p> | 1 &lt; 2 &amp; 3",
                "<p>use <code>a &lt; b</code></p> | use <code>a &lt; b</code>",
                "<blockquote><p>said</p></blockquote> | <blockquote>said</blockquote>",
                "<figure><img src='https://x.example/a.png' alt='A cat'></figure> | <a href=\"https://x.example/a.png\">🖼 A cat</a>",
                "<script>alert(1)</script><p>x</p> | x",
                "<strong><p>bold block</p></strong> | bold block",
                "<p>a<br>b</p> | a\\nb",
                "<p>a</p><p>b</p> | a\\n\\nb",
                "<p>a</p><ul><li>one</li><li><p>two</p><p>more</p></li></ul><p>b</p> | a\\n\\n• one\\n• two\\n\\nmore\\n\\nb",
                "<ul><li></li><li><ul><li>one</li></ul></li><li><pre>code</pre></li></ul> | • one\\n<pre>code</pre>",
                "<table><tr><td>1</td></tr><tr><td>2</td></tr></table><p>b</p> | 1\\n2\\n\\nb",
                "<p>a</p><pre>code</pre><p>b</p> | a\\n<pre>code</pre>\\nb",
            })
    void markupBecomesWhatTelegramShows(String html, String shown) {
        assertThat(ArticlePages.of(html)).extracting(Html::markup).containsExactly(shown.replace("\\n", "\n"));
    }

    @Test
    void aDiagramStaysAsItIs() {
        String diagram = "  A        B\n  |--SYN-->|\n  |<--ACK--|  <1s>\n";
        List<Html> pages = ArticlePages.of("<pre>" + Html.escape(diagram) + "</pre>");

        assertThat(pages.getFirst().markup()).isEqualTo("<pre>" + Html.escape(diagram.stripTrailing()) + "</pre>");
    }

    @Test
    void pagesEndBetweenParagraphsAndTogetherSayEverything() {
        String html = IntStream.range(0, 60)
                .mapToObj(i -> "<p>Paragraph " + i + " " + "word ".repeat(40).strip() + "</p>")
                .collect(Collectors.joining());

        List<Html> pages = ArticlePages.of(html);

        assertThat(pages).hasSizeGreaterThan(3).allSatisfy(page -> {
            assertThat(page.markup()).startsWith("Paragraph ").endsWith("word");
            assertThat(page.markup()).hasSizeLessThanOrEqualTo(ArticlePages.PAGE + 100);
        });
        String whole = pages.stream().map(Html::markup).collect(Collectors.joining("\n\n"));
        IntStream.range(0, 60).forEach(i -> assertThat(whole).contains("Paragraph " + i + " "));
    }

    @Test
    void aBlockLongerThanAPageIsCutBetweenLinesAndStaysWrapped() {
        String code =
                IntStream.range(0, 400).mapToObj(i -> "line " + i + " <&>").collect(Collectors.joining("\n"));

        List<Html> pages = ArticlePages.of("<pre>" + Html.escape(code) + "</pre>");

        assertThat(pages)
                .hasSizeGreaterThan(1)
                .allSatisfy(page ->
                        assertThat(page.markup()).startsWith("<pre>line ").endsWith("</pre>"));
        String whole = pages.stream()
                .map(page -> page.markup().replace("<pre>", "").replace("</pre>", ""))
                .collect(Collectors.joining("\n"));
        assertThat(whole.replaceAll("\n+", "\n")).isEqualTo(Html.escape(code).markup());
    }

    @Test
    void anEmptyArticleIsOneEmptyPage() {
        assertThat(ArticlePages.of("")).containsExactly(Html.EMPTY);
    }
}
