package keeplink.snapshot;

import java.time.Instant;
import keeplink.link.LinkCollection;

/// A durable wish: take a snapshot of a link. There is at most one per link.
///
/// @param url the address to fetch
/// @param attempt how many times it was tried and failed with something that may pass, from 0
/// @param dueAt when to try it
/// @param fresh whether a person asked for a new snapshot of a link that has one
public record CaptureJob(LinkCollection collection, int number, String url, int attempt, Instant dueAt, boolean fresh) {
    /// Names the job: one per link.
    public String id() {
        return collection + "/" + number;
    }
}
