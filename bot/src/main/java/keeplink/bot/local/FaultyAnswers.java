package keeplink.bot.local;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// Turns a fault and a call into what happens on the wire.
final class FaultyAnswers {
    private FaultyAnswers() {}

    static HttpLoop.Outcome answer(Optional<Faults.Fault> fault, Supplier<HttpLoop.Outcome.Answer> call) {
        if (fault.isEmpty()) {
            return call.get();
        }
        return switch (fault.get()) {
            case Faults.Fault.Refuse refuse -> refusal(refuse);
            case Faults.Fault.Html(int status) ->
                bytes(status, "text/html", "<html><head><title>" + status + " Bad Gateway</title></head></html>");
            case Faults.Fault.Body(int status, String json) -> bytes(status, "application/json", json);
            case Faults.Fault.Hang() -> new HttpLoop.Outcome.Silence();
            case Faults.Fault.Reset() -> new HttpLoop.Outcome.Reset();
            case Faults.Fault.Drop() -> new HttpLoop.Outcome.Close();
            case Faults.Fault.LoseAnswer() -> {
                var unused = call.get();
                yield new HttpLoop.Outcome.Close();
            }
            case Faults.Fault.HalfAnswer() -> new HttpLoop.Outcome.Half(call.get());
            case Faults.Fault.Slow(var delay) -> {
                try {
                    Thread.sleep(delay);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                yield call.get();
            }
        };
    }

    private static HttpLoop.Outcome bytes(int status, String type, String body) {
        return new HttpLoop.Outcome.Answer(status, type, body.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    private static HttpLoop.Outcome refusal(Faults.Fault.Refuse refuse) {
        ObjectNode answer = Conversations.node()
                .put("ok", false)
                .put("error_code", refuse.code())
                .put("description", refuse.description());
        if (refuse.retryAfter() > 0) {
            answer.putObject("parameters").put("retry_after", refuse.retryAfter());
        }
        if (refuse.migrateTo() != 0) {
            answer.putObject("parameters").put("migrate_to_chat_id", refuse.migrateTo());
        }
        return ApiServer.json(refuse.code(), answer);
    }
}
