package keeplink.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import keeplink.link.LinkCollection;

/// The durable queue of captures, shared by all instances. A claim is a lease: who does not finish in time has
/// lost it, and somebody else claims the job. Safe for many threads and many processes.
///
/// A worker's name is its own: no two that run at once may have the same. Times are kept to the millisecond.
public interface CaptureQueue {
    /// Adds a job unless the link has one.
    void request(CaptureJob job);

    /// Adds a job, or makes the link's waiting job due at the earlier of the two times, with the attempts
    /// counted anew. While the link's job is under way, a fresh one or one with another address waits until that
    /// is finished; any other is the job that is under way.
    void submit(CaptureJob job);

    /// Claims the job that is due longest, if one is: nobody else gets it before `lease` is over.
    Optional<CaptureJob> claim(Instant now, Duration lease, String worker);

    /// The job is done, whatever came of it, and goes; nothing happens where the worker lost its lease.
    void finish(CaptureJob job, String worker);

    /// The job failed with something that may pass: it becomes due again as `next` says.
    void retry(CaptureJob next, String worker);

    /// Whether a link has a job waiting or under way, and when it is due.
    Optional<CaptureJob> of(LinkCollection collection, int number);

    /// Takes a link's job back, waiting or under way; there being none is no error.
    void cancel(LinkCollection collection, int number);

    /// When the next job is due, jobs under way at the end of their lease; empty where there is none.
    Optional<Instant> nextDue();

    /// Gives up the claims of a worker that no longer runs: its jobs are due at once.
    void releaseAll(String worker);
}
