package keeplink.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import keeplink.fetch.FetchFailure;
import keeplink.page.Verdict.Shortfall;
import keeplink.page.Verdict.Wall;
import keeplink.page.Verdict.What;
import okhttp3.HttpUrl;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Says what a capture got: the page, the text of it, or something that stood in its place.
///
/// A page is accused only when signs of different kinds agree (title, text, address, markup, status) and it has
/// little of its own
/// to read: an article about captchas is not one. What looks like a missing page though the server says 200
/// counts as status 404,
/// a parked domain as 410 (gone). Safe for many threads.
public final class VerdictClassifier {
    /// A page with so many letters to read is never taken for a wall.
    private static final int MUCH = 2_500;
    /// So many letters that speak of nothing of the kind are a page, whatever stands around them.
    private static final int PAGE = 100;
    /// So many more are one even under a title or an address that promises a wall: walls explain themselves.
    private static final int EXPLANATION = 900;
    private static final int SHELL = 250;
    private static final int EMPTY = 60;
    /// "Loading, please wait" is no longer than this.
    private static final int MESSAGE = 30;
    private static final int SAMPLE = 20_000;
    private static final int MAX_MARKUP = 60_000;
    private static final Pattern TITLE_PARTS = Pattern.compile("\\s*[|·_–—]\\s*|\\s[-/»]\\s");
    private static final Words NEEDS_JAVASCRIPT =
            Words.of("enable~javascript javascript~is~disabled requires~javascript javascript~to~run"
                    + " turn~on~javascript without~javascript javascript~is~required javascript~is~not~available"
                    + " javascript~must~be~enabled javascript~enabled activate~javascript 启用javascript 启用~javascript"
                    + " 开启javascript 开启~javascript 打开javascript 支持javascript 支持~javascript 請啟用~javascript 运行~javascript"
                    + " javascriptを有効 javascript~を有効 javascript~aktivieren activer~javascript");
    private static final Words STILL_LOADING = Words.of("loading 加载中 正在加载 載入中 読み込み please~wait");
    private static final Words MOUNT_POINTS = Words.of(
            "~root~ ~app~ ~__next~ ~__nuxt~ ~app-root~ ~react-root~ ~mount~ ~___gatsby~ ~q-app~ ~svelte~ ~main-app~"
                    + " ~reactroot~ ~ember-app~ ~application~ ~app-mount~ ~react-app~ ~vue-app~");

    /// Looks at a page, before anything is known of its files.
    ///
    /// @param page as parsed, not neutralized
    /// @param article what [ArticleExtractor] made of it
    /// @param url the address that answered
    /// @param status the HTTP status
    public Verdict classify(Document page, Article article, String url, int status) {
        Look look = new Look(page, article, url, status);
        if (look.isGate() || look.isWall(Signs.CAPTCHA)) {
            return new Verdict.Blocked(Wall.CAPTCHA);
        }
        if (look.isLogin()) {
            return new Verdict.Blocked(Wall.LOGIN);
        }
        if (status >= 400) {
            return new Verdict.Failed(FetchFailure.HTTP_STATUS, status);
        }
        if (look.isWall(Signs.CONSENT)) {
            return new Verdict.Blocked(Wall.CONSENT);
        }
        if (look.isWall(Signs.PARKED)) {
            return new Verdict.Failed(FetchFailure.HTTP_STATUS, 410);
        }
        if (look.isNotFound()) {
            return new Verdict.Failed(FetchFailure.HTTP_STATUS, 404);
        }
        return look.isShell()
                ? new Verdict.TextOnly(List.of(new Shortfall(What.JAVASCRIPT, 1)))
                : new Verdict.Full(List.of());
    }

    /// How many files a page is made of.
    ///
    /// @param styles style sheets, in the page or linked to
    public record Files(int styles, int images) {
        public static Files of(Document page) {
            int styles = page.getElementsByTag("style").size();
            for (Element link : page.getElementsByTag("link")) {
                styles += link.attr("rel").toLowerCase(Locale.ROOT).contains("stylesheet") ? 1 : 0;
            }
            return new Files(styles, page.getElementsByTag("img").size());
        }
    }

    /// A verdict with what of the page's files could not be had, which says nothing new of a wall.
    ///
    /// @param files those of the page the verdict is about
    public Verdict with(List<Shortfall> missing, Verdict verdict, Files files) {
        return switch (verdict) {
            case Verdict.Full full -> with(missing, full.missing(), files);
            case Verdict.TextOnly textOnly -> with(missing, textOnly.missing(), files);
            case Verdict.Blocked blocked -> blocked;
            case Verdict.NotAPage file -> file;
            case Verdict.Failed failed -> failed;
        };
    }

