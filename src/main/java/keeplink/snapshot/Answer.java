package keeplink.snapshot;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What a server answered, as it is kept for archives.
///
/// @param url the address that answered
/// @param redirects the addresses on the way there, in order, the asked one first
/// @param status the HTTP status
/// @param headers names in lower case, of the decoded body, without cookies
/// @param fetchedAt when it was complete
/// @param body the hash of the decoded body
public record Answer(
        String url,
        List<String> redirects,
        int status,
        Map<String, List<String>> headers,
        Instant fetchedAt,
        BlobId body) {
    public Answer {
        redirects = List.copyOf(redirects);
        headers = Map.copyOf(headers);
    }

    /// The address that was asked for, before any redirect.
    public String asked() {
        return redirects.isEmpty() ? url : redirects.getFirst();
    }
}
