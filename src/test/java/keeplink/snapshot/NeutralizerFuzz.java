package keeplink.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import keeplink.page.PageParser;

/// Three targets for Jazzer's own driver, run on request: the first byte of an input says whether the rest is a page, a
/// style sheet or a drawing. What comes out must be inert however it is read again.
///
/// ```sh
/// java -cp TEST-CLASS-PATH:jazzer.jar com.code_intelligence.jazzer.Jazzer \
///     --target_class=keeplink.snapshot.NeutralizerFuzz --instrumentation_includes='keeplink.**:org.jsoup.**' CORPUS
/// ```
///
/// [HostileMarkup] written out is a good corpus to start from ([#main]); what is found is added to it.
public final class NeutralizerFuzz {
    private NeutralizerFuzz() {}

    /// Jazzer calls it with each input.
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length > 1) {
            String text = new String(input, 1, input.length - 1, UTF_8);
            switch (input[0] % 3) {
                case 0 -> page(text);
                case 1 -> sheet(text);
                default -> drawing(text);
            }
        }
    }

    private static void page(String html) {
        if (new PageParser(Duration.ofSeconds(5), 20_000).parse(html, TestSnapshots.PAGE)
                instanceof PageParser.Parsed parsed) {
            SnapshotMaker.Made made = new SnapshotMaker(new FakeSite(), SnapshotLimits.DEFAULTS, TestSnapshots.CLOCK)
                    .make(parsed.document(), TestSnapshots.PAGE, TestSnapshots.NOW.plusSeconds(5));
            Inert.assertInert(TestSnapshots.compose(made));
        }
    }

    private static void sheet(String css) {
        InertStyles.assertInert(StyleRewriter.sheet(css, TestSnapshots.PAGE, new InlineReferences()));
    }

    private static void drawing(String svg) {
        byte[] bytes = svg.getBytes(UTF_8);
        List<String> found = new ArrayList<>();
        SvgFile.clean(bytes).ifPresent(clean -> Inert.isPicture(DataAddress.write("image/svg+xml", clean), found));
        assertThat(found).as(svg).isEmpty();
        SvgFile.symbol(bytes, "a", "b").ifPresent(symbol -> Inert.assertInertWithin(symbol));
    }

    /// Writes the corpus to start from into a folder.
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        for (String html : HostileMarkup.PAGES) {
            int number = HostileMarkup.PAGES.indexOf(html);
            Files.writeString(folder.resolve("page-" + number), "0" + html);
            TestSnapshots.parse(html)
                    .select("style")
                    .forEach(style -> write(folder.resolve("sheet-" + number), "1" + style.data()));
            TestSnapshots.parse(html)
                    .select("svg")
                    .forEach(drawing -> write(folder.resolve("drawing-" + number), "2" + drawing.outerHtml()));
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
