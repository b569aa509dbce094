package keeplink.snapshot;

/// Bytes and their hash, which is worked out once.
///
/// @param id the hash of the bytes
/// @param bytes not to be changed
@SuppressWarnings("ArrayRecordComponent") // Two are never compared but by their ids.
public record Blob(BlobId id, byte[] bytes) {
    /// These bytes.
    public static Blob of(byte[] bytes) {
        return new Blob(BlobId.of(bytes), bytes);
    }
}
