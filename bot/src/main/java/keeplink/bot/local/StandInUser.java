package keeplink.bot.local;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A person with an app: what they do reaches the bot as updates. Everything is durable before a method returns.
/// A chat is a person's own private one ([LocalPerson#id]) or a group's id. Safe for many threads.
public final class StandInUser {
    private static final int TEXT = 4096;
    /// The field of a group that became a supergroup.
    static final String UPGRADED = "upgraded_to";

    private final BotApiStandIn standIn;
    private final LocalPerson person;
    private static final AtomicLong PRESSES = new AtomicLong(System.currentTimeMillis() << 16);

    StandInUser(BotApiStandIn standIn, LocalPerson person) {
        this.standIn = standIn;
        this.person = person;
    }

    public LocalPerson person() {
        return person;
    }

    /// Writes in the private chat.
    ///
    /// @return the message's number
    public long says(String text) {
        return says(person.id(), text);
    }

    /// Writes in a chat; more than 4,096 characters become several messages, as an app does it.
    ///
    /// @return the number of the first message
    public long says(long chat, String text) {
        return replies(chat, 0, text);
    }

    /// Writes as a reply to a message, 0 for none.
    public long replies(long chat, long to, String text) {
        return locked(() -> {
            long first = 0;
            for (int begin = 0; begin < text.length(); ) {
                int end = Math.min(text.length(), begin + TEXT);
                if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
                    end--;
                }
                ObjectNode message = draft(chat);
                putReply(message, to);
                putText(message, text.substring(begin, end));
                send(message, "message");
                first = first == 0 ? message.path("message_id").longValue() : first;
                begin = end;
            }
            if (first == 0) {
                throw new IllegalArgumentException("an app sends no empty message");
            }
            return first;
        });
    }

    /// Writes a message that has other fields too, such as `is_topic_message` and `message_thread_id`, or another
    /// `date`.
    public long says(long chat, ObjectNode fields, String text) {
        return locked(() -> {
            ObjectNode message = draft(chat).setAll(fields);
            putText(message, text);
            return send(message, "message");
        });
    }

    /// Adds the bot to a group.
    public void adds(long group) {
        member(group, "left", "member", null);
    }

    /// Changes one of the person's own messages.
    public void edits(long chat, long id, String text) {
        locked(() -> {
            ObjectNode message = own(chat, id).deepCopy();
            message.remove(List.of("text", "entities"));
            putText(message, text);
            message.put("edit_date", standIn.conversations.epochSecond());
            return send(message, "edited_message");
        });
    }

    /// Presses the button with this data.
    ///
    /// @return the press's id
    /// @throws IllegalArgumentException where the message has no such button
    public String presses(long chat, long id, String data) {
        return locked(() -> {
            ObjectNode message = standIn.conversations
                    .message(chat, id)
                    .orElseThrow(() -> new IllegalArgumentException("no message " + id));
            boolean there = message.path("reply_markup")
                    .path("inline_keyboard")
                    .valueStream()
                    .flatMap(JsonNode::valueStream)
                    .anyMatch(button -> data.equals(button.path("callback_data").stringValue(null)));
            if (!there) {
                throw new IllegalArgumentException("message " + id + " has no button " + data);
            }
            String press = Long.toString(PRESSES.incrementAndGet());
            ObjectNode callback = Conversations.node().put("id", press);
            callback.set("from", person.user());
            callback.set("message", message);
            callback.put("chat_instance", Long.toString(chat)).put("data", data);
            standIn.conversations.queue(Conversations.node(), "callback_query", callback);
            standIn.tell(new ChatEvent.Busy(chat, "callback"));
            return press;
        });
    }

    /// Types the bot's name and a query in some chat.
    ///
    /// @param offset where the page starts, as the answer before said; empty for the first
    /// @return the query's id
    public String inquires(String query, String offset) {
        return locked(() -> {
            String id = Long.toString(PRESSES.incrementAndGet());
            ObjectNode inquiry = Conversations.node().put("id", id);
            inquiry.set("from", person.user());
            inquiry.put("query", query).put("offset", offset).put("chat_type", "sender");
            standIn.inline.asked(id, standIn.conversations.epochSecond());
            standIn.conversations.queue(Conversations.node(), "inline_query", inquiry);
            return id;
        });
    }

    /// Shares one of the results of an inline query in a chat.
    public long shares(long chat, String query, String result) {
        return locked(() -> {
            JsonNode chosen = standIn.inline
                    .answer(query)
                    .orElseThrow()
                    .path("results")
                    .valueStream()
                    .filter(each -> result.equals(each.path("id").asString()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no result " + result));
            ObjectNode update = Conversations.node().put("result_id", result);
            update.set("from", person.user());
            update.put("query", "");
            standIn.conversations.queue(Conversations.node(), "chosen_inline_result", update);
            ObjectNode message = draft(chat);
            InlineQueries.put(chosen, message);
            message.set("via_bot", standIn.bot);
            return send(message, "message");
        });
    }

    /// Forwards a text.
    ///
    /// @param origin the `forward_origin` of the Bot API, such as `{"type": "hidden_user", "sender_user_name":
    ///     "Bo", "date": 1}`
    public long forwards(long chat, ObjectNode origin, String text) {
        return locked(() -> {
            ObjectNode message = draft(chat);
            message.set("forward_origin", origin);
            putText(message, text);
            return send(message, "message");
        });
    }

    /// Sends a place on earth, in degrees.
    public long sendsLocation(long chat, double latitude, double longitude) {
        return locked(() -> {
            ObjectNode message = draft(chat);
            message.putObject("location").put("latitude", latitude).put("longitude", longitude);
            return send(message, "message");
        });
    }

    /// Sends a file.
    public long sendsFile(long chat, String name, String type, byte[] bytes, @Nullable String caption) {
        return locked(() -> {
            ObjectNode message = draft(chat);
            message.set("document", standIn.conversations.keepFile(name, type, bytes));
            if (caption != null && !caption.isBlank()) {
                Messages.put(
                        message, "caption", "caption_entities", new TelegramHtml.Formatted(caption.strip(), List.of()));
            }
            return send(message, "message");
        });
    }

    /// Sends several files as one album, the caption on the first.
    public void sendsAlbum(long chat, List<String> names, String caption) {
        locked(() -> {
            String album = Long.toString(PRESSES.incrementAndGet());
            for (String name : names) {
                ObjectNode message = draft(chat);
                message.put("media_group_id", album);
                message.set("document", standIn.conversations.keepFile(name, "image/png", new byte[] {1}));
                if (name.equals(names.getFirst()) && !caption.isBlank()) {
                    Messages.put(
                            message,
                            "caption",
                            "caption_entities",
                            new TelegramHtml.Formatted(caption.strip(), List.of()));
                }
                send(message, "message");
            }
            return names.size();
        });
    }

    /// Makes a group a supergroup: it has another id from then on, and its messages are counted anew.
    public void upgrades(long group, long supergroup) {
        locked(() -> {
            ObjectNode before = draft(group);
            ObjectNode old = (ObjectNode) before.path("chat");
            ObjectNode now = old.deepCopy().put("id", supergroup).put("type", "supergroup");
            standIn.conversations.commit(Conversations.node().set("chat", now), true);
            standIn.conversations.commit(
                    Conversations.node().set("chat", old.deepCopy().put(UPGRADED, supergroup)), true);
            send(before.put("migrate_to_chat_id", supergroup), "message");
            return send(draft(supergroup).put("migrate_from_chat_id", group), "message");
        });
    }

    /// Blocks the bot: it may not write any more.
    public void blocks() {
        member(person.id(), "member", "kicked", ApiRefusal.forbidden("bot was blocked by the user"));
    }

    /// Lets the bot write again.
    public void unblocks() {
        member(person.id(), "kicked", "member", null);
    }

    private void member(long chatId, String before, String after, @Nullable ApiRefusal door) {
        locked(() -> {
            ObjectNode chat = draft(chatId);
            ObjectNode update = Conversations.node();
            update.set("chat", chat.path("chat"));
            update.set("from", person.user());
            update.put("date", standIn.conversations.epochSecond());
            update.putObject("old_chat_member").put("status", before).set("user", standIn.bot);
            update.putObject("new_chat_member").put("status", after).set("user", standIn.bot);
            standIn.door(chatId, door);
            standIn.conversations.queue(Conversations.node(), "my_chat_member", update);
            standIn.tell(new ChatEvent.Busy(chatId, after));
            return true;
        });
    }

    private ObjectNode own(long chat, long id) {
        return standIn.conversations
                .message(chat, id)
                .filter(message -> message.path("from").path("id").longValue() == person.id())
                .orElseThrow(() -> new IllegalArgumentException("not a message of theirs: " + id));
    }

    private ObjectNode draft(long chat) {
        if (chat == person.id()) {
            ObjectNode mine = person.privateChat();
            if (!standIn.conversations.chat(chat).filter(mine::equals).isPresent()) {
                standIn.conversations.commit(Conversations.node().set("chat", mine), false);
            }
        }
        ObjectNode room =
                standIn.conversations.chat(chat).orElseThrow(() -> new IllegalArgumentException("no chat " + chat));
        ObjectNode message = Conversations.node().put("message_id", standIn.conversations.nextMessage(chat));
        message.set("from", person.user());
        message.put("date", standIn.conversations.epochSecond());
        message.set("chat", room);
        return message;
    }

    private void putReply(ObjectNode message, long to) {
        if (to != 0) {
            ObjectNode original = standIn.conversations
                    .message(message.path("chat").path("id").longValue(), to)
                    .orElseThrow(() -> new IllegalArgumentException("no message " + to));
            message.set("reply_to_message", Messages.withoutReply(original));
        }
    }

    private static void putText(ObjectNode message, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("an app sends no empty message");
        }
        Messages.put(message, "text", "entities", new TelegramHtml.Formatted(text.strip(), List.of()));
    }

    private long send(ObjectNode message, String kind) {
        ObjectNode change = Conversations.node();
        change.set("message", message);
        standIn.conversations.queue(change, kind, message);
        standIn.tell(new ChatEvent.Shown(message.path("chat").path("id").longValue(), message));
        return message.path("message_id").longValue();
    }

    private <T> T locked(Supplier<T> action) {
        standIn.lock.lock();
        try {
            T done = action.get();
            // whatever it was, somebody may wait for it
            standIn.changed.signalAll();
            return done;
        } finally {
            standIn.lock.unlock();
        }
    }
}
