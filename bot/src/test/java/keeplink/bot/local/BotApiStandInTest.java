package keeplink.bot.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class BotApiStandInTest {
    private static final String TOKEN = "123456:stand-in";
    private static final LocalPerson ANNA = LocalPerson.of(7, "Anna");

    private final BotApiStandIn standIn = BotApiStandIn.inMemory(TOKEN);
    private final Probe probe = new Probe(standIn, TOKEN);
    private final StandInUser anna = standIn.user(ANNA);

    @AfterEach
    void close() {
        standIn.close();
    }

    @Test
    void handsAnUpdateOutAgainUntilItIsConfirmed() {
        anna.says("look https://example.com/a #标签");
        JsonNode first = probe.call("getUpdates", "{}").path("result");
        JsonNode again = probe.call("GETUPDATES", "{\"timeout\":0}").path("result");
        assertThat(again).isEqualTo(first).hasSize(1);
        JsonNode message = first.path(0).path("message");
        assertThat(message.path("text").stringValue()).isEqualTo("look https://example.com/a #标签");
        assertThat(message.path("entities").toString())
                .isEqualTo(
                        "[{\"type\":\"url\",\"offset\":5,\"length\":21},{\"type\":\"hashtag\",\"offset\":27,\"length\":3}]");
        long next = first.path(0).path("update_id").longValue() + 1;
        assertThat(probe.call("getUpdates", "{\"offset\":" + next + "}").path("result"))
                .isEmpty();
        assertThat(standIn.waiting()).isZero();
    }

    @Test
    void aPollWaitsForTheNextUpdate() throws Exception {
        anna.says("first");
        long next = probe.call("getUpdates", "{}")
                        .path("result")
                        .path(0)
                        .path("update_id")
                        .longValue()
                + 1;
        CompletableFuture<JsonNode> poll = CompletableFuture.supplyAsync(
                () -> probe.call("getUpdates", "{\"timeout\":9,\"offset\":" + next + "}"));
        standIn.await(() -> standIn.waiting() == 0, Duration.ofSeconds(5));
        anna.says("second");
        assertThat(poll.get(5, TimeUnit.SECONDS)
                        .path("result")
                        .path(0)
                        .path("message")
                        .path("text")
                        .stringValue())
                .isEqualTo("second");
    }

    @Test
    void anEmptyPollComesBackWhenItsTimeIsOver() {
        long begin = System.nanoTime();
        assertThat(probe.call("getUpdates", "{\"timeout\":1}").path("result")).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isBetween(Duration.ofMillis(990), Duration.ofSeconds(3));
    }

    @Test
    void theOlderOfTwoPollsIsEndedWith409() throws Exception {
        CompletableFuture<JsonNode> older =
                CompletableFuture.supplyAsync(() -> probe.call("getUpdates", "{\"timeout\":9}"));
        standIn.await(() -> standIn.calls("getUpdates").size() == 1, Duration.ofSeconds(5));
        while (!older.isDone()) {
            probe.call("getUpdates", "{\"timeout\":0}");
        }
        assertThat(older.get().path("error_code").intValue()).isEqualTo(409);
        assertThat(older.get().path("description").stringValue())
                .startsWith("Conflict: terminated by other getUpdates");
    }

    @Test
    void anOffsetFarAheadConfirmsNothing() {
        anna.says("kept");
        assertThat(probe.call("getUpdates", "{\"offset\":999999999}").path("result"))
                .hasSize(1);
        assertThat(standIn.waiting()).isOne();
    }

    @Test
    void aNegativeOffsetKeepsOnlyTheNewest() {
        anna.says("one");
        anna.says("two");
        anna.says("three");
        assertThat(probe.call("getUpdates", "{\"offset\":-1}").path("result")).hasSize(1);
        assertThat(standIn.waiting()).isOne();
    }

    @Test
    void onlyTheKindsAskedForAreQueued() {
        probe.call("getUpdates", "{\"allowed_updates\":[\"message\"]}");
        long id = anna.says("one");
        anna.edits(7, id, "two");
        JsonNode updates = probe.call("getUpdates", "{}").path("result");
        assertThat(updates).hasSize(1);
        assertThat(updates.path(0).has("message")).isTrue();
    }

    @Test
    void updatesWaitNoLongerThanADay() {
        Clock[] now = {Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC)};
        Clock moving = new Clock() {
            @Override
            public Instant instant() {
                return now[0].instant();
            }

            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }
        };
        try (BotApiStandIn aged = BotApiStandIn.inMemory(TOKEN, moving)) {
            Probe old = new Probe(aged, TOKEN);
            aged.user(ANNA).says("old");
            now[0] = Clock.offset(now[0], Duration.ofHours(24));
            assertThat(old.call("getUpdates", "{}").path("result")).hasSize(1);
            now[0] = Clock.offset(now[0], Duration.ofSeconds(1));
            assertThat(old.call("getUpdates", "{}").path("result")).isEmpty();
        }
    }

    @Test
    void aWrongTokenIsUnauthorized() {
        assertThat(new Probe(standIn, "123456:other").verdict("getMe", "{}")).isEqualTo("Unauthorized");
    }

    @Test
    void anUnknownMethodIsNotFound() {
        assertThat(probe.verdict("sendPigeon", "{}")).isEqualTo("Not Found: method not found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sendMessage | {`text`:`x`} | Bad Request: chat_id is empty",
                "sendMessage | {`chat_id`:99,`text`:`x`} | Bad Request: chat not found",
                "sendMessage | {`chat_id`:7,`text`:` `} | Bad Request: message text is empty",
                "sendMessage | {`chat_id`:`7`,`text`:`x`} | ok",
                "sendMessage | {`chat_id`:7,`text`:`x`,`parse_mode`:`Markdown2`} | Bad Request: unsupported parse_mode",
                "sendMessage | {`chat_id`:7,`text`:`x`,`reply_parameters`:{`message_id`:99}} | Bad Request: message to be replied not found",
                "sendMessage | {`chat_id`:7,`text`:`x`,`reply_parameters`:{`message_id`:99,`allow_sending_without_reply`:true}} | ok",
                "editMessageText | {`chat_id`:7,`message_id`:99,`text`:`x`} | Bad Request: message to edit not found",
                "editMessageText | {`chat_id`:7,`message_id`:1,`text`:`x`} | Bad Request: message can't be edited",
                "deleteMessage | {`chat_id`:7,`message_id`:99} | Bad Request: message to delete not found",
                "answerCallbackQuery | {`callback_query_id`:`5`} | Bad Request: query is too old and response timeout expired or query ID is invalid",
                "setMessageReaction | {`chat_id`:7,`message_id`:1,`reaction`:[{`type`:`emoji`,`emoji`:`👌`}]} | ok",
                "setMessageReaction | {`chat_id`:7,`message_id`:1,`reaction`:[{`type`:`emoji`,`emoji`:`✅`}]} | Bad Request: REACTION_INVALID",
                "setMyCommands | {`commands`:[{`command`:`Find`,`description`:`x`}]} | Bad Request: BOT_COMMAND_INVALID",
                "setMyCommands | {`commands`:[{`command`:`find`,`description`:``}]} | Bad Request: BOT_COMMAND_DESCRIPTION_INVALID",
                "sendDocument | {`chat_id`:7} | Bad Request: there is no document in the request",
                "getFile | {`file_id`:`x`} | Bad Request: invalid file_id",
                "sendChatAction | {`chat_id`:7,`action`:`typing`} | ok",
                "deleteWebhook | {} | ok",
            })
    void refusesWhatTelegramRefuses(String method, String json, String verdict) {
        anna.says("hello");
        assertThat(probe.verdict(method, json.replace('`', '"'))).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "[[{`text`:`a`,`callback_data`:`x`}]] | ok",
                "[[{`text`:`a`,`url`:`https://example.com/`}]] | ok",
                "[[{`text`:`a`}]] | Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
                "[[{`callback_data`:`x`}]] | Bad Request: can't parse inline keyboard button: Can't find field \"text\"",
                "[[{`text`:`a`,`callback_data`:``}]] | Bad Request: BUTTON_DATA_INVALID",
                "[[{`text`:`a`,`callback_data`:`12345678901234567890123456789012345678901234567890123456789012345`}]] | Bad Request: BUTTON_DATA_INVALID",
                "[[{`text`:`a`,`callback_data`:`标签标签标签标签标签标签标签标签标签标签标签`}]] | Bad Request: BUTTON_DATA_INVALID",
                "[[{`text`:`a`,`url`:`http://localhost:8080/`}]] | Bad Request: inline keyboard button URL 'http://localhost:8080/' is invalid: Wrong HTTP URL",
                "[[{`text`:`a`,`url`:`https://example.com`,`callback_data`:`x`}]] | Bad Request: can't parse inline keyboard button: exactly one of the optional fields must be used",
                "[{`text`:`a`,`callback_data`:`x`}] | Bad Request: field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array of Arrays",
            })
    void buttonsKeepTheirRules(String rows, String verdict) {
        anna.says("hello");
        String json = "{`chat_id`:7,`text`:`x`,`reply_markup`:{`inline_keyboard`:" + rows + "}}";
        assertThat(probe.verdict("sendMessage", json.replace('`', '"'))).isEqualTo(verdict);
    }

    @Test
    void countsCharactersAfterTheMarkup() {
        anna.says("hello");
        String longest = "<b>" + "x".repeat(4096) + "</b>";
        assertThat(probe.verdict("sendMessage", "{\"chat_id\":7,\"parse_mode\":\"HTML\",\"text\":\"" + longest + "\"}"))
                .isEqualTo("ok");
        assertThat(probe.verdict("sendMessage", "{\"chat_id\":7,\"text\":\"" + "x".repeat(4097) + "\"}"))
                .isEqualTo("Bad Request: message is too long");
    }

    @Test
    void anEditThatChangesNothingIsRefused() {
        anna.says("hello");
        JsonNode sent =
                probe.call("sendMessage", "{\"chat_id\":7,\"text\":\"one\"}").path("result");
        String edit = "{\"chat_id\":7,\"message_id\":" + sent.path("message_id") + ",\"text\":\"%s\"}";
        assertThat(probe.verdict("editMessageText", edit.formatted("one")))
                .startsWith("Bad Request: message is not modified");
        assertThat(probe.verdict("editMessageText", edit.formatted("two"))).isEqualTo("ok");
        assertThat(standIn.messages(7))
                .extracting(m -> m.path("text").stringValue())
                .containsExactly("hello", "two");
    }

    @Test
    void aPressedButtonComesAsCallbackAndIsAnsweredOnce() {
        anna.says("hello");
        JsonNode sent = probe.call(
                        "sendMessage",
                        "{\"chat_id\":7,\"text\":\"?\",\"reply_markup\":{\"inline_keyboard\":[[{\"text\":\"a\",\"callback_data\":\"x\"}]]}}")
                .path("result");
        String press = anna.presses(7, sent.path("message_id").longValue(), "x");
        JsonNode callback =
                probe.call("getUpdates", "{}").path("result").path(1).path("callback_query");
        assertThat(callback.path("data").stringValue()).isEqualTo("x");
        String answer = "{\"callback_query_id\":\"" + press + "\",\"text\":\"done\"}";
        assertThat(probe.verdict("answerCallbackQuery", answer)).isEqualTo("ok");
        assertThat(probe.verdict("answerCallbackQuery", answer)).contains("query is too old");
        assertThatThrownBy(() -> anna.presses(7, sent.path("message_id").longValue(), "y"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDocumentKeepsItsNameAndBytes() {
        anna.says("hello");
        byte[] bytes = "<p>快照</p>".getBytes(StandardCharsets.UTF_8);
        JsonNode sent = probe.upload("sendDocument", "7", "document", "快照 12.html", bytes, "a caption")
                .path("result");
        assertThat(sent.path("document").path("file_name").stringValue()).isEqualTo("快照 12.html");
        assertThat(sent.path("caption").stringValue()).isEqualTo("a caption");
        assertThat(standIn.file(sent.path("document").path("file_id").stringValue()))
                .hasValue(bytes);
        assertThat(probe.upload("sendDocument", "7", "document", "x", new byte[0], "")
                        .path("description")
                        .stringValue())
                .isEqualTo("Bad Request: file must be non-empty");
        assertThat(probe.upload("sendDocument", "7", "document", "x", bytes, "x".repeat(1025))
                        .path("description")
                        .stringValue())
                .isEqualTo("Bad Request: message caption is too long");
    }

    @Test
    void whoBlocksTheBotIsNotWrittenTo() {
        anna.says("hello");
        anna.blocks();
        assertThat(probe.verdict("sendMessage", "{\"chat_id\":7,\"text\":\"x\"}"))
                .isEqualTo("Forbidden: bot was blocked by the user");
        anna.unblocks();
        assertThat(probe.verdict("sendMessage", "{\"chat_id\":7,\"text\":\"x\"}"))
                .isEqualTo("ok");
    }

    @Test
    void tooManyMessagesAreRefusedWhereLimitsAreOn() {
        anna.says("hello");
        standIn.enforceLimits(true);
        List<String> verdicts = java.util.stream.IntStream.range(0, 6)
                .mapToObj(i -> probe.verdict("sendMessage", "{\"chat_id\":7,\"text\":\"x\"}"))
                .toList();
        assertThat(verdicts.subList(0, 4)).containsOnly("ok");
        assertThat(verdicts.get(5)).startsWith("Too Many Requests: retry after ");
    }

    @Test
    void everythingSurvivesTheProcess(@TempDir Path directory) throws Exception {
        long sent;
        try (BotApiStandIn first = BotApiStandIn.durable(TOKEN, directory, 0, Clock.systemUTC())) {
            Probe api = new Probe(first, TOKEN);
            first.user(ANNA).says("one");
            long next = api.call("getUpdates", "{}")
                            .path("result")
                            .path(0)
                            .path("update_id")
                            .longValue()
                    + 1;
            sent = api.call("sendMessage", "{\"chat_id\":7,\"text\":\"answer\"}")
                    .path("result")
                    .path("message_id")
                    .longValue();
            api.call("editMessageText", "{\"chat_id\":7,\"message_id\":" + sent + ",\"text\":\"card\"}");
            api.upload("sendDocument", "7", "document", "a.txt", new byte[] {1, 2, 3}, "");
            first.user(ANNA).says("two");
            api.call("getUpdates", "{\"offset\":" + next + "}");
        }
        // a line that was being written when the power went
        Files.writeString(directory.resolve("journal.jsonl"), "{\"message\":{\"te", StandardOpenOption.APPEND);
        try (BotApiStandIn second = BotApiStandIn.durable(TOKEN, directory, 0, Clock.systemUTC())) {
            JsonNode updates = new Probe(second, TOKEN).call("getUpdates", "{}").path("result");
            assertThat(updates).hasSize(1);
            assertThat(updates.path(0).path("message").path("text").stringValue())
                    .isEqualTo("two");
            assertThat(second.messages(7))
                    .extracting(m -> m.path("text")
                            .stringValue(m.path("document").path("file_name").stringValue("")))
                    .containsExactly("one", "card", "a.txt", "two");
            assertThat(second.file(second.messages(7)
                            .get(2)
                            .path("document")
                            .path("file_id")
                            .stringValue()))
                    .hasValue(new byte[] {1, 2, 3});
            assertThat(second.user(ANNA).says("three")).isEqualTo(sent + 3);
        }
    }

    @Test
    void onceItIsClosedNobodyIsLetIn() {
        for (int i = 0; i < 500; i++) {
            BotApiStandIn closing = BotApiStandIn.inMemory(TOKEN);
            URI url = closing.url();

            closing.close();

            assertThatThrownBy(() -> new Socket(url.getHost(), url.getPort()).close())
                    .isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void aCallThatIsUnderWayWhenItClosesIsRefusedAndKeptNowhere(@TempDir Path directory) throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        List<Throwable> uncaught = new CopyOnWriteArrayList<>();
        BotApiStandIn closing = BotApiStandIn.durable(TOKEN, directory, 0, Clock.systemUTC());
        closing.user(ANNA).says("hello");
        closing.faults().next("sendMessage", 1, new Faults.Fault.Slow(Duration.ofMillis(200)));
        CompletableFuture<JsonNode> call = CompletableFuture.supplyAsync(
                () -> new Probe(closing, TOKEN).call("sendMessage", "{\"chat_id\":7,\"text\":\"late\"}"));
        closing.await(() -> closing.calls("sendMessage").size() == 1, Duration.ofSeconds(5));
        List<Thread> serving = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("bot-api") && !before.contains(thread))
                .toList();
        serving.forEach(thread -> thread.setUncaughtExceptionHandler((failed, why) -> uncaught.add(why)));
        byte[] kept = Files.readAllBytes(directory.resolve("journal.jsonl"));

        closing.close();

        for (Thread thread : serving) {
            assertThat(thread.join(Duration.ofSeconds(5))).isTrue();
        }
        assertThat(call).failsWithin(Duration.ofSeconds(5));
        assertThat(uncaught).isEmpty();
        assertThat(Files.readAllBytes(directory.resolve("journal.jsonl"))).isEqualTo(kept);
    }
}
