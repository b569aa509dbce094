package keeplink.bot.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A bare client that shows answers as they are.
public final class Probe {
    private static final JsonMapper JSON = new JsonMapper();
    private final OkHttpClient http =
            new OkHttpClient.Builder().readTimeout(10, TimeUnit.SECONDS).build();
    private final String base;

    public Probe(BotApiStandIn standIn, String token) {
        base = standIn.url() + "/bot" + token + "/";
    }

    public JsonNode call(String method, String json) {
        return post(method, RequestBody.create(json, MediaType.get("application/json")));
    }

    /// The refusal's description, or `ok`.
    public String verdict(String method, String json) {
        JsonNode answer = call(method, json);
        return answer.path("ok").booleanValue()
                ? "ok"
                : answer.path("description").stringValue();
    }

    public JsonNode upload(String method, String chat, String part, String name, byte[] bytes, String caption) {
        return post(
                method,
                new MultipartBody.Builder()
                        .setType(MultipartBody.FORM)
                        .addFormDataPart("chat_id", chat)
                        .addFormDataPart("caption", caption)
                        .addFormDataPart(part, name, RequestBody.create(bytes, MediaType.get("text/html")))
                        .build());
    }

    private JsonNode post(String method, RequestBody body) {
        try (Response response = http.newCall(
                        new Request.Builder().url(base + method).post(body).build())
                .execute()) {
            return JSON.readTree(response.body().bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
