package keeplink.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import keeplink.fetch.FetchResult.Fetched;
import keeplink.page.Article;
import keeplink.page.Verdict;

/// Further addresses of a page: where redirects ended, and what it calls its canonical address if that is on the same
/// site. A wall or an error page answers for many addresses and is the same page for none of them; nor is a front page
/// a deep address was led to.
final class SamePage {
    private SamePage() {}

    static List<String> addresses(Verdict verdict, Fetched fetched, Article article) {
        if (verdict instanceof Verdict.Blocked || verdict instanceof Verdict.Failed) {
            return List.of();
        }
        List<String> addresses = new ArrayList<>();
        boolean ledToFront = !fetched.redirects().isEmpty()
                && isFront(fetched.url())
                && !isFront(fetched.redirects().getFirst());
        if (!ledToFront) {
            addresses.add(fetched.url());
            String canonical = article.canonicalUrl();
            boolean deeper = canonical != null && (!isFront(canonical) || isFront(fetched.url()));
            if (canonical != null && deeper && sameSite(canonical, fetched.url())) {
                addresses.add(canonical);
            }
        }
        return addresses;
    }

    private static boolean isFront(String address) {
        String path = path(address);
        return path.isEmpty() || path.equals("/");
    }

    private static boolean sameSite(String one, String other) {
        String a = host(one);
        String b = host(other);
        return a.equals(b) || a.endsWith("." + b) || b.endsWith("." + a);
    }

    private static String host(String address) {
        int start = address.indexOf("://") + 3;
        int end = start;
        while (end < address.length() && "/?#".indexOf(address.charAt(end)) < 0) {
            end++;
        }
        String host = address.substring(start, end).toLowerCase(Locale.ROOT);
        return host.startsWith("www.") ? host.substring(4) : host;
    }

    private static String path(String address) {
        int slash = address.indexOf('/', address.indexOf("://") + 3);
        return slash < 0 ? "" : address.substring(slash);
    }
}
