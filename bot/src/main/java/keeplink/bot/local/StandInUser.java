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
    private static final AtomicLong PRESSES = new AtomicLong(System.currentTimeMillis() << 16);
    private static final int TITLE = 128;
    private static final int TOPIC_COLOUR = 0x6FB9F0;
    /// What a forwarded message takes along.
    private static final List<String> CONTENT =
            List.of("text", "entities", "caption", "caption_entities", "document", "photo", "location", "via_bot");

    private final BotApiStandIn standIn;
    private final LocalPerson person;
    private final Drafts drafts;

    StandInUser(BotApiStandIn standIn, LocalPerson person) {
        this.standIn = standIn;
        this.person = person;
        drafts = new Drafts(standIn, person);
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
        return says(Spot.in(chat).replyingTo(to), text);
    }

    /// Writes in some place of a chat.
    ///
    /// @return the number of the first message
    public long says(Spot spot, String text) {
        return locked(() -> {
            long first = 0;
            for (int begin = 0; begin < text.length(); ) {
                int end = Math.min(text.length(), begin + TEXT);
                if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
                    end--;
                }
                ObjectNode message = drafts.draft(spot);
                Drafts.putText(message, text.substring(begin, end));
                drafts.send(message, "message");
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
            ObjectNode message = drafts.draft(Spot.in(chat)).setAll(fields);
            Drafts.putText(message, text);
            return drafts.send(message, "message");
        });
    }

    /// Adds the bot to a group.
    public void adds(long group) {
        member(group, "left", "member", null);
    }

    /// Makes a group of one's own that the bot is a member of.
    ///
    /// @param title 1 to 128 characters
    /// @param topics whether it has topics
    /// @param privacy whether the bot is shown only what is meant for it
    /// @return the group's id
    public long makes(String title, boolean topics, boolean privacy) {
        return locked(() -> {
            long id = standIn.conversations.nextGroup();
            ObjectNode chat =
                    Conversations.node().put("id", id).put("type", "supergroup").put("title", checkedTitle(title));
            if (topics) {
                chat.put("is_forum", true);
            }
            ObjectNode change = Conversations.node().set("chat", chat);
            change.set("group", new GroupRules(person.id(), List.of(), privacy).json(id));
            standIn.conversations.commit(change, true);
            ObjectNode message = drafts.draft(Spot.in(id));
            message.putArray("new_chat_members").add(standIn.bot);
            drafts.send(message, "message");
            adds(id);
            return id;
        });
    }

    /// Opens a topic in a group that has topics.
    ///
    /// @param title 1 to 128 characters
    /// @return the topic's number, which is that of the message that opens it
    public long opensTopic(long group, String title) {
        return locked(() -> {
            ObjectNode message = drafts.draft(Spot.in(group));
            if (!message.path("chat").path("is_forum").booleanValue(false)) {
                throw new IllegalArgumentException("a chat without topics: " + group);
            }
            message.put("message_thread_id", message.path("message_id").longValue())
                    .put("is_topic_message", true)
                    .putObject("forum_topic_created")
                    .put("name", checkedTitle(title))
                    .put("icon_color", TOPIC_COLOUR);
            return drafts.send(message, "message");
        });
    }

    private static String checkedTitle(String title) {
        String stripped = title.strip();
        if (stripped.isEmpty() || stripped.codePointCount(0, stripped.length()) > TITLE) {
            throw new IllegalArgumentException("a title has 1 to " + TITLE + " characters");
        }
        return stripped;
    }

    /// Changes one of the person's own messages.
    public void edits(long chat, long id, String text) {
        locked(() -> {
            ObjectNode message = drafts.own(chat, id).deepCopy();
            message.remove(List.of("text", "entities"));
            Drafts.putText(message, text);
            message.put("edit_date", standIn.conversations.epochSecond());
            return drafts.send(message, "edited_message");
        });
    }

    /// Deletes a message for everybody: one's own, in the private chat any. Telegram tells a bot nothing of it.
    public void deletes(long chat, long id) {
        locked(() -> {
            if (chat != person.id()) {
                drafts.own(chat, id);
            }
            if (!standIn.conversations.delete(chat, id)) {
                throw new IllegalArgumentException("no message " + id);
            }
            standIn.tell(new ChatEvent.Deleted(chat, id));
            return id;
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
            standIn.inline.asked(id, query, standIn.conversations.epochSecond());
            standIn.conversations.queue(Conversations.node(), "inline_query", inquiry);
            return id;
        });
    }

    /// Shares one of the results of an inline query in a chat.
    public long shares(long chat, String query, String result) {
        return shares(Spot.in(chat), query, result);
    }

    /// Shares one of the results of an inline query in some place of a chat.
    public long shares(Spot spot, String query, String result) {
        return locked(() -> {
            JsonNode chosen = standIn.inline
                    .answer(query)
                    .orElseThrow(() -> new IllegalArgumentException("no answer to " + query))
                    .path("results")
                    .valueStream()
                    .filter(each -> result.equals(each.path("id").asString()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no result " + result));
            ObjectNode update = Conversations.node().put("result_id", result);
            update.set("from", person.user());
            update.put("query", standIn.inline.query(query));
            standIn.conversations.queue(Conversations.node(), "chosen_inline_result", update);
            ObjectNode message = drafts.draft(spot);
            InlineQueries.put(chosen, message);
            message.set("via_bot", standIn.bot);
            return drafts.send(message, "message");
        });
    }

    /// Forwards a text.
    ///
    /// @param origin the `forward_origin` of the Bot API, such as `{"type": "hidden_user", "sender_user_name":
    ///     "Bo", "date": 1}`
    public long forwards(long chat, ObjectNode origin, String text) {
        return locked(() -> {
            ObjectNode message = drafts.draft(Spot.in(chat));
            message.set("forward_origin", origin);
            Drafts.putText(message, text);
            return drafts.send(message, "message");
        });
    }

    /// Forwards a message of a chat they see to some place, with where it first came from.
    public long forwards(long from, long id, Spot to) {
        return locked(() -> {
            drafts.room(from);
            ObjectNode original = standIn.conversations
                    .message(from, id)
                    .orElseThrow(() -> new IllegalArgumentException("no message " + id));
            if (CONTENT.stream().noneMatch(original::has)) {
                throw new IllegalArgumentException("nothing to forward in message " + id);
            }
            ObjectNode message = drafts.draft(to);
            message.set("forward_origin", Messages.origin(original));
            for (String field : CONTENT) {
                if (original.has(field)) {
                    message.set(field, original.path(field));
                }
            }
            return drafts.send(message, "message");
        });
    }

    /// Shows where they are.
    ///
    /// @param latitude degrees north, -90 to 90
    /// @param longitude degrees east, -180 to 180
    public long locates(Spot spot, double latitude, double longitude) {
        if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
            throw new IllegalArgumentException("no place on earth: " + latitude + ", " + longitude);
        }
        return locked(() -> {
            ObjectNode message = drafts.draft(spot);
            message.putObject("location").put("latitude", latitude).put("longitude", longitude);
            return drafts.send(message, "message");
        });
    }

    /// Sends a file.
    public long sendsFile(long chat, String name, String type, byte[] bytes, @Nullable String caption) {
        return sends(Spot.in(chat), new Attachment(name, type, bytes, false), caption == null ? "" : caption, null);
    }

    /// Sends a file or a picture.
    ///
    /// @param album what the parts of one album have in common, null for none
    public long sends(Spot spot, Attachment attachment, String caption, @Nullable String album) {
        return locked(() -> {
            ObjectNode message = drafts.draft(spot);
            if (album != null) {
                message.put("media_group_id", album);
            }
            ObjectNode file = standIn.conversations.keepFile(attachment.name(), attachment.type(), attachment.bytes());
            if (attachment.photo()) {
                message.putArray("photo").add(file);
            } else {
                message.set("document", file);
            }
            Drafts.putCaption(message, caption);
            return drafts.send(message, "message");
        });
    }

    /// Sends several files as one album, the caption on the first.
    public void sendsAlbum(long chat, List<String> names, String caption) {
        locked(() -> {
            String album = Long.toString(PRESSES.incrementAndGet());
            for (String name : names) {
                Attachment file = new Attachment(name, "image/png", new byte[] {1}, false);
                sends(Spot.in(chat), file, name.equals(names.getFirst()) ? caption : "", album);
            }
            return names.size();
        });
    }

    /// Makes a group a supergroup: it has another id from then on, and its messages are counted anew.
    public void upgrades(long group, long supergroup) {
        locked(() -> {
            ObjectNode before = drafts.draft(Spot.in(group));
            ObjectNode old = (ObjectNode) before.path("chat");
            ObjectNode now = old.deepCopy().put("id", supergroup).put("type", "supergroup");
            standIn.conversations.commit(Conversations.node().set("chat", now), true);
            standIn.conversations.commit(
                    Conversations.node().set("chat", old.deepCopy().put(UPGRADED, supergroup)), true);
            drafts.send(before.put("migrate_to_chat_id", supergroup), "message");
            return drafts.send(drafts.draft(Spot.in(supergroup)).put("migrate_from_chat_id", group), "message");
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
            ObjectNode chat = drafts.draft(Spot.in(chatId));
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
