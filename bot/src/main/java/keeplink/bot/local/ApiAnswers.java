package keeplink.bot.local;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Answers in the Bot API's form.
final class ApiAnswers {
    private static final JsonMapper JSON = new JsonMapper();

    private ApiAnswers() {}

    static HttpLoop.Outcome.Answer ok(JsonNode result) {
        ObjectNode answer = Conversations.node().put("ok", true);
        answer.set("result", result);
        return json(200, answer);
    }

    static HttpLoop.Outcome.Answer error(ApiRefusal refusal) {
        ObjectNode answer = Conversations.node()
                .put("ok", false)
                .put("error_code", refusal.code)
                .put("description", refusal.description());
        if (refusal.retryAfter > 0) {
            answer.putObject("parameters").put("retry_after", refusal.retryAfter);
        }
        if (refusal.migrateTo != 0) {
            answer.putObject("parameters").put("migrate_to_chat_id", refusal.migrateTo);
        }
        return json(refusal.code, answer);
    }

    private static HttpLoop.Outcome.Answer json(int status, JsonNode answer) {
        byte[] body = JSON.writeValueAsString(answer).getBytes(StandardCharsets.UTF_8);
        return new HttpLoop.Outcome.Answer(status, "application/json", body, Map.of());
    }
}
