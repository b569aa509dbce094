package keeplink.fetch;

import java.time.Duration;

/// Learns what becomes of fetches, for whoever watches over a running Keeplink. Is told by many threads and must be
/// quick.
public interface FetchObserver {
    /// Learns nothing.
    FetchObserver NONE = new FetchObserver() {
        @Override
        public void ended(FetchResult result, boolean page, Duration took) {}

        @Override
        public void repeated() {}

        @Override
        public void paused() {}
    };

    /// A fetch ended.
    ///
    /// @param page whether it was a page, else a file of one
    /// @param took with everything: waiting, redirects, repeated attempts
    void ended(FetchResult result, boolean page, Duration took);

    /// A page is attempted once more after a transient failure.
    void repeated();

    /// A host failed so often that it is left alone (its circuit breaker opened).
    void paused();
}
