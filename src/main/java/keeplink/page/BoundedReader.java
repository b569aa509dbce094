package keeplink.page;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.function.BooleanSupplier;

/// Gives a parser the characters of a page with line ends as a browser reads them (HTML standard, section 13.2.3.5),
/// and ends early when a bound is reached: the parser then closes what is open, and what was read is a tree.
final class BoundedReader extends Reader {
    /// Less text cannot make a tree that costs much.
    private static final long FIRST_LOOK = 16 * 1024;

    private final Reader source;
    private final Effort effort;
    private final BooleanSupplier isFull;
    private boolean cut;
    private boolean afterReturn;
    private long read;
    private long nextLook = FIRST_LOOK;

    /// @param isFull whether what was made of the text so far is as much as may be; asked each time a quarter more
    ///     was read
    BoundedReader(Reader source, Effort effort, BooleanSupplier isFull) {
        this.source = source;
        this.effort = effort;
        this.isFull = isFull;
    }

    boolean wasCut() {
        return cut;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (cut || effort.isSpent() || isFull()) {
            cut = true;
            return -1;
        }
        int count;
        do {
            count = source.read(buffer, offset, length);
            if (count < 0) {
                return -1;
            }
            read += count;
            count = withLineFeeds(buffer, offset, count);
        } while (count == 0);
        return count;
    }

    private boolean isFull() {
        if (read < nextLook) {
            return false;
        }
        nextLook = read + read / 4;
        return isFull.getAsBoolean();
    }

    /// A carriage return becomes a line feed, the line feed behind it goes; answers how many characters are left.
    private int withLineFeeds(char[] buffer, int offset, int count) {
        int to = offset;
        for (int from = offset; from < offset + count; from++) {
            char c = buffer[from];
            if (c != '\n' || !afterReturn) {
                buffer[to++] = c == '\r' ? '\n' : c;
            }
            afterReturn = c == '\r';
        }
        return to - offset;
    }

    @Override
    public void close() {
        try {
            source.close();
        } catch (IOException neverFromMemory) {
            throw new UncheckedIOException(neverFromMemory);
        }
    }
}
