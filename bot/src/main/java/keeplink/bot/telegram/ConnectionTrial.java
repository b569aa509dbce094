package keeplink.bot.telegram;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What became of one connection to Telegram, made the way the poll makes its own (Bot API, `getMe`).
///
/// @param took from the beginning to the whole answer
/// @param line the connection with the keepalive read back from its socket, empty where none came about
/// @param bot the bot's handle, empty where the server did not say it
/// @param problem what went wrong, empty where nothing did; never holds the token
public record ConnectionTrial(
        Duration took, Optional<KeepAliveSockets.InForce> line, Optional<String> bot, Optional<String> problem) {
    private static final Duration BOUND = Duration.ofSeconds(15);

    /// Connects and asks once; takes at most 15 s.
    public static ConnectionTrial of(TelegramConnection connection) {
        KeepAliveSockets sockets = new KeepAliveSockets(connection.keepAlive());
        OkHttpClient client = new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .socketFactory(sockets)
                .connectTimeout(Duration.ofSeconds(5))
                .callTimeout(BOUND)
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .eventListener(new EventListener() {
                    @Override
                    public void connectionAcquired(Call call, Connection acquired) {
                        sockets.adopt(acquired.socket());
                    }
                })
                .build();
        long began = System.nanoTime();
        try (Response response = client.newCall(new Request.Builder()
                        .url(connection.method("getMe"))
                        .build())
                .execute()) {
            JsonNode answer = new JsonMapper().readTree(response.body().string());
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            Optional<String> bot = Optional.of(
                            answer.path("result").path("username").asString(""))
                    .filter(name -> !name.isEmpty());
            Optional<String> problem = bot.isPresent()
                    ? Optional.empty()
                    : Optional.of("HTTP " + response.code() + " "
                            + answer.path("description").asString(""));
            return new ConnectionTrial(took, sockets.inForce().stream().findFirst(), bot, problem);
        } catch (IOException | JacksonException e) {
            String why = connection
                    .token()
                    .removedFrom(e instanceof JacksonException ? "the answer is no JSON" : String.valueOf(e.getMessage()));
            return new ConnectionTrial(
                    Duration.ofNanos(System.nanoTime() - began),
                    sockets.inForce().stream().findFirst(),
                    Optional.empty(),
                    Optional.of(why));
        } finally {
            client.connectionPool().evictAll();
            client.dispatcher().executorService().shutdown();
        }
    }
}
