package keeplink.transfer;

import java.io.IOException;

/// A file would have more bytes than it may.
public final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1;

    TooLargeException() {
        super("a file would have more bytes than it may");
    }
}
