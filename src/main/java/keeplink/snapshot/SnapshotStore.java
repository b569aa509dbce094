package keeplink.snapshot;

import java.util.List;
import java.util.Optional;
import keeplink.link.LinkCollection;

/// Where snapshots are kept. A change is durable when its method returns. Safe for many threads.
public interface SnapshotStore {
    /// Stores a snapshot; the same id again replaces it.
    void put(Snapshot snapshot);

    Optional<Snapshot> find(String id);

    /// The snapshots of a link, newest first.
    List<Snapshot> of(LinkCollection collection, int number);

    /// Gives the snapshots of one link to another: the two turned out to be one page.
    void move(LinkCollection collection, int from, int to);

    /// Removes one snapshot; there being none is no error.
    void remove(String id);

    /// Removes the snapshots of a link. Blobs nobody refers to are collected later.
    void remove(LinkCollection collection, int number);
}
