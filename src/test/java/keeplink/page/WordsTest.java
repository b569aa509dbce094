package keeplink.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            verif…human | Verify that you are human          | true
            verif…human | VERIFYING YOU ARE A HUMAN          | true
            verif…human | humans verify                      | false
            verif…human | verify it within the next few minutes, or so says a human | false
            ~404~       | Error 404                          | true
            ~404~       | Peugeot 4040                       | false
            域名…出售    | 该域名正在出售                       | true
            a…b…c       | a 1 b 2 c                          | true
            a…b…c       | a c b                              | false
            """)
    void findsFragmentsAndTheirPartsInOrder(String fragment, String text, boolean found) {
        assertThat(Words.of(fragment).in(text)).isEqualTo(found);
    }

    @Test
    void partsOfAFragmentStandInOneLine() {
        assertThat(Words.of("log~in…continue").in("Log in\nto continue")).isFalse();
    }

    @Test
    void countsWhatStandsBesideOneAnotherOnceEach() {
        Words words = Words.of("not~a~robot a~robot human");

        assertThat(words.count("I am not a robot", 5)).isEqualTo(1);
        assertThat(words.count("I am not a robot but human, human", 5)).isEqualTo(2);
        assertThat(words.count("human, a robot, not a robot", 2)).isEqualTo(2);
    }

    @Test
    void measuresTheLongestPlace() {
        assertThat(Words.of("log~in domain…sale").longest("The domain is for sale"))
                .isEqualTo(18);
        assertThat(Words.of("log~in").longest("Register")).isZero();
    }
}
