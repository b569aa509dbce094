package keeplink.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import keeplink.fetch.FetchFailure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictWordsTest {
    static Stream<Arguments> verdicts() {
        return Stream.of(
                Arguments.of(new Verdict.Full(List.of()), "full"),
                Arguments.of(new Verdict.TextOnly(List.of()), "text only"),
                Arguments.of(new Verdict.Blocked(Verdict.Wall.CAPTCHA), "blocked: captcha"),
                Arguments.of(new Verdict.Blocked(Verdict.Wall.LOGIN), "blocked: login"),
                Arguments.of(new Verdict.NotAPage("application/pdf"), "not a page: application/pdf"),
                Arguments.of(new Verdict.Failed(FetchFailure.HTTP_STATUS, 404), "failed: 404"),
                Arguments.of(new Verdict.Failed(FetchFailure.TIMEOUT, 0), "failed: timeout"),
                Arguments.of(new Verdict.Failed(FetchFailure.TOO_MANY_REDIRECTS, 0), "failed: too many redirects"));
    }

    @ParameterizedTest
    @MethodSource("verdicts")
    void saysAVerdictAndReadsItBack(Verdict verdict, String words) {
        assertThat(VerdictWords.of(verdict)).isEqualTo(words);
        assertThat(VerdictWords.read(words)).contains(verdict);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fine", "blocked", "blocked: by me", "failed: ", "failed: 40", "not a page: ", "FULL"})
    void readsNothingElse(String words) {
        assertThat(VerdictWords.read(words)).isEmpty();
    }
}