    private static Verdict with(List<Shortfall> missing, List<Shortfall> known, Files files) {
        List<Shortfall> all = new ArrayList<>(missing);
        known.stream()
                .filter(shortfall -> missing.stream().noneMatch(other -> other.what() == shortfall.what()))
                .forEach(all::add);
        return isTextOnly(files, all) ? new Verdict.TextOnly(all) : new Verdict.Full(all);
    }

    /// Cut, in need of JavaScript, or without most of its styles or pictures.
    private static boolean isTextOnly(Files files, List<Shortfall> missing) {
        for (Shortfall shortfall : missing) {
            boolean textOnly =
                    switch (shortfall.what()) {
                        case JAVASCRIPT, PAGE_BOUND -> true;
                        case STYLES -> shortfall.count() * 2 > files.styles();
                        case IMAGES -> shortfall.count() > 1 && shortfall.count() * 2 > files.images();
                        case FONTS, MEDIA, FRAMES, SNAPSHOT_BOUND, SNAPSHOT_FILES, SNAPSHOT_BYTES, SNAPSHOT_TIME ->
                            false;
                    };
            if (textOnly) {
                return true;
            }
        }
        return false;
    }

    /// One look at a page: what the signs are looked for in.
    private static final class Look {
        private final Document page;
        private final Article article;
        private final String address;
        private final int status;
        private final String headings;
        private final String text;
        private final String markup;
        private final int letters;

        Look(Document page, Article article, String url, int status) {
            this.page = page;
            this.article = article;
            this.address = url.length() > 2_000 ? url.substring(0, 2_000) : url;
            this.status = status;
            this.text = sample(article.hasBody() ? VisibleText.of(page, SAMPLE) : article.text());
            this.letters = letters(text);
            this.headings = headings();
            this.markup = markup();
        }

        private String headings() {
            StringBuilder headings = new StringBuilder(" ").append(sample(page.title()));
            int left = 3;
            for (Element heading : page.select("h1, h2")) {
                if (left-- == 0) {
                    break;
                }
                String said = heading.text();
                headings.append(" | ").append(said, 0, Math.min(100, said.length()));
            }
            return headings.toString();
        }

        /// Ids, classes and addresses of what a wall is built of, and the names in short inline scripts.
        private String markup() {
            StringBuilder markup = new StringBuilder();
            for (Element element : page.select(
                    "script, iframe, form, input, div, section, body, link, img, meta[http-equiv=refresh]")) {
                if (markup.length() > MAX_MARKUP) {
                    break;
                }
                for (String name : new String[] {"src", "href", "action", "id", "class", "name", "type", "content"}) {
                    String value = element.attr(name);
                    if (!value.isEmpty() && value.length() < 500) {
                        markup.append(value).append(' ');
                    }
                }
                if (element.normalName().equals("script") && element.attr("src").isEmpty()) {
                    String data = element.data();
                    markup.append(data, 0, Math.min(1_500, data.length())).append(' ');
                }
            }
            return markup.toString();
        }

        private static String sample(String text) {
            String bounded = text.length() > SAMPLE ? text.substring(0, SAMPLE) : text;
            return bounded.replace('’', '\'');
        }

        private static int letters(String text) {
            return text.length() + (int) text.codePoints().filter(Texts::isCjk).count();
        }

        /// Built of nothing but what a known product puts before pages.
        boolean isGate() {
            return letters < MUCH && Signs.GATES.in(markup) && own(Signs.CAPTCHA) < EXPLANATION;
        }

        /// Little of its own to read, and signs of several kinds.
        boolean isWall(Signs signs) {
            if (letters >= MUCH) {
                return false;
            }
            boolean titled = isTitled(signs.title());
            boolean addressed = signs.address().in(address);
            boolean built = signs.markup().in(markup);
            int said = signs.text().count(text, 2);
            boolean speaksOfIt = said > 0 || (titled && (addressed || built || refused()));
            if (!speaksOfIt || !(titled || addressed || built || refused())) {
                return false;
            }
            int found = (titled ? 1 : 0) + said + (addressed ? 1 : 0) + (built ? 1 : 0) + (refused() ? 1 : 0);
            return found >= 2 && own(signs) < (titled || addressed || refused() ? EXPLANATION : PAGE);
        }

