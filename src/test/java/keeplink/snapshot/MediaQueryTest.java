package keeplink.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaQueryTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "screen",
                "ALL",
                "only screen",
                "not print",
                "print, screen",
                "print,(min-width:1px)",
                "screen and (min-width: 1280px)",
                "(max-width:1280px)",
                "(min-width:20em) and (max-width:200em)",
                "(width >= 500px)",
                "(400px <= width < 2000px)",
                "(2000px>width)",
                "(width = 1280px)",
                "(min-width: calc(10px + 2 * 1em))",
                "(orientation: landscape)",
                "(aspect-ratio: 16/10)",
                "(min-aspect-ratio:1/1)",
                "(prefers-color-scheme: light)",
                "(max-resolution: 96dpi)",
                "(-webkit-max-device-pixel-ratio:1.5)",
                "(color)",
                "(min-color: 8)",
                "(hover) and (pointer:fine)",
                "(scripting: none)",
                "not (prefers-color-scheme:dark)",
                "not all and (min-width: 2000px)",
                "screen and (not (max-width: 600px))",
                "screen and not (max-width: 600px)",
                "((min-width:1px) or (made-up))",
                "(made-up) or (min-width:1px)",
                "/* a */ screen /* b */",
                "(min-width:1px",
            })
    void isMet(String query) {
        assertThat(MediaQuery.matches(query)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "print",
                "not screen",
                "not all",
                "speech",
                "screen and (max-width: 600px)",
                "(min-width: 1281px)",
                "(width < 500px)",
                "(400px <= width <= 700px)",
                "(orientation:portrait)",
                "(prefers-color-scheme: dark)",
                "(prefers-reduced-motion)",
                "(prefers-reduced-motion: reduce)",
                "(min-resolution: 2dppx)",
                "(-webkit-min-device-pixel-ratio: 1.5)",
                "(monochrome)",
                "(hover: none)",
                "(made-up)",
                "not (made-up)",
                "(min-width: 50%)",
                "(min-width:1px) and (max-width:2px) or (min-width:1px)",
                "screen or (min-width:1px)",
                "made-up(1)",
                "not made-up(1)",
                "and",
                "(",
                "&",
                "print and",
            })
    void isNotMet(String query) {
        assertThat(MediaQuery.matches(query)).isFalse();
    }

    @Test
    void oneQueryOfAListThatIsNoneDoesNotHarmTheOthers() {
        assertThat(MediaQuery.matches("&test, screen")).isTrue();
    }

    @Test
    void bracketsWithoutEndTakeNoStack() {
        assertThat(MediaQuery.matches("(".repeat(4_000))).isFalse();
        assertThat(MediaQuery.matches("(min-width:" + "calc(".repeat(800))).isFalse();
        assertThat(MediaQuery.matches("screen,".repeat(1_000_000))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10px|10",
                "1.5em|24",
                "1e2px|100",
                "+.5E1px|5",
                "50vw|640",
                "50vh|400",
                "1in|96",
                "72pt|96",
                "0|0",
                "calc(100vw - 2 * 20px)|1240",
                "calc((100vw - 80px) / 3)|400",
                "min(100vw, 40px)|40",
                "max(1px,min(2px,3px))|2",
                "clamp(100px, 50vw, 600px)|600",
                "calc(10px|10",
                "10%|",
                "auto|",
                "calc(1px 2px)|",
                "attr(x)|",
                "calc()|",
            })
    void aLengthIsThatManyPixels(String length, @Nullable Double pixels) {
        assertThat(CssLength.read(CssTokens.of(length)))
                .satisfies(read ->
                        assertThat(read.isPresent() ? read.getAsDouble() : null).isEqualTo(pixels));
    }
}
