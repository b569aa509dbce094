package keeplink.page;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

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
    private static final Words DOMAIN =
            Words.of("domain hosting domäne domaine dominio domínio domein 域名 ドメイン 도메인 домен");

    private final Document page;
    private final Article article;
    private final String address;
    private final int status;
    private final String headings;
    private final String text;
    private final String markup;
    private final String below;
    private final int letters;

    Walls(Document page, Article article, String url, int status) {
        this.page = page;
        this.article = article;
        this.address = url.length() > 2_000 ? url.substring(0, 2_000) : url;
        this.status = status;
        this.text = sample(article.hasBody() ? VisibleText.of(page) : article.text());
        this.letters = Texts.letters(text);
        this.below = below();
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

    static String sample(String text) {
        String bounded = text.length() > SAMPLE ? text.substring(0, SAMPLE) : text;
        return bounded.replace('’', '\'');
    }

    boolean hasMuchToRead() {
        return letters >= MUCH;
    }

    /// Built of nothing but what a known product puts before pages.
    boolean isGate() {
        return Signs.GATES.in(markup) && own(Signs.CAPTCHA) < EXPLANATION;
    }

    /// A test asks for something to be done or runs a script, or is next to nothing but its title.
    boolean isCaptcha() {
        boolean tiny = letters < TINY;
        boolean titled = isTitled(Signs.CAPTCHA.title());
        boolean asks = refused()
                || (tiny && titled)
                || page.selectFirst("script, form, button, input, iframe, a") != null
                || Signs.CAPTCHA.address().in(address)
                || Signs.CAPTCHA.markup().in(markup);
        return asks
                && isWall(
                        Signs.CAPTCHA, titled || (tiny && Signs.CAPTCHA.title().in(headings)));
    }

    /// Consent is asked for with something to press, where a policy only explains.
    boolean isConsent() {
        boolean choice =
                page.selectFirst("button, input[type=submit], input[type=button], [role=button], form, a[onclick]")
                        != null;
        return (choice || Signs.CONSENT.address().in(address))
                && isWall(Signs.CONSENT, isTitled(Signs.CONSENT.title()));
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
        return about && isWall(Signs.PARKED, named || isTitled(Signs.PARKED.title()));
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
                own += Texts.letters(line.strip());
            }
        }
        return own;
    }

    /// What is read without the lines that are the title again: a page about a wall has its words there.
    private String below() {
        String title = sample(page.title());
        Set<String> parts = new HashSet<>(List.of(TITLE_PARTS.split(title, 20)));
        parts.add(title.strip());
        return text.lines().filter(line -> !parts.contains(line.strip())).collect(Collectors.joining("\n"));
    }

    private int longestLine() {
        return sample(article.text())
                .lines()
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

    boolean isLogin() {
        boolean password = page.selectFirst("input[type=password]") != null;
        boolean titled = isTitled(Signs.LOGIN.title());
        boolean addressed = Signs.LOGIN.address().in(address);
        int said = Signs.LOGIN.text().count(below, 2);
        boolean form = password || Signs.LOGIN.markup().in(markup);
        if (status == 401) {
            return said > 0 || form || titled;
        }
        int found = (titled ? 1 : 0) + (addressed ? 1 : 0) + (password ? 1 : 0) + said + (form && !password ? 1 : 0);
        // Headers of good pages offer to log in; a wall says so where the article would be.
        return (password || said > 0)
                && (titled || addressed || form || offersToLogIn())
                && found >= (letters > 800 ? 3 : 2)
                && own(Signs.LOGIN) < (titled || addressed ? EXPLANATION : PAGE);
    }

    private boolean offersToLogIn() {
        return page.select("a, button, input[type=submit]").stream()
                .limit(200)
                .map(element -> element.hasAttr("value") ? element.attr("value") : element.text())
                .anyMatch(said -> said.length() < MESSAGE && Signs.LOGIN.title().in(said));
    }

    boolean isNotFound() {
        if (Texts.letters(article.text()) >= EXPLANATION) {
            return false;
        }
        boolean titled = isTitled(Signs.NOT_FOUND.title());
        int said = Signs.NOT_FOUND.text().count(below, 2);
        int others = (Signs.NOT_FOUND.address().in(address) ? 1 : 0)
                + (Signs.NOT_FOUND.markup().in(markup) ? 1 : 0);
        if (titled) {
            return (said + others >= 1 || letters < PAGE) && longestLine() < PROSE;
        }
        boolean structured = page.selectFirst("li, pre, table") != null;
        return said >= 1
                && own(Signs.NOT_FOUND) < PAGE
                && (said >= 2 || others > 0 || letters < PAGE)
                && (others > 0 || !structured);
    }

    /// Nothing to read, and built to be filled by a script.
    boolean isShell() {
        return ScriptShell.is(page, text);
    }
}
