package keeplink.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import keeplink.link.Link;
import keeplink.snapshot.TestBrowser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A web archive opened in ReplayWeb.page, by a real browser. Skipped where there is no `/usr/bin/chromium`, and
/// where the system property `keeplink.replaywebpage` does not name a folder with `ui.js` and `sw.js` of the npm
/// package
/// `replaywebpage`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayInBrowserTest {
    private static final String PROGRAM = "keeplink.replaywebpage";
    private static final String SITE = "https://site.example";
    private static final String ARCHIVE = "/links.wacz";

    private static final byte[] PNG = png();

    private final List<String> failed = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private TestBrowser browser;
    private Page page;

    @BeforeAll
    void openTheArchive(@TempDir Path folder) throws IOException {
        String program = System.getProperty(PROGRAM, "");
        assumeTrue(TestBrowser.isThere(), "skipped: no /usr/bin/chromium");
        assumeTrue(
                !program.isEmpty(), "skipped: -D" + PROGRAM + " names no folder with ReplayWeb.page's ui.js and sw.js");
        Path archive = folder.resolve("links.wacz");
        site().export(archive);
        server = serve(Path.of(program), Files.readAllBytes(archive));
        browser = new TestBrowser();
        page = browser.context(TestBrowser.Opened.AS_USUAL).newPage();
        page.context().onResponse(response -> {
            // Of the archive: the program itself asks for more than is there.
            if (response.status() >= 400 && response.url().contains("mp_/")) {
                failed.add(response.status() + " " + response.url());
            }
        });
        page.context().onRequest(request -> {
            if (request.url().startsWith("http") && !request.url().startsWith(here())) {
                failed.add("outside: " + request.url());
            }
        });
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.stop(0);
        }
    }

    /// Pages with everything a page loads without scripts.
    private static ArchivedSite site() {
        ArchivedSite site = new ArchivedSite()
                .page(SITE + "/styled", """
                    <!doctype html><title>Styled</title><link rel=stylesheet href=/css/main.css><p>All of it.</p>
                    <img src=/dot.png><img srcset='/small.png 300w, /large.png 900w, /huge.png 4000w' sizes=100vw src=/small.png>
                    <picture><source srcset='/dot.webp' type=image/x-unknown><img src='/dot.png?a=b&amp;c=%20d'></picture>
                    <img src=/moved.png><img srcset='/dot.png 1x, /double.png 2x'><iframe src=/frame></iframe>\
                    """)
                .page(SITE + "/frame", "<link rel=stylesheet href=/css/main.css><p>Framed.</p><img src=/dot.png>")
                .file(SITE + "/css/main.css", "text/css", "@import 'deep/more.css';p{color:rgb(1,2,3)}")
                .file(SITE + "/css/deep/more.css", "text/css", "p{background:url(../back.png) rgb(4,5,6)}")
                .file(
                        SITE + "/%E6%A0%87%E7%AD%BE?q=%E5%80%BC&b=c",
                        "text/html; charset=gb2312",
                        "<title>中文</title><p>网页快照,朱镕基。</p><img src=/%E5%9B%BE.png>"
                                .getBytes(Charset.forName("GB18030")))
                .file(SITE + "/%E5%9B%BE.png", "image/png", PNG)
                .page(SITE + "/new", "<title>New</title><p>Moved here.</p>")
                .moved(SITE + "/old", SITE + "/new")
                .page(
                        SITE + "/same",
                        "<title>Same</title><link rel=stylesheet href=/css/main.css><p>Never changes.</p>")
                .page(SITE + "/tagged", "<title>Tagged</title><p>Not modified.</p>")
                .tagged(SITE + "/tagged", "\"v1\"")
                .moved(SITE + "/moved.png", "https://files.example/moved.png")
                .file("https://files.example/moved.png", "image/png", PNG);
        for (String name : List.of("dot", "small", "large", "huge", "double", "css/back")) {
            site.file(SITE + "/" + name + ".png", "image/png", PNG);
        }
        site.file(SITE + "/dot.png?a=b&c=%20d", "image/png", PNG);
        for (String path : List.of("/styled", "/%E6%A0%87%E7%AD%BE?q=%E5%80%BC&b=c", "/old", "/same", "/tagged")) {
            Link link = site.keep(SITE + path);
            site.capture(link);
            if (path.equals("/same") || path.equals("/tagged")) {
                site.capture(link);
            }
        }
        return site;
    }

    private static byte[] png() {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "png", out);
            return out.toByteArray();
        } catch (IOException neverInMemory) {
            throw new UncheckedIOException(neverInMemory);
        }
    }

    private HttpServer serve(Path program, byte[] archive) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/program/", SimpleFileServer.createFileHandler(program.toRealPath()));
        http.createContext(ARCHIVE, exchange -> part(exchange, archive));
        http.createContext("/open", exchange -> {
            String html = """
                <!doctype html><meta charset=utf-8><script src=/program/ui.js></script><style>*{height:100%%}</style>
                <replay-web-page source="%s" replaybase="/program/" embed="replayonly" %s></replay-web-page>\
                """.formatted(ARCHIVE, exchange.getRequestURI().getQuery());
            send(exchange, 200, "text/html", html.getBytes(StandardCharsets.UTF_8));
        });
        http.createContext("/", exchange -> send(exchange, 404, "text/plain", new byte[0]));
        http.start();
        return http;
    }

    /// The program reads an archive in parts, as it needs them.
    private static void part(HttpExchange exchange, byte[] whole) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        if (range == null) {
            exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
            send(exchange, 200, "application/wacz", whole);
            return;
        }
        String[] ends = range.substring("bytes=".length()).split("-", 2);
        int from =
                ends[0].isEmpty() ? Math.max(0, whole.length - Integer.parseInt(ends[1])) : Integer.parseInt(ends[0]);
        int to = ends[0].isEmpty() || ends[1].isEmpty()
                ? whole.length
                : Math.min(whole.length, Integer.parseInt(ends[1]) + 1);
        exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + whole.length);
        send(exchange, 206, "application/wacz", java.util.Arrays.copyOfRange(whole, from, to));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (!exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private String here() {
        return "http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort() + "/";
    }

    /// The frame in which a page is shown as it was.
    private Frame replayed(String url, String timestamp) {
        failed.clear();
        String asked = "url=\"" + url.replace("&", "&amp;") + "\" ts=\"" + timestamp + "\"";
        page.navigate(here() + "open?"
                + URLEncoder.encode(asked, StandardCharsets.UTF_8).replace("+", "%20"));
        FrameLocator shown = page.frameLocator("replay-web-page iframe").frameLocator("iframe");
        shown.locator("p").first().waitFor();
        Frame frame = page.frames().stream()
                .filter(one -> one.url().contains("mp_/"))
                .findFirst()
                .orElseThrow();
        frame.waitForLoadState();
        return frame;
    }

    @ParameterizedTest
    @CsvSource({
        "/styled, 20261123120000, All of it.",
        "/%E6%A0%87%E7%AD%BE?q=%E5%80%BC&b=c, 20261123130000, '网页快照,朱镕基。'",
        "/new, 20261123140000, Moved here.",
        "/old, 20261123140000, Moved here.",
        "/same, 20261123150000, Never changes.",
        "/same, 20261123160000, Never changes.",
        "/tagged, 20261123170000, Not modified.",
    })
    void aPageIsShownWithAllItLoads(String path, String timestamp, String text) {
        Frame frame = replayed(SITE + path, timestamp);
        assertThat(frame.url()).contains(timestamp);
        assertThat(frame.locator("p").innerText()).isEqualTo(text);
        assertThat(failed).isEmpty();
        assertThat(frame.evaluate(
                        "[...document.images].filter(one => one.naturalWidth == 0).map(one => one.outerHTML)"))
                .isEqualTo(List.of());
    }

    /// What a server called not modified is shown as it was before.
    @Test
    void aPageThatWasNotModifiedIsShown() {
        Frame frame = replayed(SITE + "/tagged", "20261123180000");
        assertThat(frame.locator("p").innerText()).isEqualTo("Not modified.");
        assertThat(failed).isEmpty();
    }

    @Test
    void itsStylesAndFramesAreShownAsWell() {
        Frame frame = replayed(SITE + "/styled", "20261123120000");
        assertThat(frame.evaluate("getComputedStyle(document.querySelector('p')).color"))
                .isEqualTo("rgb(1, 2, 3)");
        assertThat(frame.evaluate("getComputedStyle(document.querySelector('p')).backgroundColor"))
                .isEqualTo("rgb(4, 5, 6)");
        assertThat(frame.frameLocator("iframe").locator("p").innerText()).isEqualTo("Framed.");
        assertThat(frame.frameLocator("iframe").locator("img").evaluate("image => image.naturalWidth"))
                .isEqualTo(64);
    }

    @Test
    void theTestWouldNoticeWhatIsMissing() {
        replayed(SITE + "/nowhere", "20261123120000");
        assertThat(failed).singleElement().asString().contains("/nowhere");
    }
}
