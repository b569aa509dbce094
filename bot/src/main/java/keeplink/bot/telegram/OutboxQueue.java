package keeplink.bot.telegram;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keeplink.delivery.Delivery;
import org.jspecify.annotations.Nullable;

/// Who goes next, and when: in one chat one after the other, more urgent first, then in the order of the wishes;
/// over all no faster than Telegram takes it. Times are nanoseconds of one steady clock, given in. Not safe for
/// many threads.
final class OutboxQueue {
    /// 30 messages a second in all (Bots FAQ), with a hair of room so that jitter on the way does not add one.
    private static final Duration OVERALL = Duration.ofNanos(33_600_000);
    /// One a second per chat, bursts of three (the FAQ says that short bursts pass).
    private static final int BURST = 3;

    private static final Duration CHAT = Duration.ofMillis(1_010);
    /// 20 a minute per group: three at once and 17 more within any minute.
    private static final Duration GROUP = Duration.ofMillis(3_550);
    /// After so many failures a delivery lets the others of its chat pass.
    private static final int STUBBORN = 5;

    /// A delivery on its way.
    static final class Entry {
        final long sequence;
        Delivery delivery;
        int failures;
        /// Whether this process saw the newest attempt come to nothing: then nothing is unknown about it.
        boolean refused;
        /// When the first failure in a row was.
        @Nullable
        Instant failingSince;
        /// The revision that the server did not take with its markup.
        long bareRevision;
        /// What arrived but could not be written down yet.
        @Nullable
        Arrived arrived;

        Entry(long sequence, Delivery delivery) {
            this.sequence = sequence;
            this.delivery = delivery;
        }

        boolean stubborn() {
            return failures >= STUBBORN;
        }
    }

    record Arrived(long revision, long message) {}

    private static final Comparator<Entry> ORDER = Comparator.<Entry, Boolean>comparing(Entry::stubborn)
            .thenComparing(entry -> entry.delivery.urgency())
            .thenComparingLong(entry -> entry.sequence);

    private static final class Room {
        final Map<String, Entry> entries = new LinkedHashMap<>();
        final List<TokenPace> paces = new ArrayList<>();
        boolean busy;
        long notBefore = Long.MIN_VALUE;
    }

    private final Map<String, Room> rooms = new HashMap<>();
    private final TokenPace overall;
    private long notBefore = Long.MIN_VALUE;
    private long sequence;
    private long lastFlood = Long.MIN_VALUE;
    private @Nullable String lastFlooded;

    OutboxQueue(long now) {
        overall = new TokenPace(1, OVERALL, now);
    }

    /// Puts a delivery in, or its newer content in place of the older.
    void put(Delivery delivery, long now) {
        Room room = rooms.computeIfAbsent(delivery.chat(), chat -> open(chat, now));
        Entry known = room.entries.get(delivery.key());
        if (known == null) {
            room.entries.put(delivery.key(), new Entry(sequence++, delivery));
        } else if (known.delivery.revision() < delivery.revision()) {
            known.delivery = merged(delivery, known.delivery);
        }
    }

    /// The newer content, with what is known of the message meanwhile.
    private static Delivery merged(Delivery newer, Delivery known) {
        return newer.message() != null || known.message() == null ? newer : withMessage(newer, known.message());
    }

    static Delivery withMessage(Delivery delivery, @Nullable Long message) {
        return new Delivery(
                delivery.key(),
                delivery.chat(),
                delivery.urgency(),
                delivery.content(),
                delivery.revision(),
                delivery.shownRevision(),
                message,
                delivery.attemptedRevision(),
                delivery.state(),
                delivery.createdAt());
    }

    private static Room open(String chat, long now) {
        Room room = new Room();
        room.paces.add(new TokenPace(BURST, CHAT, now));
        if (chat.startsWith("-")) {
            room.paces.add(new TokenPace(BURST, GROUP, now));
        }
        return room;
    }

    /// What may go at this moment, taken from the paces and its chat marked busy; null where nothing may.
    @Nullable
    Entry take(long now) {
        if (notBefore > now || overall.nanosToWait(now, 0) > 0) {
            return null;
        }
        Entry best = null;
        for (Room room : rooms.values()) {
            if (!room.busy && !room.entries.isEmpty()) {
                Entry first = first(room);
                boolean may = wait(room, first, now) == 0;
                best = may && (best == null || ORDER.compare(first, best) < 0) ? first : best;
            }
        }
        if (best != null) {
            Room room = room(best);
            room.busy = true;
            room.paces.forEach(pace -> pace.take(now));
            overall.take(now);
        }
        return best;
    }

    /// How long until [#take] can find something, as far as time alone decides; [Long#MAX_VALUE] where it does
    /// not.
    long nanosToWait(long now) {
        long least = Long.MAX_VALUE;
        for (Room room : rooms.values()) {
            if (!room.busy && !room.entries.isEmpty()) {
                least = Math.min(least, wait(room, first(room), now));
            }
        }
        if (least == Long.MAX_VALUE) {
            return least;
        }
        return Math.max(least, Math.max(overall.nanosToWait(now, 0), until(notBefore, now)));
    }

    private static long until(long moment, long now) {
        return moment > now ? moment - now : 0;
    }

    /// What nobody waits for leaves one permit for what somebody does.
    private static long wait(Room room, Entry first, long now) {
        long wait = until(room.notBefore, now);
        int leaving = first.delivery.urgency().compareTo(Delivery.Urgency.ANSWER) > 0 ? 1 : 0;
        for (TokenPace pace : room.paces) {
            wait = Math.max(wait, pace.nanosToWait(now, leaving));
        }
        return wait;
    }

    private static Entry first(Room room) {
        return room.entries.values().stream().min(ORDER).orElseThrow();
    }

    private Room room(Entry entry) {
        Room room = rooms.get(entry.delivery.chat());
        if (room == null) {
            throw new IllegalStateException("no such chat");
        }
        return room;
    }

    /// The chat of an entry may go on.
    void free(Entry entry) {
        room(entry).busy = false;
    }

    void remove(Entry entry) {
        room(entry).entries.remove(entry.delivery.key());
    }

    /// Everything that waits for a chat, taken out.
    List<Entry> removeAll(String chat) {
        Room room = rooms.get(chat);
        if (room == null) {
            return List.of();
        }
        List<Entry> all = List.copyOf(room.entries.values());
        room.entries.clear();
        return all;
    }

    /// Nothing to this chat before a moment.
    void hold(String chat, long until) {
        Room room = rooms.get(chat);
        if (room != null) {
            room.notBefore = Math.max(room.notBefore, until);
        }
    }

    /// The server wants quiet for a chat; told so about two chats within a second, for all.
    void flooded(String chat, long now, long until) {
        hold(chat, until);
        boolean another = lastFlooded != null && !lastFlooded.equals(chat);
        if (another
                && lastFlood != Long.MIN_VALUE
                && now - lastFlood < Duration.ofSeconds(1).toNanos()) {
            notBefore = Math.max(notBefore, until);
        }
        lastFlooded = chat;
        lastFlood = now;
    }

    /// Forgets chats nothing waits for and whose paces are full again.
    void tidy(long now) {
        rooms.values()
                .removeIf(room -> !room.busy && room.entries.isEmpty() && room.notBefore < now && rested(room, now));
    }

    private static boolean rested(Room room, long now) {
        return room.paces.stream().allMatch(pace -> pace.full(now));
    }

    int size() {
        return rooms.values().stream().mapToInt(room -> room.entries.size()).sum();
    }

    int rooms() {
        return rooms.size();
    }
}
