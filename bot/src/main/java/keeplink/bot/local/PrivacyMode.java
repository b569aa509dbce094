package keeplink.bot.local;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a bot is shown in a group that did not open itself to it ("Privacy mode" of Telegram's bot features page):
/// commands, what mentions it or came through it, replies to it, and service messages.
final class PrivacyMode {
    private PrivacyMode() {}

    static boolean shows(ObjectNode message, BotApiStandIn standIn) {
        long chat = message.path("chat").path("id").longValue();
        boolean closed =
                standIn.conversations.group(chat).map(GroupRules::privacy).orElse(false);
        return !closed || isMeant(message, standIn.bot);
    }

    private static boolean isMeant(JsonNode message, JsonNode bot) {
        JsonNode me = bot.path("id");
        boolean service = message.has("new_chat_members") || message.has("forum_topic_created");
        return service
                || message.path("via_bot").path("id").equals(me)
                || message.path("reply_to_message").path("from").path("id").equals(me)
                || isAddressed(
                        message.path("text").asString(message.path("caption").asString("")),
                        message.has("text") ? message.path("entities") : message.path("caption_entities"),
                        "@" + bot.path("username").asString());
    }

    /// A command for another bot is not for this one.
    private static boolean isAddressed(String text, JsonNode entities, String handle) {
        for (JsonNode entity : entities) {
            int begin = entity.path("offset").intValue();
            String words = text.substring(begin, begin + entity.path("length").intValue());
            int at = words.indexOf('@');
            boolean ours = at >= 0 && words.substring(at).equalsIgnoreCase(handle);
            switch (entity.path("type").asString("")) {
                case "bot_command" -> {
                    if (at < 0 || ours) {
                        return true;
                    }
                }
                case "mention" -> {
                    if (ours) {
                        return true;
                    }
                }
                default -> {}
            }
        }
        return false;
    }
}
