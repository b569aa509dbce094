package keeplink.transfer;

import java.time.Instant;
import java.util.Optional;
import keeplink.page.Article;
import keeplink.page.Verdict;
import org.jspecify.annotations.Nullable;

/// A copy of a page as our own files name it.
///
/// @param takenAt to the second
/// @param bytes of the page and its files together
/// @param url the address that answered, empty where the file does not say
/// @param said what the page said of itself, without its text; null where the file does not say
/// @param file where the copy itself is
record ImportedCopy(
        Instant takenAt,
        Verdict verdict,
        long bytes,
        String url,
        @Nullable Article said,
        Source file) {
    /// A copy that is not in the file.
    static final Source NOWHERE = Optional::empty;

    /// Where a copy is read from, as long as its file is open.
    @FunctionalInterface
    interface Source {
        /// The bytes; empty where there are none, where they are damaged, and where they are too many.
        Optional<byte[]> read();
    }

    /// Files that lie beside a list of links.
    @FunctionalInterface
    interface Folder {
        /// The file of that name.
        Source file(String name);
    }
}
