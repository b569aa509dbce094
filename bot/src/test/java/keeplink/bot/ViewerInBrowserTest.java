package keeplink.bot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import keeplink.bot.RunningKeeplink.Someone;
import keeplink.link.LinkCollection;
import keeplink.snapshot.BlobId;
import keeplink.snapshot.Snapshot;
import keeplink.snapshot.TestBrowser;
import keeplink.storage.MongoStorage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// Copies opened in a real browser at the local chat's own address. Skipped where there is no
/// `/usr/bin/chromium`.
@EnabledIf("keeplink.snapshot.TestBrowser#isThere")
@ExtendWith(SharedKeeplink.class)
class ViewerInBrowserTest {
    private static TestBrowser browser;

    private final RunningKeeplink keeplink;

    ViewerInBrowserTest(RunningKeeplink keeplink) {
        this.keeplink = keeplink;
    }

    @BeforeAll
    static void open() {
        browser = new TestBrowser();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    /// Where the newest copy of a new link is, and its article.
    private List<String> kept(String path) {
        Someone anna = keeplink.meet("Anna", "en");
        JsonNode card = anna.becomes(anna.ask(keeplink.site.url(path), "/l1"), "· unread");
        List<String> urls = new ArrayList<>();
        card.path("reply_markup")
                .path("inline_keyboard")
                .forEach(row -> row.forEach(button -> {
                    if (button.has("url")) {
                        urls.add(button.path("url").asString());
                    }
                }));
        assertThat(urls)
                .hasSize(2)
                .allSatisfy(url -> assertThat(url).startsWith("http://127.0.0.1:" + keeplink.port() + "/copy/"));
        return urls;
    }

    /// Puts other bytes in place of the copies of a site's page, as if everything before the viewer had failed.
    private void replace(String path, String mediaType, String content) {
        MongoStorage storage = keeplink.context.getBean(MongoStorage.class);
        BlobId blob = storage.blobs().put(content.getBytes(UTF_8));
        BlobId article = storage.blobs()
                .put(("{\"title\":\"x\",\"text\":\"x\",\"html\":" + json(content) + "}").getBytes(UTF_8));
        storage.conversations().chats().stream()
                .flatMap(chat -> storage.snapshots().of(new LinkCollection(chat.id()), 1).stream())
                .filter(snapshot -> snapshot.url().equals(keeplink.site.url(path)))
                .forEach(snapshot -> storage.snapshots()
                        .put(new Snapshot(
                                snapshot.id(),
                                snapshot.collection(),
                                snapshot.number(),
                                snapshot.takenAt(),
                                snapshot.url(),
                                snapshot.verdict(),
                                mediaType,
                                blob,
                                List.of(),
                                article,
                                1)));
    }

    private static String json(String text) {
        return tools.jackson.databind.json.JsonMapper.shared().writeValueAsString(text);
    }

    /// What a page does beyond being shown.
    private List<String> does(BrowserContext context, String url) {
        List<String> noticed = new ArrayList<>();
        // a request that the policy forbids is announced here as well, and gets no answer
        context.onResponse(response -> {
            if (!response.url().equals(url) && !response.url().startsWith("data:")) {
                noticed.add("got " + response.url());
            }
        });
        context.onDialog(dialog -> {
            noticed.add("ran a script: " + dialog.message());
            dialog.dismiss();
        });
        Page page = context.newPage();
        page.onDownload(download -> noticed.add("downloads " + download.url()));
        page.onPopup(popup -> noticed.add("opened " + popup.url()));
        page.navigate(url);
        // whatever was to happen after a moment has happened when two pictures were painted
        page.screenshot();
        page.screenshot();
        if (!page.url().equals(url)) {
            noticed.add("went to " + page.url());
        }
        if (page.title().equals("ran")) {
            noticed.add("ran a script");
        }
        return noticed;
    }

    private String hostile(String beacon) {
        return """
                <!DOCTYPE html><title>still</title>
                <base href="BEACON/base/">
                <meta http-equiv="refresh" content="0;url=BEACON/refresh">
                <link rel="stylesheet" href="BEACON/style"><link rel="preload" as="image" href="BEACON/preload">
                <link rel="prefetch" href="BEACON/prefetch"><link rel="icon" href="BEACON/icon">
                <link rel="preconnect" href="BEACON"><link rel="manifest" href="BEACON/manifest">
                <style>@import "BEACON/import"; @font-face { font-family: x; src: url(BEACON/font) }
                body { background: url(BEACON/background); font-family: x; cursor: url(BEACON/cursor), auto }</style>
                <script>document.title = "ran"; alert(1); fetch("BEACON/fetch")</script>
                <script src="BEACON/script"></script><script type="module">import "BEACON/module"</script>
                <img src="BEACON/img" onerror="document.title='ran'"><img srcset="BEACON/srcset 1x">
                <picture><source srcset="BEACON/source"><img src="relative"></picture>
                <svg><image href="BEACON/image"/><script>document.title = "ran"</script><use href="BEACON/use#x"/></svg>
                <video src="BEACON/video" poster="BEACON/poster" autoplay></video><audio src="BEACON/audio" autoplay></audio>
                <iframe src="BEACON/frame"></iframe><iframe srcdoc="<script>parent.document.title='ran'</script><img src='BEACON/inner'>"></iframe>
                <iframe src="javascript:parent.document.title='ran'"></iframe><object data="BEACON/object"></object><embed src="BEACON/embed">
                <form action="BEACON/form"><input name="a" autofocus onfocus="this.form.submit();document.title='ran'"></form>
                <body onload="document.title='ran'"><a ping="BEACON/ping" href="BEACON/link">a</a>
                <a id="js" href="javascript:document.title='ran'">b</a>
                """.replace("BEACON", beacon);
    }

    /// Not a page as a capture would keep it, but one with everything a capture takes out.
    @Test
    void whatACaptureMightHaveMissedDoesNothing() {
        keeplink.site.serve("/hostile", "text/html", "<title>Words</title><p>Words to be read here for a while.");
        List<String> urls = kept("/hostile");
        String beacon = keeplink.site.url("/beacon");
        replace("/hostile", "text/html", hostile(beacon));

        for (String url : urls) {
            try (BrowserContext context = browser.context(TestBrowser.Opened.AS_USUAL)) {
                assertThat(does(context, url)).isEmpty();
                Page page = context.pages().getFirst();
                page.locator("#js").first().click();
                assertThat(page.title()).isNotEqualTo("ran");
            }
        }
        assertThat(keeplink.site.requests())
                .noneMatch(request -> request.target().startsWith("/beacon")
                        || request.target().equals("/relative"));
    }

    @Test
    void aDrawingRunsNothing() {
        keeplink.site.serve("/drawing", "text/html", "<title>Words</title><p>Words to be read here for a while.");
        String url = kept("/drawing").getFirst();
        replace(
                "/drawing",
                "image/svg+xml",
                "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(2)</script><image href='"
                        + keeplink.site.url("/beacon/svg") + "'/><rect width='9' height='9'/></svg>");

        try (BrowserContext context = browser.context(TestBrowser.Opened.AS_USUAL)) {
            assertThat(does(context, url)).isEmpty();
        }
        assertThat(keeplink.site.requests("/beacon/svg")).isZero();
    }

    @Test
    void theTestWouldNoticeWhatActs() {
        keeplink.site.serve(
                "/active", "text/html", "<title>x</title><script>alert(3)</script><img src=/beacon/active>");
        try (BrowserContext context = browser.context(TestBrowser.Opened.AS_USUAL)) {
            assertThat(does(context, keeplink.site.url("/active")))
                    .contains("ran a script: 3", "got " + keeplink.site.url("/beacon/active"));
        }
    }

    @Test
    void theArticleIsReadInLightAndInDarkAndItsLinksLeadOut() {
        List<String> urls = kept("/article");
        try (BrowserContext context = browser.context(TestBrowser.Opened.AS_USUAL)) {
            assertThat(does(context, urls.getLast())).isEmpty();
            Page page = context.pages().getFirst();
            assertThat(page.locator("h1").innerText()).isEqualTo("TCP keepalive 详解");
            assertThat(page.locator("main img").count()).isPositive();
            String paper = "getComputedStyle(document.body).backgroundColor";
            Object light = page.evaluate(paper);
            page.emulateMedia(
                    new Page.EmulateMediaOptions().setColorScheme(com.microsoft.playwright.options.ColorScheme.DARK));
            assertThat(page.evaluate(paper)).isNotEqualTo(light);
            page.getByText("The copy of the page").click();
            page.waitForURL("**/copy/**");
            assertThat(page.content()).contains("keeplink:source");
            page.goBack();
            page.getByText("The page itself").click();
            page.waitForURL(keeplink.site.url("/article"));
        }
    }
}
