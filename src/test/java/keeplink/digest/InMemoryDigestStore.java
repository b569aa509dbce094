package keeplink.digest;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Plans in memory, gone with the process.
public final class InMemoryDigestStore implements DigestStore {
    private final Map<DigestPlan.Id, DigestPlan> plans = new HashMap<>();

    @Override
    public synchronized Optional<DigestPlan> find(DigestPlan.Id id) {
        return Optional.ofNullable(plans.get(id));
    }

    @Override
    public synchronized boolean put(DigestPlan plan) {
        DigestPlan known = plans.get(plan.id());
        if (plan.revision() != (known == null ? 1 : known.revision() + 1)) {
            return false;
        }
        plans.put(plan.id(), plan);
        return true;
    }

    @Override
    public synchronized List<DigestPlan> due(Instant now, int limit) {
        return coming().filter(plan -> !Objects.requireNonNull(plan.at()).isAfter(now))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Optional<Instant> nextDue() {
        return coming().map(DigestPlan::at).findFirst();
    }

    private Stream<DigestPlan> coming() {
        return plans.values().stream().filter(plan -> plan.at() != null).sorted(Comparator.comparing(DigestPlan::at));
    }

    @Override
    public synchronized List<DigestPlan> subscriptions(String chat) {
        return plans.values().stream()
                .filter(plan -> plan.id().to().equals(chat) && !plan.id().isOwn())
                .sorted(Comparator.comparing(plan -> plan.id().about()))
                .toList();
    }

    @Override
    public synchronized void remove(DigestPlan.Id id) {
        plans.remove(id);
    }

    @Override
    public synchronized void forget(String chat) {
        plans.keySet().removeIf(id -> id.to().equals(chat));
    }
}
