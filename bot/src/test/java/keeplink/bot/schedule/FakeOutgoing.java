package keeplink.bot.schedule;

import java.util.HashMap;
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
    /// What became of each: shown, unless a test says otherwise.
    final Map<String, Delivery.State> states = new HashMap<>();
    /// How many messages are on their way.
    int waiting;
    /// How often anything was wished, the same again included.
    int calls;

    @Override
    public void want(String key, String chat, Urgency urgency, OutgoingMessage message) {
        calls++;
        wishes.put(key, new Wish(chat, urgency, message));
        states.putIfAbsent(key, Delivery.State.SHOWN);
    }

    @Override
    public Optional<Delivery.State> state(String key) {
        return Optional.ofNullable(states.get(key));
    }

    @Override
    public int waiting() {
        return waiting;
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
