package keeplink.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagTest {
    @ParameterizedTest
    @CsvSource({
        "'#Java', Java",
        "java, java",
        "' #标签 ', 标签",
        "＃全角, 全角",
        "'##twice', twice",
        "lang/java, lang/java",
        "/lang//java/, lang/java",
        "ﬁsh, fish",
        "тест, тест",
        "हिन्दी, हिन्दी",
        "a b, ab",
    })
    void namesAreNormalized(String text, String name) {
        assertThat(Tag.of(text)).map(Tag::name).contains(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#", " ", "///", "!?", "😀"})
    void whatHasNoLetterIsNoTag(String text) {
        assertThat(Tag.of(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Java, JAVA", "straße, STRASSE", "ÉTÉ, été", "Ｊａｖａ, java", "Ώ, ώ"})
    void tagsAreComparedWithoutCase(String one, String other) {
        assertThat(new Tag(one)).isEqualTo(new Tag(other)).hasSameHashCodeAs(new Tag(other));
    }

    @Test
    void nestedTagsLieWithinTheirParents() {
        assertThat(new Tag("Lang/Java").isWithin(new Tag("lang"))).isTrue();
        assertThat(new Tag("language").isWithin(new Tag("lang"))).isFalse();
        assertThat(new Tag("lang").isWithin(new Tag("lang"))).isTrue();
    }
}
