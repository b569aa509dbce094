package keeplink.health;

import java.time.Clock;
import java.time.Instant;
import java.util.function.Predicate;
import keeplink.fetch.FetchFailure;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.page.Verdict;
import keeplink.snapshot.CaptureJob;
import keeplink.snapshot.CaptureListener;
import org.jspecify.annotations.Nullable;

/// Plans the first look at a link when its capture is over. Thread-safe.
///
/// @param wanted whether pages of a collection are looked at
/// @param handOver whether new links are handed to a public archive
public record HealthPlan(
        HealthStore store, HealthPolicy policy, Predicate<LinkCollection> wanted, boolean handOver, Clock clock)
        implements CaptureListener {
    @Override
    public void captured(Link link, CaptureJob job, @Nullable CaptureJob next) {
        boolean refused = link.verdict() instanceof Verdict.Failed(FetchFailure reason, int status)
                && reason == FetchFailure.REFUSED;
        if (next != null || refused || link.deleted() || !wanted.test(link.collection())) {
            return;
        }
        Instant now = clock.instant();
        boolean got = !link.captures().isEmpty();
        Instant first = handOver && got ? now : policy.firstLook(link.collection(), link.number(), now);
        store.plan(LinkHealth.planned(link.collection(), link.number(), first, handOver && got));
    }
}
