package keeplink.page;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import keeplink.page.Verdict.Wall;
import okhttp3.HttpUrl;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// What stands before or instead of one page, by the signs in its title, text, address, markup and status. For one
/// thread.
final class Walls {
    /// A page with so many letters to read is never taken for a wall.
    private static final int MUCH = 2_500;
    /// So many letters that speak of nothing of the kind are a page, whatever stands around them.
    private static final int PAGE = 100;
    /// So many more are one even under a title or an address that promises a wall: walls explain themselves.
    private static final int EXPLANATION = 900;
    /// A title that only has the word is one of a wall where there is no more to read than this.
    private static final int TINY = 300;
    /// A line of so many letters explains something, whatever words it has.
    private static final int PROSE = 300;
    /// "Loading, please wait" is no longer than this.
    private static final int MESSAGE = 30;
    private static final int SAMPLE = 20_000;
    private static final int MAX_MARKUP = 60_000;
    private static final Pattern TITLE_PARTS = Pattern.compile("\\s*[|·_–—]\\s*|\\s[-/»]\\s");
    /// No more than a name and a greeting.
    private static final int NAME = 40;
    /// A name of something is not shorter than this.
    private static final int SUBJECT = 4;
    /// A page with so many letters beside the box that asks for consent is a page with a banner.
    private static final int BESIDE = 60;
    private static final Words ASKS = Words.of(
            "~how~ ~what~is~ ~what's~ ~what~are~ ~what~to~ ~why~ ~when~ ~wie~ ~wenn~ ~quand~ ~cuando~ ~quando~ ~когда~ ~was~ist~ ~warum~ ~comment~ ~pourquoi~"
                    + " ~qu'est ~cómo~ ~qué~es~ ~por~qué~ ~come~ ~cosa~ ~perché~ ~como~ ~o~que~é ~por~que~ ~как~ ~что~такое ~почему~"
                    + " ~зачем~ とは 方法 なぜ どう 방법 이란 어떻게 ~nasıl~ ~nedir ~neden~ ~hoe~ ~wat~is~ ~jak~ ~co~to~ ~dlaczego~"
                    + " 怎么 如何 什么 为什么 怎样 攻略 教程 ~cách~ ~là~gì");
    private static final Words DOMAIN = Words.of(
            "domain hosting domäne domaine dominio domínio domein 域名 domen domein domän tên~miền alan~adı ドメイン 도메인 домен โดเมน डोमेन النطاق דומיין domeni domén verkkotunnus");

    private final Document page;
    private final String address;
    private final int status;
    private final String headings;
    private final String all;
    private final MainPart main;
    private final String text;
    private final String markup;
    private final String below;
    private final int letters;

    /// @param all what there is to read, as [#toRead] gives it
    Walls(Document page, String all, String url, int status) {
        this.page = page;
        this.all = all;
        this.address = url.length() > 2_000 ? url.substring(0, 2_000) : url;
        this.status = status;
        this.main = MainPart.of(page.body());
        this.text = main.text();
        this.letters = Texts.letters(text);
        this.below = below();
        this.headings = headings();
        this.markup = markup();
    }

