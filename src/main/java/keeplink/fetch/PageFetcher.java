package keeplink.fetch;

import java.time.Duration;
import java.util.function.Function;

/// The one way out: every byte Keeplink asks of a stranger's server goes through here, guarded, bounded and
/// polite.
///
/// Implementations are safe for use by many threads, block the caller (meant for virtual threads), never throw
/// for what a
/// server does, and return within the bounds of [FetchLimits].
public interface PageFetcher {
    /// Fetches a page somebody pasted: with retries, the host's circuit breaker, and the pause between two pages
    /// of a host. A page that is nothing but a redirect counts as one. A bare address (`example.com`) is tried
    /// over https, then over http.
    FetchResult page(String url);

    /// The same with more to say about how to ask. A page that is unchanged by the request's conditions is
    /// [FetchFailure#HTTP_STATUS] with status 304.
    default FetchResult page(PageRequest request) {
        return page(request.url());
    }

    /// The same for a result that is used at once and then forgotten. Any number of fetches may be under way at the
    /// same time, but only a few hold a large body: the others wait, within the bounds of their page, until `use`
    /// returns.
    default <T> T page(PageRequest request, Function<FetchResult, T> use) {
        return use.apply(page(request));
    }

    /// The same way out for one capture: the cookies a page sets go with what is asked after it, its files as well,
    /// and are forgotten with what is returned here. Without it they are those of one fetch.
    default PageFetcher forOneCapture() {
        return this;
    }

    /// Fetches a file that belongs to a page: no pause between files, no retry, no breaker opened by it.
    ///
    /// @param maxBytes what is left of the snapshot's bytes; a longer body is [FetchFailure#TOO_LARGE]
    /// @param within what is left of the snapshot's time
    FetchResult resource(String url, String pageUrl, long maxBytes, Duration within);
}
