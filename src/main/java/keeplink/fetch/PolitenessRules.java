package keeplink.fetch;

import java.time.Duration;
import java.util.List;

/// How a host is spared.
///
/// @param connectionsPerHost how many requests to one host name may be under way at once
/// @param pause between two pages of one host name
/// @param retryDelays how long to wait before the second attempt at a page, the third and so on; each is made
///     shorter
///     or longer by up to a half at random, so that many pages that failed together do not come back together
/// @param longestRetryAfter the longest `Retry-After` that is waited for between two attempts
/// @param failuresToPause how many transient failures in a row pause a host and port
/// @param pauseAfterFailures for how long
/// @param rememberedHosts about how many hosts are remembered at the same time
public record PolitenessRules(
        int connectionsPerHost,
        Duration pause,
        List<Duration> retryDelays,
        Duration longestRetryAfter,
        int failuresToPause,
        Duration pauseAfterFailures,
        int rememberedHosts) {
    public PolitenessRules {
        retryDelays = List.copyOf(retryDelays);
    }

    /// 4 connections, 100 ms, 3 attempts with about 0.5 s and 2 s between them, Retry-After up to 10 s, 5
    /// failures pause for 30 s, 10,000 hosts.
    public static PolitenessRules defaults() {
        return new PolitenessRules(
                4,
                Duration.ofMillis(100),
                List.of(Duration.ofMillis(500), Duration.ofSeconds(2)),
                Duration.ofSeconds(10),
                5,
                Duration.ofSeconds(30),
                10_000);
    }
}
