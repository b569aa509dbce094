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
public record Change(
        LinkCollection collection,
        String id,
        What what,
        Instant at,
        List<Link> before,
        @Nullable TagAliases aliases) {
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
        RETAGGED
    }

    /// A change of links alone.
    public Change(LinkCollection collection, String id, What what, Instant at, List<Link> before) {
        this(collection, id, what, at, before, null);
    }

    public Change {
        before = List.copyOf(before);
    }
}
