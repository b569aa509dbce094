package keeplink.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagAliasesTest {
    /// `a=b` lets a mean b.
    private static TagAliases said(String... sentences) {
        TagAliases aliases = TagAliases.NONE;
        for (String sentence : sentences) {
            String[] pair = sentence.split("=");
            aliases = aliases.with(new Tag(pair[0]), new Tag(pair[1]));
        }
        return aliases;
    }

    @ParameterizedTest(name = "after {0}, #{1} means #{2}")
    @CsvSource({
        "js=javascript,              js,        javascript",
        "js=javascript,              JS,        javascript",
        "js=javascript,              javascript, javascript",
        "js=javascript,              jsx,       jsx",
        "js=javascript,              js/react,  javascript/react",
        "js=lang/javascript,         js,        lang/javascript",
        "a=b b=c,                    a,         c",
        "b=c a=b,                    a,         c",
        "a=b b=a,                    b,         a",
        "a=b b=a,                    a,         a",
        "a=b b=c c=a,                c,         a",
        "a=b b=c c=a,                b,         a",
        "a=b b=c c=a,                a,         a",
        "a=b a=c,                    a,         c",
        "a=b a=a,                    a,         a",
        "java=java/core,             java,      java/core",
        "java=java/core,             java/core, java/core",
        "java=java/core,             java/x,    java/x",
        "网=网络,                     网,         网络",
    })
    void whatWasSaidLastWinsAndNothingLeadsInACircle(String sentences, String tag, String means) {
        assertThat(said(sentences.split(" ")).meaning(new Tag(tag))).isEqualTo(new Tag(means));
    }

    @Test
    void severalTagsThatMeanOneAreOne() {
        assertThat(said("js=javascript").meaning(List.of(new Tag("js"), new Tag("a"), new Tag("javascript"))))
                .containsExactly(new Tag("javascript"), new Tag("a"));
    }

    @ParameterizedTest(name = "#{0} moved from #{1} to #{2} is #{3}")
    @CsvSource({
        "lang/java, lang,      language,  language/java",
        "Lang/Java, lang,      language,  language/Java",
        "lang,      Lang,      Sprache,   Sprache",
        "language,  lang,      Sprache,   language",
        "a/b/c,     a/b,       x,         x/c",
        "straße/x,  STRASSE,   weg,       weg/x",
    })
    void aTagMovesWithWhatItLiesUnder(String tag, String from, String to, String moved) {
        assertThat(new Tag(tag).moved(new Tag(from), new Tag(to)).name()).isEqualTo(moved);
    }
}
