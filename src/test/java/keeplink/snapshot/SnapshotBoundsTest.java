package keeplink.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import keeplink.page.Verdict.Shortfall;
import keeplink.page.Verdict.What;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/// What a snapshot lacks, by a bound or as it cannot be had, and that it says so.
class SnapshotBoundsTest {
    private static final String SITE = "https://site.example/";

    @Test
    void whatIsMissingIsCounted() {
        FakeSite site = new FakeSite()
                .with(SITE + "page.png", "image/png", "<html>not found".getBytes(UTF_8))
                .with(SITE + "page.css", "text/html", "<html>".getBytes(UTF_8));
        SnapshotMaker.Made made = TestSnapshots.make(
                "<link rel=stylesheet href=/page.css><link rel=stylesheet href=/404.css><img src=/page.png"
                        + " alt=words><img src=/404.png><img src=/404.png><iframe"
                        + " src=https://video.example/1></iframe><video src=/v.mp4></video>"
                        + "<style>@font-face{font-family:A;src:url(/404.woff)}p{font-family:A}</style><p>x",
                site);
        assertThat(made.missing())
                .containsExactlyInAnyOrder(
                        new Shortfall(What.STYLES, 2),
                        new Shortfall(What.IMAGES, 2),
                        new Shortfall(What.FONTS, 1),
                        new Shortfall(What.MEDIA, 1),
                        new Shortfall(What.FRAMES, 1));
        Document document = TestSnapshots.parse(TestSnapshots.compose(made));
        assertThat(document.select("img").outerHtml()).startsWith("<img alt=\"words\">");
        assertThat(document.select("a").eachAttr("href")).containsExactly("https://video.example/1", SITE + "v.mp4");
    }

    @Test
    void boundsOnFilesAndBytesAreKeptAndSaid() {
        StringBuilder html = new StringBuilder();
        FakeSite site = new FakeSite();
        for (int i = 0; i < 50; i++) {
            html.append("<img src=/").append(i).append(".png>");
            site.png(SITE + i + ".png");
        }
        SnapshotLimits files = new SnapshotLimits(10, 1_000_000, 1_000_000, Duration.ofSeconds(60), 5, 4);
        SnapshotMaker.Made made = TestSnapshots.make(html.toString(), site, files);
        assertThat(made.resources()).hasSize(10);
        assertThat(made.missing()).containsExactly(new Shortfall(What.SNAPSHOT_FILES, 40));

        SnapshotLimits bytes =
                new SnapshotLimits(100, 5L * FakeSite.png(1).length, 1_000_000, Duration.ofSeconds(60), 5, 1);
        SnapshotMaker.Made full = TestSnapshots.make(html.toString(), site, bytes);
        assertThat(full.resources()).hasSize(5);
        assertThat(full.missing()).containsExactly(new Shortfall(What.SNAPSHOT_BYTES, 45));

        SnapshotLimits time = new SnapshotLimits(100, 1_000_000, 1_000_000, Duration.ZERO, 5, 4);
        assertThat(TestSnapshots.make(html.toString(), site, time).missing())
                .containsExactly(new Shortfall(What.SNAPSHOT_TIME, 50));
    }

    @Test
    void whatAReaderWouldMissMostComesFirst() {
        FakeSite site = new FakeSite().font(SITE + "f.woff2");
        StringBuilder sheet = new StringBuilder("@font-face{font-family:F;src:url(/f.woff2)}p{font-family:F}");
        StringBuilder html =
                new StringBuilder("<link rel=stylesheet href=/a.css><p style='background:url(/hero.png)'>x");
        site.png(SITE + "hero.png");
        for (int i = 0; i < 9; i++) {
            sheet.append(".b")
                    .append(i)
                    .append("{background:url(/behind")
                    .append(i)
                    .append(".png)}");
            html.append("<img src=/").append(i).append(".png>");
            site.png(SITE + "behind" + i + ".png").png(SITE + i + ".png");
        }
        site.css(SITE + "a.css", sheet + ".c{background:url(/0.png)}");
        // the sheet, the pictures of the page, the font, and one more
        SnapshotLimits limits = new SnapshotLimits(13, 1_000_000, 1_000_000, Duration.ofSeconds(60), 5, 4);
        SnapshotMaker.Made made = TestSnapshots.make(html.toString(), site, limits);
        assertThat(site.asked())
                .startsWith(SITE + "a.css")
                .endsWith(SITE + "f.woff2", SITE + "behind0.png")
                .contains(SITE + "hero.png", SITE + "0.png", SITE + "8.png");
        assertThat(made.missing()).containsExactly(new Shortfall(What.SNAPSHOT_FILES, 8));

        FakeSite again = new FakeSite(site::at);
        TestSnapshots.make(
                html.toString(), again, new SnapshotLimits(4, 1_000_000, 1_000_000, Duration.ofSeconds(60), 5, 4));
        assertThat(again.asked())
                .containsExactlyInAnyOrder(SITE + "a.css", SITE + "hero.png", SITE + "0.png", SITE + "1.png");
    }

    @Test
    void documentThatGrowsBeyondItsBoundIsCutAndSaysSo() {
        SnapshotMaker.Made made = TestSnapshots.make("<p>" + "\"".repeat(4_000_000) + "</p><p>after", new FakeSite());
        assertThat(made.html()).hasSizeBetween(16_000_000, 17_000_000).endsWith("</p></body></html>");
        assertThat(made.missing()).containsExactly(new Shortfall(What.PAGE_BOUND, 1));
    }

    @Test
    void importsEndAtTheirDepth() {
        FakeSite site = new FakeSite();
        for (int i = 0; i < 20; i++) {
            site.css(SITE + i + ".css", "@import '" + (i + 1) + ".css';p{order:" + i + "}");
        }
        SnapshotMaker.Made made = TestSnapshots.make("<link rel=stylesheet href=/0.css>", site);
        assertThat(site.asked()).hasSize(6);
        assertThat(made.missing()).containsExactly(new Shortfall(What.SNAPSHOT_BOUND, 1));
    }
}
