package keeplink.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is left of the plain text of pages that put much around and between their paragraphs.
class EdgeCleanUpTest {
    private static final String URL = "https://harbour.example/2024/winter.html";
    private static final String STATED =
            "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"The harbour in winter\",\"author\":{\"name\":\"Ada Example\"}}</script>";
    private static final String FIRST =
            "The harbour was closed for the winter, and nobody in the town could say when the ferries would run again.";
    private static final String MIDDLE =
            "Fishermen, traders and the master of the port met twice in the old customs house, without a result that anybody would name.";
    private static final String LAST =
            "In spring, says the master of the port, there will be a new timetable, a new quay and, perhaps, a new ferry.";
    private static final String PROSE = MIDDLE + " " + MIDDLE + " " + MIDDLE;

    private static final String LONG = (PROSE + " ").repeat(12).strip();

    private final ArticleExtractor extractor = new ArticleExtractor();

    @Test
    void leavesNothingButTheParagraphsOfANewsPage() {
        assertThat(
                        text(
                                STATED
                                        + "<article><h1>The harbour in winter</h1><p>By Ada Example</p><p>Published March 3, 2024</p>"
                                        + "<figure><img src=a.jpg><figcaption>The quay in January</figcaption></figure>"
                                        + "<p>" + FIRST + "</p><p>Advertisement</p><p>" + LONG + "</p>"
                                        + "<p><strong>READ MORE: <a href=/x>Ferry fares to rise in the north</a></strong></p><p>"
                                        + PROSE
                                        + "</p><p>Sign up for our letter and never miss a story from the coast.</p><p>"
                                        + LAST + "</p>"
                                        + "<p>Tags: <a href=/t/1>harbour</a>, <a href=/t/2>winter</a></p>"
                                        + "<h3>Related stories</h3><ul><li><a href=/1>Lighthouse sold to a collector</a></li><li><a href=/2>Storm takes the pier</a></li></ul>"
                                        + "<h3>About the author</h3><p>Ada Example writes about the coast and lives on it.</p></article>"))
                .isEqualTo(String.join("\n\n", FIRST, LONG, PROSE, LAST));
    }

    @Test
    void leavesNothingButTheParagraphsOfAChineseNewsPage() {
        String first = "海港今冬关闭，镇上没有人知道渡轮什么时候恢复通航，渔民和商人为此在旧海关大楼开了两次会。";
        String more = "港务负责人表示，春天将公布新的时刻表，同时修建新的码头，也许还会有一艘新的渡轮投入使用。".repeat(3);
        assertThat(text("<h1>海港的冬天</h1><div class=main-text><p>来源：海港日报　2024年1月5日 08:15</p><p>" + first + "</p><p>"
                        + more
                        + "</p><p>图为冬天的码头。新华社记者 王小明 摄</p><p>" + more + "</p><p>相关阅读：<a href=/1>灯塔出售</a></p>"
                        + "<p>责任编辑：李雷</p><p>版权声明：未经授权不得转载。</p></div>"))
                .isEqualTo(String.join("\n\n", first, more, more));
    }

    @Test
    void keepsCaptionsWherePicturesAreMuchOfWhatIsSaid() {
        String step =
                "<figure><img src=a.jpg><figcaption>Cut the %s board to the length of the shelf and sand its edges.</figcaption></figure>";
        String text = text("<article><h1>How to build a shelf</h1><p>" + PROSE + "</p>" + step.formatted("first")
                + step.formatted("second") + step.formatted("third") + "<p>" + LAST + "</p></article>");
        assertThat(text).contains("the first board", "the second board", "the third board");
    }

    @Test
    void takesLittleFromAPageThatDoesNotCallItselfAnArticle() {
        String text = text(
                "<article><p>" + PROSE + "</p><p>Photo: the first of the series, taken from the tower at noon</p><p>"
                        + PROSE + "</p><p>Photo: the second of the series, taken from the quay at night</p></article>");
        assertThat(text).contains("the first of the series", "the second of the series");
    }

