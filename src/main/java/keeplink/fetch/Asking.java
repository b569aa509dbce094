package keeplink.fetch;

import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/// What is asked for, and how.
///
/// @param page whether it is a page, else a file of one
/// @param pageUrl the page a file belongs to, empty for a page itself
/// @param mostDecoded how many bytes of its body are wanted
/// @param known what is known of it already, null where nothing is
record Asking(
        boolean page,
        String pageUrl,
        long mostDecoded,
        @Nullable Validators known) {
    private static final String PAGE_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private static final String LANGUAGES = "en,zh-CN;q=0.9,zh;q=0.8,*;q=0.5";

    static Asking page(long mostDecoded, @Nullable Validators known) {
        return new Asking(true, "", mostDecoded, known);
    }

    static Asking file(String pageUrl, long mostDecoded) {
        return new Asking(false, pageUrl, mostDecoded, null);
    }

    Request request(HttpUrl url, String userAgent, Exchange exchange) {
        Request.Builder request = new Request.Builder()
                .url(url)
                .tag(Exchange.class, exchange)
                .header("User-Agent", userAgent)
                .header("Accept", page ? PAGE_ACCEPT : "*/*")
                .header("Accept-Language", LANGUAGES)
                .header("Accept-Encoding", "gzip");
        if (!page) {
            Referrer.of(pageUrl, url).ifPresent(referrer -> request.header("Referer", referrer));
        }
        if (known != null && known.url().equals(url.toString())) {
            header(request, "If-None-Match", known.etag());
            header(request, "If-Modified-Since", known.lastModified());
        }
        return request.build();
    }

    private static void header(Request.Builder request, String name, @Nullable String value) {
        if (value != null && value.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
            request.header(name, value);
        }
    }
}
