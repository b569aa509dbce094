package keeplink.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import keeplink.page.Charsets;
import keeplink.page.PageParser;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Every page of the corpora beside the project, where they are, becomes an inert snapshot with its text.
class CorpusTest {
    private static final String TEXTS = "p, pre, h1, h2, h3, li, td, code, figcaption";
    private static final String NOT_SHOWN = "noscript, template, iframe, object, svg, math, video, audio";

    @Test
    void everyRealPageBecomesAnInertSnapshot() throws IOException {
        Path corpora = corpora();
        Assumptions.assumeTrue(corpora != null, "no folder shared/corpora beside the project");
        List<Path> pages = pages(corpora);
        assertThat(pages).hasSizeGreaterThan(100);
        PageParser parser = new PageParser();
        List<String> lost = new ArrayList<>();
        for (Path path : pages) {
            Charsets.Decoded decoded = Charsets.decode(Files.readAllBytes(path), null);
            if (!(parser.parse(decoded, TestSnapshots.PAGE) instanceof PageParser.Parsed parsed)) {
                throw new AssertionError(path + " is too complex");
            }
            assertThat(parsed.cut()).as("%s", path).isFalse();
            SnapshotMaker.Made made = new SnapshotMaker(new FakeSite(), SnapshotLimits.DEFAULTS, TestSnapshots.CLOCK)
                    .make(parsed.document(), TestSnapshots.PAGE, TestSnapshots.NOW.plusSeconds(60));
            try {
                Inert.assertInert(TestSnapshots.compose(made));
            } catch (AssertionError active) {
                throw new AssertionError(path + ": " + active.getMessage(), active);
            }
            Set<String> shown = TestSnapshots.parse(made.html()).select(TEXTS).stream()
                    .map(Element::ownText)
                    .collect(Collectors.toSet());
            for (Element element : parsed.document().select(TEXTS)) {
                if (!shown.contains(element.ownText()) && element.closest(NOT_SHOWN) == null) {
                    lost.add(corpora.relativize(path) + ": " + element.ownText());
                }
            }
        }
        assertThat(lost).isEmpty();
    }

    static List<Path> pages(Path corpora) throws IOException {
        List<Path> pages = new ArrayList<>();
        for (String folder : List.of("readability", "zh")) {
            if (Files.isDirectory(corpora.resolve(folder))) {
                try (Stream<Path> files = Files.walk(corpora.resolve(folder), 2)) {
                    files.filter(file -> file.getFileName().toString().equals("source.html")
                                    || (folder.equals("zh") && file.toString().endsWith(".html")))
                            .sorted()
                            .forEach(pages::add);
                }
            }
        }
        return pages;
    }

    private static @Nullable Path corpora() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path corpora = folder.resolve("shared/corpora");
            if (Files.isDirectory(corpora)) {
                return corpora;
            }
        }
        return null;
    }
}
