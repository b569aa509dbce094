package keeplink.bot.local;

import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The rules for buttons below a message ("InlineKeyboardButton" of the Bot API): a text, exactly one thing to
/// do, data of 1 to 64 bytes, at most 100 buttons.
final class InlineKeyboards {
    private static final List<String> ACTIONS = List.of(
            "url",
            "callback_data",
            "web_app",
            "login_url",
            "switch_inline_query",
            "switch_inline_query_current_chat",
            "switch_inline_query_chosen_chat",
            "copy_text",
            "callback_game",
            "pay");

    private InlineKeyboards() {}

    /// Puts the checked keyboard into a message; one without buttons is none.
    static void put(ApiParams params, ObjectNode message) {
        JsonNode markup = params.tree("reply_markup");
        if (markup.isMissingNode()) {
            return;
        }
        if (!markup.isObject()) {
            throw ApiRefusal.badRequest("object expected as reply markup");
        }
        JsonNode rows = markup.path("inline_keyboard");
        if (rows.isMissingNode()) {
            if (markup.has("force_reply") || markup.has("remove_keyboard") || markup.has("keyboard")) {
                return;
            }
            throw ApiRefusal.badRequest("can't parse reply keyboard markup JSON object");
        }
        if (!rows.isArray()) {
            throw ApiRefusal.badRequest("field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array");
        }
        int buttons = 0;
        for (JsonNode row : rows) {
            if (!row.isArray()) {
                throw ApiRefusal.badRequest(
                        "field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array of Arrays");
            }
            for (JsonNode button : row) {
                check(button);
                buttons++;
            }
        }
        if (buttons > 100) {
            throw ApiRefusal.badRequest("REPLY_MARKUP_TOO_LONG");
        }
        if (buttons > 0) {
            message.set("reply_markup", markup);
        }
    }

    private static void check(JsonNode button) {
        String text = button.path("text").stringValue("");
        if (!button.path("text").isString()) {
            throw ApiRefusal.badRequest("can't parse inline keyboard button: Can't find field \"text\"");
        }
        if (text.isBlank()) {
            throw ApiRefusal.badRequest("inline keyboard button text must be non-empty");
        }
        long actions = ACTIONS.stream().filter(button::hasNonNull).count();
        if (actions == 0) {
            throw ApiRefusal.badRequest(
                    "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
        }
        if (actions > 1) {
            throw ApiRefusal.badRequest(
                    "can't parse inline keyboard button: exactly one of the optional fields must be used");
        }
        if (button.hasNonNull("callback_data")) {
            int bytes = button.path("callback_data").asString("").getBytes(StandardCharsets.UTF_8).length;
            if (bytes < 1 || bytes > 64) {
                throw ApiRefusal.badRequest("BUTTON_DATA_INVALID");
            }
        }
        if (button.hasNonNull("url")) {
            String url = button.path("url").asString("");
            if (!WebAddress.fitsButton(url)) {
                throw ApiRefusal.badRequest("inline keyboard button URL '" + url + "' is invalid: Wrong HTTP URL");
            }
        }
        if (button.hasNonNull("copy_text")) {
            int length = button.path("copy_text").path("text").asString("").length();
            if (length < 1 || length > 256) {
                throw ApiRefusal.badRequest("BUTTON_COPY_TEXT_INVALID");
            }
        }
    }
}
