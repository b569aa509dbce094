package keeplink.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Real pages and their snapshots side by side in a browser without scripts. Run on request: the system property
/// `keeplink.corpora` names the folder of the corpora, `keeplink.corpora.pages` how many of their pages are opened,
/// 40 where it is missing. Style sheets of the sites are not there, pictures are all the same one.
@EnabledIf("keeplink.snapshot.TestBrowser#isThere")
@EnabledIfSystemProperty(named = CorpusInBrowserTest.CORPORA, matches = ".+")
class CorpusInBrowserTest {
    static final String CORPORA = "keeplink.corpora";
    private static final String ADDRESS = "https://site.example/news/page.html";
    private static final Pattern PICTURE = Pattern.compile(".*\\.(?:png|jpe?g|gif|webp)(?:[?#].*)?");
    private static final int PRINTED = 8;
    private static final int EXAMPLES = 4;
    /// Characters.
    private static final int MAX_EXAMPLE = 500;

    @TempDir
    private Path folder = Path.of("");

    /// How a snapshot differs from its page.
    ///
    /// @param lost the share of the words of the page that the snapshot does not show
    /// @param added the share of the snapshot's words that the page does not show
    /// @param boxes the share of boxes of the page that are not in the snapshot as they were
    /// @param pixels the share of pixels that are another colour
    /// @param example the first words and boxes that differ
    private record Difference(String page, double lost, double added, double boxes, double pixels, String example) {}

    @Test
    void snapshotsLookLikeTheirPages() throws IOException {
        List<Difference> all = new ArrayList<>();
        List<Path> pages = CorpusTest.pages(Path.of(System.getProperty(CORPORA)));
        int wanted = Math.min(pages.size(), Integer.getInteger(CORPORA + ".pages", 40));
        try (TestBrowser browser = new TestBrowser();
                TestBrowser.Tab tab = browser.tab(TestBrowser.Opened.WITHOUT_SCRIPTS)) {
            for (int i = 0; i < wanted; i++) {
                compare(pages.get((int) ((long) i * pages.size() / wanted)), tab)
                        .ifPresent(all::add);
            }
        }
        all.sort(Comparator.comparingDouble(
                        (Difference difference) -> difference.lost() + difference.added() + difference.boxes() / 10)
                .reversed());
        all.stream().limit(PRINTED).forEach(worst -> System.out.println(worst));
        System.out.printf(
                "%d pages: words lost %.4f, added %.4f; boxes moved or missing %.3f; pixels %.3f (means)%n",
                all.size(),
                mean(all, Difference::lost),
                mean(all, Difference::added),
                mean(all, Difference::boxes),
                mean(all, Difference::pixels));
        assertThat(mean(all, Difference::lost)).isLessThan(0.002);
        assertThat(mean(all, Difference::added)).isLessThan(0.01);
    }

    private Optional<Difference> compare(Path path, TestBrowser.Tab tab) throws IOException {
        byte[] html = Files.readAllBytes(path);
        FakeSite site = new FakeSite(address -> address.equals(ADDRESS)
                ? new FakeSite.Answer("text/html; charset=utf-8", html)
                : PICTURE.matcher(address).matches() ? new FakeSite.Answer("image/png", FakeSite.PNG) : null);
        Look page = tab.lookAt(ADDRESS, site);
        if (page.boxes().isEmpty()) {
            // a page that only its scripts would show has no words on the screen
            return Optional.empty();
        }
        tab.open(TestSnapshots.composed(site, ADDRESS), folder);
        Look snapshot = Look.of(tab.page());
        List<String> lost = without(words(page.text()), words(snapshot.text()));
        List<String> added = without(words(snapshot.text()), words(page.text()));
        return Optional.of(new Difference(
                path.subpath(path.getNameCount() - 2, path.getNameCount()).toString(),
                share(lost, words(page.text())),
                share(added, words(snapshot.text())),
                share(without(page.boxes(), snapshot.boxes()), page.boxes()),
                snapshot.differsBy(page),
                example(
                        lost,
                        added,
                        without(page.boxes(), snapshot.boxes()),
                        without(snapshot.boxes(), page.boxes()))));
    }

    private static String example(
            List<String> lost, List<String> added, List<String> boxesBefore, List<String> boxesAfter) {
        return "words -%s +%s, boxes -%s +%s"
                .formatted(first(lost), first(added), first(boxesBefore), first(boxesAfter));
    }

    private static String first(List<String> some) {
        String first = some.stream().limit(EXAMPLES).toList().toString();
        return first.substring(0, Math.min(first.length(), MAX_EXAMPLE));
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }

    private static List<String> without(List<String> all, List<String> others) {
        Map<String, Integer> left = new HashMap<>();
        others.forEach(other -> left.merge(other, 1, Integer::sum));
        return all.stream().filter(one -> left.merge(one, -1, Integer::sum) < 0).toList();
    }

    private static double share(List<?> part, List<?> whole) {
        return whole.isEmpty() ? 0 : (double) part.size() / whole.size();
    }

    private static double mean(List<Difference> all, ToDoubleFunction<Difference> of) {
        return all.stream().mapToDouble(of).average().orElse(0);
    }
}
