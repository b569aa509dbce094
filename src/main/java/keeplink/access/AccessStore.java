package keeplink.access;

import java.time.Instant;
import java.util.Optional;

/// Where it is kept who owns this Keeplink.
public interface AccessStore {
    /// The id of the person who claimed it.
    Optional<String> owner();

    /// Makes somebody the owner where there is none; false where there is one. Durable on return; of two at once
    /// one wins.
    boolean claim(String person);

    /// Keeps an invitation, named by something the code can be checked against but not guessed from.
    void invite(String name, Instant until);

    /// Lets a person in by an invitation that is still good; false where there is none of that name, its time is
    /// over or somebody else used it. Doing it again for the same person changes nothing.
    boolean redeem(String name, String person, Instant now);

    /// Whether a person was let in by an invitation.
    boolean guest(String person);
}
