package keeplink.bot.telegram;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import keeplink.bot.chat.Offer;
import keeplink.bot.chat.Outgoing;
import keeplink.bot.chat.OutgoingMessage;
import keeplink.conversation.Chat;
import keeplink.delivery.Delivery;
import keeplink.delivery.Delivery.Urgency;
import keeplink.delivery.DeliveryStore;

/// The kernel's way out, by the [Outbox] and [Gestures]. Thread-safe.
public final class OutboxOutgoing implements Outgoing {
    private static final Duration REACTION = Duration.ofSeconds(15);

    private final Outbox outbox;
    private final Gestures gestures;
    private final DeliveryStore deliveries;

    public OutboxOutgoing(Outbox outbox, Gestures gestures, DeliveryStore deliveries) {
        this.outbox = outbox;
        this.gestures = gestures;
        this.deliveries = deliveries;
    }

    @Override
    public void want(String key, String chat, Urgency urgency, OutgoingMessage message) {
        OptionalLong topic = Chat.topic(chat);
        boolean lost = topic.isPresent() && message.topic() == null;
        outbox.want(key, chat, urgency, lost ? message.withTopic(topic.getAsLong()) : message);
    }

    @Override
    public Optional<Delivery.State> state(String key) {
        return deliveries.find(key).map(Delivery::state);
    }

    @Override
    public int waiting() {
        return outbox.pending();
    }

    @Override
    public void toast(String press, String text) {
        gestures.answerCallback(press, text.isEmpty() ? null : text);
    }

    @Override
    public void offer(String inquiry, Offer offer) {
        gestures.answerInline(InlineAnswer.of(inquiry, offer));
    }

    @Override
    public boolean react(String chat, long message, String emoji) {
        try {
            return gestures.react(chat, message, emoji).get(REACTION.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException unanswered) {
            // not known to be there, so the line is said
            return false;
        }
    }
}
