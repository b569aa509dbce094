package keeplink.bot.local;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The methods of the Bot API except `getUpdates`. Called with the stand-in's lock held.
final class ApiMethods {
    static final int UPLOAD_LIMIT = 50 * 1024 * 1024;
    static final int DOWNLOAD_LIMIT = 20 * 1024 * 1024;
    private static final int COMMANDS = 100;
    private static final Pattern COMMAND = Pattern.compile("/?[a-z0-9_]{1,32}");
    private static final Pattern LANGUAGE = Pattern.compile("([a-z]{2})?");
    /// "ReactionTypeEmoji" of the Bot API: no others are taken.
    private static final List<String> REACTIONS = List.of(
            "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡"
                    .split(" "));

    private final Conversations conversations;
    private final ObjectNode bot;
    private final Consumer<ChatEvent> events;
    private final Function<Long, Optional<ApiRefusal>> doors;
    private final Map<String, JsonNode> commands = new TreeMap<>();
    private final Map<String, Function<ApiParams, JsonNode>> methods = new TreeMap<>();

    /// @param doors why the bot may not write into a chat, if so
    ApiMethods(
            Conversations conversations,
            InlineQueries inline,
            ObjectNode bot,
            Consumer<ChatEvent> events,
            Function<Long, Optional<ApiRefusal>> doors) {
        this.conversations = conversations;
        this.bot = bot;
        this.events = events;
        this.doors = doors;
        methods.put("getme", params -> bot);
        methods.put("sendmessage", this::sendMessage);
        methods.put("senddocument", params -> sendFile(params, "document"));
        methods.put("sendphoto", params -> sendFile(params, "photo"));
        methods.put("editmessagetext", this::editText);
        methods.put("editmessagecaption", this::editCaption);
        methods.put("editmessagereplymarkup", this::editMarkup);
        methods.put("deletemessage", this::delete);
        methods.put("answercallbackquery", this::answerCallback);
        methods.put("answerinlinequery", params -> {
            inline.answer(params, conversations.epochSecond());
            return BooleanNode.TRUE;
        });
        methods.put("setmessagereaction", this::react);
        methods.put("sendchataction", this::busy);
        methods.put("setmycommands", this::setCommands);
        methods.put("getmycommands", this::getCommands);
        methods.put("deletemycommands", params -> {
            commands.remove(commandScope(params));
            return BooleanNode.TRUE;
        });
        methods.put("deletewebhook", params -> BooleanNode.TRUE);
        methods.put(
                "getwebhookinfo",
                params -> Conversations.node()
                        .put("url", "")
                        .put("has_custom_certificate", false)
                        .put("pending_update_count", conversations.updates.size()));
        methods.put("getfile", this::getFile);
        methods.put("getchat", params -> chat(params));
        methods.put("getchatmember", this::member);
    }

    JsonNode call(String method, ApiParams params) {
        Function<ApiParams, JsonNode> known = methods.get(method);
        if (known == null) {
            throw ApiRefusal.of(404, "Not Found: method not found");
        }
        return known.apply(params);
    }

    private ObjectNode chat(ApiParams params) {
        if (params.text("chat_id").isEmpty()) {
            throw ApiRefusal.badRequest("chat_id is empty");
        }
        ObjectNode chat = conversations
                .chat(params.number("chat_id", 0))
                .orElseThrow(() -> ApiRefusal.badRequest("chat not found"));
        if (chat.has(StandInUser.UPGRADED)) {
            throw ApiRefusal.upgraded(chat.path(StandInUser.UPGRADED).longValue());
        }
        return chat;
    }

    private JsonNode member(ApiParams params) {
        ObjectNode chat = chat(params);
        long user = params.number("user_id", 0);
        if (user <= 0) {
            throw ApiRefusal.badRequest("invalid user_id specified");
        }
        String status = conversations
                .group(chat.path("id").longValue())
                .orElse(GroupRules.NONE)
                .status(user);
        ObjectNode member = Conversations.node().put("status", status);
        member.putObject("user").put("id", user).put("is_bot", false).put("first_name", "Somebody");
        return member;
    }

    private ObjectNode draft(ApiParams params) {
        ObjectNode chat = chat(params);
        long id = chat.path("id").longValue();
        doors.apply(id).ifPresent(refusal -> {
            throw refusal;
        });
        ObjectNode message = Conversations.node().put("message_id", conversations.nextMessage(id));
        message.set("from", bot);
        message.put("date", conversations.epochSecond());
        message.set("chat", chat);
        Messages.putTopic(params, message, conversations);
        return message;
    }

