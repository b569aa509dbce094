package keeplink.snapshot;

/// A file of a page as it is kept.
///
/// @param address where it came from; of an address that holds its file itself only the start
/// @param mediaType by its bytes, lower case, without parameters
/// @param bytes not to be changed; a style sheet refers to further files by `keeplink-blob:` and their hash
/// @param id the hash of the bytes
public record Resource(String address, String mediaType, byte[] bytes, BlobId id) {
    /// A file whose id is that of its bytes.
    static Resource of(String address, String mediaType, byte[] bytes) {
        int shown = address.startsWith("data:") ? Math.min(address.length(), 64) : address.length();
        return new Resource(address.substring(0, shown), mediaType, bytes, BlobId.of(bytes));
    }
}
