package keeplink.bot.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The stand-in's door to the bot: reads calls over HTTP, hands updates out, and writes the answers. Works under
/// the stand-in's lock. Safe for many threads.
final class ApiServer implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern PATH = Pattern.compile("/bot([^/]+)/([A-Za-z]+)(?:\\?.*)?");
    private static final Pattern FILE = Pattern.compile("/file/bot([^/]+)/documents/([A-Za-z0-9-]+)");
    private static final int LONGEST_POLL_SECONDS = 50;
    private static final int CALLS_KEPT = 2_000;

    private final String token;
    private final ReentrantLock lock;
    private final Condition changed;
    private final Conversations conversations;
    private final ApiMethods methods;
    private final HttpLoop http;
    private final Faults faults = new Faults();
    private final FloodControl flood = new FloodControl();
    private final Deque<BotApiStandIn.Call> calls = new ArrayDeque<>();
    private long poll;
    private boolean limits;
    private boolean closed;

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
        http = new HttpLoop(port, this::handle);
    }

    int port() {
        return http.port();
    }

    Faults faults() {
        return faults;
    }

    void enforceLimits(boolean on) {
        locked(() -> limits = on);
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
            return error(ApiRefusal.of(404, "Not Found"));
        }
        if (!path.group(1).equals(token)) {
            return error(ApiRefusal.of(401, "Unauthorized"));
        }
        String method = path.group(2).toLowerCase(Locale.ROOT);
        try {
            ApiParams params = Multipart.read(request);
            note(new BotApiStandIn.Call(method, params.values(), System.nanoTime()));
            return FaultyAnswers.answer(faults.take(method), () -> call(method, params));
        } catch (ApiRefusal refusal) {
            return error(refusal);
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
        try {
            JsonNode result;
            if (method.equals("getupdates")) {
                result = getUpdates(params);
            } else {
                lock.lock();
                try {
                    obeyLimits(method, params);
                    result = methods.call(method, params);
                } finally {
                    lock.unlock();
                }
            }
            ObjectNode answer = Conversations.node().put("ok", true);
            answer.set("result", result);
            return json(200, answer);
        } catch (ApiRefusal refusal) {
            return error(refusal);
        }
    }

    private void obeyLimits(String method, ApiParams params) {
        if (limits && FloodControl.counts(method)) {
            OptionalLong wait = flood.tooEarly(params.number("chat_id", 0), System.nanoTime());
            if (wait.isPresent()) {
                throw ApiRefusal.tooMany(wait.getAsLong());
            }
        }
    }

    private JsonNode getUpdates(ApiParams params) {
        lock.lock();
        try {
            long mine = ++poll;
            changed.signalAll();
            UpdateQueue updates = conversations.updates;
            JsonNode kinds = params.tree("allowed_updates");
            if (kinds.isArray()) {
                List<String> allowed =
                        kinds.valueStream().map(JsonNode::asString).toList();
                if (!allowed.equals(updates.allowed())) {
                    ObjectNode change = Conversations.node();
                    change.set("allowed", kinds);
                    conversations.commit(change, false);
                }
            }
            long offset = params.number("offset", 0);
            if (offset < 0) {
                offset = updates.fromEnd(offset);
            }
            if (offset > 0 && updates.plausible(offset) && updates.confirm(offset)) {
                conversations.commit(Conversations.node().put("confirmed", offset), false);
                changed.signalAll();
            }
            int limit = Math.clamp(params.number("limit", 100), 1, 100);
            long seconds = Math.clamp(params.number("timeout", 0), 0, LONGEST_POLL_SECONDS);
            return waitForUpdates(mine, limit, Duration.ofSeconds(seconds).toNanos());
        } finally {
            lock.unlock();
        }
    }

    private JsonNode waitForUpdates(long mine, int limit, long patience) {
        long left = patience;
        while (true) {
            if (closed) {
                throw ApiRefusal.of(500, "Internal Server Error: restart");
            }
            if (mine != poll) {
                throw ApiRefusal.of(
                        409,
                        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running");
            }
            List<JsonNode> found = conversations.updates.oldest(limit, conversations.now());
            if (!found.isEmpty() || left <= 0) {
                return JsonNodeFactory.instance.arrayNode().addAll(found);
            }
            try {
                left = changed.awaitNanos(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw ApiRefusal.of(500, "Internal Server Error: restart");
            }
        }
    }

    private HttpLoop.Outcome download(String givenToken, String id) {
        lock.lock();
        try {
            Optional<byte[]> bytes = givenToken.equals(token) ? conversations.fileBytes(id) : Optional.empty();
            return bytes.<HttpLoop.Outcome>map(
                            b -> new HttpLoop.Outcome.Answer(200, "application/octet-stream", b, Map.of()))
                    .orElseGet(() -> error(ApiRefusal.of(404, "Not Found")));
        } finally {
            lock.unlock();
        }
    }

    static HttpLoop.Outcome.Answer error(ApiRefusal refusal) {
        ObjectNode answer = Conversations.node()
                .put("ok", false)
                .put("error_code", refusal.code)
                .put("description", refusal.description());
        refusal.retryAfterSeconds()
                .ifPresent(seconds -> answer.putObject("parameters").put("retry_after", seconds));
        return json(refusal.code, answer);
    }

    static HttpLoop.Outcome.Answer json(int status, JsonNode answer) {
        byte[] body = JSON.writeValueAsString(answer).getBytes(StandardCharsets.UTF_8);
        return new HttpLoop.Outcome.Answer(status, "application/json", body, Map.of());
    }

    @Override
    public void close() {
        locked(() -> closed = true);
        http.close();
    }
}
