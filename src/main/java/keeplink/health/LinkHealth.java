package keeplink.health;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import keeplink.link.LinkCollection;

/// What is remembered of the looks at one link's page.
///
/// @param looks the newest ones, newest first, at most [#KEPT]
/// @param steps how often the distance between looks has grown since something new was found
/// @param nextLook when it is looked at again
/// @param handOver whether it is still to be handed to a public archive
public record LinkHealth(
        LinkCollection collection, int number, List<Look> looks, int steps, Instant nextLook, boolean handOver) {
    /// How many looks are remembered.
    public static final int KEPT = 6;

    public LinkHealth {
        looks = List.copyOf(looks);
    }

    /// One that was not looked at yet.
    public static LinkHealth planned(LinkCollection collection, int number, Instant firstLook, boolean handOver) {
        return new LinkHealth(collection, number, List.of(), 0, firstLook, handOver);
    }

    /// The looks with one more.
    public List<Look> with(Look newest) {
        List<Look> all = new ArrayList<>(looks);
        all.addFirst(newest);
        return all.subList(0, Math.min(KEPT, all.size()));
    }

    /// The same, to be looked at later.
    public LinkHealth at(Instant later) {
        return new LinkHealth(collection, number, looks, steps, later, false);
    }
}
