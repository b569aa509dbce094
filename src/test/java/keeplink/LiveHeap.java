package keeplink;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;

/// How much of the heap is in use by what is still needed.
public final class LiveHeap {
    private LiveHeap() {}

    /// Collects all garbage and answers what is left, in bytes.
    public static long bytes() {
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                .sum();
    }
}
