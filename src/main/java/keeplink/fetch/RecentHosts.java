package keeplink.fetch;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// What is remembered of hosts, the least recently used forgotten first when there are too many. Safe for use by
/// many threads.
final class RecentHosts<T> {
    private final int most;
    private final Supplier<T> fresh;
    private final Predicate<T> forgettable;
    private final Map<String, T> hosts = new LinkedHashMap<>(16, 0.75f, true);

    /// @param forgettable whether nobody uses one just now; while all are in use, more than `most` are kept
    RecentHosts(int most, Supplier<T> fresh, Predicate<T> forgettable) {
        this.most = most;
        this.fresh = fresh;
        this.forgettable = forgettable;
    }

    synchronized Optional<T> find(String host) {
        return Optional.ofNullable(hosts.get(host));
    }

    synchronized T remember(String host) {
        T known = hosts.computeIfAbsent(host, _ -> fresh.get());
        Iterator<Map.Entry<String, T>> oldest = hosts.entrySet().iterator();
        while (hosts.size() > most && oldest.hasNext()) {
            T candidate = oldest.next().getValue();
            if (candidate != known && forgettable.test(candidate)) {
                oldest.remove();
            }
        }
        return known;
    }

    synchronized void forget(String host, T expected) {
        hosts.remove(host, expected);
    }

    synchronized int size() {
        return hosts.size();
    }
}