    private JsonNode sendMessage(ApiParams params) {
        ObjectNode message = draft(params);
        Messages.putText(params, message);
        return finish(params, message);
    }

    private JsonNode finish(ApiParams params, ObjectNode message) {
        Messages.putReply(params, message, conversations);
        InlineKeyboards.put(params, message);
        return show(message);
    }

    private JsonNode show(ObjectNode message) {
        conversations.commit(Conversations.node().set("message", message), true);
        events.accept(new ChatEvent.Shown(message.path("chat").path("id").longValue(), message));
        return message;
    }

    private JsonNode sendFile(ApiParams params, String field) {
        ObjectNode message = draft(params);
        Messages.putCaption(params, message);
        ObjectNode info = params.upload(field)
                .map(this::keep)
                .or(() -> conversations.file(params.text(field)))
                .orElseThrow(() -> ApiRefusal.badRequest(
                        params.has(field)
                                ? "wrong remote file identifier specified: Wrong string length"
                                : "there is no " + field + " in the request"));
        if (field.equals("photo")) {
            message.putArray("photo").add(info);
        } else {
            message.set(field, info);
        }
        return finish(params, message);
    }

    private ObjectNode keep(ApiParams.Upload upload) {
        if (upload.bytes().length == 0) {
            throw ApiRefusal.badRequest("file must be non-empty");
        }
        if (upload.bytes().length > UPLOAD_LIMIT) {
            throw ApiRefusal.of(413, "Request Entity Too Large");
        }
        return conversations.keepFile(upload.name(), upload.type(), upload.bytes());
    }

    private ObjectNode own(ApiParams params, String what) {
        ObjectNode chat = chat(params);
        long id = chat.path("id").longValue();
        doors.apply(id).ifPresent(refusal -> {
            throw refusal;
        });
        ObjectNode message = conversations
                .message(id, params.number("message_id", 0))
                .orElseThrow(() -> ApiRefusal.badRequest("message to " + what + " not found"));
        if (message.path("from").path("id").longValue() != bot.path("id").longValue()) {
            throw ApiRefusal.badRequest(
                    "message can't be " + (what.equals("edit") ? "edited" : "deleted for everyone"));
        }
        return message;
    }

    private JsonNode editText(ApiParams params) {
        ObjectNode before = own(params, "edit");
        if (!before.has("text")) {
            throw ApiRefusal.badRequest("there is no text in the message to edit");
        }
        ObjectNode after = without(before, "text", "entities", "reply_markup", "link_preview_options");
        Messages.putText(params, after);
        return edited(params, before, after);
    }

    private JsonNode editCaption(ApiParams params) {
        ObjectNode before = own(params, "edit");
        if (before.has("text")) {
            throw ApiRefusal.badRequest("there is no caption in the message to edit");
        }
        ObjectNode after = without(before, "caption", "caption_entities", "reply_markup");
        Messages.putCaption(params, after);
        return edited(params, before, after);
    }

    private JsonNode editMarkup(ApiParams params) {
        ObjectNode before = own(params, "edit");
        return edited(params, before, without(before, "reply_markup"));
    }

    private static ObjectNode without(ObjectNode message, String... fields) {
        ObjectNode copy = message.deepCopy();
        copy.remove(List.of(fields));
        return copy;
    }

    private JsonNode edited(ApiParams params, ObjectNode before, ObjectNode after) {
        InlineKeyboards.put(params, after);
        if (after.equals(before)) {
            throw ApiRefusal.badRequest("message is not modified: specified new message content and reply markup are"
                    + " exactly the same as a current content and reply markup of the message");
        }
        after.put("edit_date", conversations.epochSecond());
        return show(after);
    }

    private JsonNode delete(ApiParams params) {
        ObjectNode message = own(params, "delete");
        if (conversations.epochSecond() - message.path("date").longValue() > 48 * 3600) {
            throw ApiRefusal.badRequest("message can't be deleted for everyone");
        }
        long chat = message.path("chat").path("id").longValue();
        long id = message.path("message_id").longValue();
        conversations.delete(chat, id);
        events.accept(new ChatEvent.Deleted(chat, id));
        return BooleanNode.TRUE;
    }

