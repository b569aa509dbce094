package keeplink.bot.telegram;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import keeplink.bot.chat.FormattedText;
import keeplink.bot.chat.FormattedText.Kind;
import keeplink.bot.chat.FormattedText.Span;
import keeplink.bot.chat.Incoming;
import keeplink.bot.chat.Place;
import keeplink.conversation.Chat;
import keeplink.conversation.ChatAddress;
import keeplink.delivery.Inbox;
import keeplink.link.Origin;
import keeplink.link.Person;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads an update as Telegram wrote it (Bot API, `Update`) into what the chat kernel knows.
///
/// Reads the few fields Keeplink needs from the JSON tree. The types of telegrambots-meta were tried: one new
/// kind of anything, anywhere in an update, makes the whole of it undecodable. Thread-safe.
public final class UpdateReader {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> MESSAGES =
            List.of("message", "edited_message", "channel_post", "edited_channel_post");
    private static final List<String> MEDIA = List.of(
            "photo",
            "document",
            "video",
            "audio",
            "voice",
            "video_note",
            "sticker",
            "animation",
            "contact",
            "location",
            "poll");

    private final Supplier<String> username;
    private final ChatIds ids;
    private final Predicate<String> apart;

    /// @param username the bot's own handle without `@`, empty while it is not known
    /// @param apart whether each topic of a group is a chat of its own, given our id of the group
    public UpdateReader(Supplier<String> username, ChatIds ids, Predicate<String> apart) {
        this.username = username;
        this.ids = ids;
        this.apart = apart;
    }

    /// What an update says; empty where it is of a kind that is nothing to us.
    ///
    /// @throws RuntimeException where it is no update at all
    public Optional<Incoming> read(Inbox.Update update) {
        JsonNode json = JSON.readTree(update.raw());
        // an id may come again after a week, for another update
        String key = "u" + update.id() + "@" + update.receivedAt().toEpochMilli();
        for (String kind : MESSAGES) {
            JsonNode message = json.path(kind);
            if (message.isObject()) {
                return message(key, message, kind.startsWith("edited"));
            }
        }
        JsonNode press = json.path("callback_query");
        if (press.isObject()) {
            return press(key, press);
        }
        JsonNode inquiry = json.path("inline_query");
        if (inquiry.isObject()) {
            return Optional.of(new Incoming.Inquiry(
                    key,
                    ownChat(inquiry),
                    person(inquiry.path("from"), inquiry),
                    locale(inquiry.path("from")),
                    inquiry.path("id").asString(),
                    inquiry.path("query").asString(""),
                    inquiry.path("offset").asString("")));
        }
        JsonNode chosen = json.path("chosen_inline_result");
        if (chosen.isObject()) {
            return Optional.of(new Incoming.Chosen(
                    key,
                    ownChat(chosen),
                    person(chosen.path("from"), chosen),
                    locale(chosen.path("from")),
                    chosen.path("result_id").asString("")));
        }
        JsonNode member = json.path("my_chat_member");
        if (member.isObject()) {
            String status = member.path("new_chat_member").path("status").asString("");
            return address(member)
                    // what a group left behind when it became another says nothing about that one
                    .filter(address -> address.next() == null)
                    .map(address -> place(address, member))
                    .map(place -> new Incoming.Membership(
                            key,
                            place,
                            person(member.path("from"), member.path("chat")),
                            locale(member.path("from")),
                            isOut(status),
                            !isOut(status)
                                    && isOut(member.path("old_chat_member")
                                            .path("status")
                                            .asString("left"))));
        }
        return Optional.empty();
    }

    private Optional<Incoming> message(String key, JsonNode message, boolean edited) {
        boolean spoken =
                message.has("text") || message.has("caption") || MEDIA.stream().anyMatch(message::has);
        if (!spoken) {
            return Optional.empty();
        }
        if (isUs(message.path("from").path("username").asString(""))) {
            return Optional.empty();
        }
        // somebody may write in the name of a channel or of the group itself; `from` is a stand-in then, or missing
        JsonNode from = message.has("sender_chat") ? message.path("sender_chat") : message.path("from");
        JsonNode location = message.path("location");
        if (location.isObject()) {
            // a live location moves on by edits
            return edited
                    ? Optional.empty()
                    : address(message).map(address -> location(key, place(address, message), message, from));
        }
        FormattedText text = text(message);
        JsonNode replied = message.path("reply_to_message");
        // in a topic every message replies to the one that opened it
        boolean topic = replied.has("forum_topic_created");
        boolean reply = replied.isObject() && !topic;
        return address(message)
                .map(address -> new Incoming.Message(
                        key,
                        place(address, message),
                        person(from, message.path("chat")),
                        locale(from),
                        number(address, message),
                        Instant.ofEpochSecond(message.path("date").asLong()),
                        text,
                        edited,
                        reply ? number(address, replied) : null,
                        reply && isUs(replied.path("from").path("username").asString("")),
                        mentionsUs(text),
                        origin(message.path("forward_origin")),
                        MEDIA.stream().anyMatch(message::has),
                        file(message, reply ? replied : null),
                        message.has("media_group_id")
                                ? message.path("media_group_id").asString()
                                : null));
    }

