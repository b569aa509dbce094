package keeplink.bot;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import keeplink.fetch.TestSite;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// The jar, used as a person uses it: started with one command, chatted with in a browser, killed with -9,
/// started again. Skipped where there is no `/usr/bin/chromium`. What it measures it prints.
@EnabledIf("hasBrowser")
class KeeplinkIT {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final double PATIENCE = 150_000;

    private static Playwright playwright;
    private static Browser browser;

    @TempDir
    Path directory;

    private TestSite site;
    private @Nullable KeeplinkProcess keeplink;

    static boolean hasBrowser() {
        return Files.isExecutable(CHROMIUM);
    }

    @BeforeAll
    static void openBrowser() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox")));
    }

    @AfterAll
    static void closeBrowser() {
        browser.close();
        playwright.close();
    }

    @BeforeEach
    void startSite() throws IOException {
        site = RunningKeeplink.pages(TestSite.start());
    }

    @AfterEach
    void stop() throws IOException {
        site.close();
        if (keeplink != null) {
            keeplink.close();
        }
    }

    @Test
    void pastesAsksReadsAndFindsItAllAgainAfterAKill() throws Exception {
        Duration started = start();
        System.out.printf(
                "started in %.1f s to the first poll, %d MB resident%n",
                started.toMillis() / 1000.0, residentMegabytes());
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setLocale("zh-CN")
                .setViewportSize(900, 1180)
                .setDeviceScaleFactor(2)
                .setAcceptDownloads(true))) {
            Page page = open(context);
            send(page, "值得细读 " + site.url("/article") + " #网络 #tcp");
            long sent = System.nanoTime();
            assertThat(last(page)).containsText("已保存为 /l1");
            long answered = System.nanoTime();
            assertThat(last(page)).containsText("快照已保存");
            long finished = System.nanoTime();
            System.out.printf(
                    "first answer %d ms, finished card %d ms after the message%n",
                    (answered - sent) / 1_000_000, (finished - sent) / 1_000_000);
            assertThat(last(page).locator("a").first()).hasText("TCP keepalive 详解");
            send(page, site.url("/article-gb") + " #gb2312");
            assertThat(last(page)).containsText("快照已保存");
            assertThat(last(page)).containsText("TCP keepalive 详解");
            send(page, "#网络");
            assertThat(last(page)).containsText("1 条");
            picture(page, "conversation");
            send(page, "拔掉网线");
            assertThat(last(page)).containsText("2 条");
            send(page, "/read 1");
            assertThat(last(page).locator("pre").first()).isVisible();
            last(page).locator("pre").last().scrollIntoViewIfNeeded();
            picture(page, "reading");
            send(page, "/snapshot 1");
            Locator file = page.locator(".file").last();
            assertThat(file).containsText("TCP keepalive 详解.html");
            Download download = page.waitForDownload(file::click);
            Path saved = directory.resolve("snapshot.html");
            download.saveAs(saved);
            opensOffline(saved);

            keeplink().kill();
            start();
            page.reload();
            assertThat(page.locator("body.ready")).isVisible();
            assertThat(page.locator(".message").first()).containsText("值得细读");
            send(page, "#tcp");
            assertThat(last(page)).containsText("TCP keepalive 详解");
            send(page, "拔掉网线");
            assertThat(last(page)).containsText("2 条");
        }
    }

    @Test
    void keepsRealPagesOfManyKinds() throws Exception {
        Path corpora =
                corpora().orElseGet(() -> abort("skipped: there is no folder shared/corpora beside this checkout"));
        List<Path> pages = new ArrayList<>();
        try (Stream<Path> english = Files.list(corpora.resolve("readability")).sorted()) {
            english.map(page -> page.resolve("source.html"))
                    .filter(Files::exists)
                    .skip(10)
                    .limit(5)
                    .forEach(pages::add);
        }
        try (Stream<Path> chinese = Files.list(corpora.resolve("zh")).sorted()) {
            chinese.filter(page -> page.toString().endsWith(".html")).limit(5).forEach(pages::add);
        }
        start();
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions().setLocale("en-GB"))) {
            Page page = open(context);
            for (int i = 0; i < pages.size(); i++) {
                site.serve("/corpus/" + i, "text/html", Files.readAllBytes(pages.get(i)));
                send(page, site.url("/corpus/" + i) + " #corpus" + (i < 5 ? "" : " #中文"));
                assertThat(last(page)).containsText(Pattern.compile("Snapshot kept|The text was kept"));
                assertThat(last(page)).containsText("/l" + (i + 1) + " ·");
            }
            send(page, "#corpus");
            assertThat(last(page)).containsText("10 links");
            send(page, "#corpus -#中文");
            assertThat(last(page)).containsText("5 links");
            keeplink().kill();
            start();
            page.reload();
            assertThat(page.locator("body.ready")).isVisible();
            send(page, "#中文");
            assertThat(last(page)).containsText("5 links");
            send(page, "/read 6");
            assertThat(last(page)).containsText(Pattern.compile("[\\u4e00-\\u9fff]{4}"));
        }
    }

    /// The real pages, in a folder `shared/corpora` beside the checkout.
    private static Optional<Path> corpora() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path corpora = at.resolve("shared").resolve("corpora");
            if (Files.isDirectory(corpora)) {
                return Optional.of(corpora);
            }
        }
        return Optional.empty();
    }

    @Test
    void aKillWhileThePageIsFetchedLosesNothing() throws Exception {
        var asked = new java.util.concurrent.CountDownLatch(1);
        site.on("/slow", (request, exchange) -> {
            if (asked.getCount() > 0) {
                asked.countDown();
                exchange.idle(Duration.ofMinutes(1));
            }
            exchange.send(
                    200,
                    Map.of("Content-Type", "text/html"),
                    "<title>Slow but sure</title><p>Here at last.".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        });
        start();
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions().setLocale("en-GB"))) {
            Page page = open(context);
            send(page, site.url("/slow") + " #kept");
            assertThat(last(page)).containsText("Saved as /l1");
            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
            keeplink().kill();

            start();
            page.reload();
            assertThat(page.locator(".message").last()).containsText("Slow but sure");
            assertThat(page.locator(".message:not(.own)")).hasCount(1);
        }
    }

    @Test
    void foreignHostsAndOriginsAreRefusedAndMetricsAndHealthAreThere() throws Exception {
        start();
        assertThat(keeplink().get("/actuator/health")).contains("\"lastPollSeconds\"", "\"keepalive\"", "\"mongo\"");
        assertThat(keeplink().get("/actuator/prometheus"))
                .contains("keeplink_telegram_poll_age_seconds", "keeplink_outbox_pending");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest.Builder post = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + keeplink().port + "/local/messages"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"text\": \"https://example.com\"}"));
            assertThat(client.send(
                                    post.copy()
                                            .header("Origin", "https://evil.example")
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(403);
            assertThat(client.send(
                                    post.copy()
                                            .header("Origin", "http://localhost:" + keeplink().port)
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(rawStatus("evil.example")).contains(" 403");
        assertThat(rawStatus("localhost:" + keeplink().port)).contains(" 200");
    }

    /// Starts it anew, on the port it had; answers how long it took to the first poll.
    private Duration start() throws Exception {
        long begin = System.nanoTime();
        if (keeplink == null) {
            keeplink = new KeeplinkProcess(
                    directory,
                    List.of(
                            "--keeplink.time-zone=Asia/Shanghai",
                            "--keeplink.fetch.allowed-addresses=127.0.0.1:" + site.port()));
        } else {
            keeplink.startAgain();
        }
        keeplink.awaitHealth("\"polls\":[1-9]|\"state\":\"LISTENING\"");
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private KeeplinkProcess keeplink() {
        return requireNonNull(keeplink);
    }

    private String rawStatus(String host) throws IOException {
        try (java.net.Socket socket = new java.net.Socket("127.0.0.1", keeplink().port)) {
            socket.getOutputStream()
                    .write(("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return new java.io.BufferedReader(new java.io.InputStreamReader(
                            socket.getInputStream(), java.nio.charset.StandardCharsets.UTF_8))
                    .readLine();
        }
    }

    private long residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + keeplink().pid() + "/status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow()
                / 1024;
    }

    private Page open(BrowserContext context) {
        Page page = context.newPage();
        page.navigate("http://localhost:" + keeplink().port + "/");
        assertThat(page.locator("body.ready")).isVisible();
        return page;
    }

    /// Sends a message and waits until it is shown and answered.
    private static void send(Page page, String text) {
        int before = page.locator(".message").count();
        page.locator("#text").fill(text);
        page.locator("#text").press("Enter");
        assertThat(page.locator(".message")).hasCount(before + 2);
    }

    private static Locator last(Page page) {
        return page.locator(".message:not(.own)").last();
    }

    private static void picture(Page page, String name) throws IOException {
        Path pictures = Path.of("target", "pictures");
        Files.createDirectories(pictures);
        page.evaluate("document.fonts.ready");
        page.screenshot(new Page.ScreenshotOptions().setPath(pictures.resolve(name + ".png")));
    }

    /// The file opens without the net: it asks for nothing, runs nothing, and shows its pictures in its own
    /// style.
    private static void opensOffline(Path file) throws IOException {
        List<String> requests = new ArrayList<>();
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions().setOffline(true))) {
            Page page = context.newPage();
            page.onRequest(request -> {
                if (!request.url().startsWith("data:")) {
                    requests.add(request.url());
                }
            });
            page.navigate(file.toUri().toString());
            assertThat(page.locator("h1#articleContentId")).hasText("TCP keepalive 详解");
            assertThat(page).hasTitle("TCP keepalive 详解_程序猿编码的博客-技术社区");
            assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                    .isEqualTo("rgb(253, 253, 246)");
            assertThat(page.evaluate(
                                    "[...document.querySelectorAll('#content_views img')].map(i => i.naturalWidth > 0)")
                            .toString())
                    .contains("true")
                    .doesNotContain("false");
            picture(page, "snapshot");
        }
        assertThat(requests).containsExactly(file.toUri().toString());
    }
}
