package keeplink.reminder;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import keeplink.link.LinkCollection;

/// Reminders in memory, gone with the process.
public class InMemoryReminderStore implements ReminderStore {
    /// @param nextAt when it can be claimed
    private record Kept(Reminder reminder, Instant nextAt) {}

    private final Map<String, Kept> kept = new HashMap<>();

    @Override
    public synchronized void put(Reminder reminder) {
        kept.put(key(reminder.collection(), reminder.id()), new Kept(reminder, reminder.dueAt()));
    }

    @Override
    public synchronized Optional<Reminder> find(LinkCollection collection, String id) {
        return Optional.ofNullable(kept.get(key(collection, id))).map(Kept::reminder);
    }

    @Override
    public synchronized List<Reminder> of(LinkCollection collection) {
        return kept.values().stream()
                .map(Kept::reminder)
                .filter(reminder -> reminder.collection().equals(collection))
                .sorted(Comparator.comparing(Reminder::dueAt).thenComparing(Reminder::id))
                .toList();
    }

    @Override
    public synchronized Optional<Reminder> claim(Instant now, Duration lease) {
        Optional<Kept> due = kept.values().stream()
                .filter(each -> !each.nextAt().isAfter(now))
                .min(Comparator.comparing(Kept::nextAt));
        due.ifPresent(each -> postpone(each.reminder(), now.plus(lease)));
        return due.map(Kept::reminder);
    }

    @Override
    public synchronized void settle(Reminder claimed, Optional<Reminder> left) {
        if (isThere(claimed)) {
            remove(claimed.collection(), claimed.id());
            left.ifPresent(this::put);
        }
    }

    @Override
    public synchronized void postpone(Reminder claimed, Instant until) {
        if (isThere(claimed)) {
            kept.put(key(claimed.collection(), claimed.id()), new Kept(claimed, until));
        }
    }

    @Override
    public synchronized boolean remove(LinkCollection collection, String id) {
        return kept.remove(key(collection, id)) != null;
    }

    @Override
    public synchronized void forget(LinkCollection collection) {
        kept.values().removeIf(each -> each.reminder().collection().equals(collection));
    }

    @Override
    public synchronized Optional<Instant> nextDue() {
        return kept.values().stream().map(Kept::nextAt).min(Comparator.naturalOrder());
    }

    private boolean isThere(Reminder claimed) {
        return find(claimed.collection(), claimed.id()).filter(claimed::equals).isPresent();
    }

    private static String key(LinkCollection collection, String id) {
        return collection + "/" + id;
    }
}
