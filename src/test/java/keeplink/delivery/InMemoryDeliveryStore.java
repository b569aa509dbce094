package keeplink.delivery;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import keeplink.delivery.Delivery.State;
import org.jspecify.annotations.Nullable;

/// Deliveries in memory, gone with the process.
public final class InMemoryDeliveryStore implements DeliveryStore {
    private final Map<String, Delivery> deliveries = new LinkedHashMap<>();

    @Override
    public synchronized Delivery want(String key, String chat, Delivery.Urgency urgency, String content, Instant now) {
        Delivery known = deliveries.get(key);
        if (known != null && known.content().equals(content)) {
            return known;
        }
        Delivery wanted = known == null
                ? new Delivery(key, chat, urgency, content, 1, 0, null, 0, State.PENDING, now)
                : new Delivery(
                        key,
                        known.chat(),
                        urgency,
                        content,
                        known.revision() + 1,
                        known.shownRevision(),
                        known.message(),
                        known.attemptedRevision(),
                        State.PENDING,
                        known.createdAt());
        deliveries.put(key, wanted);
        return wanted;
    }

    @Override
    public synchronized Optional<Delivery> find(String key) {
        return Optional.ofNullable(deliveries.get(key));
    }

    @Override
    public synchronized List<Delivery> pending() {
        return deliveries.values().stream()
                .filter(delivery -> delivery.state() == State.PENDING)
                .sorted(Comparator.comparing(Delivery::createdAt))
                .toList();
    }

    @Override
    public synchronized void attempting(String key, long revision) {
        change(
                key,
                known -> with(
                        known,
                        known.shownRevision(),
                        known.message(),
                        Math.max(known.attemptedRevision(), revision),
                        known.state()));
    }

    @Override
    public synchronized Optional<Delivery> shown(String key, long revision, long message) {
        change(
                key,
                known -> revision < known.shownRevision()
                        ? known
                        : with(
                                known,
                                revision,
                                message,
                                known.attemptedRevision(),
                                revision == known.revision() ? State.SHOWN : known.state()));
        return find(key).filter(delivery -> delivery.state() == State.PENDING);
    }

    @Override
    public synchronized void giveUp(String key, long revision, String reason) {
        change(
                key,
                known -> revision == known.revision() && known.state() == State.PENDING
                        ? with(known, known.shownRevision(), known.message(), known.attemptedRevision(), State.GIVEN_UP)
                        : known);
    }

    @Override
    public synchronized void prune(Instant before) {
        deliveries
                .values()
                .removeIf(delivery -> delivery.state() != State.PENDING
                        && delivery.createdAt().isBefore(before));
    }

    @Override
    public synchronized void forget(String chat) {
        deliveries
                .values()
                .removeIf(delivery ->
                        delivery.state() != State.PENDING && delivery.chat().equals(chat));
    }

    private void change(String key, UnaryOperator<Delivery> how) {
        deliveries.computeIfPresent(key, (same, known) -> how.apply(known));
    }

    private static Delivery with(Delivery from, long shown, @Nullable Long message, long attempted, State state) {
        return new Delivery(
                from.key(),
                from.chat(),
                from.urgency(),
                from.content(),
                from.revision(),
                shown,
                message,
                attempted,
                state,
                from.createdAt());
    }
}
