package keeplink.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which captions are labels of pictures, and which are the article's own.
class CaptionsTest {
    private static final String URL = "https://harbour.example/2024/winter.html";
    private static final String PROSE =
            "Fishermen, traders and the master of the port met twice in the old customs house, without a result. "
                    .repeat(4)
                    .strip();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<figure><img src=a.jpg><figcaption>The quay in January</figcaption></figure>",
                "<figure><img src=a.jpg><figcaption><p>The quay in January</p><small>Getty</small></figcaption></figure>",
                "<div class=wp-caption><img src=a.jpg><p class=wp-caption-text>The quay in January</p></div>",
                "<div class='inline-photo'><img src=a.jpg><br><span class=pb-caption>The quay in January</span></div>",
                "<div class='image-ct inline'><img src=a.jpg><div class=info><div class=caption><p>The quay in January</p></div></div></div>",
                "<p class=credit-wrap><span class=cutline>The quay in January</span></p>",
                "<div class=gallery><a>Next</a><div class=gallery-title>The quay through the years</div>"
                        + "<div class=gallery-caption>The quay in January</div><div>1 of 8 pictures</div></div>"
            })
    void takesLabelsOfPicturesWithTheirBoxes(String picture) {
        assertThat(text("<p>" + PROSE + "</p>" + picture + "<p>" + PROSE + "</p>"))
                .isEqualTo(PROSE + "\n\n" + PROSE);
    }

    @Test
    void keepsWhatTheAuthorSaysBelowAPicture() {
        String spoken = "I was not allowed to take a picture of the quay, so one of the port itself will have to do.";
        assertThat(text("<p>" + PROSE + "</p><figure><img src=a.jpg><figcaption>" + spoken + "</figcaption></figure><p>"
                        + PROSE + "</p>"))
                .contains(spoken);
    }

    @Test
    void keepsThreeSentencesThatTellAPartOfTheStory() {
        String told = "The %s winter the quay was closed for a month, and the ferries went from the mole in the north.";
        String picture = "<figure><img src=a.jpg><figcaption><span>" + told
                + "</span><span class=caption__source>Ada Example</span></figcaption></figure>";
        assertThat(text("<p>" + PROSE.repeat(2) + "</p>" + picture.formatted("first") + picture.formatted("second")
                        + "<p>" + PROSE + "</p>" + picture.formatted("third")))
                .contains(told.formatted("first"), told.formatted("second"), told.formatted("third"));
    }

    @Test
    void findsTakenCaptionsWhenSearching() {
        Article article = article("<p>" + PROSE + "</p><div class=photo><img src=a.jpg><div class=photo-caption>"
                + "The quay in January</div></div><p>" + PROSE + "</p>");
        assertThat(article.text()).doesNotContain("January");
        assertThat(article.words()).startsWith(article.text()).contains("The quay in January");
        assertThat(article.words().split("Fishermen", -1))
                .hasSize(article.text().split("Fishermen", -1).length);
    }

    private static String text(String body) {
        return article(body).text();
    }

    private static Article article(String body) {
        String page = "<html><head><title>The harbour in winter</title><meta property='article:published_time'"
                + " content='2024-03-03T08:00:00Z'></head><body><article>" + body + "</article>";
        return new ArticleExtractor().extract(Jsoup.parse(page, URL), URL);
    }
}
