package keeplink.snapshot;

import java.util.Optional;

/// Bytes by their own hash: stored once however often they are put, compressed as the store sees fit. Safe for
/// many threads.
public interface BlobStore {
    /// Stores the bytes durably and answers their id; storing them again costs nothing.
    BlobId put(byte[] content);

    /// The bytes of an id. A store that finds other bytes than the id promises throws
    /// [java.io.UncheckedIOException].
    Optional<byte[]> get(BlobId id);

    /// Bytes of all blobs as they are stored, compressed.
    long storedBytes();
}
