package keeplink.bot.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The stand-in's door to the bot: reads calls over HTTP, hands updates out, and writes the answers. Works under
/// the stand-in's lock. Safe for many threads.
final class ApiServer implements AutoCloseable {
    private static final Pattern PATH = Pattern.compile("/bot([^/]+)/([A-Za-z]+)(?:\\?.*)?");
    private static final Pattern FILE = Pattern.compile("/file/bot([^/]+)/documents/([A-Za-z0-9-]+)");
    private static final int CALLS_KEPT = 2_000;

    private final String token;
    private final ReentrantLock lock;
    private final Condition changed;
    private final Conversations conversations;
    private final ApiMethods methods;
    private final LongPolling polling;
    private final HttpLoop http;
    private final Faults faults = new Faults();
    private final FloodControl flood = new FloodControl();
    private final Deque<BotApiStandIn.Call> calls = new ArrayDeque<>();

    /// @param lock guards the conversations
    /// @param changed its condition, told of every change
    /// @throws IOException where nobody may listen on that port
    ApiServer(
            String token,
            int port,
            ReentrantLock lock,
            Condition changed,
            Conversations conversations,
            ApiMethods methods)
            throws IOException {
        this.token = token;
        this.lock = lock;
        this.changed = changed;
        this.conversations = conversations;
        this.methods = methods;
        polling = new LongPolling(conversations, changed);
        http = new HttpLoop(port, this::handle);
    }

    int port() {
        return http.port();
    }

    Faults faults() {
        return faults;
    }

    void enforceLimits(boolean on) {
        locked(() -> flood.enforce(on));
    }

    void cut() {
        try {
            http.cut();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<BotApiStandIn.Call> calls() {
        lock.lock();
        try {
            return List.copyOf(calls);
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private HttpLoop.Outcome handle(HttpLoop.Request request) {
        Matcher file = FILE.matcher(request.path());
        if (file.matches()) {
            return download(file.group(1), file.group(2));
        }
        Matcher path = PATH.matcher(request.path());
        if (!path.matches()) {
            return ApiAnswers.error(ApiRefusal.of(404, "Not Found"));
        }
        if (!path.group(1).equals(token)) {
            return ApiAnswers.error(ApiRefusal.of(401, "Unauthorized"));
        }
        String method = path.group(2).toLowerCase(Locale.ROOT);
        try {
            ApiParams params = Multipart.read(request);
            note(new BotApiStandIn.Call(method, params.values(), System.nanoTime()));
            return FaultyAnswers.answer(faults.take(method), () -> call(method, params));
        } catch (ApiRefusal refusal) {
            return ApiAnswers.error(refusal);
        }
    }

    private void note(BotApiStandIn.Call call) {
        locked(() -> {
            calls.add(call);
            if (calls.size() > CALLS_KEPT) {
                calls.removeFirst();
            }
        });
    }

    private HttpLoop.Outcome.Answer call(String method, ApiParams params) {
        lock.lock();
        try {
            polling.stillOpen();
            flood.obey(method, params, System.nanoTime());
            return ApiAnswers.ok(
                    method.equals("getupdates") ? polling.getUpdates(params) : methods.call(method, params));
        } catch (ApiRefusal refusal) {
            return ApiAnswers.error(refusal);
        } finally {
            lock.unlock();
        }
    }

    private HttpLoop.Outcome download(String givenToken, String id) {
        lock.lock();
        try {
            Optional<byte[]> bytes = givenToken.equals(token) ? conversations.fileBytes(id) : Optional.empty();
            return bytes.<HttpLoop.Outcome>map(
                            b -> new HttpLoop.Outcome.Answer(200, "application/octet-stream", b, Map.of()))
                    .orElseGet(() -> ApiAnswers.error(ApiRefusal.of(404, "Not Found")));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        locked(polling::close);
        http.close();
    }
}
