package keeplink.bot.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.MouseButton;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.context.ConfigurableApplicationContext;

/// The chat page in a browser. Skipped where there is no `/usr/bin/chromium`.
@EnabledIf("hasBrowser")
class LocalChatPageIT {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static ConfigurableApplicationContext app;
    private static Playwright playwright;
    private static Browser browser;
    private final List<String> complaints = new ArrayList<>();
    private final List<BrowserContext> contexts = new ArrayList<>();

    static boolean hasBrowser() {
        return Files.isExecutable(CHROMIUM);
    }

    @BeforeAll
    static void open() {
        app = LocalChatApp.start();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox")));
    }

    @AfterAll
    static void close() {
        browser.close();
        playwright.close();
        app.close();
    }

    @AfterEach
    void nothingWasComplainedAbout() {
        contexts.forEach(BrowserContext::close);
        assertThat(complaints).isEmpty();
    }

    private Page page(String language, int width, int height, ColorScheme scheme) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setLocale(language)
                .setViewportSize(width, height)
                .setColorScheme(scheme));
        contexts.add(context);
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate("http://localhost:" + LocalChatApp.port(app) + "/");
        assertThat(page.locator("body.ready")).isVisible();
        return page;
    }

    private static void send(Page page, String text) {
        page.locator("#text").fill(text);
        page.locator("#text").press("Enter");
    }

    private static void picture(Page page, String name) {
        String directory = System.getProperty("keeplink.pictures");
        if (directory != null) {
            page.waitForTimeout(400);
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(directory, name + ".png")));
        }
    }

    @Test
    void showsAConversationAndKeepsItOverAReload() {
        Page page = page("en-GB", 900, 860, ColorScheme.LIGHT);
        picture(page, "empty");
        send(page, "https://example.com/article #reading <b>not bold</b>");
        Locator card = page.locator(".message:not(.own)").last();
        assertThat(card.locator("a").first()).hasAttribute("href", "https://example.com/article");
        assertThat(card.locator("em")).hasText("https://example.com/article #reading <b>not bold</b>");
        assertThat(card.locator(".key")).hasCount(7);
        card.locator(".key").nth(3).click();
        assertThat(page.locator("#toast")).hasText("Starred ⭐");
        send(page, "/read 12");
        assertThat(page.locator("pre code").last()).containsText("links.save");
        page.locator(".spoiler").last().click();
        assertThat(page.locator(".spoiler.shown").last()).hasText("it is a hash");
        send(page, "/snapshot 12");
        assertThat(page.locator(".filename").last()).hasText("快照 example.com 12.html");
        var download = page.waitForDownload(() -> page.locator(".file").last().click());
        assertThat(download.suggestedFilename()).isEqualTo("快照 example.com 12.html");
        picture(page, "conversation");
        int before = page.locator(".message").count();
        page.reload();
        assertThat(page.locator(".message")).hasCount(before);
    }

    @Test
    void aStreamThatWasRefusedIsAskedForAgain() {
        BrowserContext context = browser.newContext();
        contexts.add(context);
        Page page = context.newPage();
        page.route(
                "**/local/events",
                route -> route.fulfill(new Route.FulfillOptions().setStatus(503)),
                new Page.RouteOptions().setTimes(1));
        page.navigate("http://localhost:" + LocalChatApp.port(app) + "/");
        assertThat(page.locator("body.ready")).isVisible();
        send(page, "after a refusal");
        assertThat(page.locator(".message:not(.own)").last().locator("em")).hasText("after a refusal");
    }

    @Test
    void tagsAndCommandsCanBeTapped() {
        Page page = page("en", 900, 860, ColorScheme.LIGHT);
        send(page, "tap");
        Locator card = page.locator(".message:not(.own)").last();
        assertThat(card.locator("em")).hasText("tap");
        card.locator(".command").click();
        assertThat(page.locator(".message.own").last().locator(".text")).hasText("/l12");
        card.locator(".hashtag").first().click();
        assertThat(page.locator(".message.own").last().locator(".text")).hasText("#reading");
    }

    @Test
    void arrowUpEditsTheLastMessage() {
        Page page = page("en", 900, 860, ColorScheme.LIGHT);
        send(page, "first wording");
        assertThat(page.locator(".message:not(.own)").last().locator("em")).hasText("first wording");
        page.locator("#text").press("ArrowUp");
        assertThat(page.locator("#text")).hasValue("first wording");
        send(page, "second wording");
        assertThat(page.locator(".message.own").last().locator(".text")).hasText("second wording");
        assertThat(page.locator(".message.own").last().locator(".edited")).hasText("edited");
        // the answer follows the edit
        assertThat(page.locator(".message:not(.own)").last().locator("em")).hasText("second wording");
    }

    @Test
    void aClickOnAMessageReplies() {
        Page page = page("en", 900, 860, ColorScheme.LIGHT);
        send(page, "to be answered");
        Locator card = page.locator(".message:not(.own)").last();
        assertThat(card.locator("em")).hasText("to be answered");
        card.locator("time").click();
        assertThat(page.locator("#contextTitle")).hasText("Reply to Keeplink");
        picture(page, "reply");
        send(page, "#more -#web");
        assertThat(page.locator(".message.own").last().locator(".quote")).containsText("Why pages disappear");
    }

    @Test
    void commandsAreSuggestedAndChosenByKeyboard() {
        Page page = page("en", 900, 860, ColorScheme.DARK);
        page.locator("#text").pressSequentially("/r");
        assertThat(page.locator("#commands li")).hasCount(3);
        page.locator("#text").press("ArrowDown");
        picture(page, "commands-dark");
        page.locator("#text").press("Enter");
        assertThat(page.locator("#text")).hasValue("/read ");
        page.locator("#text").press("Shift+Enter");
        assertThat(page.locator("#text")).hasValue("/read \n");
    }

    @Test
    void aCommandTypedInFullIsSentByEnter() {
        Page page = page("en", 900, 860, ColorScheme.LIGHT);
        page.locator("#text").pressSequentially("/tag");
        assertThat(page.locator("#commands li")).hasCount(2);
        assertThat(page.locator("#commands li[aria-selected=true] strong")).hasText("/tag");
        page.locator("#text").press("Enter");
        assertThat(page.locator(".message.own").last().locator(".text")).hasText("/tag");
        assertThat(page.locator("#text")).hasValue("");
    }

    @Test
    void everyKindOfFormattingIsShown() {
        Page page = page("en", 900, 860, ColorScheme.LIGHT);
        send(page, "/read kinds");
        Locator text = page.locator(".message:not(.own)").last().locator(".text");
        for (String kind : List.of(
                "strong:has-text('Keeping what you read')",
                "strong u:text-is('what')",
                "em:text-is('Half')",
                "s:text-is('alive')",
                "blockquote:not(.expandable):text-is('What is worth reading is worth keeping.')",
                "blockquote.expandable",
                "pre[data-language=java] code",
                ".spoiler:not(.shown)",
                "code:text-is('/l12')")) {
            assertThat(text.locator(kind)).hasCount(1);
        }
    }

    @Test
    void aPartOfAMessageIsQuoted() {
        Page page = page("en", 900, 860, ColorScheme.LIGHT);
        send(page, "to be quoted");
        Locator card = page.locator(".message:not(.own)").last();
        assertThat(card.locator("em")).hasText("to be quoted");
        card.locator("a").first().selectText();
        card.locator("time").click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
        page.locator(".menu button").nth(1).click();
        assertThat(page.locator("#contextText")).hasText("“Why pages disappear”");
        send(page, "do they?");
        assertThat(page.locator(".message.own").last().locator(".quote span")).hasText("“Why pages disappear”");
    }

    @Test
    void aLongQuoteIsOpenedByItsButton() {
        Page page = page("en", 900, 860, ColorScheme.LIGHT);
        send(page, "/read long");
        Locator quote = page.locator(".expandable").last();
        assertThat(quote).isVisible();
        double folded = quote.boundingBox().height;
        quote.locator(".more").click();
        assertThat(quote.locator(".more")).hasAttribute("aria-expanded", "true");
        assertThat(quote.boundingBox().height).isGreaterThan(folded);
    }

    @Test
    void aLocationIsChosenByItsCity() {
        Page page = page("zh-CN", 390, 844, ColorScheme.DARK);
        page.locator("#attach").click();
        page.locator(".menu button").last().click();
        page.locator(".cities button").nth(2).click();
        picture(page, "location-dark");
        page.locator("dialog .main").click();
        assertThat(page.locator(".message.own").last().locator(".coordinates")).hasText("52.5200° N, 13.4050° E");
        assertThat(page.locator(".message:not(.own)").last().locator(".text")).hasText("You are at 52.52");
    }

    @Test
    void aGroupOfThreeHasNamesTopicsAndForwards() {
        Page page = page("en", 1280, 800, ColorScheme.LIGHT);
        if (page.locator("#menu").isVisible()) {
            page.locator("#menu").click();
        }
        page.locator("#newGroup").click();
        page.locator("[name=title]").fill("Readers <b>");
        page.locator("[name=topics]").check();
        page.locator("dialog .main").click();
        assertThat(page.locator("#name")).hasText("Readers <b>");
        assertThat(page.locator("#status")).hasText("You, Anna, Bo, Keeplink");
        page.locator("#topics .add").click();
        page.locator("[name=title]").fill("Java");
        page.locator("dialog .main").click();
        assertThat(page.locator("#topics [aria-pressed=true]")).hasText("Java");
        writeAs(page, "Anna");
        send(page, "threads are cheap now");
        Locator annas = page.locator(".message:has(.author:text-is('Anna'))");
        assertThat(annas.locator(".text")).hasText("threads are cheap now");
        writeAs(page, "Bo");
        annas.locator("time").click();
        assertThat(page.locator("#contextTitle")).hasText("Reply to Anna");
        send(page, "since when?");
        assertThat(page.locator(".quote")
                        .filter(new Locator.FilterOptions().setHasText("threads are cheap"))
                        .first())
                .isVisible();
        picture(page, "group");
        annas.click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
        page.locator(".menu button")
                .filter(new Locator.FilterOptions().setHasText("Forward"))
                .click();
        page.locator(".targets button").first().click();
        assertThat(page.locator("#contextTitle")).hasText("Forward a message of Anna");
        send(page, "worth keeping");
        Locator forwarded = page.locator(".message.own").last();
        assertThat(forwarded.locator(".origin")).hasText("Forwarded from Anna");
        assertThat(page.locator("#status")).hasText("the private chat of Bo");
        page.goBack();
        assertThat(page.locator("#name")).hasText("Readers <b>");
        page.reload();
        assertThat(page.locator("#topics [aria-pressed=true]")).hasText("Java");
        assertThat(page.locator(".message:has(.author:text-is('Bo')) .text")).hasText("since when?");
    }

    @Test
    void anAddressOfAMessageOpensItsGroupAndTopic() {
        Page page = page("en", 1280, 800, ColorScheme.DARK);
        BotApiStandIn standIn = app.getBean(BotApiStandIn.class);
        StandInUser you = standIn.user(LocalPerson.atThisMachine());
        long group = you.makes("Linked", true, false);
        long topic = you.opensTopic(group, "Deep");
        long said = you.says(Spot.in(group).inTopic(topic), "here it was");

        send(page, "https://t.me/c/" + Long.toString(group).substring(4) + "/" + said);
        page.locator(".message.own").last().locator("a").click();

        assertThat(page.locator(".found .text")).hasText("here it was");
        assertThat(page.locator("#name")).hasText("Linked");
        assertThat(page.locator("#topics [aria-pressed=true]")).hasText("Deep");
    }

    private static void writeAs(Page page, String name) {
        page.locator("#as").click();
        page.locator(".menu button")
                .filter(new Locator.FilterOptions().setHasText(name))
                .click();
    }

    @Test
    void anOwnMessageIsDeleted() {
        Page page = page("en", 900, 860, ColorScheme.LIGHT);
        send(page, "regretted");
        Locator own = page.locator(".message.own").filter(new Locator.FilterOptions().setHasText("regretted"));
        own.hover();
        own.locator(".options").click();
        page.locator(".menu .danger").click();
        assertThat(own).hasCount(0);
    }

    @Test
    void speaksChineseOnAPhone() {
        Page page = page("zh-CN", 390, 844, ColorScheme.DARK);
        assertThat(page.locator("#text")).hasAttribute("placeholder", "消息或链接");
        send(page, "看看 https://example.com/文章 #阅读");
        Locator card = page.locator(".message:not(.own)").last();
        assertThat(card.locator("em")).containsText("#阅读");
        assertThat(card.locator(".hashtag").first()).hasText("#阅读");
        picture(page, "phone-dark");
        Object overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth");
        assertThat(overflow).isEqualTo(0);
    }

    @Test
    void sendsAFile() {
        Page page = page("en", 900, 860, ColorScheme.LIGHT);
        page.locator("#file")
                .setInputFiles(
                        new FilePayload("bookmarks.html", "text/html", "<DL></DL>".getBytes(StandardCharsets.UTF_8)));
        assertThat(page.locator(".message.own").last().locator(".filename")).hasText("bookmarks.html");
    }
}
