package keeplink.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Base64;
import java.util.function.Supplier;
import keeplink.page.PageParser;
import keeplink.page.Verdict.Shortfall;
import keeplink.page.Verdict.What;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Pages made to cost more than they are worth: each comes to an end in time, within the heap of a test, inert.
class BadInputTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    /// What is wrong with a page. They are written when they are asked for: together they would fill the heap.
    @SuppressWarnings("ImmutableEnumChecker")
    enum Bad {
        CANDIDATES(() -> "<img srcset='" + "/a.png 1w,".repeat(100_000) + "'>"),
        ADDRESS_OF_50_MB(() -> "<img src='data:image/png;base64," + "A".repeat(50_000_000) + "'>x"),
        STYLE_OF_50_MB(() -> "<p style='background:url(data:image/png;base64," + "A".repeat(50_000_000) + ")'>x"),
        SHEET_OF_5_MB(() -> "<style>" + "a{b:url(/x.png)}".repeat(300_000) + "</style>x"),
        DEPTH(() -> "<div>".repeat(1_000_000) + "x"),
        DEPTH_OF_STYLES(() -> "<style>" + "a{".repeat(1_000_000) + "</style>x"),
        DEPTH_OF_FUNCTIONS(() -> "<p style='a:" + "f(".repeat(1_000_000) + "'>x"),
        DEPTH_OF_DRAWINGS(() -> "<svg>" + "<g>".repeat(100_000) + "</svg>x"),
        IMAGE_SETS(() -> "<p style='a:" + "image-set(url(x) 1x,".repeat(50_000) + "'>x"),
        PRINT_RULES(() -> "<style>" + "@media print ".repeat(500_000) + "</style>x"),
        NAMESPACES(() -> "<style>" + "@namespace a 'http://www.w3.org/2000/svg';".repeat(100_000) + "</style>x"),
        BROKEN_IMPORTS(() -> "<style>" + "@import url(".repeat(100_000) + "</style>x"),
        FONTS(() -> "<style>" + "@font-face{font-family:a;src:url(x)}".repeat(50_000) + "</style>x"),
        RANGES(() -> "<style>@font-face{font-family:a;src:url(x);unicode-range:" + "U+1,".repeat(500_000)
                + "}p{font-family:a}</style><p>x"),
        FRAMES(() -> "<iframe srcdoc='<p>a'></iframe>".repeat(20_000) + "x"),
        FRAMES_WITHIN(() -> "<iframe srcdoc='" + "<b>".repeat(100_000) + "x'></iframe>x"),
        MEDIA(() -> "<video>" + "<source src=/a.mp4>".repeat(100_000) + "</video>x"),
        ICONS(() -> "<link rel=icon href=/a.ico>".repeat(100_000) + "x"),
        ATTRIBUTES(() -> {
            StringBuilder page = new StringBuilder("<img src=data:,");
            for (int i = 0; i < 100_000; i++) {
                page.append(" data-src").append(i).append("=/x");
            }
            return page.append(">x").toString();
        }),
        NULS(() -> "<p title='\0\0'>\0x\0<sty\0le>a{}</style>\uD800\uDFFF\uFFFE".repeat(10_000)),
        ENTITIES(() -> "&lt;&amp;&#0;&#x110000;&notin".repeat(200_000));

        private final Supplier<String> page;

        Bad(Supplier<String> page) {
            this.page = page;
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsInTimeAndInert(Bad bad) {
        String html = bad.page.get();
        Assertions.assertTimeout(LONG, () -> {
            if (new PageParser(Duration.ofSeconds(20), 300_000).parse(html, TestSnapshots.PAGE)
                    instanceof PageParser.Parsed parsed) {
                FakeSite site = new FakeSite().png("https://site.example/a.png");
                SnapshotMaker.Made made = new SnapshotMaker(site, SnapshotLimits.DEFAULTS, TestSnapshots.CLOCK)
                        .make(parsed.document(), TestSnapshots.PAGE, TestSnapshots.NOW.plusSeconds(60));
                assertThat(site.asked()).hasSizeLessThanOrEqualTo(300);
                Inert.assertInert(TestSnapshots.compose(made));
            }
        });
    }

    @Test
    void ofTenThousandFilesThreeHundredAreFetched() {
        StringBuilder html = new StringBuilder();
        FakeSite site = new FakeSite();
        for (int i = 0; i < 10_000; i++) {
            html.append("<img src=/").append(i).append(".png>");
            site.png("https://site.example/" + i + ".png");
        }
        SnapshotMaker.Made made = TestSnapshots.make(html.toString(), site);
        assertThat(site.asked()).hasSize(300);
        assertThat(made.resources()).hasSize(300);
        assertThat(made.missing()).containsExactly(new Shortfall(What.SNAPSHOT_FILES, 9_700));
    }

    @Test
    void filesWithinAddressesCountTowardsTheBytesOfASnapshot() {
        StringBuilder html = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            byte[] picture = java.util.Arrays.copyOf(FakeSite.png(i), 1_500_000);
            html.append("<img src='data:image/png;base64,")
                    .append(Base64.getEncoder().encodeToString(picture))
                    .append("'>");
        }
        SnapshotMaker.Made made = TestSnapshots.make(html.toString(), new FakeSite());
        long bytes = made.resources().stream()
                .mapToLong(resource -> resource.bytes().length)
                .sum();
        assertThat(bytes).isLessThanOrEqualTo(20_000_000);
        assertThat(made.missing()).containsExactly(new Shortfall(What.SNAPSHOT_BYTES, 17));
    }

    @Test
    void sheetsThatImportOneAnotherInACircleEnd() {
        FakeSite site = new FakeSite();
        for (int i = 0; i < 30; i++) {
            StringBuilder css = new StringBuilder();
            for (int j = 0; j < 30; j++) {
                css.append("@import '").append(j).append(".css';");
            }
            site.css("https://site.example/" + i + ".css", css + "p{order:" + i + "}");
        }
        Assertions.assertTimeout(LONG, () -> {
            String composed = TestSnapshots.composed("<link rel=stylesheet href=/0.css><p>x", site);
            assertThat(composed.length()).isLessThan(64_000_000);
        });
        assertThat(site.asked()).hasSize(30);
    }

    @Test
    void whatIsCalledSomethingElseThanItIsIsNotTaken() {
        byte[] html = "<html><script>alert(1)</script>".getBytes(UTF_8);
        FakeSite site = new FakeSite()
                .with("https://site.example/a.png", "image/png", html)
                .with("https://site.example/a.mp4", "video/mp4", html)
                .with("https://site.example/a.woff2", "font/woff2", html)
                .with("https://site.example/a.css", "text/html", html)
                .with("https://site.example/frame", "application/octet-stream", FakeSite.PNG);
        SnapshotMaker.Made made = TestSnapshots.make(
                "<link rel=stylesheet"
                        + " href=/a.css><style>@font-face{font-family:a;src:url(/a.woff2)}p{font-family:a}</style><p>x<img"
                        + " src=/a.png><video src=/a.mp4></video><iframe src=/frame></iframe>",
                site);
        assertThat(made.resources()).isEmpty();
        assertThat(made.missing())
                .containsExactlyInAnyOrder(
                        new Shortfall(What.STYLES, 1),
                        new Shortfall(What.IMAGES, 1),
                        new Shortfall(What.FONTS, 1),
                        new Shortfall(What.MEDIA, 1),
                        new Shortfall(What.FRAMES, 1));
    }
}
