package keeplink.digest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import keeplink.link.Tag;

/// Changes the plans of letters so that no change is lost to another at the same time. Every method returns after
/// its change is durable. Thread-safe.
public final class DigestPlans {
    private final DigestStore store;

    public DigestPlans(DigestStore store) {
        this.store = store;
    }

    public Optional<DigestPlan> find(DigestPlan.Id id) {
        return store.find(id);
    }

    /// Plans anew after something was set.
    ///
    /// @param timing empty where no letters come
    public DigestPlan plan(DigestPlan.Id id, Optional<DigestTiming> timing, Instant now) {
        return change(id, plan -> planned(plan, timing, now));
    }

    /// Subscribes to the letters about a collection, or changes to which tags.
    public DigestPlan subscribe(DigestPlan.Id id, List<Tag> tags, Optional<DigestTiming> timing, Instant now) {
        return change(id, plan -> planned(plan.about(tags), timing, now));
    }

    /// Sends none before a moment.
    public DigestPlan pause(DigestPlan.Id id, Optional<DigestTiming> timing, Instant until, Instant now) {
        return change(id, plan -> planned(plan.paused(until), timing, now));
    }

    /// Ends a pause.
    public DigestPlan resume(DigestPlan.Id id, Optional<DigestTiming> timing, Instant now) {
        return change(id, plan -> planned(plan.paused(null), timing, now));
    }

    private static DigestPlan planned(DigestPlan plan, Optional<DigestTiming> timing, Instant now) {
        return timing.map(set -> plan.planned(set, now)).orElseGet(plan::stopped);
    }

    /// Notes what a look came to. Where somebody set something else meanwhile, that is planned, and what was sent
    /// stays sent; where somebody ended the letters for good, nothing is noted.
    public void went(DigestPlan then, Optional<DigestTiming> timing, Instant now) {
        if (!store.put(then.next()) && store.find(then.id()).isPresent()) {
            change(then.id(), plan -> planned(plan.after(then), timing, now));
        }
    }

    private DigestPlan change(DigestPlan.Id id, UnaryOperator<DigestPlan> change) {
        while (true) {
            Optional<DigestPlan> known = store.find(id);
            DigestPlan before = known.orElseGet(() -> DigestPlan.unplanned(id, List.of()));
            DigestPlan changed = change.apply(before);
            if (known.isPresent() && changed.equals(before)) {
                return before;
            }
            DigestPlan next = known.isPresent() ? changed.next() : changed;
            if (store.put(next)) {
                return next;
            }
        }
    }
}
