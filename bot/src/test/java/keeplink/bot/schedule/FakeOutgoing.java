package keeplink.bot.schedule;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import keeplink.bot.chat.Offer;
import keeplink.bot.chat.Outgoing;
import keeplink.bot.chat.OutgoingMessage;
import keeplink.delivery.Delivery;
import keeplink.delivery.Delivery.Urgency;

/// Remembers what was wished, by its key. Not thread-safe.
final class FakeOutgoing implements Outgoing {
    /// A message that was wished.
    record Wish(String chat, Urgency urgency, OutgoingMessage message) {}

    final Map<String, Wish> wishes = new LinkedHashMap<>();
    /// How often anything was wished, the same again included.
    int calls;

    @Override
    public void want(String key, String chat, Urgency urgency, OutgoingMessage message) {
        calls++;
        wishes.put(key, new Wish(chat, urgency, message));
    }

    @Override
    public Optional<Delivery.State> state(String key) {
        return wishes.containsKey(key) ? Optional.of(Delivery.State.PENDING) : Optional.empty();
    }

    @Override
    public int waiting() {
        return wishes.size();
    }

    @Override
    public void toast(String press, String text) {
        throw new UnsupportedOperationException("nobody pressed anything");
    }

    @Override
    public void offer(String inquiry, Offer offer) {
        throw new UnsupportedOperationException("nobody asked anything");
    }

    @Override
    public boolean react(String chat, long message, String emoji) {
        throw new UnsupportedOperationException("nobody said anything");
    }
}
