package keeplink.bot.local;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Turns a fault and a call into what happens on the wire.
final class FaultyAnswers {
    private FaultyAnswers() {}

    static HttpLoop.Outcome answer(Optional<Faults.Fault> fault, Supplier<HttpLoop.Outcome.Answer> call) {
        if (fault.isEmpty()) {
            return call.get();
        }
        return switch (fault.get()) {
            case Faults.Fault.Refuse(int code, String description, long retryAfter, long migrateTo) ->
                ApiAnswers.error(new ApiRefusal(code, description, retryAfter, migrateTo));
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
}
