package keeplink.snapshot;

import java.time.Duration;

/// How much a snapshot may cost. What is beyond is not in the snapshot, which says so.
///
/// @param files how many files are fetched for one page
/// @param bytes how many bytes they have together
/// @param fileBytes how many bytes one of them may have
/// @param within how long fetching them may take in all
/// @param importDepth how deep style sheets may import one another
/// @param parallel how many files are fetched at a time; together with `fileBytes` it bounds the memory
public record SnapshotLimits(int files, long bytes, long fileBytes, Duration within, int importDepth, int parallel) {
    /// 300 files and 20 MB within 60 s, no file above 10 MB, imports 5 deep, 8 at a time.
    public static final SnapshotLimits DEFAULTS =
            new SnapshotLimits(300, 20_000_000, 10_000_000, Duration.ofSeconds(60), 5, 8);

    public SnapshotLimits {
        if (files < 0 || bytes < 0 || fileBytes < 0 || importDepth < 0 || parallel < 1 || within.isNegative()) {
            throw new IllegalArgumentException(
                    "bounds of a snapshot must not be negative, and something must be fetched at a time");
        }
    }
}
