package keeplink.fetch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Bytes that arrive bit by bit, in blocks: an array that grows by doubling would need three times their room. One
/// thread at a time.
public final class Bytes {
    private static final int BLOCK = 64 * 1024;

    private final List<byte[]> full = new ArrayList<>();
    private byte[] last = new byte[8 * 1024];
    private int used;

    /// Adds the first `count` of some bytes.
    public void add(byte[] bytes, int count) {
        int done = 0;
        while (done < count) {
            if (used == last.length) {
                grow();
            }
            int step = Math.min(count - done, last.length - used);
            System.arraycopy(bytes, done, last, used, step);
            used += step;
            done += step;
        }
    }

    public long size() {
        long size = used;
        for (byte[] block : full) {
            size += block.length;
        }
        return size;
    }

    /// All of them in one array; nothing is kept here after it.
    public byte[] take() {
        byte[] all = new byte[(int) size()];
        int at = 0;
        for (int i = 0; i < full.size(); i++) {
            byte[] block = full.set(i, new byte[0]);
            System.arraycopy(block, 0, all, at, block.length);
            at += block.length;
        }
        System.arraycopy(last, 0, all, at, used);
        full.clear();
        used = 0;
        return all;
    }

    private void grow() {
        if (full.isEmpty() && last.length < BLOCK) {
            last = Arrays.copyOf(last, BLOCK);
        } else {
            full.add(last);
            last = new byte[BLOCK];
            used = 0;
        }
    }
}
