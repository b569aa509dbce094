package keeplink.snapshot;

/// How a document or style sheet of a snapshot names one of its parts.
///
/// A picture or font is an address, `keeplink-blob:` and the SHA-256 in hexadecimal. A style sheet is a comment
/// with the
/// same inside, in a `<style>` or another style sheet, to be replaced by what it says. Text of the page itself
/// never contains either: whoever writes documents and style sheets sees to that, so finding them takes no
/// parser.
final class BlobReference {
    /// What an address of a part starts with.
    static final String SCHEME = "keeplink-blob:";

    /// How many characters of a hash follow.
    static final int HASH_LENGTH = 64;

    private BlobReference() {}

    /// The address of a picture or font.
    static String address(BlobId id) {
        return SCHEME + id.sha256();
    }

    /// The place where a style sheet goes.
    static String sheet(BlobId id) {
        return "/*" + address(id) + "*/";
    }
}
