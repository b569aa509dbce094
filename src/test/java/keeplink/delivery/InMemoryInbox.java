package keeplink.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Updates in memory, gone with the process.
public final class InMemoryInbox implements Inbox {
    private enum State {
        OPEN,
        DONE,
        ASIDE
    }

    private record Entry(Update update, State state) {}

    private final Map<Long, Entry> entries = new LinkedHashMap<>();

    @Override
    public synchronized List<Update> accept(List<Update> updates) {
        List<Update> fresh = new ArrayList<>();
        for (Update update : updates) {
            Entry known = entries.get(update.id());
            if (known == null || anotherOfThatId(known, update)) {
                entries.remove(update.id());
                entries.put(update.id(), new Entry(update, State.OPEN));
                fresh.add(update);
            }
        }
        return List.copyOf(fresh);
    }

    @Override
    public synchronized void done(long id) {
        close(id, State.DONE);
    }

    @Override
    public synchronized void setAside(long id, String why) {
        close(id, State.ASIDE);
    }

    @Override
    public synchronized List<Update> open() {
        return entries.values().stream()
                .filter(entry -> entry.state() == State.OPEN)
                .map(Entry::update)
                .toList();
    }

    @Override
    public synchronized void prune(Instant before) {
        entries.values()
                .removeIf(entry -> entry.state() == State.DONE
                        && entry.update().receivedAt().isBefore(before));
    }

    private static boolean anotherOfThatId(Entry known, Update update) {
        return known.state() != State.OPEN
                && Duration.between(known.update().receivedAt(), update.receivedAt())
                                .compareTo(KNOWN_FOR)
                        > 0;
    }

    private void close(long id, State state) {
        entries.computeIfPresent(id, (same, entry) -> new Entry(entry.update(), state));
    }
}
