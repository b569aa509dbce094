package keeplink.digest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import keeplink.link.Link;
import keeplink.link.Tag;

/// What a weekly letter says; free of any chat's looks.
///
/// @param from the beginning of the week, inclusive
/// @param to its end, exclusive
/// @param kept links kept in it, newest first
/// @param byTag the same by tag, most used tag first; a link with two tags stands under the first
/// @param untagged those of them without a tag
/// @param unread links that are still unread from before the week, oldest first, at most [Digests#FEW]
/// @param unreadInAll how many are unread in the collection
/// @param broken links whose newest capture, taken in that week, failed
/// @param yearAgo a link kept on that day a year ago, or near it
public record Digest(
        Instant from,
        Instant to,
        List<Link> kept,
        SequencedMap<Tag, List<Link>> byTag,
        List<Link> untagged,
        List<Link> unread,
        int unreadInAll,
        List<Link> broken,
        Optional<Link> yearAgo) {
    /// Whether there is nothing to say.
    public boolean isEmpty() {
        return kept.isEmpty() && unread.isEmpty() && broken.isEmpty() && yearAgo.isEmpty();
    }
}
