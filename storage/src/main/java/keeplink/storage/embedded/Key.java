package keeplink.storage.embedded;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Values as bytes that sort as the values do; see [KeyEncoder].
final class Key implements Comparable<Key> {
    private final byte[] bytes;

    Key(byte... bytes) {
        this.bytes = bytes;
    }

    /// The bytes themselves, for SQLite to compare; not to be changed.
    byte[] bytes() {
        return bytes;
    }

    /// This key and more bytes after it.
    Key then(byte... more) {
        byte[] both = Arrays.copyOf(bytes, bytes.length + more.length);
        System.arraycopy(more, 0, both, bytes.length, more.length);
        return new Key(both);
    }

    /// The first key after this one and all keys that begin with it.
    Key afterAllThatBeginWithIt() {
        return then(KeyEncoder.AFTER_ALL);
    }

    @Override
    public int compareTo(Key other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Key key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
