package keeplink.fetch;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// A page that is nothing but a redirect: the header `Refresh` or `<meta http-equiv=refresh>` (HTML Standard,
/// "shared declarative refresh steps") leads elsewhere at once, and there is nothing to read before it does.
final class Refresh {
    /// A page that stays longer is there to be read.
    private static final int LONGEST_WAIT = 5;

    private static final int LARGEST_PAGE = 64 * 1024;
    private static final int MOST_TEXT = 300;

    private static final Pattern VALUE = Pattern.compile(
            "\\s*(?<wait>\\d{0,9})(?:\\.[\\d.]*)?(?:\\s*[;,]\\s*|\\s+)(?:url\\s*=\\s*)?+(?<url>.+?)\\s*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private Refresh() {}

    /// Where a page leads that is only a redirect; empty for one to be read.
    static Optional<HttpUrl> of(FetchResult.Fetched page, HttpUrl url) {
        if (page.body().length > LARGEST_PAGE || !isHtml(page)) {
            return Optional.empty();
        }
        Document document = Jsoup.parse(new String(page.body(), StandardCharsets.ISO_8859_1), url.toString());
        String value = page.header("refresh").orElseGet(() -> fromMarkup(document));
        Matcher matcher = VALUE.matcher(value);
        if (!matcher.matches() || wait(matcher) > LONGEST_WAIT || isWorthReading(document)) {
            return Optional.empty();
        }
        Element base = document.selectFirst("base[href]");
        HttpUrl from = base == null ? url : url.resolve(base.attr("href"));
        String target = unquoted(matcher.group("url"));
        return Destination.hasTrickyCharacter(target, false)
                ? Optional.empty()
                : Optional.ofNullable((from == null ? url : from).resolve(target));
    }

    private static boolean isHtml(FetchResult.Fetched page) {
        String type = page.mediaType();
        return type.isEmpty() || type.contains("html");
    }

    private static String fromMarkup(Document document) {
        for (Element meta : document.getElementsByTag("meta")) {
            if (meta.attr("http-equiv").strip().equalsIgnoreCase("refresh")) {
                return meta.attr("content");
            }
        }
        return "";
    }

    private static int wait(Matcher matcher) {
        String seconds = matcher.group("wait");
        return seconds.isEmpty() ? 0 : Integer.parseInt(seconds);
    }

    private static boolean isWorthReading(Document document) {
        return document.body().text().length() > MOST_TEXT
                || document.selectFirst("article, form input[type=password]") != null;
    }

    private static String unquoted(String text) {
        char first = text.charAt(0);
        if (first != '"' && first != '\'') {
            return text;
        }
        int end = text.indexOf(first, 1);
        return text.substring(1, end < 0 ? text.length() : end);
    }
}
