package keeplink.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SrcsetTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a.png|a.png 0 1.0",
                "a.png, b.png 2x|a.png 0 1.0,b.png 0 2.0",
                "a.png 1x,b.png 1.5x|a.png 0 1.0,b.png 0 1.5",
                "a.png 100w, b.png 200w|a.png 100 1.0,b.png 200 1.0",
                "a.png 100w 50h|a.png 100 1.0",
                "a,b.png 100w|a,b.png 100 1.0",
                "a.png,, b.png|a.png 0 1.0,b.png 0 1.0",
                ", ,a.png ,|a.png 0 1.0",
                "data:image/png;base64,AA== 1x, b.png 2x|data:image/png;base64,AA== 0 1.0,b.png 0 2.0",
                "a.png x(1,2) , b.png|b.png 0 1.0",
                "a.png 1q, b.png -1x, c.png zw, d.png 0x, e.png|e.png 0 1.0",
                "a.png NaNx, b.png 99999999999w, c.png|c.png 0 1.0",
            })
    void readsCandidates(String srcset, String candidates) {
        assertThat(String.join(
                        ",",
                        Srcset.parse(srcset).stream()
                                .map(c -> c.address() + " " + c.width() + " " + c.density())
                                .toList()))
                .isEqualTo(candidates);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a 400w, b 800w, c 1600w, d 3200w|0|c",
                "a 400w, b 800w, c 1500w, d 3200w|0|c",
                "a 400w, b 800w, c 1600w, d 3200w|300|b",
                "a 400w, b 800w|2000|b",
                "a 3200w, b 2400w|0|b",
                "a 1x, b 2x, c 3x|0|a",
                "b 2x, c 3x|0|b",
            })
    void choosesOneOfASensibleSize(String srcset, int slot, String best) {
        assertThat(Srcset.byFit(Srcset.parse(srcset), slot))
                .first()
                .extracting(Srcset.Candidate::address)
                .isEqualTo(best);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "300px|300",
                "(max-width: 600px) 100vw, 50vw|640",
                "(min-width:1px) 10px, 20px|10",
                "(min-width: 1000px) 400px, 100vw|400",
                "(orientation: portrait) 10px, 25vw|320",
                "(max-width: 600px) 100vw, calc(50vw - 20px)|620",
                "calc(100vw - 2px)|1278",
                "min(100vw, 40px)|40",
                "(max-width: 600px) min(1px, 2px), clamp(1px, 50vw, 600px)|600",
                "(width < 600px) 1px, (600px <= width) 3px, 100vw|3",
                "not (min-width: 1px) 1px, 2px|2",
                "(made-up) 1px, 50%, 2px|2",
                "(min-width: 1em) 20em|320",
                "auto|0",
                "x|0"
            })
    void knowsHowWideAPictureIsShown(String sizes, int slot) {
        assertThat(Srcset.slot(sizes)).isEqualTo(slot);
    }

    @Test
    void aHundredThousandCandidatesAreNothing() {
        Assertions.assertTimeout(
                Duration.ofSeconds(2),
                () -> assertThat(Srcset.parse("a.png 1w, ".repeat(100_000))).hasSize(200));
        Assertions.assertTimeout(Duration.ofSeconds(2), () -> Srcset.parse("a (".repeat(1_000_000)));
        Assertions.assertTimeout(Duration.ofSeconds(2), () -> Srcset.parse(",".repeat(5_000_000)));
    }
}
