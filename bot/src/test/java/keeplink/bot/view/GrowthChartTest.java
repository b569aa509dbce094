package keeplink.bot.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import keeplink.bot.text.Texts;
import keeplink.link.Growth;
import org.junit.jupiter.api.Test;

class GrowthChartTest {
    private static final Growth WEEKS = Growth.read("WEEK/2026-09-07/0,1,2,3,4,5,6,7,8,9,10,11");
    private static final Growth MONTHS = Growth.read("MONTH/2025-12-01/1234567,0,0,0,0,0,0,0,0,0,0,1234567");

    private final Texts texts = new Texts();

    private BufferedImage chart(Growth growth, Locale language) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(GrowthChart.png(growth, texts.in(language))));
    }

    /// Pixels of a part that are not paper.
    private static long ink(BufferedImage image, int left, int top, int width, int height) {
        BufferedImage part = image.getSubimage(left, top, width, height);
        return IntStream.range(0, width * height)
                .filter(at -> part.getRGB(at % width, at / width) != 0xFFFAFAF7)
                .count();
    }

    @Test
    void laterSpansStandTallerWhereMoreWasKept() throws IOException {
        BufferedImage image = chart(WEEKS, Locale.ENGLISH);
        int column = (image.getWidth() - 60) / 12;

        for (int week = 2; week < 12; week++) {
            assertThat(ink(image, 30 + week * column, 100, column, 350))
                    .isGreaterThan(ink(image, 30 + (week - 1) * column, 100, column, 350));
        }
    }

    @Test
    void nothingTouchesTheEdgeHoweverLargeTheNumbers() throws IOException {
        for (Growth growth : new Growth[] {WEEKS, MONTHS}) {
            for (Locale language : Texts.LANGUAGES) {
                BufferedImage image = chart(growth, language);
                int width = image.getWidth();
                int height = image.getHeight();
                assertThat(ink(image, 0, 0, width, 20)
                                + ink(image, 0, height - 20, width, 20)
                                + ink(image, 0, 0, 20, height)
                                + ink(image, width - 20, 0, 20, height))
                        .as("%s in %s", growth, language)
                        .isZero();
            }
        }
    }

    @Test
    void everySpanHasItsNumberAndItsLabel() throws IOException {
        BufferedImage image = chart(MONTHS, Locale.ENGLISH);
        int column = (image.getWidth() - 60) / 12;

        for (int month = 0; month < 12; month++) {
            assertThat(ink(image, 30 + month * column, 470, column, 30))
                    .as("the label of month %d", month)
                    .isPositive();
        }
        assertThat(ink(image, 30 + column, 405, column, 35))
                .as("the nought of a month of nothing")
                .isPositive();
    }

    @Test
    void whatIsCountedIsWrittenAboveInTheReadersLanguage() throws IOException {
        assumeThat(TagCloud.isPossible())
                .as("skipped: this machine has no fonts to draw words with")
                .isTrue();
        BufferedImage english = chart(WEEKS, Locale.ENGLISH);

        assertThat(ink(english, 30, 20, 600, 50)).isPositive();
        assertThat(ink(english, 30, 72, 940, 14))
                .as("room between the title and the tallest bar's number")
                .isZero();
        assertThat(GrowthChart.png(WEEKS, texts.in(Locale.ENGLISH)))
                .isNotEqualTo(GrowthChart.png(WEEKS, texts.in(Locale.CHINESE)))
                .isEqualTo(GrowthChart.png(WEEKS, texts.in(Locale.ENGLISH)));
    }

    @Test
    void theNumbersAreSaidAsWell() {
        assertThat(GrowthChart.caption(WEEKS, texts.in(Locale.ENGLISH)).markup())
                .isEqualTo("📊 Links kept per week since 09-07: 0 · 1 · 2 · 3 · 4 · 5 · 6 · 7 · 8 · 9 · 10 · 11");
        assertThat(GrowthChart.caption(MONTHS, texts.in(Locale.CHINESE)).markup())
                .startsWith("📊 每月保存的链接（自 2025-12 起）：1234567 · 0 · ");
    }
}
