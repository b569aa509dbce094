package keeplink.bot.telegram;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import keeplink.conversation.Chat;
import keeplink.delivery.Delivery;
import org.jspecify.annotations.Nullable;

/// Who goes next, and when: in one chat one after the other, more urgent first, then in the order of the wishes;
/// over all no faster than Telegram takes it. Times are nanoseconds of one steady clock, given in. Not safe for
/// many threads. What an entry that was taken says of its chat (removal, hold) is said before it is freed.
final class OutboxQueue {
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
        /// Its newest call, once it was let go.
        CallWindow.@Nullable Call call;

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

    /// What waits for one chat.
    private static final class Room {
        final long number;
        final Map<String, Entry> entries = new LinkedHashMap<>();
        final List<TokenPace> paces = new ArrayList<>();
        boolean busy;
        long notBefore = Long.MIN_VALUE;
        /// Where it stands among the rooms, null where it does not.
        @Nullable
        Place place;

        Room(long number) {
            this.number = number;
        }
    }

    /// A room's place in the order as it was when it took it.
    ///
    /// @param at when its first entry may go
    private record Place(Room room, Entry first, boolean stubborn, Delivery.Urgency urgency, long at) {}

    private static final Comparator<Place> BY_TIME =
            Comparator.comparingLong(Place::at).thenComparingLong(place -> place.room().number);
    private static final Comparator<Place> BY_RANK = Comparator.comparing(Place::stubborn)
            .thenComparing(Place::urgency)
            .thenComparingLong(place -> place.first().sequence);

    private final Map<String, Room> rooms = new HashMap<>();
    /// Rooms whose first entry may go, and those whose may not yet.
    private final TreeSet<Place> ready = new TreeSet<>(BY_RANK);

    private final TreeSet<Place> waiting = new TreeSet<>(BY_TIME);
    private final SendingLimits limits;
    private final TokenPace overall;
    private final CallWindow window;
    private long notBefore = Long.MIN_VALUE;
    private long sequence;
    private long opened;
    private long lastFlood = Long.MIN_VALUE;
    private @Nullable String lastFlooded;

    OutboxQueue(SendingLimits limits) {
        this.limits = limits;
        overall = new TokenPace(1, limits.overall(), limits.late());
        window = new CallWindow(limits.most(), limits.within());
    }

    /// Puts a delivery in, or its newer content in place of the older.
    void put(Delivery delivery, long now) {
        Room room = rooms.computeIfAbsent(Chat.whole(delivery.chat()), this::open);
        Entry known = room.entries.get(delivery.key());
        if (known == null) {
            room.entries.put(delivery.key(), new Entry(sequence++, delivery));
        } else if (known.delivery.revision() < delivery.revision()) {
            known.delivery = merged(delivery, known.delivery);
        }
        settle(room, now);
    }

    /// Gives a room its place anew: after its entries changed, after it was free again, when its time has come.
    private void settle(Room room, long now) {
        Place old = room.place;
        if (old != null) {
            ready.remove(old);
            waiting.remove(old);
            room.place = null;
        }
        if (!room.busy && !room.entries.isEmpty()) {
            Entry first = room.entries.values().stream().min(ORDER).orElseThrow();
            long wait = wait(room, first, now);
            Place place = new Place(room, first, first.stubborn(), first.delivery.urgency(), now + wait);
            room.place = place;
            (wait == 0 ? ready : waiting).add(place);
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

    private Room open(String chat) {
        Room room = new Room(opened++);
        room.paces.add(new TokenPace(limits.burst(), limits.chat(), Duration.ZERO));
        if (chat.startsWith("-")) {
            room.paces.add(new TokenPace(limits.burst(), limits.group(), Duration.ZERO));
        }
        return room;
    }

    /// What may go at this moment, taken from the paces and its chat marked busy; null where nothing may.
    @Nullable
    Entry take(long now) {
        if (notBefore > now || overallWait(now) > 0) {
            return null;
        }
        while (!waiting.isEmpty() && waiting.first().at() <= now) {
            settle(waiting.first().room(), now);
        }
        Place best = ready.pollFirst();
        if (best == null) {
            return null;
        }
        Room room = best.room();
        room.place = null;
        room.busy = true;
        room.paces.forEach(pace -> pace.take(now));
        overall.take(now);
        best.first().call = window.take(now);
        return best.first();
    }

    private long overallWait(long now) {
        return Math.max(overall.nanosToWait(now, 0), window.nanosToWait(now));
    }

    /// The call of an entry goes to the server at this moment.
    void goes(Entry entry, long now) {
        CallWindow.Call call = entry.call;
        if (call != null) {
            call.goes(now);
        }
    }

    /// The server has answered the call of an entry, or there will be none.
    void answered(Entry entry, long now) {
        CallWindow.Call call = entry.call;
        if (call != null) {
            call.ended(now);
        }
    }

    /// How long until [#take] can find something, as far as time alone decides; [Long#MAX_VALUE] where it does
    /// not.
    long nanosToWait(long now) {
        if (ready.isEmpty() && waiting.isEmpty()) {
            return Long.MAX_VALUE;
        }
        long least = ready.isEmpty() ? until(waiting.first().at(), now) : 0;
        return Math.max(least, Math.max(overallWait(now), until(notBefore, now)));
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

    private Room room(Entry entry) {
        Room room = rooms.get(Chat.whole(entry.delivery.chat()));
        if (room == null) {
            throw new IllegalStateException("no such chat");
        }
        return room;
    }

    /// The chat of an entry may go on.
    void free(Entry entry, long now) {
        answered(entry, now);
        Room room = room(entry);
        room.busy = false;
        settle(room, now);
    }

    void remove(Entry entry) {
        room(entry).entries.remove(entry.delivery.key());
    }

    /// Everything that waits for a chat, taken out.
    List<Entry> removeAll(String chat) {
        Room room = rooms.get(Chat.whole(chat));
        if (room == null) {
            return List.of();
        }
        List<Entry> all = List.copyOf(room.entries.values());
        room.entries.clear();
        return all;
    }

    /// Nothing to this chat before a moment.
    void hold(String chat, long until) {
        Room room = rooms.get(Chat.whole(chat));
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
