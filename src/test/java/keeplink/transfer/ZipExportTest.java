package keeplink.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import keeplink.link.Link;
import keeplink.snapshot.TestBrowser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A collection as one ZIP file, which is of use without Keeplink.
class ZipExportTest {
    private static final String HARBOUR = "https://site.example/harbour";
    private static final String NOTES = "https://site.example/notes.txt";

    private final ArchivedSite site = new ArchivedSite()
            .page(HARBOUR, page("The harbour", "The harbour wakes before the town does."))
            .file(NOTES, "text/plain; charset=utf-8", "潮水表在楼梯下面。\n</script><script>alert('ran')</script>\n");

    @TempDir
    private Path folder;

    private Path zip;

    private static String page(String title, String sentence) {
        return "<!DOCTYPE html><html lang=en><title>" + title + "</title><article><h1>" + title + "</h1>"
                + ("<p>" + sentence + " Nobody had measured the tide there before.</p>").repeat(12) + "</article>";
    }

    @BeforeEach
    void exported() throws IOException {
        Link harbour = site.keep(HARBOUR, "sea/ports");
        site.capture(harbour);
        site.page(HARBOUR, page("The harbour", "The harbour sleeps now."));
        site.capture(harbour);
        site.capture(site.keep(NOTES, "资料"));
        site.keep("https://gone.example/<img src=x onerror=alert('ran')>");
        zip = folder.resolve("keeplink.zip");
        site.export(ExportFormat.ZIP, zip);
    }

    private String entry(String name) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            return new String(file.getInputStream(file.getEntry(name)).readAllBytes(), UTF_8);
        }
    }

    @Test
    void holdsThePageItsDataTheJsonAndEveryCopy() throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            Enumeration<? extends ZipEntry> entries = file.entries();
            while (entries.hasMoreElements()) {
                names.add(entries.nextElement().getName());
            }
        }
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "index.html",
                        "keeplink.json",
                        "search-data.js",
                        "snapshots/1-1.html",
                        "snapshots/1-2.html",
                        "snapshots/2-1.txt");
        assertThat(entry("snapshots/1-1.html")).contains("wakes before");
        assertThat(entry("snapshots/1-2.html")).contains("sleeps now");
        assertThat(entry("snapshots/2-1.txt")).startsWith("潮水表");
    }

    @Test
    void theJsonSaysWhereEachCopyLies() throws IOException {
        JsonNode links = new JsonMapper().readTree(entry("keeplink.json")).get("links");

        assertThat(links.get(0).get("snapshots").findValuesAsString("file"))
                .containsExactly("snapshots/1-2.html", "snapshots/1-1.html");
        assertThat(links.get(1).get("snapshots").findValuesAsString("file")).containsExactly("snapshots/2-1.txt");
        assertThat(links.get(2).get("snapshots")).isEmpty();
    }

    @Test
    void itsPageSearchesWithoutANetwork() throws IOException {
        assumeTrue(TestBrowser.isThere(), "skipped: no /usr/bin/chromium");
        try (ZipFile file = new ZipFile(zip.toFile())) {
            Files.createDirectories(folder.resolve("out/snapshots"));
            Enumeration<? extends ZipEntry> entries = file.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                try (InputStream content = file.getInputStream(entry)) {
                    Files.copy(content, folder.resolve("out").resolve(entry.getName()));
                }
            }
        }
        List<String> noticed = new ArrayList<>();
        try (TestBrowser browser = new TestBrowser();
                BrowserContext context = browser.context(TestBrowser.Opened.AS_USUAL)) {
            context.onRequest(request -> {
                if (!request.url().startsWith("file:")) {
                    noticed.add(request.url());
                }
            });
            context.onDialog(dialog -> {
                noticed.add(dialog.message());
                dialog.dismiss();
            });
            Page page = context.newPage();
            page.navigate(folder.resolve("out/index.html").toUri().toString());
            assertThat(page.locator("li").count()).isEqualTo(3);

            assertThat(found(page, "harbour SLEEPS")).containsExactly("The harbour");
            assertThat(found(page, "#sea")).containsExactly("The harbour");
            assertThat(found(page, "潮水")).containsExactly("notes.txt");
            assertThat(found(page, "#se")).isEmpty();

            page.fill("input", "harbour");
            page.locator("li .more a").first().click();
            assertThat(page.content()).contains("sleeps now");
        }
        assertThat(noticed).isEmpty();
    }

    private static List<String> found(Page page, String query) {
        page.fill("input", query);
        return page.locator("li > a").allInnerTexts();
    }
}
