package keeplink.snapshot;

import java.time.Instant;
import java.util.List;
import keeplink.link.LinkCollection;
import keeplink.page.Verdict;
import org.jspecify.annotations.Nullable;

/// A kept copy of a page at one moment: a document with references to blobs, put together when asked for.
///
/// @param id unique, in the order of time when compared as text within a link
/// @param number the link it belongs to
/// @param url the address that answered
/// @param mediaType `text/html` for a page, else what was kept as it is
/// @param document the page with `keeplink-blob:` references, or the bytes of what is not a page
/// @param parts the files of the page
/// @param article the article as JSON, null where nothing readable was got
/// @param bytes of document and parts together, uncompressed
public record Snapshot(
        String id,
        LinkCollection collection,
        int number,
        Instant takenAt,
        String url,
        Verdict verdict,
        String mediaType,
        @Nullable BlobId document,
        List<Part> parts,
        @Nullable BlobId article,
        long bytes) {
    /// A file of the page.
    ///
    /// @param address where it came from
    /// @param mediaType as served or sniffed, lower case, without parameters
    /// @param blob its bytes; a style sheet's refer to further parts
    public record Part(String address, String mediaType, BlobId blob) {}

    public Snapshot {
        parts = List.copyOf(parts);
    }
}
