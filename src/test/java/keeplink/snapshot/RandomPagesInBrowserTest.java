package keeplink.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// [RandomPages] and their snapshots side by side in a browser without scripts: it asks for nothing that was not
/// fetched, and shows the same. Run on request: the system property `keeplink.browser.random` says how many pages,
/// `keeplink.browser.random.seed` which comes first.
@EnabledIf("keeplink.snapshot.TestBrowser#isThere")
@EnabledIfSystemProperty(named = RandomPagesInBrowserTest.PAGES, matches = "\\d+")
class RandomPagesInBrowserTest {
    static final String PAGES = "keeplink.browser.random";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everythingABrowserLoadsIsInTheSnapshotAndLooksTheSame() throws IOException {
        long first = Long.getLong(PAGES + ".seed", System.nanoTime());
        List<String> faults = new ArrayList<>();
        try (TestBrowser browser = new TestBrowser();
                TestBrowser.Tab tab = browser.tab(TestBrowser.Opened.WITHOUT_SCRIPTS)) {
            for (long seed = first; seed < first + Integer.getInteger(PAGES); seed++) {
                compare(seed, tab, faults);
            }
        }
        assertThat(faults).isEmpty();
    }

    private void compare(long seed, TestBrowser.Tab tab, List<String> faults) throws IOException {
        RandomPages random = new RandomPages(seed);
        FakeSite site = random.site();
        int before = faults.size();
        Look page = tab.lookAt(RandomPages.ADDRESS, site);
        TreeSet<String> missing = new TreeSet<>(tab.requests());
        String composed = TestSnapshots.composed(site, RandomPages.ADDRESS);
        missing.removeAll(site.asked());
        missing.remove(RandomPages.ADDRESS);
        // a browser also loads sheets it does not apply, and what it takes for one at first sight; of the sizes of a
        // picture another one may be better to keep
        missing.removeIf(address -> address.endsWith(".css") || address.contains("@") || address.contains("url("));
        if (!missing.isEmpty()) {
            faults.add(seed + ": a browser loads " + missing);
        }
        List<String> did = tab.open(composed, folder);
        if (!did.isEmpty()) {
            faults.add(seed + ": the snapshot " + did);
        }
        Look snapshot = Look.of(tab.page());
        if (!snapshot.text().equals(page.text())) {
            faults.add(seed + ": text\n" + page.text() + "\n--\n" + snapshot.text());
        }
        if (!snapshot.boxes().equals(page.boxes())) {
            List<String> lost = new ArrayList<>(page.boxes());
            lost.removeAll(snapshot.boxes());
            List<String> other = new ArrayList<>(snapshot.boxes());
            other.removeAll(page.boxes());
            faults.add(seed + ": boxes\n" + lost + "\n--\n" + other);
        }
        if (snapshot.differsBy(page) > 0.002) {
            faults.add(seed + ": pixels " + snapshot.differsBy(page));
        }
        if (faults.size() > before) {
            faults.add(random.sources());
        }
    }
}
