package keeplink.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import keeplink.link.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTagsTest {
    private static SequencedMap<Tag, Integer> used(String... names) {
        SequencedMap<Tag, Integer> used = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            used.put(new Tag(names[i]), names.length - i);
        }
        return used;
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            jav,          java lang/java/loom javascript
            JAVASCRIPT,   java lang/java/loom
            javascritp,   javascript java lang/java/loom
            jaav,         java lang/java/loom
            pyhton,       python
            pythn,        python
            loom,         lang/java/loom
            cafe,         café
            數據庫,       数据库
            数据裤,       数据库
            数据,         数据库
            据库,         数据库
            базы,         база
            프로그램,     프로그래밍
            xyz,          ''
            java,         lang/java/loom javascript
            😀,           ''
            """)
    void findsWhatMayHaveBeenMeant(String asked, String expected) {
        SequencedMap<Tag, Integer> used =
                used("java", "javascript", "python", "lang/java/loom", "café", "数据库", "база", "프로그래밍", "rust");
        List<String> nearest =
                NearestTags.of(asked, used, 5).stream().map(Tag::name).toList();
        assertThat(String.join(" ", nearest)).isEqualTo(expected);
    }

    @Test
    void putsTheMoreUsedFirstAndKeepsToTheLimit() {
        assertThat(NearestTags.of("a", used("ax", "ay", "az"), 2)).containsExactly(new Tag("ax"), new Tag("ay"));
        assertThat(NearestTags.of(new Tag("a"), used("a"), 2)).isEmpty();
        assertThat(NearestTags.of("#", used("a"), 2)).isEmpty();
    }
}
