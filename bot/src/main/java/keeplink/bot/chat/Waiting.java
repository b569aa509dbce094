package keeplink.bot.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import keeplink.conversation.MessageMemory;
import keeplink.link.LinkCollection;
import org.jspecify.annotations.Nullable;

/// Which messages wait for the capture of a link, and what they become. Survives a restart. Thread-safe within
/// one process, which is enough: one instance holds the conversation.
final class Waiting {
    /// A message that waits.
    ///
    /// @param topic the topic of the group it is in, null where there is none
    record Wait(
            String key,
            Reply.Then then,
            String locale,
            @Nullable Long topic) {
        private static final String NO_TOPIC = "-";

        static Wait read(String line) {
            String[] parts = line.split(" ", 4);
            Long topic = parts[2].equals(NO_TOPIC) ? null : Long.valueOf(parts[2]);
            return new Wait(parts[3], Reply.Then.valueOf(parts[0]), parts[1], topic);
        }

        String written() {
            return then + " " + locale + " " + (topic == null ? NO_TOPIC : topic) + " " + key;
        }
    }

    private static final int KEPT = 50;
    private static final int LOCKS = 64;

    private final Memories memories;
    /// Links are changed one beside the other: each change waits for the disk.
    private final List<Object> locks =
            Stream.generate(Object::new).limit(LOCKS).toList();

    Waiting(Memories memories) {
        this.memories = memories;
    }

    void add(LinkCollection collection, int number, Wait wait) {
        synchronized (lock(collection, number)) {
            List<Wait> waits = new ArrayList<>(of(collection, number));
            waits.removeIf(known -> known.key().equals(wait.key()));
            waits.add(wait);
            put(collection, number, waits.subList(Math.max(0, waits.size() - KEPT), waits.size()));
        }
    }

    /// The messages that wait for a link.
    List<Wait> of(LinkCollection collection, int number) {
        return memories.named(collection.id(), name(number))
                .map(MessageMemory::view)
                .map(view -> view.lines().map(Wait::read).toList())
                .orElse(List.of());
    }

    /// These have become what they waited for; others that came meanwhile stay.
    void remove(LinkCollection collection, int number, List<Wait> done) {
        if (done.isEmpty()) {
            return;
        }
        synchronized (lock(collection, number)) {
            List<Wait> left = new ArrayList<>(of(collection, number));
            left.removeAll(done);
            put(collection, number, left);
        }
    }

    private Object lock(LinkCollection collection, int number) {
        return locks.get(Math.floorMod(31 * collection.hashCode() + number, LOCKS));
    }

    private void put(LinkCollection collection, int number, List<Wait> waits) {
        StringBuilder view = new StringBuilder();
        waits.forEach(wait -> view.append(wait.written()).append('\n'));
        memories.name(collection.id(), name(number), List.of(number), view.toString());
    }

    private static String name(int number) {
        return "waiting:" + number;
    }
}