    private static Incoming.@Nullable File file(JsonNode message, @Nullable JsonNode replied) {
        boolean own = message.has("document");
        JsonNode document = own || replied == null ? message.path("document") : replied.path("document");
        return document.path("file_id").isString()
                ? new Incoming.File(
                        document.path("file_id").asString(),
                        document.path("file_name").asString(""),
                        document.path("file_size").asLong(0),
                        own)
                : null;
    }

    private static Incoming location(String key, Place place, JsonNode message, JsonNode from) {
        JsonNode location = message.path("location");
        return new Incoming.Location(
                key,
                place,
                person(from, message.path("chat")),
                locale(from),
                location.path("latitude").asDouble(),
                location.path("longitude").asDouble());
    }

    private Optional<Incoming> press(String key, JsonNode press) {
        JsonNode message = press.path("message");
        if (!message.isObject() || !press.path("data").isString()) {
            return Optional.empty();
        }
        return address(message)
                .map(address -> new Incoming.Press(
                        key,
                        place(address, message),
                        person(press.path("from"), message.path("chat")),
                        locale(press.path("from")),
                        press.path("id").asString(),
                        number(address, message),
                        press.path("data").asString()));
    }

    private static FormattedText text(JsonNode message) {
        boolean caption = !message.has("text");
        String text = message.path(caption ? "caption" : "text").asString("");
        List<Span> spans = new ArrayList<>();
        for (JsonNode entity : message.path(caption ? "caption_entities" : "entities")) {
            Kind kind =
                    switch (entity.path("type").asString("")) {
                        case "url" -> Kind.ADDRESS;
                        case "text_link" -> Kind.HIDDEN_ADDRESS;
                        case "hashtag" -> Kind.TAG;
                        case "mention" -> Kind.MENTION;
                        case "bot_command" -> Kind.COMMAND;
                        default -> null;
                    };
            if (kind != null) {
                int start = entity.path("offset").asInt(-1);
                String url = entity.path("url").asString("");
                spans.add(new Span(kind, start, start + entity.path("length").asInt(0), url.isEmpty() ? null : url));
            }
        }
        return new FormattedText(text, spans);
    }

    private boolean mentionsUs(FormattedText text) {
        return text.spans().stream()
                .filter(span -> span.kind() == Kind.MENTION)
                .anyMatch(span -> isUs(text.at(span).substring(1)));
    }

    private boolean isUs(String handle) {
        String own = username.get();
        return !own.isEmpty() && own.equalsIgnoreCase(handle);
    }

    private static boolean isOut(String status) {
        return status.equals("kicked") || status.equals("left");
    }

    private Optional<ChatAddress> address(JsonNode message) {
        JsonNode chat = message.path("chat");
        return chat.has("id") ? Optional.of(ids.at(Long.toString(chat.path("id").asLong()))) : Optional.empty();
    }

    private static long number(ChatAddress address, JsonNode message) {
        return ChatIds.message(address, message.path("message_id").asLong());
    }

    private Place place(ChatAddress address, JsonNode message) {
        boolean alone = message.path("chat").path("type").asString("").equals("private");
        // elsewhere a thread is only a chain of replies
        boolean topic = message.path("is_topic_message").asBoolean(false)
                && message.path("message_thread_id").isNumber();
        if (!topic) {
            return new Place(address.chat(), alone ? Chat.Kind.PRIVATE : Chat.Kind.GROUP);
        }
        long number = message.path("message_thread_id").longValue();
        boolean own = !alone && apart.test(address.chat());
        return new Place(
                own ? Chat.topic(address.chat(), number) : address.chat(),
                alone ? Chat.Kind.PRIVATE : Chat.Kind.GROUP,
                number);
    }

    /// A private chat has the number of its person.
    private static Place ownChat(JsonNode asked) {
        return new Place(Long.toString(asked.path("from").path("id").asLong()), Chat.Kind.PRIVATE);
    }

    private static Person person(JsonNode from, JsonNode chat) {
        JsonNode somebody = from.has("id") ? from : chat;
        String name = (somebody.path("first_name").asString("") + " "
                        + somebody.path("last_name").asString(""))
                .strip();
        if (name.isEmpty()) {
            name = somebody.path("title").asString("");
        }
        String handle = somebody.path("username").asString("");
        return new Person(
                Long.toString(somebody.path("id").asLong()),
                name.isEmpty() ? Long.toString(somebody.path("id").asLong()) : name,
                handle.isEmpty() ? null : handle);
    }

    private static Locale locale(JsonNode from) {
        return Locale.forLanguageTag(from.path("language_code").asString("en"));
    }

    private static @Nullable Origin origin(JsonNode forward) {
        if (!forward.isObject()) {
            return null;
        }
        JsonNode who = forward.path("sender_user");
        String name =
                switch (forward.path("type").asString("")) {
                    case "user" ->
                        who.path("first_name").asString("") + " "
                                + who.path("last_name").asString("");
                    case "hidden_user" -> forward.path("sender_user_name").asString("");
                    case "chat" -> forward.path("sender_chat").path("title").asString("");
                    default -> forward.path("chat").path("title").asString("");
                };
        return new Origin(
                name.strip(), Instant.ofEpochSecond(forward.path("date").asLong()));
    }
}