    @Test
    void keepsRepliesOfAThread() {
        String reply = "<div class=post><p>" + PROSE + "</p></div>";
        String text = text(STATED + "<article><p>" + PROSE + "</p><h3>3 Replies</h3>" + reply.repeat(3) + "</article>");
        assertThat(text.split("Fishermen", -1)).hasSizeGreaterThan(9);
    }

    @Test
    void keepsCodeAfterAHeadingThatSoundsLikeANotice() {
        String text = text(STATED + "<article><p>" + PROSE + "</p><p>" + PROSE
                + "</p><h2>Categories</h2><pre><code>SELECT name FROM category;</code></pre></article>");
        assertThat(text).endsWith("Categories\n\nSELECT name FROM category;");
    }

    @Test
    void takesALabelInBoldAndItsLinkInAnyLanguage() {
        String link = "<p><b>Olvasta már: </b><a href='%s'>Újra jár a komp a szigetre tavasztól</a></p>";
        assertThat(text(STATED + "<article><p>" + PROSE + "</p>" + link.formatted("/komp") + "<p>" + PROSE
                        + "</p></article>"))
                .doesNotContain("komp");
        assertThat(text(STATED + "<article><p>" + PROSE + "</p>" + link.formatted("https://elsewhere.example/komp")
                        + "<p>" + PROSE + "</p></article>"))
                .as("what leads elsewhere is a source")
                .contains("Olvasta már: Újra jár a komp");
    }

    @Test
    void takesAContentsListOfLinksIntoThePageWithItsHeading() {
        assertThat(text(STATED + "<article><p>" + PROSE
                        + "</p><h3>In this article</h3><ul><li><a href='#a'>Ice</a></li>"
                        + "<li><a href='#b'>Ferries</a></li></ul><p>" + PROSE + "</p></article>"))
                .isEqualTo(PROSE + "\n\n" + PROSE);
    }

    @Test
    void takesTheAuthorsLifeUnderTheAuthorsName() {
        assertThat(text(STATED + "<article><p>" + PROSE + "</p><p>" + PROSE + "</p><h4>Ada Example</h4>"
                        + "<p>Ada keeps bees in an orchard above the bay and has two dogs.</p></article>"))
                .isEqualTo(PROSE + "\n\n" + PROSE);
    }

    @Test
    void takesBoxesThatCallForAction() {
        String box =
                "<div class=cta-box><h3>Help us keep the lamp lit.</h3><p>Every coin counts.</p><a href=/give>Donate</a></div>";
        assertThat(text(STATED + "<article><div class=text><p>" + PROSE + "</p>" + box + "<p>" + PROSE
                        + "</p></div></article>"))
                .isEqualTo(PROSE + "\n\n" + PROSE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div class='contributions__epic'><h2>Since you are here</h2><p>Help us keep the lamp lit.</p></div>",
                "<aside><div class='rich-link'><a href=/x>Lighthouse sold to a collector</a></div></aside>",
                "<div class='articleNewsletter'><h3>The coast in your mail</h3><p>All news from the coast.</p></div>",
                "<div class='author-bio'><p>Ada Example keeps bees in an orchard above the bay.</p></div>",
                "<p><strong><a href=/x>LIGHTHOUSE SOLD TO A COLLECTOR</a></strong></p>",
                "<p><em>[More about it: <a href=/x>Lighthouse sold to a collector</a>]</em></p>"
            })
    void takesWhatTheSitePutsBetweenParagraphs(String box) {
        assertThat(text(STATED + "<article><p>" + PROSE + "</p>" + box + "<p>" + PROSE + "</p></article>"))
                .isEqualTo(PROSE + "\n\n" + PROSE);
    }

    @Test
    void believesNoNameThatMostOfThePageBears() {
        assertThat(text(STATED + "<article><div class=related><p>" + PROSE + "</p></div><div class=newsletter><p>"
                        + PROSE + "</p></div></article>"))
                .isEqualTo(PROSE + "\n\n" + PROSE);
    }

    private String text(String body) {
        return extractor
                .extract(Jsoup.parse("<html><head><title>The harbour in winter</title></head><body>" + body, URL), URL)
                .text();
    }
}
