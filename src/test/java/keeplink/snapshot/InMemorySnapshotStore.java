package keeplink.snapshot;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import keeplink.link.LinkCollection;

/// TestSnapshots in memory, gone with the process.
public final class InMemorySnapshotStore implements SnapshotStore {
    private final Map<String, Snapshot> snapshots = new HashMap<>();

    @Override
    public synchronized void put(Snapshot snapshot) {
        snapshots.put(snapshot.id(), snapshot);
    }

    @Override
    public synchronized Optional<Snapshot> find(String id) {
        return Optional.ofNullable(snapshots.get(id));
    }

    @Override
    public synchronized List<Snapshot> of(LinkCollection collection, int number) {
        return snapshots.values().stream()
                .filter(snapshot -> belongs(snapshot, collection, number))
                .sorted(Comparator.comparing(Snapshot::id).reversed())
                .toList();
    }

    @Override
    public synchronized void move(LinkCollection collection, int from, int to) {
        snapshots.replaceAll(
                (id, snapshot) -> belongs(snapshot, collection, from) ? renumbered(snapshot, to) : snapshot);
    }

    @Override
    public synchronized void remove(String id) {
        snapshots.remove(id);
    }

    @Override
    public synchronized void remove(LinkCollection collection, int number) {
        snapshots.values().removeIf(snapshot -> belongs(snapshot, collection, number));
    }

    private static boolean belongs(Snapshot snapshot, LinkCollection collection, int number) {
        return snapshot.number() == number && snapshot.collection().equals(collection);
    }

    private static Snapshot renumbered(Snapshot snapshot, int number) {
        return new Snapshot(
                snapshot.id(),
                snapshot.collection(),
                number,
                snapshot.takenAt(),
                snapshot.url(),
                snapshot.verdict(),
                snapshot.mediaType(),
                snapshot.document(),
                snapshot.parts(),
                snapshot.article(),
                snapshot.bytes(),
                snapshot.raw(),
                snapshot.sameAs(),
                snapshot.sameness());
    }
}
