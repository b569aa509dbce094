package keeplink.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextDiffTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "One. Two. Three.|One. Three.|Two.|''",
                "One. Two.|One. Two. Three!|''|Three!",
                "It costs 5 euros. Buy it.|It costs 7 euros. Buy it.|It costs 5 euros.|It costs 7 euros.",
                "今天下雨。明天放晴。|今天下雨。明天下雪!|明天放晴。|明天下雪!",
                "価格は五円です。買いますか?|価格は七円です。買いますか?|価格は五円です。|価格は七円です。",
                "비가 옵니다. 춥습니다.|비가 옵니다. 덥습니다.|춥습니다.|덥습니다.",
                "यह एक वाक्य है। दूसरा वाक्य।|यह एक वाक्य है।|दूसरा वाक्य।|''",
                "Mr. Smith came at 5 p.m. He left.|Mr. Smith came at 6 p.m. He left.|Mr. Smith came at 5 p.m.|Mr."
                        + " Smith came at 6 p.m.",
                "One.   Two\tbig words.|One. Two big words.|''|''",
                "One. Two.|Two. One.|''|''",
                "Again. Again.|Again.|Again.|''",
                "''|Something new.|''|Something new.",
                "He paid 3.50 at 8 a.m. sharp.|He paid 3.60 at 8 a.m. sharp.|He paid 3.50 at 8 a.m. sharp.|He paid"
                        + " 3.60 at 8 a.m. sharp.",
            })
    void namesTheSentencesThatAreGoneAndThatAreNew(String before, String after, String removed, String added) {
        TextDiff diff = TextDiff.between(before, after);
        assertThat(String.join(" / ", diff.removed())).isEqualTo(removed);
        assertThat(String.join(" / ", diff.added())).isEqualTo(added);
    }

    @Test
    void aLineEndsASentence() {
        TextDiff diff = TextDiff.between("A heading\n\nSome text.", "Another heading\n\nSome text.");
        assertThat(diff).isEqualTo(new TextDiff(List.of("A heading"), List.of("Another heading")));
    }

    @Test
    void sentencesStandInTheOrderOfTheirText() {
        TextDiff diff = TextDiff.between("Third. Second. First. Same.", "New. Same. Newer. Newest.");
        assertThat(diff)
                .isEqualTo(new TextDiff(List.of("Third.", "Second.", "First."), List.of("New.", "Newer.", "Newest.")));
        assertThat(TextDiff.between("Same.", "Same.").isEmpty()).isTrue();
    }

    @Test
    void longTextsTakeLittleTime() {
        String one = "This is sentence one. ".repeat(200_000);
        assertThat(TextDiff.between(one, one + "And another.").added()).containsExactly("And another.");
    }
}
