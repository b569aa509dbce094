package keeplink.fetch;

import java.time.Instant;
import java.util.Set;

/// An answer on the way to a page that led elsewhere.
///
/// @param url the address that was asked
/// @param status the HTTP status: that of a redirect, or any other of a page that is nothing but a refresh
/// @param location the `Location` as it was received; of a refresh the address it leads to
/// @param at when it was answered
public record Hop(String url, int status, String location, Instant at) {
    /// RFC 9110 sections 15.4.2 to 15.4.4, 15.4.8 and 15.4.9.
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    /// Whether a status with a `Location` is a redirect that is followed.
    static boolean isRedirect(int status) {
        return REDIRECTS.contains(status);
    }

    /// Whether it is a redirect rather than a refresh.
    public boolean isRedirect() {
        return isRedirect(status);
    }

    /// Whether it said that the address has changed for good (RFC 9110 sections 15.4.2 and 15.4.9).
    boolean isForGood() {
        return status == 301 || status == 308;
    }
}
