package keeplink.access;

import java.util.Optional;

/// Where it is kept who owns this Keeplink.
public interface AccessStore {
    /// The id of the person who claimed it.
    Optional<String> owner();

    /// Makes somebody the owner where there is none; false where there is one. Durable on return; of two at once
    /// one wins.
    boolean claim(String person);
}
