package keeplink.snapshot;

import java.time.Instant;

/// What is known of how a page changed between its two newest copies that got the page.
public sealed interface Changes {
    /// There is no copy to compare.
    record NoCopy() implements Changes {}

    /// There is one copy, and nothing to compare it with.
    record OneCopy(Instant takenAt) implements Changes {}

    /// There are two.
    ///
    /// @param before when the older one was taken
    /// @param after when the newer one was taken
    /// @param diff of their text, empty where nothing changed
    record Compared(Instant before, Instant after, TextDiff diff) implements Changes {}
}
