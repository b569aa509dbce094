package keeplink.bot.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class WeeksChartTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 30);

    private static BufferedImage chart(int... weeks) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(WeeksChart.png(weeks, MONDAY)));
    }

    /// How many pixels of a column of twelve are not paper, between two heights.
    private static int ink(BufferedImage picture, int column, int from, int to) {
        int width = (picture.getWidth() - 60) / 12;
        int count = 0;
        for (int x = 30 + column * width; x < 30 + (column + 1) * width; x++) {
            for (int y = from; y < to; y++) {
                count += picture.getRGB(x, y) == 0xFFFAFAF7 ? 0 : 1;
            }
        }
        return count;
    }

    @Test
    void fullerWeeksHaveTallerBars() throws IOException {
        BufferedImage picture = chart(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);

        for (int week = 2; week < 12; week++) {
            assertThat(ink(picture, week, 0, 450)).isGreaterThan(ink(picture, week - 1, 0, 450));
        }
    }

    @Test
    void everyWeekHasItsNumberAndItsDay() throws IOException {
        BufferedImage picture = chart(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1_234_567);

        for (int week = 0; week < 12; week++) {
            assertThat(ink(picture, week, 470, 500))
                    .as("the day of week %d", week)
                    .isPositive();
        }
        assertThat(ink(picture, 0, 400, 440))
                .as("the nought above an empty week")
                .isPositive();
        assertThat(ink(picture, 11, 30, 75)).as("a number of seven digits").isPositive();
    }

    @Test
    void theSameWeeksGiveTheSamePicture() {
        int[] weeks = {1, 2, 3};
        assertThat(WeeksChart.png(weeks, MONDAY)).isEqualTo(WeeksChart.png(weeks, MONDAY));
    }
}
