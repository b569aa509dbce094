package keeplink.snapshot;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// A real browser that counts what a file it opens asks the network for and what of it runs.
public final class TestBrowser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Predicate<String> ON_THE_NETWORK = url -> url.startsWith("https:");

    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser = playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(CHROMIUM).setArgs(List.of("--no-sandbox")));

    public static boolean isThere() {
        return Files.isExecutable(CHROMIUM);
    }

    /// How a file is opened.
    public enum Opened {
        AS_USUAL(true, false),
        WITHOUT_SCRIPTS(false, false),
        WITHOUT_POLICY(true, true);

        private final boolean scripts;
        private final boolean ignoresPolicy;

        Opened(boolean scripts, boolean ignoresPolicy) {
            this.scripts = scripts;
            this.ignoresPolicy = ignoresPolicy;
        }
    }

    /// A way of opening files, each in the same tab after the other.
    final class Tab implements AutoCloseable {
        private final BrowserContext context;
        private final List<String> noticed = new ArrayList<>();
        private final List<String> requests = new ArrayList<>();
        private final Page page;

        private Tab(Opened how) {
            context = context(how);
            context.onRequest(request -> {
                if (!request.url().startsWith("data:") && !request.url().startsWith("file:")) {
                    noticed.add(request.frame().url() + " asked for " + request.url());
                }
            });
            context.onDialog(dialog -> {
                noticed.add("ran a script: " + dialog.message());
                dialog.dismiss();
            });
            page = context.newPage();
            page.onDownload(download -> noticed.add("downloads " + download.url()));
            page.onPopup(popup -> noticed.add("opened " + popup.url()));
        }

        /// Opens many pages at once, each in a frame; answers what they did beyond being shown.
        List<String> openAll(List<String> pages, Path folder) throws IOException {
            StringBuilder index = new StringBuilder();
            for (String html : pages) {
                String name = "page-" + pages.indexOf(html) + ".html";
                Files.writeString(folder.resolve(name), html, StandardCharsets.UTF_8);
                index.append("<iframe src=").append(name).append("></iframe>");
            }
            return open(index.toString(), folder);
        }

        /// Opens a page; answers what it did beyond being shown.
        List<String> open(String html, Path folder) throws IOException {
            return open(html, folder, "page.html");
        }

        /// The same of a file of another name.
        List<String> open(String html, Path folder, String name) throws IOException {
            Path file = folder.resolve(name);
            Files.writeString(file, html, StandardCharsets.UTF_8);
            noticed.clear();
            page.navigate(file.toUri().toString());
            if (!page.url().equals(file.toUri().toString())) {
                noticed.add("went to " + page.url());
            }
            return List.copyOf(noticed);
        }

        /// Opens a page where it is, on a site that answers instead of the network.
        Look lookAt(String address, FakeSite site) {
            requests.clear();
            context.route(ON_THE_NETWORK, route -> {
                requests.add(route.request().url().replaceFirst("#.*", ""));
                FakeSite.Answer answer = site.at(route.request().url());
                route.fulfill(
                        answer == null
                                ? new Route.FulfillOptions().setStatus(404)
                                : new Route.FulfillOptions()
                                        .setStatus(200)
                                        .setContentType(answer.type())
                                        .setBodyBytes(answer.body()));
            });
            page.navigate(address);
            Look look = Look.of(page);
            context.unroute(ON_THE_NETWORK);
            return look;
        }

        /// What the page that was looked at last asked its site for, without fragments.
        List<String> requests() {
            return List.copyOf(requests);
        }

        Page page() {
            return page;
        }

        @Override
        public void close() {
            context.close();
        }
    }

    /// One that counts nothing, to be closed with the browser.
    public BrowserContext context(Opened how) {
        return browser.newContext(new Browser.NewContextOptions()
                .setJavaScriptEnabled(how.scripts)
                .setBypassCSP(how.ignoresPolicy)
                .setViewportSize(Screen.WIDTH, 800));
    }

    Tab tab(Opened how) {
        return new Tab(how);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
