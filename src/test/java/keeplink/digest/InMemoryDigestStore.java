package keeplink.digest;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/// Taken slots in memory, gone with the process.
public final class InMemoryDigestStore implements DigestStore {
    private final Map<String, NavigableSet<LocalDate>> slots = new HashMap<>();

    @Override
    public synchronized boolean take(String chat, LocalDate slot, Instant now) {
        return slots.computeIfAbsent(chat, any -> new TreeSet<>()).add(slot);
    }

    @Override
    public synchronized Optional<LocalDate> newest(String chat) {
        return Optional.ofNullable(slots.get(chat)).map(NavigableSet::last);
    }
}
