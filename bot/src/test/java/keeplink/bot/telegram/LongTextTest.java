package keeplink.bot.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LongTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fits                               | 10 | fits
            <b>fits</b> &amp; so               | 9  | <b>fits</b> &amp; so
            One. Two is. Three                 | 14 | One. Two is. / Three
            one two three                      | 9  | one two / three
            <b>one two</b> three               | 12 | <b>one two</b> / three
            ab <a href="x">long link</a> b     | 12 | ab <a href="x">long link</a> / b
            <b>onetwo</b>                      | 4  | <b>onet</b> / <b>wo</b>
            <b>a<i>bcd</i>e</b>                | 3  | <b>a<i>bc</i></b> / <b><i>d</i>e</b>
            a&lt;b&gt;c                        | 3  | a&lt;b / &gt;c
            👨‍👩‍👧👨‍👩‍👧                         | 10 | 👨‍👩‍👧 / 👨‍👩‍👧
            写得很好。再来一句。               | 7  | 写得很好。 / 再来一句。
            """)
    void endsAPartWhereItReadsBest(String html, int most, String parts) {
        assertThat(LongText.parts(html, most).stream().map(String::strip).collect(Collectors.joining(" / ")))
                .isEqualTo(parts);
    }

    @Test
    void endsAParagraphBeforeASentence() {
        assertThat(LongText.parts("A paragraph.\n\nAnother one. It goes on", 27))
                .containsExactly("A paragraph.\n\n", "Another one. It goes on");
    }

    @Test
    void losesNothingWhateverTheMarkup() {
        Random random = new Random(7);
        List<String> bits =
                List.of("<b>", "</b>", "<i>", "</i>", "<a href=\"u\">", "</a>", "word ", "&amp;", "𝒳", "。", "\n");
        for (int round = 0; round < 500; round++) {
            String soup = random.ints(60, 0, bits.size()).mapToObj(bits::get).collect(Collectors.joining());
            String html = Parser.htmlParser()
                    .parseInput(soup, "")
                    .outputSettings(new org.jsoup.nodes.Document.OutputSettings().prettyPrint(false))
                    .body()
                    .html();
            List<String> parts = LongText.parts(html, 16);
            assertThat(parts)
                    .allSatisfy(part -> assertThat(words(part).length()).isBetween(1, 16));
            assertThat(words(String.join("", parts)).strip().replaceAll("\\s+", " "))
                    .isEqualTo(words(html).strip().replaceAll("\\s+", " "));
        }
    }

    private static String words(String html) {
        return Parser.htmlParser().parseInput(html, "").body().wholeText();
    }
}
