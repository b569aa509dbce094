package keeplink.snapshot;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Blobs in memory, uncompressed, gone with the process.
public final class InMemoryBlobStore implements BlobStore {
    private final Map<BlobId, byte[]> blobs = new ConcurrentHashMap<>();

    @Override
    public BlobId put(byte[] content) {
        BlobId id = BlobId.of(content);
        blobs.putIfAbsent(id, content.clone());
        return id;
    }

    @Override
    public Optional<byte[]> get(BlobId id) {
        return Optional.ofNullable(blobs.get(id)).map(byte[]::clone);
    }

    @Override
    public long storedBytes() {
        return blobs.values().stream().mapToLong(content -> content.length).sum();
    }
}
