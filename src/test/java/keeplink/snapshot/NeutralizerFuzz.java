package keeplink.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import keeplink.page.PageParser;

/// Two targets for Jazzer's own driver, run on request: the first byte of an input says whether the rest is a page or a
/// style sheet. What comes out must be inert however it is read again.
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
            if (input[0] % 2 == 0) {
                page(text);
            } else {
                sheet(text);
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

    /// Writes the corpus to start from into a folder.
    public static void main(String[] arguments) throws java.io.IOException {
        java.nio.file.Path folder = java.nio.file.Files.createDirectories(java.nio.file.Path.of(arguments[0]));
        for (String html : HostileMarkup.PAGES) {
            String name = "page-" + HostileMarkup.PAGES.indexOf(html);
            java.nio.file.Files.writeString(folder.resolve(name), "0" + html);
        }
    }
}
