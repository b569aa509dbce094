package keeplink.storage;

import java.util.Arrays;
import keeplink.snapshot.BlobId;

/// A set of blobs in eight bytes each, by the first 64 bits of their hash. It never denies a blob it was given;
/// one in some billions it was not given it takes for another, which only keeps garbage until that one goes. Not
/// thread-safe.
final class BlobMarks {
    private long[] marks = new long[1024];
    private int size;
    private boolean sorted;

    void add(BlobId id) {
        if (size == marks.length) {
            sort();
            if (size > marks.length / 2) {
                marks = Arrays.copyOf(marks, Math.multiplyExact(marks.length, 2));
            }
        }
        marks[size] = mark(id);
        size++;
        sorted = false;
    }

    boolean mayHave(BlobId id) {
        if (!sorted) {
            sort();
        }
        return Arrays.binarySearch(marks, 0, size, mark(id)) >= 0;
    }

    /// How many blobs there is room for at present.
    int capacity() {
        return marks.length;
    }

    private void sort() {
        Arrays.sort(marks, 0, size);
        int distinct = 0;
        for (int each = 0; each < size; each++) {
            if (distinct == 0 || marks[each] != marks[distinct - 1]) {
                marks[distinct] = marks[each];
                distinct++;
            }
        }
        size = distinct;
        sorted = true;
    }

    private static long mark(BlobId id) {
        return Long.parseUnsignedLong(id.sha256(), 0, 16, 16);
    }
}
