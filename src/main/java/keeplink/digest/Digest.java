package keeplink.digest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import keeplink.link.Link;
import keeplink.link.Tag;
import org.jspecify.annotations.Nullable;

/// What a letter says; free of any chat's looks. Its lists name the first few, never all of a large collection.
///
/// @param from the beginning of the period it tells of, inclusive
/// @param to its end, exclusive
/// @param kept links kept in it, by tag, the most used tag first, those without a tag last; newest first
/// @param unread links that are still unread from before it, oldest first
/// @param broken links whose newest capture, taken in it, failed, or that were found in it to be gone
/// @param changed links whose page was captured again in it and says something else since, or was found to do so or
///     to have moved
/// @param yearAgo a link kept on that day a year ago, or near it
/// @param gem a link kept long ago that nobody ever opened
public record Digest(
        Instant from,
        Instant to,
        Numbers numbers,
        List<Section> kept,
        List<Link> unread,
        List<Link> broken,
        List<Link> changed,
        Optional<Link> yearAgo,
        Optional<Link> gem) {
    /// Links that stand under one tag; a link with two stands under the more used one.
    ///
    /// @param tag null for those without
    public record Section(@Nullable Tag tag, List<Link> links) {}

    /// The period in numbers.
    ///
    /// @param kept links kept in it
    /// @param keptBefore links kept in as long a time before it
    /// @param opened links somebody last opened or read in it
    /// @param unread links of the whole collection that are unread
    /// @param older whether there were links before the period, so that a comparison says something
    public record Numbers(int kept, int keptBefore, int opened, int unread, boolean older) {}

    public Digest {
        kept = List.copyOf(kept);
        unread = List.copyOf(unread);
        broken = List.copyOf(broken);
        changed = List.copyOf(changed);
    }

    /// Whether there is nothing to say. A forgotten link alone is no reason to write.
    public boolean isEmpty() {
        return kept.isEmpty() && unread.isEmpty() && broken.isEmpty() && changed.isEmpty() && yearAgo.isEmpty();
    }
}
