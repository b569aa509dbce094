package keeplink.link;

import java.util.List;

/// What became of a wish to keep an address.
public sealed interface SaveResult {
    /// The link is new, or came back from the bin, or this very message saved it before.
    record Saved(Link link) implements SaveResult {}

    /// The collection had it; it took the new tags and note.
    ///
    /// @param link as it is now
    /// @param added the tags it did not have before
    record AlreadyKept(Link link, List<Tag> added) implements SaveResult {}

    /// No http or https address that can be kept.
    record NotALink(String text) implements SaveResult {}
}
