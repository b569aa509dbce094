package keeplink.suggest;

import static keeplink.link.TestLinks.ANNA;
import static keeplink.link.TestLinks.HOME;
import static keeplink.link.TestLinks.tags;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import keeplink.link.Link;
import keeplink.link.Tag;
import keeplink.link.TagAliases;
import keeplink.link.UrlCanonicalizer;
import org.junit.jupiter.api.Test;

class SuggestionsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    private static Link.Builder page(String title, String description, String... keywords) {
        String url = "https://example.com/";
        return Link.kept(
                        HOME,
                        1,
                        url,
                        new UrlCanonicalizer().canonicalize(url).orElseThrow(),
                        tags(),
                        "",
                        ANNA,
                        null,
                        "m",
                        NOW)
                .change()
                .page(title, description, 60, null)
                .keywords(List.of(keywords));
    }

    /// Tags in use, each by one link less than the one before.
    private static SequencedMap<Tag, Integer> used(String... names) {
        SequencedMap<Tag, Integer> used = new LinkedHashMap<>();
        for (String name : names) {
            used.put(new Tag(name), 100 - used.size());
        }
        return used;
    }

    private static List<String> suggested(Link.Builder page, SequencedMap<Tag, Integer> used) {
        return Suggestions.of(page.at(NOW), used, TagAliases.NONE).stream()
                .map(Tag::name)
                .toList();
    }

    @Test
    void thePagesOwnKeywordsComeFirstThenTheVocabularyThePageSays() {
        assertThat(suggested(
                        page("How TCP keepalive works", "Networks and dead peers in Linux.", "Sockets", "Operations"),
                        used("linux", "tcp", "java", "net")))
                .containsExactly("Sockets", "Operations", "linux", "tcp");
    }

    @Test
    void aKeywordIsWrittenAsTheCollectionWritesIt() {
        assertThat(suggested(
                        page("x", "", "Machine Learning", "JAVASCRIPT", "networks"),
                        used("machine-learning", "JavaScript", "network")))
                .containsExactly("machine-learning", "JavaScript", "network");
    }

    @Test
    void anAliasIsSuggestedAsWhatItMeans() {
        Link link = page("x", "", "js").at(NOW);

        assertThat(Suggestions.of(link, used(), TagAliases.NONE.with(new Tag("js"), new Tag("javascript"))))
                .containsExactly(new Tag("javascript"));
    }

    @Test
    void neverWhatTheLinkCarriesOrAPersonTookOff() {
        assertThat(suggested(
                        page("Java and TCP", "", "java", "tcp", "net", "lang")
                                .tag(tags("lang/java", "java", "tcp"))
                                .untag(tags("tcp")),
                        used("java", "tcp")))
                .containsExactly("net");
    }

    @Test
    void neverMoreThanFive() {
        assertThat(suggested(page("x", "", "a1", "b1", "c1", "d1", "e1", "f1"), used()))
                .containsExactly("a1", "b1", "c1", "d1", "e1");
    }

    @Test
    void phrasesAreNoTags() {
        assertThat(suggested(
                        page("x", "", "the best way to learn it", "https://spam.example", "...", "C/C++", "云 计算"),
                        used()))
                .containsExactly("C_C", "云_计算");
    }

    @Test
    void wholeWordsCountAndInChineseAnyPlace() {
        assertThat(suggested(page("Javascript 网络编程入门", "Go!"), used("java", "网络", "编程", "网", "g", "lang/go")))
                .containsExactly("网络", "编程", "lang/go");
    }
}
