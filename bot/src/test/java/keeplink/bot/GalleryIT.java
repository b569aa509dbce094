package keeplink.bot;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// Walks through what the chat can do as somebody sees it in the local chat page, on a phone. With
/// `-Dkeeplink.pictures=DIR` in English and in Chinese, and a picture of each screen is written there.
/// Skipped where there is no `/usr/bin/chromium`.
@EnabledIf("hasBrowser")
class GalleryIT {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final @Nullable String PICTURES = System.getProperty("keeplink.pictures");
    private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout((double) RunningKeeplink.PATIENCE.toMillis());

    @TempDir
    Path data;

    static boolean hasBrowser() {
        return Files.isExecutable(CHROMIUM);
    }

    /// What is typed and what is waited for, in one language.
    private record Walk(
            String language,
            String article,
            String tags,
            String kept,
            String suggestion,
            String query,
            String found,
            String settings,
            String again,
            String changed) {}

    private static final Walk ENGLISH = new Walk(
            "en",
            "/threads",
            "#java #lang/jvm a calm introduction",
            "Snapshot kept",
            "concurrency",
            "#java or bread",
            "2 links",
            "Settings of this chat",
            "Snapshot kept",
            "What changed");

    private static final Walk CHINESE =
            new Walk("zh", "/tea", "#茶 #旅行/杭州 春天再去", "快照已保存", "龙井", "#茶 or bread", "2 条", "本聊天的设置", "快照已保存", "变化");

    @Test
    void everyScreenIsThere() {
        List<String> complaints = new ArrayList<>();
        try (RunningKeeplink keeplink = new RunningKeeplink(data);
                Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(CHROMIUM)
                                .setArgs(List.of("--no-sandbox")))) {
            // the pace of sending makes a walk take some seconds; what differs by language is tested elsewhere
            for (Walk walk : PICTURES == null ? List.of(ENGLISH) : List.of(ENGLISH, CHINESE)) {
                try (BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                        .setLocale(walk.language().equals("zh") ? "zh-CN" : "en-GB")
                        .setViewportSize(480, 640))) {
                    Page page = context.newPage();
                    page.onPageError(complaints::add);
                    String port = keeplink.context.getEnvironment().getProperty("local.server.port", "");
                    page.navigate("http://localhost:" + port + "/");
                    assertThat(page.locator("body.ready")).isVisible();
                    walk(new Visitor(page, walk.language()), walk, keeplink);
                }
            }
        }
        assertThat(complaints).isEmpty();
    }

    private static void walk(Visitor visitor, Walk walk, RunningKeeplink keeplink) {
        write(keeplink, "Its tools are still young.", "工具还很少。");
        visitor.asks(keeplink.site.url("/bread") + " #bread", walk.kept());
        Locator card = visitor.asks(keeplink.site.url(walk.article()) + " " + walk.tags(), walk.kept());
        assertThat(card.locator(".key").filter(named(walk.suggestion()))).isVisible();
        visitor.picture("card");
        card.locator(".key").filter(named(walk.suggestion())).click();
        assertThat(card.locator(".text")).containsText(walk.suggestion(), PATIENTLY);

        visitor.asks(walk.query(), walk.found());
        visitor.picture("query");
        Locator tags = visitor.asks("/tags", "");
        assertThat(tags.locator(".key").filter(named("#bread"))).isVisible();
        visitor.picture("tags");
        visitor.asks("/settings", walk.settings());
        visitor.picture("settings");

        write(keeplink, "Its tools have grown up since.", "如今到处都有工具。");
        String number = walk.language().equals("zh") ? "3" : "2";
        visitor.asks("/again " + number, walk.again());
        visitor.asks("/changes " + number, walk.changed());
        visitor.picture("changes");
        group(visitor, keeplink);
    }

    /// A group of three: a save and its receipt, a query, a link of one's own by way of the bot's name, a place.
    private static void group(Visitor visitor, RunningKeeplink keeplink) {
        Page page = visitor.page();
        page.locator("#menu").click();
        page.locator("#newGroup").click();
        page.locator("[name=title]").fill("Readers");
        page.locator("dialog .main").click();
        assertThat(page.locator("#name")).hasText("Readers");
        visitor.writesAs(1);
        visitor.says(keeplink.site.url("/bread") + " #weekend");
        assertThat(page.locator(".message").filter(named("#weekend")).locator(".reaction"))
                .isVisible(visible());
        visitor.writesAs(2);
        visitor.says("#weekend");
        assertThat(page.locator(".message .text").filter(named("/l1")).last()).containsText("forgives", PATIENTLY);
        visitor.writesAs(0);
        page.locator("#text").fill("@keeplink_bot bread");
        Locator offer = page.locator("#offers .offer").filter(named("forgives"));
        assertThat(offer).isVisible(visible());
        visitor.picture("inline");
        offer.click();
        assertThat(page.locator(".message.own .via").last()).hasText(Pattern.compile(".*@keeplink_bot"));
        page.locator("#attach").click();
        page.locator(".menu button").last().click();
        page.locator(".cities button").first().click();
        page.locator("dialog .main").click();
        assertThat(page.locator(".message.own .coordinates")).hasText("31.2304° N, 121.4737° E");
        visitor.picture("group");
    }

    private static LocatorAssertions.IsVisibleOptions visible() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout((double) RunningKeeplink.PATIENCE.toMillis());
    }

    private static Locator.FilterOptions named(String words) {
        return new Locator.FilterOptions().setHasText(words);
    }

    private static void write(RunningKeeplink keeplink, String english, String chinese) {
        keeplink.site.serve("/threads", "text/html; charset=utf-8", """
                <html lang=en><title>Virtual threads, calmly</title><meta name=keywords content="concurrency, threads">
                <article><p>A virtual thread costs a few hundred bytes, so a server may give one to each request and
                write plain code that waits. %s Nothing about them makes computing faster.</p></article>
                """.formatted(english));
        keeplink.site.serve("/tea", "text/html; charset=utf-8", """
                <html lang=zh><title>杭州的茶与山</title><meta name=keywords content="龙井, 春茶">
                <article><p>清明之前，龙井村的茶农天不亮就上山，嫩芽只有一两天最好。%s炒茶的手艺要学三年。</p></article>
                """.formatted(chinese));
        keeplink.site.serve("/bread", "text/html; charset=utf-8", """
                <html lang=en><title>A sourdough that forgives</title>
                <article><p>Flour, water, salt and patience: this loaf takes a day and asks for ten minutes of it.</p>
                </article>""");
    }

    /// Who looks at the page.
    private record Visitor(Page page, String language) {
        /// Says something and waits until the answer shows these words.
        Locator asks(String text, String words) {
            Locator answers = page.locator(".message:not(.own)");
            int before = answers.count();
            says(text);
            Locator answer = answers.nth(before);
            assertThat(answer.locator(".text")).containsText(words, PATIENTLY);
            return answer;
        }

        void says(String text) {
            page.locator("#text").fill(text);
            page.locator("#text").press("Enter");
        }

        /// Takes the place of one of the three in the open group.
        void writesAs(int which) {
            page.locator("#as").click();
            page.locator(".menu button").nth(which).click();
        }

        void picture(String name) {
            if (PICTURES != null) {
                page.screenshot(new Page.ScreenshotOptions()
                        .setAnimations(ScreenshotAnimations.DISABLED)
                        .setPath(Path.of(PICTURES, name + "-" + language + ".png")));
            }
        }
    }
}
