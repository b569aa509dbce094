package keeplink.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import keeplink.link.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwinTagsTest {
    private static SequencedMap<Tag, Integer> used(String... names) {
        SequencedMap<Tag, Integer> used = new LinkedHashMap<>();
        for (String name : names) {
            used.put(new Tag(name), used.size() + 1);
        }
        return used;
    }

    @ParameterizedTest(name = "#{0} where #{1} is in use")
    @CsvSource({
        "machine_learning, machine-learning, true",
        "machinelearning,  machine-learning, true",
        "java-script,      JavaScript,       true",
        "javascipt,        javascript,       true",
        "books,            book,             true",
        "library,          libraries,        true",
        "café,             cafe,             true",
        "網絡,             网络,             true",
        "java,             lang/java,        true",
        "java,             javascript,       false",
        "java17,           java21,           false",
        "rust,             dust,             false",
        "前端,             后端,             false",
        "前端开发,         后端开发,         false",
        "go,               gc,               false",
        "lang,             lang/java,        false",
        "lang/java,        lang,             false",
        "lang/go,          lang/git,         false",
    })
    void asksOnlyWhereTwoAreProbablyOne(String fresh, String known, boolean twins) {
        assertThat(TwinTags.of(new Tag(fresh), used(known)).isPresent()).isEqualTo(twins);
    }

    @Test
    void theOneInUseMostIsMeant() {
        assertThat(TwinTags.of(new Tag("datebases"), used("datebase", "databases")))
                .contains(new Tag("databases"));
    }

    @Test
    void aTagIsNoTwinOfItself() {
        assertThat(TwinTags.of(new Tag("Java"), used("java"))).isEmpty();
    }
}
