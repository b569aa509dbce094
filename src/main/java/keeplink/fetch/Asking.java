package keeplink.fetch;

import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/// What is asked for, and how.
///
/// @param page the page that is asked for, or the one a file belongs to
/// @param isPage whether it is the page itself
/// @param mostDecoded how many bytes of the body are wanted
/// @param cookies those of this capture
/// @param room for a large body; null for a file, of which few are fetched at once
record Asking(
        PageRequest page, boolean isPage, long mostDecoded, CookieTrail cookies, LargeBodies.@Nullable Room room) {
    private static final String PAGE_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    /// What the most used browser says it is.
    private static final String BROWSER = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36"
            + " (KHTML, like Gecko) Chrome/146.0.0.0 Safari/537.36";

    static Asking page(PageRequest page, long mostDecoded, CookieTrail cookies, LargeBodies.Room room) {
        return new Asking(page, true, mostDecoded, cookies, room);
    }

    static Asking file(String pageUrl, long mostDecoded, CookieTrail cookies) {
        return new Asking(PageRequest.of(pageUrl), false, mostDecoded, cookies, null);
    }

    Request request(HttpUrl url, String userAgent, Exchange exchange) {
        Request.Builder request = new Request.Builder()
                .url(url)
                .tag(Exchange.class, exchange)
                .header("User-Agent", page.asBrowser() ? BROWSER : userAgent)
                .header("Accept", isPage ? PAGE_ACCEPT : "*/*")
                .header("Accept-Language", page.languages())
                .header("Accept-Encoding", "gzip");
        if (isPage) {
            page.entityTag().ifPresent(tag -> request.header("If-None-Match", tag));
            page.lastModified().ifPresent(date -> request.header("If-Modified-Since", date));
        } else {
            Referrer.of(page.url(), url).ifPresent(referrer -> request.header("Referer", referrer));
        }
        if (page.asBrowser()) {
            // W3C Fetch Metadata: an address a person opened
            request.header("Upgrade-Insecure-Requests", "1")
                    .header("Sec-Fetch-Dest", "document")
                    .header("Sec-Fetch-Mode", "navigate")
                    .header("Sec-Fetch-Site", "none")
                    .header("Sec-Fetch-User", "?1");
        }
        return request.build();
    }
}
