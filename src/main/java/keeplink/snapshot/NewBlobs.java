package keeplink.snapshot;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What one capture has to store, gathered so that the store is asked once: each command costs it a transaction on the
/// disk. Bytes that come by again, as a picture does that is a file of the page and an answer of its server, are
/// hashed once. Not thread-safe.
final class NewBlobs {
    /// More than this is not held in memory to wait for the rest.
    private static final long MOST_HELD = 4 * 1024 * 1024;

    private final BlobStore store;
    private final Map<byte[], Blob> hashed = new IdentityHashMap<>();
    private final Map<BlobId, Blob> held = new LinkedHashMap<>();
    private long bytes;

    NewBlobs(BlobStore store) {
        this.store = store;
    }

    /// The hash of some bytes, which are not stored for that.
    BlobId id(byte[] content) {
        return hashed.computeIfAbsent(content, Blob::of).id();
    }

    BlobId add(byte[] content) {
        return add(hashed.computeIfAbsent(content, Blob::of));
    }

    BlobId add(Blob blob) {
        if (held.putIfAbsent(blob.id(), blob) == null) {
            hashed.put(blob.bytes(), blob);
            bytes += blob.bytes().length;
            if (bytes >= MOST_HELD) {
                store();
            }
        }
        return blob.id();
    }

    /// The bytes of an id, as long as they are held.
    Optional<byte[]> held(BlobId id) {
        return Optional.ofNullable(held.get(id)).map(Blob::bytes);
    }

    /// Stores what is held. It is durable when it returns.
    void store() {
        store.putAll(held.values());
        held.clear();
        hashed.clear();
        bytes = 0;
    }
}
