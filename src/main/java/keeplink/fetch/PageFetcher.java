package keeplink.fetch;

import java.time.Duration;

/// The one way out: every byte Keeplink asks of a stranger's server goes through here, guarded, bounded and
/// polite.
///
/// Implementations are safe for use by many threads, block the caller (meant for virtual threads), never throw
/// for what a
/// server does, and return within the bounds of [FetchLimits].
public interface PageFetcher {
    /// Fetches a page somebody pasted: with retries, the host's circuit breaker, and the pause between two pages
    /// of a host.
    FetchResult page(String url);

    /// Fetches a page that was fetched before, unless it is still the same: that is a [FetchResult.NotFetched] with
    /// the status 304. A fetcher that cannot ask for that fetches it anyway.
    ///
    /// @param known what was said about it then
    default FetchResult page(String url, Validators known) {
        return page(url);
    }

    /// Fetches a file that belongs to a page: no pause between files, no retry, no breaker opened by it.
    ///
    /// @param maxBytes what is left of the snapshot's bytes; a longer body is [FetchFailure#TOO_LARGE]
    /// @param within what is left of the snapshot's time
    FetchResult resource(String url, String pageUrl, long maxBytes, Duration within);
}
