package keeplink.bot.local;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Where in a chat a person writes.
///
/// @param topic the number of a topic, 0 for the general one and where there are none
/// @param replyTo the message that is answered, 0 for none
/// @param quote the part of that message which is answered, as it stands there; null for all of it
public record Spot(
        long chat, long topic, long replyTo, @Nullable String quote) {
    private static final int QUOTE = 1024;

    public Spot {
        if (quote != null && (replyTo == 0 || quote.isBlank() || quote.length() > QUOTE)) {
            throw new IllegalArgumentException("a quote is a part of 1 to " + QUOTE + " characters of a message");
        }
    }

    public static Spot in(long chat) {
        return new Spot(chat, 0, 0, null);
    }

    public Spot inTopic(long number) {
        return new Spot(chat, number, replyTo, quote);
    }

    public Spot replyingTo(long message) {
        return new Spot(chat, topic, message, quote);
    }

    /// Says the place in a message, as the Bot API does.
    ///
    /// @throws IllegalArgumentException where there is no such place
    void put(ObjectNode message, Conversations conversations) {
        if (topic != 0) {
            ObjectNode opening = conversations
                    .topic(chat, topic)
                    .orElseThrow(() -> new IllegalArgumentException("no topic " + topic));
            message.put("message_thread_id", topic).put("is_topic_message", true);
            // in a topic every message replies to the one that opened it
            message.set("reply_to_message", opening);
        }
        if (replyTo != 0) {
            ObjectNode original = conversations
                    .message(chat, replyTo)
                    .orElseThrow(() -> new IllegalArgumentException("no message " + replyTo));
            message.set("reply_to_message", Messages.withoutReply(original));
            putQuote(message, original);
        }
    }

    private void putQuote(ObjectNode message, ObjectNode original) {
        if (quote != null) {
            int position = original.path("text")
                    .asString(original.path("caption").asString(""))
                    .indexOf(quote);
            if (position < 0) {
                throw new IllegalArgumentException("not a part of message " + replyTo + ": " + quote);
            }
            message.putObject("quote")
                    .put("text", quote)
                    .put("position", position)
                    .put("is_manual", true);
        }
    }
}
