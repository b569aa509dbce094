package keeplink.snapshot;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import keeplink.fetch.Hop;

/// What a server answered, as it is kept for archives.
///
/// @param url the address that answered
/// @param hops the answers on the way there, in order, that of the asked address first
/// @param status the HTTP status
/// @param headers names in lower case, of the decoded body, without cookies
/// @param fetchedAt when it was complete
/// @param body the hash of the decoded body
public record Answer(
        String url, List<Hop> hops, int status, Map<String, List<String>> headers, Instant fetchedAt, BlobId body) {
    public Answer {
        hops = List.copyOf(hops);
        headers = Map.copyOf(headers);
    }

    /// The address that was asked for, before any redirect.
    public String asked() {
        return hops.isEmpty() ? url : hops.getFirst().url();
    }
}
