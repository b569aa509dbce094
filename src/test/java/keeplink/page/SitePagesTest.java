package keeplink.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What comes out of pages as the sites people link to build them.
class SitePagesTest {
    private static final double LEAST = 0.97;
    private static final double LEAST_MEAN = 0.985;

    private final ArticleExtractor extractor = new ArticleExtractor();

    static List<SitePage> pages() {
        return SitePage.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void theTextIsTheArticleAndLittleElse(SitePage page) {
        String text = extractor.extract(page.page(), page.url()).text();
        assertThat(Corpus.f1(text, String.join(" ", page.keep())))
                .as("%s", difference(text, page))
                .isGreaterThanOrEqualTo(LEAST);
    }

    @Test
    void asAWholeTheTextsAreNearerStill() {
        double mean = pages().stream()
                .mapToDouble(page ->
                        Corpus.f1(extractor.extract(page.page(), page.url()).text(), String.join(" ", page.keep())))
                .average()
                .orElseThrow();
        assertThat(mean).isGreaterThan(LEAST_MEAN);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void whatThePageSaysOfItselfIsRead(SitePage page) {
        Article article = extractor.extract(page.page(), page.url());
        assertThat(Stream.of(
                        "title: " + article.title(),
                        "byline: " + article.byline(),
                        "published: " + String.valueOf(article.publishedTime()).split("T")[0],
                        "lang: " + article.lang()))
                .containsAll(page.expected().entrySet().stream()
                        .filter(entry -> !entry.getKey().equals("url"))
                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                        .toList());
    }

    private static String difference(String text, SitePage page) {
        String bare = Texts.bare(text);
        List<String> lost = page.keep().stream()
                .filter(said -> !bare.contains(Texts.bare(said)))
                .toList();
        List<String> wrong = page.rest().stream()
                .filter(said -> Texts.bare(said).length() > 1 && bare.contains(Texts.bare(said)))
                .toList();
        return page + " lost " + lost + " and has " + wrong + " in\n" + text;
    }
}
