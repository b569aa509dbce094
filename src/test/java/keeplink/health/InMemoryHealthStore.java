package keeplink.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import keeplink.link.LinkCollection;

/// Plans in memory, gone with the process.
public final class InMemoryHealthStore implements HealthStore {
    private final Map<String, LinkHealth> plans = new HashMap<>();
    private final Map<String, Instant> nextAt = new HashMap<>();

    @Override
    public synchronized void plan(LinkHealth planned) {
        if (!plans.containsKey(key(planned))) {
            store(planned);
        }
    }

    @Override
    public synchronized Optional<LinkHealth> find(LinkCollection collection, int number) {
        return Optional.ofNullable(plans.get(key(collection, number)));
    }

    @Override
    public synchronized Optional<LinkHealth> claim(Instant now, Duration lease) {
        Optional<String> due = nextAt.entrySet().stream()
                .filter(each -> !each.getValue().isAfter(now))
                .min(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
        due.ifPresent(key -> nextAt.put(key, now.plus(lease)));
        return due.map(plans::get);
    }

    @Override
    public synchronized void put(LinkHealth health) {
        if (plans.containsKey(key(health))) {
            store(health);
        }
    }

    private void store(LinkHealth health) {
        plans.put(key(health), health);
        nextAt.put(key(health), health.nextLook());
    }

    @Override
    public synchronized void remove(LinkCollection collection, int number) {
        plans.remove(key(collection, number));
        nextAt.remove(key(collection, number));
    }

    @Override
    public synchronized void forget(LinkCollection collection) {
        plans.keySet().removeIf(key -> key.startsWith(collection + "/"));
        nextAt.keySet().removeIf(key -> key.startsWith(collection + "/"));
    }

    @Override
    public synchronized Optional<Instant> nextDue() {
        return nextAt.values().stream().min(Comparator.naturalOrder());
    }

    private static String key(LinkHealth health) {
        return key(health.collection(), health.number());
    }

    private static String key(LinkCollection collection, int number) {
        return collection + "/" + number;
    }
}
