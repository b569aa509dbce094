package keeplink.link;

/// Is told of every durable change to a link, on the thread that made it.
@FunctionalInterface
public interface LinkListener {
    /// The link as it is now; in the bin when [Link#deleted()].
    void changed(Link link);
}