    private JsonNode answerCallback(ApiParams params) {
        String id = params.text("callback_query_id");
        if (params.text("text").length() > 200) {
            throw ApiRefusal.badRequest("MESSAGE_TOO_LONG");
        }
        long chat = conversations
                .answerCallback(id)
                .orElseThrow(() ->
                        ApiRefusal.badRequest("query is too old and response timeout expired or query ID is invalid"));
        String text = params.text("text");
        events.accept(new ChatEvent.Answered(chat, id, text.isEmpty() ? null : text, params.flag("show_alert")));
        return BooleanNode.TRUE;
    }

    private JsonNode react(ApiParams params) {
        long chat = chat(params).path("id").longValue();
        long message = params.number("message_id", 0);
        if (conversations.message(chat, message).isEmpty()) {
            throw ApiRefusal.badRequest("message to react not found");
        }
        JsonNode reactions = params.tree("reaction");
        if (reactions.size() > 1) {
            throw ApiRefusal.badRequest("REACTIONS_TOO_MANY");
        }
        JsonNode emoji = reactions.path(0).path("emoji");
        if (!reactions.isEmpty() && !REACTIONS.contains(emoji.asString(""))) {
            throw ApiRefusal.badRequest("REACTION_INVALID");
        }
        String shown = reactions.isEmpty() ? null : emoji.stringValue();
        conversations.commit(Conversations.node().set("reaction", Conversations.reaction(chat, message, shown)), false);
        events.accept(new ChatEvent.Reacted(chat, message, shown));
        return BooleanNode.TRUE;
    }

    private JsonNode busy(ApiParams params) {
        long chat = chat(params).path("id").longValue();
        String action = params.text("action").toLowerCase(Locale.ROOT);
        if (!action.equals("typing") && !action.startsWith("upload_") && !action.startsWith("record_")) {
            throw ApiRefusal.badRequest("wrong parameter action in request");
        }
        events.accept(new ChatEvent.Busy(chat, action));
        return BooleanNode.TRUE;
    }

    private String commandScope(ApiParams params) {
        String language = params.text("language_code");
        if (!LANGUAGE.matcher(language).matches()) {
            throw ApiRefusal.badRequest("invalid language code specified");
        }
        JsonNode scope = params.tree("scope");
        return scope.path("type").asString("default") + "/"
                + scope.path("chat_id").asString("") + "/" + language;
    }

    private JsonNode setCommands(ApiParams params) {
        JsonNode list = params.tree("commands");
        if (!list.isArray()) {
            throw ApiRefusal.badRequest("commands must be specified");
        }
        if (list.size() > COMMANDS) {
            throw ApiRefusal.badRequest("BOT_COMMANDS_TOO_MUCH");
        }
        for (JsonNode command : list) {
            if (!COMMAND.matcher(command.path("command").asString("")).matches()) {
                throw ApiRefusal.badRequest("BOT_COMMAND_INVALID");
            }
            int length = command.path("description").asString("").length();
            if (length < 1 || length > 256) {
                throw ApiRefusal.badRequest("BOT_COMMAND_DESCRIPTION_INVALID");
            }
        }
        commands.put(commandScope(params), list);
        return BooleanNode.TRUE;
    }

    private JsonNode getCommands(ApiParams params) {
        JsonNode list = commands.get(commandScope(params));
        return list == null ? JsonNodeFactory.instance.arrayNode() : list;
    }

    /// What a person's app would list after `/`: the commands in their language, else those for everyone.
    ///
    /// @param scope which chats (Bot API, `BotCommandScope`), before those that hold everywhere
    JsonNode menu(String language, String scope) {
        String two = language.length() >= 2 ? language.substring(0, 2).toLowerCase(Locale.ROOT) : "";
        for (String key : List.of(scope + "//" + two, scope + "//", "default//" + two, "default//")) {
            JsonNode list = commands.get(key);
            if (list != null) {
                return list;
            }
        }
        return JsonNodeFactory.instance.arrayNode();
    }

    private JsonNode getFile(ApiParams params) {
        ObjectNode info =
                conversations.file(params.text("file_id")).orElseThrow(() -> ApiRefusal.badRequest("invalid file_id"));
        if (info.path("file_size").longValue() > DOWNLOAD_LIMIT) {
            throw ApiRefusal.badRequest("file is too big");
        }
        return Conversations.node()
                .put("file_id", info.path("file_id").stringValue())
                .put("file_unique_id", info.path("file_unique_id").stringValue())
                .put("file_size", info.path("file_size").longValue())
                .put("file_path", "documents/" + info.path("file_id").stringValue());
    }
}