        /// Whether the title or a heading says hardly anything else: "Log in", not "How to log in to the router".
        private boolean isTitled(Words words) {
            HttpUrl from = HttpUrl.parse(address);
            String bare = from == null ? headings : headings.replace(from.host(), "");
            for (String part : TITLE_PARTS.split(bare, 20)) {
                if (words.longest(part.strip()) * 2 > part.strip().length()) {
                    return true;
                }
            }
            return false;
        }

        /// Letters of the lines of the article that have none of the signs.
        private int own(Signs signs) {
            int own = 0;
            for (String line : sample(article.text()).split("\n", 200)) {
                if (!signs.text().in(line) && !signs.title().in(line)) {
                    own += letters(line.strip());
                }
            }
            return own;
        }

        private boolean refused() {
            return status == 401 || status == 403 || status == 405 || status == 429 || status == 503;
        }

        boolean isLogin() {
            if (letters >= MUCH) {
                return false;
            }
            boolean password = page.selectFirst("input[type=password]") != null;
            boolean titled = isTitled(Signs.LOGIN.title());
            boolean addressed = Signs.LOGIN.address().in(address);
            int said = Signs.LOGIN.text().count(text, 2);
            boolean form = password || Signs.LOGIN.markup().in(markup);
            if (status == 401) {
                return said > 0 || form || titled;
            }
            int found =
                    (titled ? 1 : 0) + (addressed ? 1 : 0) + (password ? 1 : 0) + said + (form && !password ? 1 : 0);
            // Headers of good pages offer to log in; a wall says so where the article would be.
            return (titled || addressed || (said > 0 && (form || offersToLogIn())))
                    && found >= (letters > 800 ? 3 : 2)
                    && own(Signs.LOGIN) < (titled || addressed ? EXPLANATION : PAGE);
        }

        private boolean offersToLogIn() {
            return page.select("a, button, input[type=submit]").stream()
                    .limit(200)
                    .map(element -> element.hasAttr("value") ? element.attr("value") : element.text())
                    .anyMatch(said ->
                            said.length() < MESSAGE && Signs.LOGIN.title().in(said));
        }

        boolean isNotFound() {
            if (letters(article.text()) >= EXPLANATION || letters >= MUCH) {
                return false;
            }
            boolean titled = isTitled(Signs.NOT_FOUND.title());
            int said = Signs.NOT_FOUND.text().count(text, 2);
            int others = (Signs.NOT_FOUND.address().in(address) ? 1 : 0)
                    + (Signs.NOT_FOUND.markup().in(markup) ? 1 : 0);
            if (titled) {
                return said + others >= 1 || letters < PAGE;
            }
            boolean structured = page.selectFirst("li, pre, table") != null;
            return said >= 1
                    && own(Signs.NOT_FOUND) < PAGE
                    && (said >= 2 || others > 0 || letters < PAGE)
                    && (others > 0 || !structured);
        }

        /// Nothing to read, and built to be filled by a script.
        boolean isShell() {
            int rest = 0;
            boolean loading = false;
            for (String line : text.split("\n", 200)) {
                boolean waits = line.length() < MESSAGE && STILL_LOADING.in(line);
                loading |= waits;
                rest += waits || NEEDS_JAVASCRIPT.in(line) ? 0 : letters(line.strip());
                if (rest >= SHELL) {
                    // as nearly every page has soon
                    return false;
                }
            }
            if (page.getElementsByTag("script").isEmpty()) {
                return false;
            }
            boolean asksAloud = NEEDS_JAVASCRIPT.in(text);
            boolean asks = asksAloud || NEEDS_JAVASCRIPT.in(withoutScript());
            boolean meant = asks || emptyMount() || loading || rest == 0;
            return meant && rest < (asksAloud || (asks && emptyMount()) ? SHELL : EMPTY);
        }

        /// What the page says to a browser that runs no scripts.
        private String withoutScript() {
            StringBuilder said = new StringBuilder();
            for (Element noscript : page.getElementsByTag("noscript")) {
                if (said.length() < SAMPLE) {
                    said.append(noscript.text()).append(' ');
                }
            }
            return sample(said.toString());
        }

        private boolean emptyMount() {
            for (Element child : page.select("body > *, body > div > div, app-root, [ng-app], [data-reactroot]")) {
                String names = child.id() + " " + child.normalName();
                if (child.childrenSize() <= 2 && child.text().length() < 60 && MOUNT_POINTS.in(names)) {
                    return true;
                }
            }
            return false;
        }
    }
}
