package keeplink.bot.local;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Inline queries and their answers, checked as the server checks them (Bot API, `answerInlineQuery`). Not durable,
/// as they live for seconds. Not safe for many threads: its owner holds a lock.
final class InlineQueries {
    private static final int RESULTS = 50;
    private static final int OFFSET_BYTES = 64;
    private static final int ID_BYTES = 64;
    private static final int SECONDS = 30;
    private static final Pattern START = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /// So many are kept: a new one comes with every letter that is typed.
    private static final int KEPT = 200;

    private record Asked(String query, long at) {}

    private final Map<String, Asked> asked = new LinkedHashMap<>();
    private final Map<String, JsonNode> answers = new HashMap<>();

    /// Notes that a query was asked.
    void asked(String id, String query, long now) {
        asked.put(id, new Asked(query, now));
        if (asked.size() > KEPT) {
            String oldest = asked.keySet().iterator().next();
            asked.remove(oldest);
            answers.remove(oldest);
        }
    }

    /// What was asked.
    String query(String id) {
        Asked known = asked.get(id);
        return known == null ? "" : known.query();
    }

    /// What the bot answered, empty while it has not.
    Optional<JsonNode> answer(String id) {
        return Optional.ofNullable(answers.get(id));
    }

    /// Takes an answer.
    void answer(ApiParams params, long now) {
        String id = params.text("inline_query_id");
        Asked known = asked.get(id);
        if (known == null || answers.containsKey(id) || now - known.at() > SECONDS) {
            throw ApiRefusal.badRequest("query is too old and response timeout expired or query ID is invalid");
        }
        JsonNode results = params.tree("results");
        if (!results.isArray()) {
            throw ApiRefusal.badRequest("can't parse inline query results JSON object");
        }
        if (results.size() > RESULTS) {
            throw ApiRefusal.badRequest("RESULTS_TOO_MUCH");
        }
        Set<String> ids = new HashSet<>();
        for (JsonNode result : results) {
            check(result, ids);
        }
        if (bytes(params.text("next_offset")) > OFFSET_BYTES) {
            throw ApiRefusal.badRequest("NEXT_OFFSET_INVALID");
        }
        JsonNode button = params.tree("button");
        if (button.isObject()) {
            check(button);
        }
        ObjectNode answer = Conversations.node();
        answer.set("results", results);
        answer.put("next_offset", params.text("next_offset"));
        answer.put("is_personal", params.flag("is_personal"));
        answer.put("cache_time", params.number("cache_time", 300));
        if (button.isObject()) {
            answer.set("button", button);
        }
        answers.put(id, answer);
    }

    private static void check(JsonNode result, Set<String> ids) {
        String id = result.path("id").asString("");
        if (id.isEmpty() || bytes(id) > ID_BYTES) {
            throw ApiRefusal.badRequest("RESULT_ID_INVALID");
        }
        if (!ids.add(id)) {
            throw ApiRefusal.badRequest("RESULT_ID_DUPLICATE");
        }
        if (!result.path("type").asString("").equals("article")) {
            throw ApiRefusal.badRequest("RESULT_TYPE_INVALID");
        }
        if (result.path("title").asString("").isBlank()) {
            throw ApiRefusal.badRequest("can't parse inline query result: Can't find field \"title\"");
        }
        put(result, Conversations.node());
    }

    /// Puts the text of a result into the message that shares it.
    static void put(JsonNode result, ObjectNode message) {
        JsonNode content = result.path("input_message_content");
        if (content.path("message_text").asString("").isBlank()) {
            throw ApiRefusal.badRequest("MESSAGE_EMPTY");
        }
        ObjectNode params = Conversations.node();
        params.set("text", content.path("message_text"));
        for (String field : new String[] {"parse_mode", "entities", "link_preview_options"}) {
            if (content.has(field)) {
                params.set(field, content.path(field));
            }
        }
        Messages.putText(new ApiParams(params, Map.of()), message);
    }

    private static void check(JsonNode button) {
        if (button.path("text").asString("").isBlank()) {
            throw ApiRefusal.badRequest("BUTTON_TEXT_INVALID");
        }
        if (!START.matcher(button.path("start_parameter").asString("")).matches()) {
            throw ApiRefusal.badRequest("START_PARAM_INVALID");
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
