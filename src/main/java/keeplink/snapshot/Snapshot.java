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
/// @param raw what the servers answered, null where it was not kept
/// @param sameAs the earlier snapshot that has the parts of this one, as the page had not changed since; null where it
///     has its own
/// @param sameness how it is the same as that one, null where it has parts of its own
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
        long bytes,
        @Nullable Raw raw,
        @Nullable String sameAs,
        @Nullable Sameness sameness) {
    /// How a copy is the same as an earlier one.
    public enum Sameness {
        /// The server said so, with status 304.
        NOT_MODIFIED,
        /// The same bytes came again.
        BYTES,
        /// What came shows the same, and may say something else where nobody sees it.
        LOOKS
    }

    /// A file of the page.
    ///
    /// @param address where it came from
    /// @param mediaType as served or sniffed, lower case, without parameters
    /// @param blob its bytes; a style sheet's refer to further parts
    public record Part(String address, String mediaType, BlobId blob) {}

    /// What servers answered, as [Answers] reads it.
    ///
    /// @param answers the list of them
    /// @param bodies what they refer to
    public record Raw(BlobId answers, List<BlobId> bodies) {
        public Raw {
            bodies = List.copyOf(bodies);
        }
    }

    public Snapshot {
        parts = List.copyOf(parts);
        if ((sameAs == null) != (sameness == null)) {
            throw new IllegalArgumentException("same as " + sameAs + ", and how: " + sameness);
        }
    }

    /// A copy of its own, of which only the copy is kept.
    public Snapshot(
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
        this(
                id,
                collection,
                number,
                takenAt,
                url,
                verdict,
                mediaType,
                document,
                parts,
                article,
                bytes,
                null,
                null,
                null);
    }

    /// A later look at the same: it has no parts of its own, and next to nothing is stored for it.
    Snapshot repeated(
            String newId,
            Instant at,
            String newUrl,
            Verdict newVerdict,
            @Nullable BlobId newArticle,
            Sameness newSameness) {
        String original = sameAs == null ? id : sameAs;
        return new Snapshot(
                newId,
                collection,
                number,
                at,
                newUrl,
                newVerdict,
                mediaType,
                document,
                List.of(),
                newArticle,
                bytes,
                null,
                original,
                newSameness);
    }

    /// The same with the parts of the snapshot it repeats.
    Snapshot withParts(List<Part> newParts) {
        return new Snapshot(
                id,
                collection,
                number,
                takenAt,
                url,
                verdict,
                mediaType,
                document,
                newParts,
                article,
                bytes,
                raw,
                sameAs,
                sameness);
    }
}
