package keeplink.fetch;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/// How many bytes may still arrive for one fetch, over all its connections. Safe for use by many threads.
final class WireBudget {
    /// More arrived than was allowed.
    static final class Exceeded extends IOException {
        Exceeded(long bytes) {
            super("More than " + bytes + " bytes on the wire");
        }
    }

    private final long bytes;
    private final AtomicLong arrived = new AtomicLong();

    WireBudget(long bytes) {
        this.bytes = bytes;
    }

    void charge(long count) throws Exceeded {
        if (arrived.addAndGet(count) > bytes) {
            throw new Exceeded(bytes);
        }
    }

    /// How many bytes have arrived so far.
    long arrived() {
        return arrived.get();
    }
}
