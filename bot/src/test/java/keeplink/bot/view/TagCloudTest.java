package keeplink.bot.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import keeplink.link.Tag;
import keeplink.search.TagTree;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TagCloudTest {
    @BeforeAll
    static void fonts() {
        assumeThat(TagCloud.isPossible())
                .as("skipped: this machine has no fonts to draw words with")
                .isTrue();
    }

    private static BufferedImage drawn(List<TagTree.Entry> tags) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(TagCloud.png(tags).orElseThrow()));
    }

    /// Pixels that are not paper.
    private static long ink(BufferedImage image) {
        int paper = image.getRGB(0, 0);
        return IntStream.range(0, image.getWidth() * image.getHeight())
                .filter(at -> image.getRGB(at % image.getWidth(), at / image.getWidth()) != paper)
                .count();
    }

    private static TagTree.Entry tag(String name, int links) {
        return new TagTree.Entry(new Tag(name), links);
    }

    @Test
    void aTagIsLargerTheMoreItIsUsed() throws IOException {
        long alone = ink(drawn(List.of(tag("java", 40), tag("x", 1))));
        long small = ink(drawn(List.of(tag("java", 1), tag("x", 40))));

        assertThat(alone).isGreaterThan(2 * small);
    }

    @Test
    void theSameTagsGiveTheSamePicture() {
        List<TagTree.Entry> tags = List.of(tag("java", 4), tag("标签", 3), tag("lang/go", 3), tag("тест", 1));

        assertThat(TagCloud.png(tags))
                .hasValueSatisfying(
                        png -> assertThat(png).isEqualTo(TagCloud.png(tags).orElseThrow()));
    }

    @Test
    void manyAndLongTagsStayOnThePaper() throws IOException {
        List<TagTree.Entry> tags = IntStream.range(0, 500)
                .mapToObj(i -> tag("a_very_long_tag_that_goes_on_and_on_" + i, 500 - i))
                .toList();

        BufferedImage image = drawn(tags);

        assertThat(ink(image)).isPositive();
        assertThat(ink(image.getSubimage(0, 0, image.getWidth(), 10))).isZero();
        assertThat(ink(image.getSubimage(0, 0, 10, image.getHeight()))).isZero();
    }

    @Test
    void withoutTagsThereIsNoPicture() {
        assertThat(TagCloud.png(List.of())).isEmpty();
    }
}
