package keeplink.bot.telegram;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `getUpdates` over a client and a connection of its own: HTTP/1.1, so that nothing else travels with the poll,
/// kept alive by TCP. One poll at a time; the other methods may be called from any thread.
final class PollCalls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PollCalls.class);
    private static final MediaType JSON = MediaType.get("application/json");
    private static final long LARGEST_ANSWER = 64L * 1024 * 1024;
    /// Everything the bot understands; what is not named here is not sent to us.
    private static final String ALLOWED = "[\"message\",\"edited_message\",\"channel_post\",\"edited_channel_post\","
            + "\"callback_query\",\"inline_query\",\"chosen_inline_result\",\"my_chat_member\"]";

    private final TelegramConnection connection;
    private final KeepAliveSockets sockets;
    private final AtomicLong connects = new AtomicLong();
    private volatile OkHttpClient client;
    private volatile @Nullable Call running;
    private volatile boolean closed;

    PollCalls(TelegramConnection connection) {
        this.connection = connection;
        this.sockets = new KeepAliveSockets(connection.keepAlive());
        this.client = build();
    }

    private OkHttpClient build() {
        return new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .socketFactory(sockets)
                .connectionPool(new ConnectionPool(1, 5, TimeUnit.MINUTES))
                .connectTimeout(Duration.ofSeconds(5))
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .eventListener(new EventListener() {
                    @Override
                    public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
                        connects.incrementAndGet();
                    }

                    @Override
                    public void connectionAcquired(Call call, Connection acquired) {
                        sockets.adopt(acquired.socket());
                    }
                })
                .build();
    }

    /// @param wait how long the server may wait for news, at most the poll timeout
    /// @param bound how long the call may take in all, connecting included
    UpdateBatch getUpdates(long offset, Duration wait, Duration bound) throws IOException {
        String body = "{\"offset\":" + offset + ",\"limit\":100,\"timeout\":" + wait.toSeconds()
                + ",\"allowed_updates\":" + ALLOWED + "}";
        Call call = client.newCall(new Request.Builder()
                .url(connection.method("getUpdates"))
                .post(RequestBody.create(body, JSON))
                .build());
        call.timeout().timeout(bound.toNanos(), TimeUnit.NANOSECONDS);
        running = call;
        if (closed) {
            call.cancel();
        }
        try (Response response = call.execute()) {
            BufferedSource source = response.body().source();
            if (source.request(LARGEST_ANSWER + 1)) {
                return new UpdateBatch.Nonsense("an answer of more than " + LARGEST_ANSWER + " bytes");
            }
            UpdateBatch batch = UpdateBatch.read(source.readByteArray());
            return batch instanceof UpdateBatch.Nonsense(String why)
                    ? new UpdateBatch.Nonsense("HTTP " + response.code() + ", " + why)
                    : batch;
        } finally {
            running = null;
        }
    }

    /// Lets updates come by polling again (Bot API, `deleteWebhook`); what waits is kept. Whether it worked the
    /// next poll tells.
    void deleteWebhook() {
        Request request = new Request.Builder()
                .url(connection.method("deleteWebhook"))
                .post(RequestBody.create("{}", JSON))
                .build();
        Call call = client.newCall(request);
        call.timeout().timeout(5, TimeUnit.SECONDS);
        try (Response response = call.execute()) {
            LOG.info("The webhook was taken away: HTTP {}", response.code());
        } catch (IOException e) {
            LOG.warn("The webhook could not be taken away: {}", withoutToken(String.valueOf(e.getMessage())));
        }
    }

    List<KeepAliveSockets.InForce> inForce() {
        return sockets.inForce();
    }

    long connects() {
        return connects.get();
    }

    String withoutToken(String text) {
        return connection.token().removedFrom(text);
    }

    /// Drops client, connection and running call.
    void renew() {
        OkHttpClient old = client;
        client = build();
        end(old);
    }

    private void end(OkHttpClient old) {
        Call call = running;
        if (call != null) {
            call.cancel();
        }
        old.connectionPool().evictAll();
        old.dispatcher().executorService().shutdown();
    }

    @Override
    public void close() {
        closed = true;
        end(client);
    }
}
