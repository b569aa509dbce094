package keeplink.transfer;

import java.io.OutputStream;
import java.io.UncheckedIOException;
import keeplink.link.LinkCollection;

/// Writes a collection as a file of one format. Links in the bin are left out; the same collection gives the same
/// bytes, but for the moment of the export where the format names it. Safe for many threads.
public interface Export {
    /// Writes the links of a collection; the stream is left open.
    ///
    /// @throws UncheckedIOException where the stream cannot be written to; what came before it is no whole file
    void write(LinkCollection collection, OutputStream out);

    /// How large the file may become at most, in bytes. 0 where that depends on the words alone, and is little.
    default long mostBytes(LinkCollection collection) {
        return 0;
    }
}
