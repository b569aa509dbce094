package keeplink.bot.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import keeplink.link.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DigestPageTest {
    private static final Instant FROM = Instant.parse("2026-11-16T01:00:00Z");
    private static final Instant TO = Instant.parse("2026-11-23T01:00:00Z");

    static Stream<DigestPage> pages() {
        DigestPage plain = DigestPage.of("42", FROM, TO, List.of());
        return Stream.of(
                plain,
                plain.choosing(12),
                plain.withMore(true).turned(3),
                plain.with(DigestPage.Keys.DAYS),
                new DigestPage(
                        "-1007",
                        FROM,
                        TO,
                        List.of(new Tag("java"), new Tag("语言/日本語")),
                        2,
                        new DigestPage.Uncertain(LocalDateTime.parse("2026-11-16T09:00"), FROM, TO),
                        DigestPage.Keys.LINKS,
                        true,
                        4,
                        7));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void isReadAsItWasWritten(DigestPage page) {
        assertThat(DigestPage.read(page.written())).contains(page);
    }

    @Test
    void whatIsNoLetterIsNone() {
        assertThat(DigestPage.read("")).isEmpty();
        assertThat(DigestPage.read("#java\n0")).isEmpty();
    }
}
