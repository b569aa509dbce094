package keeplink.fetch;

import java.util.Optional;
import okhttp3.HttpUrl;

/// What a file's request says about the page it belongs to, by the policy browsers follow unless told otherwise
/// (`strict-origin-when-cross-origin`, W3C Referrer Policy section 3.7). Some servers give images only to their
/// own pages.
final class Referrer {
    private Referrer() {}

    /// The whole address within one origin, the origin to others, nothing from https to http.
    static Optional<String> of(String pageUrl, HttpUrl target) {
        HttpUrl page = HttpUrl.parse(pageUrl);
        if (page == null || (page.isHttps() && !target.isHttps())) {
            return Optional.empty();
        }
        boolean sameOrigin = page.scheme().equals(target.scheme())
                && page.host().equals(target.host())
                && page.port() == target.port();
        HttpUrl.Builder referrer = page.newBuilder().username("").password("").fragment(null);
        return Optional.of((sameOrigin ? referrer : referrer.encodedPath("/").query(null))
                .build()
                .toString());
    }
}
