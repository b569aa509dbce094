package keeplink.snapshot;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Puts a snapshot together as one file that opens anywhere and needs nothing else.
///
/// Takes time in the length of what comes out, which is bounded: pictures and fonts beyond 64 MB and style
/// sheets beyond 64 MB are left out, which only a page that repeats a large file many times comes to. Safe for many
/// threads.
public final class SnapshotComposer {
    /// What every composed page says of itself at its start (Content Security Policy Level 3): nothing is
    /// loaded that is not in it, and nothing runs.
    public static final String POLICY = PageWriter.POLICY;

    private static final int MAX_BYTES = 64_000_000;

    /// Deeper than style sheets are ever made to import one another.
    private static final int MAX_DEPTH = 32;

    /// More references than any page has, for those that refer to next to nothing very often.
    private static final int MAX_REFERENCES = 200_000;

    /// Parts up to this length are remembered while one file is made, as they may be asked for often.
    private static final int SMALL = 32_768;

    private static final byte[] SCHEME = BlobReference.SCHEME.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOTHING = "data:,".getBytes(StandardCharsets.US_ASCII);

    /// The file of a snapshot: HTML in UTF-8 with its parts inside, or the bytes themselves of what is not a
    /// page.
    ///
    /// A part that is gone from the store is left out. The blobs asked for are those the snapshot names, no
    /// others.
    ///
    /// @throws IllegalArgumentException where the snapshot has no document
    /// @throws IllegalStateException where its document is gone from the store
    public byte[] compose(Snapshot snapshot, BlobStore blobs) {
        if (!snapshot.mediaType().equals("text/html")) {
            return document(snapshot, blobs);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        compose(snapshot, blobs, out);
        return out.toByteArray();
    }

    /// Writes the same while it is put together, so that no more of it is held than the document and one part.
    ///
    /// @throws java.io.UncheckedIOException where it cannot be written
    public void compose(Snapshot snapshot, BlobStore blobs, OutputStream out) {
        byte[] document = document(snapshot, blobs);
        Composition composition = new Composition(snapshot, blobs, false, out);
        if (snapshot.mediaType().equals("text/html")) {
            composition.page(document);
        } else {
            composition.write(document, 0, document.length);
        }
    }

    private static byte[] document(Snapshot snapshot, BlobStore blobs) {
        BlobId id = snapshot.document();
        if (id == null) {
            throw new IllegalArgumentException("snapshot " + snapshot.id() + " has no document");
        }
        return blobs.get(id)
                .orElseThrow(
                        () -> new IllegalStateException("blob " + id + " of snapshot " + snapshot.id() + " is gone"));
    }

    /// One file in the making.
    private static final class Composition {
        private final Snapshot snapshot;
        private final BlobStore blobs;
        private final boolean withinFrame;
        private final Map<String, Snapshot.Part> parts = new HashMap<>();
        private final Map<String, Optional<byte[]>> sheets = new HashMap<>();
        private final Map<String, byte[]> known = new HashMap<>();
        private int references;
        private final OutputStream out;
        private long written;

        Composition(Snapshot snapshot, BlobStore blobs, boolean withinFrame, OutputStream out) {
            this.snapshot = snapshot;
            this.blobs = blobs;
            this.withinFrame = withinFrame;
            this.out = out;
            snapshot.parts().forEach(part -> parts.put(part.blob().sha256(), part));
        }

        void page(byte[] document) {
            byte[] head = PageWriter.HEAD.getBytes(StandardCharsets.US_ASCII);
            int at = indexOf(document, head, 0);
            if (at >= 0) {
                copy(document, 0, at + head.length, 0);
                write(origin().getBytes(StandardCharsets.UTF_8));
                copy(document, at + head.length, document.length, 0);
            } else {
                copy(document, 0, document.length, 0);
            }
        }

        private void write(byte[] bytes) {
            write(bytes, 0, bytes.length);
        }

        void write(byte[] bytes, int from, int length) {
            try {
                out.write(bytes, from, length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            written += length;
        }

        private String origin() {
            StringBuilder origin = new StringBuilder("<meta name=\"keeplink:source\" content=\"");
            HtmlText.escape(origin, snapshot.url());
            return origin.append("\"><meta name=\"keeplink:taken\" content=\"")
                    .append(snapshot.takenAt())
                    .append("\">")
                    .toString();
        }

        /// Copies a document or sheet with its references replaced.
        private void copy(byte[] text, int from, int to, int depth) {
            int copied = from;
            int at = from;
            while ((at = indexOf(text, SCHEME, at)) >= 0 && at < to) {
                int end = at + SCHEME.length + BlobReference.HASH_LENGTH;
                if (end > to) {
                    break;
                }
                String hash =
                        new String(text, at + SCHEME.length, BlobReference.HASH_LENGTH, StandardCharsets.ISO_8859_1);
                boolean sheet = at >= from + 2
                        && text[at - 1] == '*'
                        && text[at - 2] == '/'
                        && end + 2 <= to
                        && text[end] == '*'
                        && text[end + 1] == '/';
                write(text, copied, (sheet ? at - 2 : at) - copied);
                if (sheet) {
                    sheet(hash, depth);
                } else {
                    file(hash);
                }
                copied = sheet ? end + 2 : end;
                at = copied;
            }
            write(text, copied, to - copied);
        }

        private void sheet(String hash, int depth) {
            if (!parts.containsKey(hash) || depth >= MAX_DEPTH || references++ >= MAX_REFERENCES) {
                return;
            }
            Optional<byte[]> sheet = sheets.computeIfAbsent(hash, known -> blobs.get(new BlobId(known)));
            if (sheet.isPresent() && written + sheet.get().length <= MAX_BYTES) {
                copy(sheet.get(), 0, sheet.get().length, depth + 1);
            }
        }

        private void file(String hash) {
            byte[] address = address(hash);
            if (written + address.length > MAX_BYTES) {
                // There will not be more room later: the file need not be read again.
                known.put(hash, NOTHING);
                address = NOTHING;
            }
            write(address);
        }

        private byte[] address(String hash) {
            Snapshot.Part part = parts.get(hash);
            byte[] before = known.get(hash);
            if (before != null || part == null || written >= MAX_BYTES || references++ >= MAX_REFERENCES) {
                return before == null ? NOTHING : before;
            }
            byte[] address = blobs.get(part.blob())
                    .map(bytes -> part.mediaType().equals("text/html") ? frame(bytes) : data(part.mediaType(), bytes))
                    .orElse(NOTHING);
            if (address.length <= SMALL) {
                known.put(hash, address);
            }
            return address;
        }

        private static byte[] data(String mediaType, byte[] bytes) {
            return DataAddress.write(mediaType, bytes).getBytes(StandardCharsets.US_ASCII);
        }

        /// The page of a frame as the value of a `srcdoc`; there are no frames within frames.
        private byte[] frame(byte[] document) {
            if (withinFrame) {
                return NOTHING;
            }
            ByteArrayOutputStream page = new ByteArrayOutputStream();
            Composition inner = new Composition(snapshot, blobs, true, page);
            inner.references = references;
            inner.copy(document, 0, document.length, 0);
            references = inner.references;
            StringBuilder value = new StringBuilder();
            HtmlText.escapeOwn(value, page.toString(StandardCharsets.UTF_8));
            return value.toString().getBytes(StandardCharsets.UTF_8);
        }

        private static int indexOf(byte[] text, byte[] wanted, int from) {
            for (int i = from; i <= text.length - wanted.length; i++) {
                int matched = 0;
                while (matched < wanted.length && text[i + matched] == wanted[matched]) {
                    matched++;
                }
                if (matched == wanted.length) {
                    return i;
                }
            }
            return -1;
        }
    }
}
