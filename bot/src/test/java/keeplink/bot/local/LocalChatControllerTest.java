package keeplink.bot.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LocalChatControllerTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final OkHttpClient HTTP =
            new OkHttpClient.Builder().readTimeout(Duration.ofSeconds(9)).build();
    private static ConfigurableApplicationContext app;
    private static BotApiStandIn standIn;
    private static String base;

    @BeforeAll
    static void start() {
        app = LocalChatApp.start();
        standIn = app.getBean(BotApiStandIn.class);
        base = "http://127.0.0.1:" + LocalChatApp.port(app);
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    private static Response send(Request.Builder request) throws IOException {
        return HTTP.newCall(request.build()).execute();
    }

    private static Request.Builder to(String path) {
        return new Request.Builder().url(base + path);
    }

    private static RequestBody json(String text) {
        return RequestBody.create(text, MediaType.get("application/json"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "localhost:PORT, -, 200",
                "LOCALHOST:PORT, -, 200",
                "127.0.0.1:PORT, http://127.0.0.1:PORT, 200",
                "[::1]:PORT, http://localhost:PORT, 200",
                "localhost, -, 403",
                "localhost:1, -, 403",
                "evil.example:PORT, -, 403",
                "127.0.0.1.evil.example:PORT, -, 403",
                "localhost.:PORT, -, 403",
                "127.1:PORT, -, 403",
                "localhost:PORT, http://evil.example, 403",
                "localhost:PORT, http://localhost, 403",
                "localhost:PORT, https://localhost:PORT, 403",
                "localhost:PORT, http://localhost:PORT.evil.example, 403",
                "localhost:PORT, http://localhost:PORT@evil.example:PORT, 403",
                "localhost:PORT, null, 403",
            })
    void answersOnlyToItsOwnName(String host, String origin, int status) throws Exception {
        String port = base.substring(base.lastIndexOf(':') + 1);
        for (String path : List.of("/", "/local/chat.js", "/local/files/x", "/local/events", "/elsewhere")) {
            Request.Builder request = to(path).header("Host", host.replace("PORT", port));
            if (origin != null) {
                request.header("Origin", origin.replace("PORT", port));
            }
            try (Response response = send(request)) {
                assertThat(response.code() == 403).as(path).isEqualTo(status == 403);
            }
        }
    }

    /// Other clients resolve the dots in a path.
    private static String askedForAsIs(String path, String host) throws IOException {
        int port = Integer.parseInt(base.substring(base.lastIndexOf(':') + 1));
        try (Socket socket = new Socket("127.0.0.1", port)) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void whatGuardsItselfIsThereUnderAnyName() throws Exception {
        for (String path : List.of("/guards-itself", "/guards-itself/", "/guards-itself/../", "/x/../guards-itself")) {
            assertThat(askedForAsIs(path, "evil.example"))
                    .as(path)
                    .startsWith(path.equals("/guards-itself") ? "HTTP/1.1 404" : "HTTP/1.1 403");
        }
    }

    @Test
    void thePageMayLoadAndRunNothingElse() throws Exception {
        for (String path : List.of(
                "/",
                "/local/chat.js",
                "/local/chats.js",
                "/local/dialogs.js",
                "/local/entities.js",
                "/local/field.js",
                "/local/log.js",
                "/local/render.js",
                "/local/requests.js",
                "/local/room.js",
                "/local/stream.js",
                "/local/words.js",
                "/local/chat.css",
                "/local/chats.css",
                "/local/icon.svg")) {
            try (Response response = send(to(path))) {
                assertThat(response.code()).as(path).isEqualTo(200);
                assertThat(response.header("Content-Security-Policy"))
                        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                        .doesNotContain("unsafe");
                assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
            }
        }
    }

    @Test
    void whatIsTypedReachesTheBotAndItsAnswerComesBack() throws Exception {
        try (Response events = send(to("/local/events").header("Accept-Language", "zh-CN"))) {
            BufferedSource source = events.body().source();
            assertThat(next(source, "state").path("bot").stringValue()).isEqualTo("Keeplink");
            try (Response said = send(to("/local/messages")
                    .header("Accept-Language", "zh-CN")
                    .post(json("{\"text\":\"看 https://example.com/ #标签\"}")))) {
                assertThat(said.code()).isEqualTo(200);
            }
            JsonNode mine = next(source, "shown").path("message");
            assertThat(mine.path("text").stringValue()).isEqualTo("看 https://example.com/ #标签");
            assertThat(mine.path("from").path("language_code").stringValue()).isEqualTo("zh-cn");
            JsonNode answer = next(source, "shown").path("message");
            assertThat(answer.path("text").stringValue()).startsWith("网页为什么会消失");
            long id = answer.path("message_id").longValue();
            try (Response pressed = send(to("/local/messages/" + id + "/press").post(json("{\"data\":\"card:3\"}")))) {
                String callback =
                        JSON.readTree(pressed.body().bytes()).path("callback").stringValue();
                JsonNode answered = next(source, "answered");
                assertThat(answered.path("callback").stringValue()).isEqualTo(callback);
                assertThat(answered.path("text").stringValue()).isEqualTo("Starred ⭐");
            }
        }
    }

    private static JsonNode post(String path, String body) throws IOException {
        try (Response response = send(to(path).post(json(body)))) {
            assertThat(response.code()).as(path).isEqualTo(200);
            return JSON.readTree(response.body().bytes());
        }
    }

    @Test
    void inAGroupOneWritesAsEachOfThree() throws Exception {
        long group = post("/local/groups", "{\"title\":\"Readers\",\"topics\":true,\"privacy\":false}")
                .path("chat")
                .longValue();
        try (Response events = send(to("/local/events?chat=" + group));
                Response mine = send(to("/local/events"))) {
            BufferedSource source = events.body().source();
            JsonNode state = next(source, "state");
            assertThat(state.path("people")
                            .valueStream()
                            .map(each -> each.path("first_name").stringValue()))
                    .containsExactly("You", "Anna", "Bo");
            assertThat(state.path("me").longValue()).isOne();
            assertThat(state.path("chats")
                            .valueStream()
                            .map(each -> each.path("chat").path("title").asString("")))
                    .contains("Readers");
            next(mine.body().source(), "state");
            long topic = post("/local/topics?chat=" + group, "{\"title\":\"Java\"}")
                    .path("topic")
                    .longValue();
            assertThat(next(source, "shown").path("message").has("forum_topic_created"))
                    .isTrue();

            post("/local/messages?as=2&chat=" + group + "&topic=" + topic, "{\"text\":\"from Anna\"}");
            JsonNode said = next(source, "shown").path("message");
            assertThat(said.path("from").path("username").stringValue()).isEqualTo("anna");
            assertThat(said.path("message_thread_id").longValue()).isEqualTo(topic);
            assertThat(next(mine.body().source(), "elsewhere").path("message").has("forum_topic_created"))
                    .isTrue();
            String forward = "/local/messages/" + said.path("message_id") + "/forward?chat=" + group + "&as=3";
            post(forward, "{\"to\":3}");
            assertThat(standIn.messages(3)
                            .getFirst()
                            .path("forward_origin")
                            .path("sender_user")
                            .path("id")
                            .longValue())
                    .isEqualTo(2);
            try (Response deleted = send(to("/local/messages/" + said.path("message_id") + "?as=2&chat=" + group)
                    .delete())) {
                assertThat(deleted.code()).isEqualTo(200);
            }
            assertThat(next(source, "deleted").path("id")).isEqualTo(said.path("message_id"));
        }
    }

    private static JsonNode next(BufferedSource events, String name) throws IOException {
        String event = "";
        while (true) {
            String line = events.readUtf8LineStrict();
            if (line.startsWith("event:")) {
                event = line.substring(6);
            } else if (line.startsWith("data:") && event.equals(name)) {
                return JSON.readTree(line.substring(5));
            }
        }
    }

    @Test
    void aFileIsOnlyEverDownloaded() throws Exception {
        byte[] bytes = "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
        long id;
        try (Response sent = send(to("/local/files?name=%E9%A1%B5%20a.html&type=text/html&caption=%23tag")
                .post(RequestBody.create(bytes, MediaType.get("application/octet-stream"))))) {
            id = JSON.readTree(sent.body().bytes()).path("message").longValue();
        }
        JsonNode message = standIn.messages(1).stream()
                .filter(each -> each.path("message_id").longValue() == id)
                .findFirst()
                .orElseThrow();
        assertThat(message.path("caption_entities").path(0).path("type").stringValue())
                .isEqualTo("hashtag");
        try (Response file = send(
                to("/local/files/" + message.path("document").path("file_id").stringValue()))) {
            assertThat(file.body().bytes()).isEqualTo(bytes);
            assertThat(file.header("Content-Disposition"))
                    .startsWith("attachment;")
                    .contains("%E9%A1%B5%20a.html");
            assertThat(file.header("Content-Type")).isEqualTo("application/octet-stream");
            assertThat(file.header("Content-Security-Policy")).startsWith("sandbox");
            assertThat(file.headers("X-Content-Type-Options")).containsExactly("nosniff");
        }
        try (Response none = send(to("/local/files/F99"))) {
            assertThat(none.code()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST | /local/messages | {\"text\":\"  \"} | 400",
                "POST | /local/messages | {\"text\":\"x\",\"replyTo\":99999} | 400",
                "PUT | /local/messages/99999 | {\"text\":\"x\"} | 400",
                "POST | /local/messages/99999/press | {\"data\":\"x\"} | 400",
                "POST | /local/messages | {\"text\": | 400",
                "POST | /local/messages?chat=2&as=1 | {\"text\":\"x\"} | 400",
                "POST | /local/messages?chat=-5 | {\"text\":\"x\"} | 400",
                "POST | /local/messages?as=9 | {\"text\":\"x\"} | 400",
                "DELETE | /local/messages/99999 | {} | 400",
                "POST | /local/messages/99999/forward | {\"to\":1} | 400",
                "POST | /local/locations | {\"latitude\":91,\"longitude\":0} | 400",
                "POST | /local/locations | {\"latitude\":\"north\"} | 400",
                "POST | /local/groups | {\"title\":\" \",\"topics\":false,\"privacy\":false} | 400",
                "POST | /local/topics | {\"title\":\"x\"} | 400",
                "POST | /local/inline/5/share | {\"result\":\"x\"} | 400",
            })
    void whatAnAppWouldNotDoIsRefused(String method, String path, String body, int status) throws Exception {
        try (Response response = send(to(path).method(method, json(body)))) {
            assertThat(response.code()).isEqualTo(status);
        }
    }

    @Test
    void aFormOfAnotherPageIsNotTaken() throws Exception {
        try (Response response =
                send(to("/local/messages").post(RequestBody.create("{\"text\":\"x\"}", MediaType.get("text/plain"))))) {
            assertThat(response.code()).isEqualTo(415);
        }
    }
}
