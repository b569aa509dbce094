package keeplink.access;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The owner, invitations and guests in memory, forgotten with the process.
public final class InMemoryAccessStore implements AccessStore {
    private record Invitation(Instant until, String person) {}

    private final AtomicReference<@Nullable String> owner = new AtomicReference<>();
    private final Map<String, Invitation> invitations = new HashMap<>();
    private final Set<String> guests = new HashSet<>();

    @Override
    public Optional<String> owner() {
        return Optional.ofNullable(owner.get());
    }

    @Override
    public boolean claim(String person) {
        return owner.compareAndSet(null, person);
    }

    @Override
    public synchronized void invite(String name, Instant until) {
        invitations.put(name, new Invitation(until, ""));
    }

    @Override
    public synchronized boolean redeem(String name, String person, Instant now) {
        Invitation invitation = invitations.get(name);
        if (invitation == null
                || invitation.until().isBefore(now)
                || !(invitation.person().isEmpty() || invitation.person().equals(person))) {
            return false;
        }
        invitations.put(name, new Invitation(invitation.until(), person));
        guests.add(person);
        return true;
    }

    @Override
    public synchronized boolean guest(String person) {
        return guests.contains(person);
    }
}
