package keeplink.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/// Reads the links out of files of one family, one after another: what is in memory does not grow with the
/// file.
interface LinkReader {
    /// Hands on every link there is, in the order of the file.
    ///
    /// @return whether this is a file of that family at all
    /// @throws BrokenFileException where the file ends in the middle, or is none from some place on; what
    ///     came before that was handed on
    boolean read(InputStream in, Consumer<ImportedLink> to) throws IOException;
}
