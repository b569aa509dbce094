package keeplink.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pages made to cost time. What is measured is extraction and verdict, for the parser has bounds of its own; a
/// doubled page may take twice as long and some, but not four times.
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostilePagesTest {
    private static final String URL = "https://hostile.example/";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>word, word, word, word, word and more</p>",
                "<div class=share>x</div>",
                "<br>text",
                "<div><p>some text that is long enough, to count</p><a href=/>link</a></div>",
                "<img src=a.png><noscript><img src=b.png></noscript>",
                "<table><tr><td>cell",
                "<article class=post-content><p>text, of some length that counts</p></article>",
                "<div class='comment author byline'>by x</div>",
                "<div id=js_content>hidden</div>",
                "<ul><li><a href=/>x</a></li></ul>",
                "<meta property=article:tag content=x><link rel=canonical href=x>",
                "<section><header><h2>Head</h2></header></section>"
            })
    void staysLinearInTheNumberOfSiblings(String piece) {
        look("<p>warm</p>".repeat(1_000));
        int times = Math.max(1, 100_000 / Math.max(1, piece.split("<[a-z]").length - 1));
        Duration half = look(piece.repeat(times / 2));
        Duration whole = look(piece.repeat(times));
        assertThat(whole).isLessThan(Duration.ofSeconds(10));
        assertThat(whole).isLessThan(half.multipliedBy(3).plus(Duration.ofSeconds(2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"div", "ins", "font", "article class=article-body", "ul><li", "table><tr><td"})
    void staysBoundedInDepth(String tag) {
        String open = "<" + tag + ">";
        assertThat(look((open + "word, word ").repeat(20_000))).isLessThan(Duration.ofSeconds(10));
        // 400 levels, each with many children before the next.
        assertThat(look((open + "<p>word, word</p>x".repeat(100)).repeat(400))).isLessThan(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"class", "id", "style", "href", "src", "srcset", "itemprop", "rel", "role"})
    void readsNoAttributeOfMegabytesOften(String name) {
        String huge = "a b, ".repeat(400_000);
        assertThat(look("<title>x</title><div><p " + name + "='" + huge + "'>text, text</p><img " + name + "='" + huge
                        + "'><a " + name + "='" + huge + "'>x</a><meta name=keywords content=\"" + huge + "\"></div>"))
                .isLessThan(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", " ", "，", "_ ", ": ", "2024年", "Jan "})
    void readsLongTextOnce(String piece) {
        String text = piece.repeat(1_000_000);
        assertThat(look("<title>" + text + "</title><h1>" + text + "</h1><p class=date>" + text + "</p><p class=byline>"
                        + text + "</p><pre>" + text + "</pre>"
                        + "<script type=application/ld+json>{\"@type\":\"Article\",\"articleBody\":\""
                        + text.substring(0, 400_000) + "\"}</script>"))
                .isLessThan(Duration.ofSeconds(15));
    }

    private static Duration look(String html) {
        Document page = Jsoup.parse(html, URL);
        // Time of the processor, for other tests and other people keep it busy as well.
        ThreadMXBean thread = ManagementFactory.getThreadMXBean();
        long start = thread.getCurrentThreadCpuTime();
        Article article = new ArticleExtractor().extract(page, URL);
        Verdict verdict = new VerdictClassifier().classify(page, article, URL, 200);
        assertThat(verdict).isNotNull();
        return Duration.ofNanos(thread.getCurrentThreadCpuTime() - start);
    }
}
