package keeplink.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A browser without scripts shows a snapshot as it shows the page itself: the same words, everything in its place,
/// the same colours. Skipped where there is no `/usr/bin/chromium`.
@EnabledIf("keeplink.snapshot.TestBrowser#isThere")
class FaithfulInBrowserTest {
    private static final String FOLDER = "https://site.example/";
    private static final Pattern SIZE = Pattern.compile("picture-(\\d+)x(\\d+)\\.png");
    private static final Map<String, String> TYPES =
            Map.of("html", "text/html; charset=utf-8", "css", "text/css", "svg", "image/svg+xml", "ttf", "font/ttf");

    private static TestBrowser browser;
    private static TestBrowser.Tab tab;

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void start() {
        browser = new TestBrowser();
        tab = browser.tab(TestBrowser.Opened.WITHOUT_SCRIPTS);
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pictures", "styles", "old", "forms"})
    void aSnapshotLooksLikeItsPage(String name) throws IOException {
        FakeSite site = new FakeSite(FaithfulInBrowserTest::file);
        String address = FOLDER + name + ".html";
        Look page = tab.lookAt(address, site);
        assertThat(tab.open(TestSnapshots.composed(site, address), folder)).isEmpty();
        Look snapshot = Look.of(tab.page());
        assertThat(snapshot.title()).isEqualTo(page.title());
        assertThat(snapshot.text()).isEqualTo(page.text()).isNotEmpty();
        assertThat(snapshot.boxes()).containsExactlyElementsOf(page.boxes());
        // The edges of letters and of pictures made smaller are not drawn alike each time.
        assertThat(snapshot.differsBy(page)).isLessThan(0.001);
    }

    /// What the site has at an address: a file of the tests' resources, a picture of the size its name says, a font.
    private static FakeSite.@Nullable Answer file(String address) {
        String path = address.substring(FOLDER.length());
        Matcher size = SIZE.matcher(path);
        if (size.matches()) {
            return new FakeSite.Answer(
                    "image/png", png(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2))));
        }
        byte[] bytes = path.equals("own.ttf")
                ? read("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf")
                : read("/pages/looks/" + path);
        return bytes == null
                ? null
                : new FakeSite.Answer(
                        Objects.requireNonNull(TYPES.get(path.substring(path.lastIndexOf('.') + 1)), path), bytes);
    }

    private static byte @Nullable [] read(String resource) {
        try (InputStream in = FaithfulInBrowserTest.class.getResourceAsStream(resource)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Looks the same whatever its size, but for the number of points: a browser may choose another one.
    private static byte[] png(int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D paint = picture.createGraphics();
        paint.setColor(new Color(0x7090b0));
        paint.fillRect(0, 0, width, height);
        paint.dispose();
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(picture, "png", out);
            return out.toByteArray();
        } catch (IOException neverInMemory) {
            throw new UncheckedIOException(neverInMemory);
        }
    }
}
