package keeplink.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Whether two copies of a page differ only in what pages write anew with every answer and nobody sees: tokens in
/// `data-` attributes and identifiers, and those parameters of links that name a session, a token or a time.
///
/// Text, looks, files and where links lead else are compared to the letter.
final class UnseenChanges {
    /// Larger documents are different where they are not the same: comparing takes several times their memory.
    private static final int LARGEST = 1024 * 1024;
    /// Tokens are about as long each time.
    private static final int MOST_DIFFERENCE = 4 * 1024;

    private static final Set<String> IDENTIFIERS = Set.of("id", "for", "name", "headers", "list");
    private static final Pattern OPEN_ENDED = Pattern.compile("data-.+|aria-.+");

    /// A run of letters and digits that is no word: it is long and has a digit.
    private static final Pattern TOKEN = Pattern.compile("(?=[A-Za-z]*[0-9])[A-Za-z0-9]{8,}");
    /// A parameter of an address, by the names that are usual for what changes with every answer.
    private static final Pattern PARAMETER = Pattern.compile(
            "(?i)([?&](?:csrf|xsrf|[a-z_-]*token|nonce|[a-z_]*sid|session(?:_?id)?|ts|timestamp|cb|cachebuster|rnd|rand|random|_)=)[^&#]*");

    private UnseenChanges() {}

    static boolean only(byte[] before, byte[] after) {
        return before.length <= LARGEST
                && Math.abs(before.length - after.length) <= MOST_DIFFERENCE
                && seen(before).equals(seen(after));
    }

    private static String seen(byte[] document) {
        Document page = Jsoup.parse(new String(document, UTF_8));
        page.outputSettings().prettyPrint(false);
        for (Element element : page.getAllElements()) {
            for (Attribute attribute : element.attributes()) {
                String name = attribute.getKey();
                if (name.equals("href")) {
                    attribute.setValue(PARAMETER.matcher(attribute.getValue()).replaceAll("$1"));
                } else if (IDENTIFIERS.contains(name)
                        || OPEN_ENDED.matcher(name).matches()) {
                    attribute.setValue(TOKEN.matcher(attribute.getValue()).replaceAll("0"));
                }
            }
        }
        return page.outerHtml();
    }
}
