package keeplink.snapshot;

/// A file of a page as it is kept.
///
/// @param address where it came from; of an address that holds its file itself only the start
/// @param mediaType by its bytes, lower case, without parameters
/// @param blob its bytes; a style sheet refers to further files by `keeplink-blob:` and their hash
public record Resource(String address, String mediaType, Blob blob) {
    /// A file whose id is that of its bytes.
    static Resource of(String address, String mediaType, byte[] bytes) {
        String origin = address.startsWith("data:")
                ? address.substring(0, Math.min(address.length(), 64))
                : Addresses.withoutFragment(address);
        return new Resource(origin, mediaType, Blob.of(bytes));
    }

    /// Not to be changed.
    public byte[] bytes() {
        return blob.bytes();
    }

    /// The hash of the bytes.
    public BlobId id() {
        return blob.id();
    }
}
