package keeplink.transfer;

import java.io.IOException;

/// A file cannot be read beyond some place.
final class BrokenFileException extends IOException {
    private static final long serialVersionUID = 1;

    BrokenFileException(String why) {
        super(why);
    }

    BrokenFileException(Exception cause) {
        super(cause.getMessage(), cause);
    }
}
