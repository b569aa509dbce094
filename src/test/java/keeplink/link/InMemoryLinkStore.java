package keeplink.link;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// Links in memory, gone with the process. One lock around everything: plain, and right.
public class InMemoryLinkStore implements LinkStore {
    private record Key(LinkCollection collection, String key) {}

    private final Map<LinkCollection, Integer> numbers = new HashMap<>();
    private final Map<Key, Integer> owners = new HashMap<>();
    private final Map<LinkCollection, NavigableMap<Integer, Link>> links = new HashMap<>();
    private final Map<LinkCollection, NavigableMap<String, Change>> changes = new HashMap<>();
    private final Map<LinkCollection, TagAliases> aliases = new HashMap<>();

    @Override
    public synchronized int nextNumber(LinkCollection collection) {
        return Objects.requireNonNull(numbers.merge(collection, 1, Integer::sum));
    }

    @Override
    public synchronized int nextNumber(LinkCollection collection, int atLeast) {
        numbers.merge(collection, atLeast - 1, Math::max);
        return nextNumber(collection);
    }

    @Override
    public synchronized Optional<Integer> owner(LinkCollection collection, String key) {
        return Optional.ofNullable(owners.get(new Key(collection, key)));
    }

    @Override
    public synchronized int claim(LinkCollection collection, String key, int number) {
        Integer first = owners.putIfAbsent(new Key(collection, key), number);
        return first == null ? number : first;
    }

    @Override
    public synchronized void reassign(LinkCollection collection, String key, int number) {
        owners.put(new Key(collection, key), number);
    }

    @Override
    public synchronized void release(LinkCollection collection, String key) {
        owners.remove(new Key(collection, key));
    }

    @Override
    public synchronized boolean insert(Link link) {
        return of(link.collection()).putIfAbsent(link.number(), link) == null;
    }

    @Override
    public synchronized boolean replace(Link link) {
        Link stored = of(link.collection()).get(link.number());
        if (stored == null || stored.revision() != link.revision() - 1) {
            return false;
        }
        of(link.collection()).put(link.number(), link);
        return true;
    }

    @Override
    public synchronized Optional<Link> find(LinkCollection collection, int number) {
        return Optional.ofNullable(of(collection).get(number));
    }

    @Override
    public synchronized List<Link> list(LinkCollection collection, int after, int limit) {
        return of(collection).tailMap(after, false).values().stream()
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Iterable<Link> changedSince(Instant moment) {
        return links.values().stream()
                .flatMap(ofOne -> ofOne.values().stream())
                .filter(link -> !link.changedAt().isBefore(moment))
                .toList();
    }

    @Override
    public synchronized void purge(LinkCollection collection, int number) {
        owners.entrySet()
                .removeIf(owner -> owner.getKey().collection().equals(collection) && owner.getValue() == number);
        changesOf(collection)
                .values()
                .removeIf(change -> concerns(change, number)
                        && change.before().size() == 1
                        && change.aliases() == null
                        && change.source() == null);
        changesOf(collection).replaceAll((id, change) -> concerns(change, number) ? without(change, number) : change);
        of(collection).remove(number);
    }

    @Override
    public synchronized TagAliases aliases(LinkCollection collection) {
        return aliases.getOrDefault(collection, TagAliases.NONE);
    }

    @Override
    public synchronized void put(LinkCollection collection, TagAliases newAliases) {
        aliases.put(collection, newAliases);
    }

    @Override
    public synchronized void forget(LinkCollection collection) {
        aliases.remove(collection);
        changes.remove(collection);
    }

    @Override
    public synchronized void remember(Change change) {
        NavigableMap<String, Change> kept = changesOf(change.collection());
        kept.put(change.id(), change);
        while (kept.size() > Change.KEPT) {
            kept.pollFirstEntry();
        }
    }

    @Override
    public synchronized Optional<Change> lastChange(LinkCollection collection) {
        return Optional.ofNullable(changesOf(collection).lastEntry()).map(Map.Entry::getValue);
    }

    @Override
    public synchronized void forget(Change change) {
        changesOf(change.collection()).remove(change.id());
    }

    /// Every link there is, deleted ones too, by collection and number.
    public synchronized List<Link> all() {
        List<Link> all = new ArrayList<>();
        links.values().forEach(ofOne -> all.addAll(ofOne.values()));
        all.sort(Comparator.comparing((Link link) -> link.collection().id()).thenComparing(Link::number));
        return all;
    }

    private static boolean concerns(Change change, int number) {
        return change.before().stream().anyMatch(link -> link.number() == number);
    }

    private static Change without(Change change, int number) {
        return change.with(
                change.before().stream().filter(link -> link.number() != number).toList());
    }

    private NavigableMap<Integer, Link> of(LinkCollection collection) {
        return links.computeIfAbsent(collection, any -> new TreeMap<>());
    }

    private NavigableMap<String, Change> changesOf(LinkCollection collection) {
        return changes.computeIfAbsent(collection, any -> new TreeMap<>());
    }
}
