package keeplink.fetch;

import org.jspecify.annotations.Nullable;

/// The bytes of an answer, in memory until whoever used them lets them go. Safe for many threads.
public final class Body {
    private final int length;
    private volatile byte @Nullable [] bytes;

    public Body(byte[] bytes) {
        this.bytes = bytes;
        length = bytes.length;
    }

    /// Not to be changed.
    ///
    /// @throws IllegalStateException when they were let go
    public byte[] bytes() {
        byte[] there = bytes;
        if (there == null) {
            throw new IllegalStateException("The bytes of this answer were let go.");
        }
        return there;
    }

    /// How many there are, or were.
    public int length() {
        return length;
    }

    /// Gives their memory back, however many still hold the answer.
    public void letGo() {
        bytes = null;
    }
}
