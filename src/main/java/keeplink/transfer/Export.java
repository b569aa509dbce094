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

    /// The same of no more than so many bytes.
    ///
    /// @throws UncheckedIOException with a [TooLargeException] as its cause where there would be more
    default void write(LinkCollection collection, OutputStream out, long most) {
        write(collection, new BoundedStream(out, most));
    }
}
