package keeplink.bot.telegram;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import keeplink.bot.chat.DocumentFile;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import okio.BufferedSource;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls methods of the Bot API, each exactly once: nothing is repeated underneath. Its client and connections
/// are not those of the poll. Blocks the calling thread; safe for many threads.
///
/// The client of telegrambots 10.2.0 was tried: it loses the HTTP status of an answer that is no JSON, reads
/// uploads into memory, downloads a file from api.telegram.org whatever server it was given, and cannot be told
/// to send a body once.
public final class TelegramApi implements AutoCloseable {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final MediaType JSON = MediaType.get("application/json");
    private static final MediaType BYTES = MediaType.get("application/octet-stream");
    private static final long LARGEST_ANSWER = 8L * 1024 * 1024;
    /// A call with a file of up to 50 MB takes its time on a slow line.
    private static final Duration UPLOAD = Duration.ofMinutes(3);

    /// A file that goes with a call, read while it is sent.
    public record Upload(String part, String name, DocumentFile file) {}

    private final TelegramConnection connection;
    private final KeepAliveSockets sockets;
    private final OkHttpClient client;
    private final OkHttpClient uploads;

    public TelegramApi(TelegramConnection connection) {
        this(connection, Duration.ofSeconds(30));
    }

    /// @param callTimeout bound on one call without a file, connecting included
    TelegramApi(TelegramConnection connection, Duration callTimeout) {
        this.connection = connection;
        sockets = new KeepAliveSockets(connection.keepAlive());
        client = new OkHttpClient.Builder()
                .socketFactory(sockets)
                .connectionPool(new ConnectionPool(32, 2, TimeUnit.MINUTES))
                .eventListenerFactory(this::watch)
                .connectTimeout(Duration.ofSeconds(5))
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .callTimeout(callTimeout)
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .build();
        uploads = client.newBuilder().callTimeout(UPLOAD).build();
    }

    /// Calls a method.
    ///
    /// @param params values are text, numbers, booleans, lists, maps or [JsonNode]; none is null
    public ApiResult call(String method, Map<String, ?> params) {
        byte[] body = MAPPER.writeValueAsString(params).getBytes(StandardCharsets.UTF_8);
        return send(client, connection.method(method), new Once(RequestBody.create(body, JSON)));
    }

    /// Calls a method with a file.
    public ApiResult upload(String method, Map<String, ?> params, Upload file) {
        MultipartBody.Builder form = new MultipartBody.Builder().setType(MultipartBody.FORM);
        params.forEach((name, value) ->
                form.addFormDataPart(name, value instanceof String text ? text : MAPPER.writeValueAsString(value)));
        form.addFormDataPart(file.part(), file.name(), body(file.file()));
        return send(uploads, connection.method(method), new Once(form.build()));
    }

    private static RequestBody body(DocumentFile file) {
        return new RequestBody() {
            @Override
            public MediaType contentType() {
                return BYTES;
            }

            @Override
            public long contentLength() {
                return file.length();
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                try (Source bytes = Okio.source(file.open())) {
                    sink.writeAll(bytes);
                }
            }
        };
    }

    /// Fetches a file somebody sent.
    ///
    /// @param fileId from a message
    /// @param most bytes at most; Telegram itself gives out no more than 20 MB
    /// @throws IOException where it cannot be had or is larger; the message does not hold the token
    public byte[] download(String fileId, long most) throws IOException {
        ApiResult found = call("getFile", Map.of("file_id", fileId));
        String path = found.answer()
                .map(file -> file.path("file_path").asString(""))
                .filter(p -> !p.isEmpty())
                .orElseThrow(() -> new IOException("no file: " + found));
        Request request = new Request.Builder().url(connection.file(path)).build();
        try (Response response = uploads.newCall(request).execute()) {
            if (response.code() != 200) {
                throw new IOException("no file: HTTP " + response.code());
            }
            BufferedSource source = response.body().source();
            if (source.request(most + 1)) {
                throw new IOException("the file has more than " + most + " bytes");
            }
            return source.readByteArray();
        }
    }

    private ApiResult send(OkHttpClient over, HttpUrl url, Once body) {
        Call call = over.newCall(new Request.Builder().url(url).post(body).build());
        try (Response response = call.execute()) {
            BufferedSource source = response.body().source();
            if (source.request(LARGEST_ANSWER + 1)) {
                return new ApiResult.Unknown("an answer of more than " + LARGEST_ANSWER + " bytes");
            }
            return read(response.code(), source.readByteArray());
        } catch (IOException e) {
            String cause = connection
                    .token()
                    .removedFrom(e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage()));
            return body.watch.left.get() ? new ApiResult.Unknown(cause) : new ApiResult.NotSent(cause);
        }
    }

    private EventListener watch(Call call) {
        return call.request().body() instanceof Once once ? once.watch.over(sockets) : EventListener.NONE;
    }

    private static ApiResult read(int status, byte[] bytes) {
        JsonNode answer = tree(bytes);
        if (answer == null || !answer.isObject() || !answer.path("ok").isBoolean()) {
            // a gateway's page: with an error status the call did not get through
            return status >= 400
                    ? new ApiResult.Refused(
                            status, "HTTP " + status + " without JSON", OptionalLong.empty(), OptionalLong.empty())
                    : new ApiResult.Unknown("HTTP " + status + " without JSON");
        }
        if (answer.path("ok").booleanValue()) {
            return new ApiResult.Ok(answer.path("result"));
        }
        JsonNode parameters = answer.path("parameters");
        return new ApiResult.Refused(
                answer.path("error_code").asInt(status),
                answer.path("description").asString(""),
                number(parameters.path("retry_after")),
                number(parameters.path("migrate_to_chat_id")));
    }

    private static OptionalLong number(JsonNode node) {
        return node.isIntegralNumber() ? OptionalLong.of(node.longValue()) : OptionalLong.empty();
    }

    private static @Nullable JsonNode tree(byte[] bytes) {
        try {
            return MAPPER.readTree(bytes);
        } catch (JacksonException e) {
            return null;
        }
    }

    /// Closes the connections nobody uses at the moment: after the line was lost they may be dead, and a message
    /// sent into a dead one is unknown for long.
    public void forgetIdle() {
        client.connectionPool().evictAll();
    }

    /// Cancels what runs and closes the connections.
    @Override
    public void close() {
        for (OkHttpClient each : List.of(client, uploads)) {
            each.dispatcher().cancelAll();
            each.dispatcher().executorService().shutdown();
        }
        client.connectionPool().evictAll();
    }

    /// A body that may be written once only: OkHttp repeats no request with it, not after a 408 or 503 and not
    /// over another connection.
    private static final class Once extends RequestBody {
        private final RequestBody body;
        private final Departure watch = new Departure();

        Once(RequestBody body) {
            this.body = body;
        }

        @Override
        public @Nullable MediaType contentType() {
            return body.contentType();
        }

        @Override
        public long contentLength() throws IOException {
            return body.contentLength();
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            body.writeTo(sink);
        }
    }

    /// Notes whether anything of a request was handed to a connection, which it keeps alive.
    private static final class Departure {
        private final AtomicBoolean left = new AtomicBoolean();

        EventListener over(KeepAliveSockets sockets) {
            return new EventListener() {
                @Override
                public void connectionAcquired(Call call, Connection acquired) {
                    sockets.adopt(acquired.socket());
                }

                @Override
                public void requestHeadersStart(Call call) {
                    left.set(true);
                }
            };
        }
    }
}
