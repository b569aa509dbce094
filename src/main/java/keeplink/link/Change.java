package keeplink.link;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A change that can be taken back: what the links were before it.
///
/// @param id unique in its collection and in the order of time when compared as text
/// @param what which kind of change
/// @param before the links as they were; for [What#SAVED] the links as they were kept
/// @param aliases which tags meant another one before, null where the change left that alone
/// @param source the [Link#source()] of the links that came with the change and are not in `before`, since
///     they may be very many; null where none came so
public record Change(
        LinkCollection collection,
        String id,
        What what,
        Instant at,
        List<Link> before,
        @Nullable TagAliases aliases,
        @Nullable String source) {
    /// How many changes of a collection can be taken back, one after another.
    public static final int KEPT = 20;

    /// Kinds of changes.
    public enum What {
        SAVED,
        TAGGED,
        NOTED,
        TITLED,
        DELETED,
        MARKED,
        /// The link got the address its page has now.
        MOVED,
        /// Tags of the whole collection were renamed, merged, aliased or deleted.
        RETAGGED,
        /// Links came from a file; those that were there already took in what it says of them.
        IMPORTED
    }

    /// A change of links alone.
    public Change(LinkCollection collection, String id, What what, Instant at, List<Link> before) {
        this(collection, id, what, at, before, null, null);
    }

    /// The same with other links.
    public Change with(List<Link> others) {
        return new Change(collection, id, what, at, others, aliases, source);
    }

    public Change {
        before = List.copyOf(before);
    }
}
