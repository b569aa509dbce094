package keeplink.snapshot;

import java.util.Collection;
import java.util.Optional;

/// Bytes by their own hash: stored once however often they are put, compressed as the store sees fit. Safe for
/// many threads.
public interface BlobStore {
    /// Stores the bytes durably and answers their id; storing them again costs nothing.
    BlobId put(byte[] content);

    /// Stores several, as a page has many files. All of them are durable when it returns.
    default void putAll(Collection<Blob> blobs) {
        blobs.forEach(blob -> put(blob.bytes()));
    }

    /// The bytes of an id. A store that finds other bytes than the id promises throws
    /// [java.io.UncheckedIOException].
    Optional<byte[]> get(BlobId id);

    /// Bytes of all blobs as they are stored, compressed.
    long storedBytes();
}
