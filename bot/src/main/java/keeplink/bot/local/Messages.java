package keeplink.bot.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Builds what a bot sends: checks texts, captions and references the way the server does.
final class Messages {
    private static final int TEXT = 4096;
    private static final int CAPTION = 1024;

    private Messages() {}

    static void putText(ApiParams params, ObjectNode message) {
        TelegramHtml.Formatted formatted = formatted(params, "text", "entities");
        if (formatted.text().isEmpty()) {
            throw ApiRefusal.badRequest("message text is empty");
        }
        if (characters(formatted.text()) > TEXT) {
            throw ApiRefusal.badRequest("message is too long");
        }
        put(message, "text", "entities", formatted);
        JsonNode preview = params.tree("link_preview_options");
        if (preview.isObject() && !preview.isEmpty()) {
            message.set("link_preview_options", preview);
        }
    }

    static void putCaption(ApiParams params, ObjectNode message) {
        TelegramHtml.Formatted formatted = formatted(params, "caption", "caption_entities");
        if (characters(formatted.text()) > CAPTION) {
            throw ApiRefusal.badRequest("message caption is too long");
        }
        if (!formatted.text().isEmpty()) {
            put(message, "caption", "caption_entities", formatted);
        }
    }

    static void put(ObjectNode message, String text, String entities, TelegramHtml.Formatted formatted) {
        message.put(text, formatted.text());
        List<ObjectNode> all = ClientEntities.find(formatted.text(), formatted.entities());
        if (!all.isEmpty()) {
            ArrayNode array = message.putArray(entities);
            all.forEach(array::add);
        }
    }

    /// Telegram counts characters, not UTF-16 units, for its limits.
    private static int characters(String text) {
        return text.codePointCount(0, text.length());
    }

    private static TelegramHtml.Formatted formatted(ApiParams params, String field, String entitiesField) {
        String text = params.text(field).replace("\r\n", "\n");
        String mode = params.text("parse_mode").toLowerCase(Locale.ROOT);
        return switch (mode) {
            case "html" -> TelegramHtml.parse(text);
            case "" -> TelegramHtml.trimmed(text, given(params.tree(entitiesField)));
            default -> throw ApiRefusal.badRequest("unsupported parse_mode");
        };
    }

    private static List<ObjectNode> given(JsonNode entities) {
        List<ObjectNode> list = new ArrayList<>();
        for (JsonNode entity : entities) {
            if (!entity.isObject()
                    || !entity.path("type").isString()
                    || !entity.path("offset").isNumber()) {
                throw ApiRefusal.badRequest("can't parse MessageEntity");
            }
            list.add((ObjectNode) entity);
        }
        return list;
    }

    static void putReply(ApiParams params, ObjectNode message, Conversations conversations) {
        JsonNode reply = params.tree("reply_parameters");
        long chat = message.path("chat").path("id").longValue();
        long to = reply.isObject() ? reply.path("message_id").asLong(0) : params.number("reply_to_message_id", 0);
        if (to == 0) {
            return;
        }
        conversations
                .message(chat, to)
                .ifPresentOrElse(original -> message.set("reply_to_message", withoutReply(original)), () -> {
                    boolean anyway = reply.path("allow_sending_without_reply").asBoolean(false)
                            || params.flag("allow_sending_without_reply");
                    if (!anyway) {
                        throw ApiRefusal.badRequest("message to be replied not found");
                    }
                });
    }

    /// In a group with topics a message goes into one of them, or into the general one; elsewhere the thread is not
    /// looked at.
    static void putTopic(ApiParams params, ObjectNode message, Conversations conversations) {
        long topic = params.number("message_thread_id", 0);
        if (topic != 0 && message.path("chat").path("is_forum").booleanValue(false)) {
            long chat = message.path("chat").path("id").longValue();
            if (conversations.topic(chat, topic).isEmpty()) {
                throw ApiRefusal.badRequest("message thread not found");
            }
            message.put("message_thread_id", topic).put("is_topic_message", true);
        }
    }

    /// Where a message that is forwarded first came from (Bot API, `MessageOrigin`).
    static JsonNode origin(ObjectNode original) {
        if (original.has("forward_origin")) {
            return original.path("forward_origin");
        }
        ObjectNode origin = Conversations.node().put("type", "user");
        origin.set("sender_user", original.path("from"));
        origin.set("date", original.path("date"));
        return origin;
    }

    static ObjectNode withoutReply(ObjectNode message) {
        ObjectNode copy = message.deepCopy();
        copy.remove("reply_to_message");
        return copy;
    }
}
