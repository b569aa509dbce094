package keeplink.bot.local;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Builds the messages of one person and hands them over. Called with the stand-in's lock held.
final class Drafts {
    private final BotApiStandIn standIn;
    private final LocalPerson person;

    Drafts(BotApiStandIn standIn, LocalPerson person) {
        this.standIn = standIn;
        this.person = person;
    }

    /// A chat as the bot is told of it: a group, or the person's own private one.
    ///
    /// @throws IllegalArgumentException where they see no such chat
    ObjectNode room(long chat) {
        if (chat == person.id()) {
            ObjectNode mine = person.privateChat();
            if (!standIn.conversations.chat(chat).filter(mine::equals).isPresent()) {
                standIn.conversations.commit(Conversations.node().set("chat", mine), false);
            }
        } else if (chat > 0) {
            throw new IllegalArgumentException("somebody else's private chat: " + chat);
        }
        return standIn.conversations.chat(chat).orElseThrow(() -> new IllegalArgumentException("no chat " + chat));
    }

    /// A message without content.
    ObjectNode draft(Spot spot) {
        ObjectNode room = room(spot.chat());
        ObjectNode message = Conversations.node().put("message_id", standIn.conversations.nextMessage(spot.chat()));
        message.set("from", person.user());
        message.put("date", standIn.conversations.epochSecond());
        message.set("chat", room);
        spot.put(message, standIn.conversations);
        return message;
    }

    /// A message they wrote.
    ///
    /// @throws IllegalArgumentException where there is none, or another's
    ObjectNode own(long chat, long id) {
        return standIn.conversations
                .message(chat, id)
                .filter(message -> message.path("from").path("id").longValue() == person.id())
                .orElseThrow(() -> new IllegalArgumentException("not a message of theirs: " + id));
    }

    static void putText(ObjectNode message, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("an app sends no empty message");
        }
        Messages.put(message, "text", "entities", new TelegramHtml.Formatted(text.strip(), List.of()));
    }

    static void putCaption(ObjectNode message, String caption) {
        if (!caption.isBlank()) {
            Messages.put(
                    message, "caption", "caption_entities", new TelegramHtml.Formatted(caption.strip(), List.of()));
        }
    }

    /// Shows a message to everybody, and to the bot unless the group keeps it from it.
    ///
    /// @param kind what it is in an update, such as `message`
    /// @return its number
    long send(ObjectNode message, String kind) {
        ObjectNode change = Conversations.node();
        change.set("message", message);
        if (PrivacyMode.shows(message, standIn)) {
            standIn.conversations.queue(change, kind, message);
        } else {
            standIn.conversations.commit(change, true);
        }
        standIn.tell(new ChatEvent.Shown(message.path("chat").path("id").longValue(), message));
        return message.path("message_id").longValue();
    }
}
