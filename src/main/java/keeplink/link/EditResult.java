package keeplink.link;

/// What became of a change to a link.
public sealed interface EditResult {
    /// It is done.
    record Changed(Link link) implements EditResult {}

    /// It was like that before.
    record Unchanged(Link link) implements EditResult {}

    /// There is no such link, or it is in the bin.
    record NoSuchLink(int number) implements EditResult {}
}