    private String headings() {
        StringBuilder headings = new StringBuilder(" ").append(sample(page.title()));
        int left = 3;
        for (Element heading : main.all("h1, h2")) {
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
        for (Element element :
                page.select("script, iframe, form, input, div, section, body, link, img, meta[http-equiv=refresh]")) {
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

    /// What there is to read on a page, as much as is looked at.
    static String toRead(Document page, Article article) {
        return article.hasBody() ? visible(page.body()) : sample(article.text());
    }

    /// What there is to read in an element, as much as is looked at.
    static String visible(Element element) {
        return sample(VisibleText.of(element, SAMPLE));
    }

    /// Whether there is so much to read that no wall is looked for.
    static boolean isMuch(String all) {
        return Texts.letters(all) >= MUCH;
    }

    /// Whether it shows code or says of itself that it tells how something is done or what it is.
    boolean explains() {
        return (ASKS.in(page.title()) || main.has("pre")) && !refused();
    }

    /// Built of nothing but what a known product puts before pages.
    boolean isGate() {
        return Signs.GATES.in(markup) && own(Signs.CAPTCHA) < EXPLANATION;
    }

    /// A test asks for something to be done or runs a script, or is next to nothing but its title.
    private boolean isCaptcha() {
        boolean tiny = letters < TINY;
        boolean titled = isTitled(Signs.CAPTCHA);
        boolean asks = refused()
                || (tiny && titled && !main.isFramed())
                || main.has("form, button, input, iframe, [role=button]")
                || (!main.isFramed() && page.selectFirst("script, a") != null)
                || Signs.CAPTCHA.address().in(address)
                || Signs.CAPTCHA.markup().in(markup);
        return asks
                && isWall(
                        Signs.CAPTCHA,
                        titled
                                || (tiny && Signs.CAPTCHA.title().in(headings))
                                || (tiny
                                        && !main.isFramed()
                                        && Signs.CAPTCHA.text().in(headings)));
    }

    /// Consent is asked for with something to press, where a policy only explains.
    private boolean isConsent() {
        boolean choice = main.has("button, input[type=submit], input[type=button], [role=button], form, a[onclick]");
        boolean addressed = Signs.CONSENT.address().in(address);
        return (choice || (addressed && !main.isFramed()))
                && (addressed || main.beside(Signs.CONSENT.text()) < BESIDE)
                && (isWall(Signs.CONSENT, isTitled(Signs.CONSENT))
                        || (Signs.CONSENT.text().count(below, 2) == 2
                                && !main.isFramed()
                                && !hasSubjectBeside(Signs.CONSENT)
                                && own(Signs.CONSENT) < PAGE));
    }

    /// Many things are for sale: here it is the domain, which such a page calls by its name.
    boolean isParked() {
        HttpUrl from = HttpUrl.parse(address);
        String host = from == null ? "" : from.host().replaceFirst("^www\\.", "");
        boolean named = !host.isEmpty() && headings.toLowerCase(Locale.ROOT).contains(host);
        boolean about = named
                || Signs.PARKED.markup().in(markup)
                || Signs.PARKED.address().in(address)
                || DOMAIN.in(headings)
                || DOMAIN.in(text);
        return about && isWall(Signs.PARKED, named || isTitled(Signs.PARKED));
    }

    /// Little of its own to read, and signs of several kinds.
    private boolean isWall(Signs signs, boolean titled) {
        boolean addressed = signs.address().in(address);
        boolean built = signs.markup().in(markup);
        int said = signs.text().count(below, 2);
        boolean speaksOfIt = said > 0 || (titled && (addressed || built || refused()));
        if (!speaksOfIt || !(titled || addressed || built || refused())) {
            return false;
        }
        boolean subject = !addressed && hasSubjectBeside(signs);
        if (subject && (!built || main.beside(signs.text()) >= BESIDE)) {
            return false;
        }
        int found = (titled ? 1 : 0) + said + (addressed ? 1 : 0) + (built ? 1 : 0) + (refused() ? 1 : 0);
        boolean plain = titled || addressed || refused() || (built && said > 1 && !subject);
        return found >= 2 && own(signs) < (plain ? EXPLANATION : PAGE);
    }

    /// Whether the title or a heading says hardly anything else: "Log in", not "How to log in to the router".
    private boolean isTitled(Signs signs) {
        for (String part : TITLE_PARTS.split(withoutHost(headings), 20)) {
            if (isOf(signs, part.strip())) {
                return true;
            }
        }
        return false;
    }

    private String withoutHost(String said) {
        HttpUrl from = HttpUrl.parse(address);
        return from == null ? said : said.replaceAll("(?i)" + Pattern.quote(from.host()), "");
    }

    private static boolean isOf(Signs signs, String said) {
        return signs.title().longest(said) * 2 > said.length() || signs.text().longest(said) * 4 > said.length() * 3;
    }

    /// Whether the heading is the title as well and says something else: a page is named after what it is about.
    private boolean hasSubjectBeside(Signs signs) {
        Element heading = main.all("h1").first();
        String said = heading == null ? "" : withoutHost(sample(heading.text())).strip();
        return Texts.letters(said) >= SUBJECT
                && !refused()
                && Texts.bare(page.title()).contains(Texts.bare(said))
                && !isTitled(signs);
    }

    /// Letters of the lines of the article that have none of the signs.
    private int own(Signs signs) {
        int own = 0;
        for (String line : text.split("\n", 200)) {
            if (!signs.text().in(line) && !signs.title().in(line)) {
                own += Texts.letters(line.strip());
            }
        }
        return own;
    }

    /// What is read without the lines that are the title again: a page about a wall has its words there.
    private String below() {
        String title = Texts.bare(sample(page.title()));
        return text.lines()
                .filter(line -> line.isBlank() || !title.contains(Texts.bare(line)))
                .collect(Collectors.joining("\n"));
    }

    private int longestLine() {
        return text.lines()
                .limit(200)
                .mapToInt(line -> Texts.letters(line.strip()))
                .max()
                .orElse(0);
    }

    private boolean refused() {
        return switch (status) {
            case 401, 403, 405, 412, 429, 430, 503, 999 -> true;
            default -> false;
        };
    }

    /// What stands before the page and wants something of the reader, null for nothing.
    @Nullable
    Wall asked() {
        boolean login = isLogin();
        if (isCaptcha() && !(login && asksForName())) {
            return Wall.CAPTCHA;
        }
        if (login) {
            return Wall.LOGIN;
        }
        return isConsent() ? Wall.CONSENT : null;
    }

    /// Who is asked for a name or a password is not asked whether he is human.
    private boolean asksForName() {
        return main.has("input[type=password], input[type=email]")
                && !Signs.CAPTCHA.markup().in(markup);
    }

    private boolean isLogin() {
        boolean password = main.has("input[type=password]");
        boolean titled = isTitled(Signs.LOGIN);
        boolean addressed = Signs.LOGIN.address().in(address);
        int said = Signs.LOGIN.text().count(below, 3);
        boolean form = password
                || main.has("input[type=email]")
                || Signs.LOGIN.markup().in(markup);
        if (status == 401) {
            return said > 0 || form || titled;
        }
        boolean offers = offersToLogIn();
        int own = own(Signs.LOGIN);
        boolean nothingElse = own < PAGE / 2;
        boolean asks = offers || addressed || !main.isFramed() || main.has("input") || (said == 3 && nothingElse);
        if (!asks || (!password && !addressed && !Signs.LOGIN.text().in(headings) && hasSubjectBeside(Signs.LOGIN))) {
            return false;
        }
        int found = said
                + (titled ? 1 : 0)
                + (addressed ? 1 : 0)
                + (form ? 1 : 0)
                + (offers && nothingElse && !password ? 1 : 0);
        // Headers of good pages offer to log in; a wall says so where the article would be.
        return (password || said > 0)
                && (titled || addressed || form || offers || (said == 3 && nothingElse))
                && found >= (letters > 800 ? 3 : 2)
                && own < (titled || addressed ? EXPLANATION : PAGE);
    }

    private boolean offersToLogIn() {
        return main.all("a, button, input[type=submit]").stream()
                .limit(200)
                .map(element -> element.hasAttr("value") ? element.attr("value") : element.text())
                .anyMatch(said -> said.length() < MESSAGE && Signs.LOGIN.title().in(said));
    }

    boolean isNotFound() {
        if (letters >= EXPLANATION) {
            return false;
        }
        boolean titled = isTitled(Signs.NOT_FOUND);
        int said = Signs.NOT_FOUND.text().count(below, 2);
        int others = (Signs.NOT_FOUND.address().in(address) ? 1 : 0)
                + (Signs.NOT_FOUND.markup().in(markup) ? 1 : 0);
        if (titled) {
            return (said + others >= 1 || own(Signs.NOT_FOUND) < NAME)
                    && longestLine() < PROSE
                    && !main.has("pre, code");
        }
        if (hasSubjectBeside(Signs.NOT_FOUND)) {
            return false;
        }
        boolean structured = main.has("li, pre, table");
        return said >= 1
                && own(Signs.NOT_FOUND) < PAGE
                && (said >= 2 || others > 0 || letters < PAGE)
                && (others > 0 || !structured);
    }

    /// Nothing to read, and built to be filled by a script.
    boolean isShell() {
        return ScriptShell.is(page, all);
    }
}
