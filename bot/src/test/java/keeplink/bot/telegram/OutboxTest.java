package keeplink.bot.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import keeplink.bot.chat.OutgoingMessage.Button;
import keeplink.bot.local.BotApiStandIn;
import keeplink.bot.local.Faults;
import keeplink.bot.local.Faults.Fault;
import keeplink.bot.local.LocalPerson;
import keeplink.delivery.Delivery;
import keeplink.delivery.Delivery.State;
import keeplink.delivery.Delivery.Urgency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

@Execution(ExecutionMode.CONCURRENT)
class OutboxTest extends OutboxRig {
    @Test
    void sendsWhatIsNewAndEditsWhatChanged() throws Exception {
        Outbox outbox = started();
        outbox.want(
                "a",
                "7",
                Urgency.ANSWER,
                text("<b>saved</b>")
                        .withReplyTo(1L)
                        .withButtons(List.of(List.of(
                                Button.press("Again", "again:1"), Button.link("Open", "https://example.com/")))));
        assertThat(hear()).isEqualTo("shown a r1");
        JsonNode sent = standIn.messages(7).get(1);
        assertThat(sent.path("entities").path(0).path("type").stringValue()).isEqualTo("bold");
        assertThat(sent.path("reply_to_message").path("message_id").intValue()).isOne();
        assertThat(sent.path("reply_markup").path("inline_keyboard").path(0)).hasSize(2);
        assertThat(sent.path("link_preview_options").path("is_disabled").booleanValue())
                .isTrue();
        outbox.want("a", "7", Urgency.ANSWER, text("card").withPreview("https://example.com/"));
        assertThat(hear()).isEqualTo("shown a r2");
        assertThat(texts()).containsExactly("card");
        assertThat(standIn.messages(7)
                        .get(1)
                        .path("link_preview_options")
                        .path("url")
                        .stringValue())
                .isEqualTo("https://example.com/");
        assertThat(store.find("a").orElseThrow().state()).isEqualTo(State.SHOWN);
    }

    @Test
    void theSameWishAgainSendsNothing() throws Exception {
        Outbox outbox = started();
        outbox.want("a", "7", Urgency.ANSWER, text("x"));
        assertThat(hear()).isEqualTo("shown a r1");
        outbox.want("a", "7", Urgency.ANSWER, text("x"));
        outbox.want("b", "7", Urgency.ANSWER, text("y"));
        assertThat(hear()).isEqualTo("shown b r1");
        assertThat(texts()).containsExactly("x", "y");
    }

    @Test
    void ofManyEditsOnlyTheNewestIsSent() throws Exception {
        Outbox outbox = started();
        standIn.faults().next("sendMessage", 1, new Fault.Slow(Duration.ofMillis(300)));
        outbox.want("a", "7", Urgency.ANSWER, text("0"));
        standIn.await(() -> standIn.calls("sendMessage").size() == 1, PATIENCE);
        for (int i = 1; i <= 20; i++) {
            outbox.want("a", "7", Urgency.ANSWER, text("step " + i));
        }
        assertThat(hear()).isEqualTo("shown a r1");
        assertThat(hear()).isEqualTo("shown a r21");
        assertThat(texts()).containsExactly("step 20");
        assertThat(standIn.calls("editMessageText")).hasSize(1);
    }

    @Test
    void theUrgentGoFirstAndTheRestInTheirOrder() throws Exception {
        Outbox outbox = outbox(store);
        outbox.want("d", "7", Urgency.DIGEST, text("digest"));
        outbox.want("p", "7", Urgency.PROGRESS, text("progress"));
        outbox.want("a1", "7", Urgency.ANSWER, text("answer 1"));
        outbox.want("a2", "7", Urgency.ANSWER, text("answer 2"));
        outbox.want("q", "7", Urgency.QUESTION, text("question"));
        outbox.start();
        standIn.await(() -> texts().size() == 5, PATIENCE);
        assertThat(texts()).containsExactly("question", "answer 1", "answer 2", "progress", "digest");
    }

    static Stream<Fault> notSent() {
        return Stream.of(Faults.tooManyRequests(1), Faults.refuse(500, "Internal Server Error"), new Fault.Html(502));
    }

    @ParameterizedTest
    @MethodSource("notSent")
    void anErrorAnswerMeansNotSentAndIsRepeated(Fault fault) throws Exception {
        standIn.faults().next("sendMessage", 1, fault);
        started().want("d", "7", Urgency.DIGEST, text("digest"));
        assertThat(hear()).isEqualTo("shown d r1");
        assertThat(texts()).containsExactly("digest");
        assertThat(standIn.calls("sendMessage")).hasSize(2);
    }

    @Test
    void retryAfterHoldsTheWholeChat() throws Exception {
        standIn.faults().next("sendMessage", 1, Faults.tooManyRequests(1));
        Outbox outbox = started();
        outbox.want("a", "7", Urgency.ANSWER, text("a"));
        standIn.await(() -> standIn.calls("sendMessage").size() == 1, PATIENCE);
        outbox.want("b", "7", Urgency.QUESTION, text("b"));
        standIn.await(() -> texts().size() == 2, PATIENCE);
        List<BotApiStandIn.Call> calls = standIn.calls("sendMessage");
        assertThat(calls.get(1).at() - calls.get(0).at()).isGreaterThanOrEqualTo(1_000_000_000L);
    }

    static Stream<Fault> unknown() {
        return Stream.of(new Fault.LoseAnswer(), new Fault.HalfAnswer());
    }

    @ParameterizedTest
    @MethodSource("unknown")
    void anAnswerOfUnknownFateIsSentAgain(Fault fault) throws Exception {
        standIn.faults().next("sendMessage", 1, fault);
        started().want("a", "7", Urgency.ANSWER, text("answer"));
        assertThat(hear()).isEqualTo("shown a r1");
        assertThat(texts()).containsExactly("answer", "answer");
    }

    @ParameterizedTest
    @MethodSource("unknown")
    void aDigestOfUnknownFateIsNot(Fault fault) throws Exception {
        standIn.faults().next("sendMessage", 1, fault);
        started().want("d", "7", Urgency.DIGEST, text("digest"));
        assertThat(hear()).isEqualTo("gave up d");
        assertThat(texts()).containsExactly("digest");
        assertThat(store.find("d").orElseThrow().state()).isEqualTo(State.GIVEN_UP);
    }

    static Stream<Fault> repeatedUnderneath() {
        return Stream.of(new Fault.Html(408), new Fault.Html(503), new Fault.Reset(), new Fault.Drop());
    }

    @ParameterizedTest
    @MethodSource("repeatedUnderneath")
    void nothingIsRepeatedUnderneath(Fault fault) {
        standIn.faults().next("sendMessage", 1, fault);
        ApiResult warm = api.call("getMe", Map.of());
        assertThat(warm.ok()).isTrue();
        ApiResult result = api.call("sendMessage", Map.of("chat_id", "7", "text", "x"));
        assertThat(result.ok()).isFalse();
        assertThat(standIn.calls("sendMessage")).hasSize(1);
        assertThat(result.toString()).doesNotContain("CANARY");
    }

    @Test
    void aCallWithoutAnAnswerEndsInTime() {
        standIn.faults().next("sendMessage", 1, new Fault.Hang());
        assertThat(api.call("sendMessage", Map.of("chat_id", "7", "text", "x"))).isInstanceOf(ApiResult.Unknown.class);
    }

    @Test
    void whatNeverLeftIsNotUnknown() {
        standIn.close();
        ApiResult result = api.call("sendMessage", Map.of("chat_id", "7", "text", "x"));
        assertThat(result).isInstanceOf(ApiResult.NotSent.class);
        assertThat(result.toString()).doesNotContain("CANARY");
    }

    @Test
    void aChatThatBlockedTheBotIsLeftAlone() throws Exception {
        anna.blocks();
        Outbox outbox = outbox(store);
        outbox.want("a", "7", Urgency.ANSWER, text("a"));
        outbox.want("b", "7", Urgency.ANSWER, text("b"));
        outbox.start();
        assertThat(List.of(hear(), hear(), hear())).containsExactly("gone 7", "gave up a", "gave up b");
        assertThat(standIn.calls("sendMessage")).hasSize(1);
    }

    @Test
    void markupThatIsNotTakenIsSentAsPlainText() throws Exception {
        started().want("a", "7", Urgency.ANSWER, text("<b>1 &lt; 2</b> <p>end"));
        assertThat(hear()).isEqualTo("shown a r1");
        assertThat(texts()).containsExactly("1 < 2 end");
        assertThat(standIn.calls("sendMessage")).hasSize(2);
    }

    @Test
    void nothingIsSentToAChatThatIsGoneUntilItIsBack() throws Exception {
        gone = true;
        Outbox outbox = started();
        outbox.want("a", "7", Urgency.ANSWER, text("a"));
        assertThat(hear()).isEqualTo("gave up a");
        assertThat(standIn.calls("sendMessage")).isEmpty();
        gone = false;
        outbox.want("b", "7", Urgency.ANSWER, text("b"));
        assertThat(hear()).isEqualTo("shown b r1");
    }

    @Test
    void aRefusalThatNoWordingWouldChangeIsNoBugOfOurs() throws Exception {
        standIn.faults()
                .next("sendMessage", 1, Faults.refuse(400, "Bad Request: not enough rights to send text messages"));
        started().want("a", "7", Urgency.ANSWER, text("<b>a</b>"));
        assertThat(hear()).isEqualTo("gave up a");
        assertThat(standIn.calls("sendMessage")).hasSize(1);
    }

    @Test
    void notModifiedIsShown() throws Exception {
        Outbox outbox = started();
        outbox.want("a", "7", Urgency.ANSWER, text("x"));
        assertThat(hear()).isEqualTo("shown a r1");
        outbox.want("a", "7", Urgency.ANSWER, text("x ").withSilent(true));
        assertThat(hear()).isEqualTo("shown a r2");
    }

    @Test
    void anEditOfAMessageThatIsGoneIsGivenUp() throws Exception {
        Outbox outbox = started();
        outbox.want("a", "7", Urgency.ANSWER, text("x"));
        assertThat(hear()).isEqualTo("shown a r1");
        api.call("deleteMessage", Map.of("chat_id", "7", "message_id", 2));
        outbox.want("a", "7", Urgency.ANSWER, text("y"));
        assertThat(hear()).isEqualTo("gave up a");
    }

    @Test
    void anEditOfUnknownFateIsMadeAgainWhateverItsUrgency() throws Exception {
        Outbox outbox = started();
        outbox.want("d", "7", Urgency.DIGEST, text("x"));
        assertThat(hear()).isEqualTo("shown d r1");
        standIn.faults().next("editMessageText", 1, new Fault.LoseAnswer());
        outbox.want("d", "7", Urgency.DIGEST, text("y"));
        assertThat(hear()).isEqualTo("shown d r2");
        assertThat(texts()).containsExactly("y");
    }

    @Test
    void aRestartGoesOnWhereItStopped() throws Exception {
        store.want("a", "7", Urgency.ANSWER, text("a").toJson(), Instant.now());
        store.attempting("a", 1);
        store.want("d", "7", Urgency.DIGEST, text("d").toJson(), Instant.now());
        store.attempting("d", 1);
        store.want("e", "7", Urgency.DIGEST, text("e").toJson(), Instant.now());
        started();
        assertThat(List.of(hear(), hear(), hear())).containsExactly("shown a r1", "gave up d", "shown e r1");
        assertThat(texts()).containsExactly("a", "e");
    }

    @Test
    void aStoreThatFailsAfterTheSendingCausesNoSecondMessage() throws Exception {
        AtomicInteger failures = new AtomicInteger(1);
        Outbox outbox = outbox(new PassingStore(store) {
            @Override
            public Optional<Delivery> shown(String key, long revision, long message) {
                if (failures.getAndDecrement() > 0) {
                    throw new IllegalStateException("disk full");
                }
                return super.shown(key, revision, message);
            }
        });
        outbox.start();
        outbox.want("a", "7", Urgency.ANSWER, text("a"));
        assertThat(hear()).isEqualTo("shown a r1");
        assertThat(texts()).containsExactly("a");
        assertThat(store.find("a").orElseThrow().state()).isEqualTo(State.SHOWN);
    }

    @Test
    void whatIsWishedJustBeforeTheNumberIsKnownBecomesAnEdit() throws Exception {
        Outbox outbox = outbox(new PassingStore(store) {
            @Override
            public Optional<Delivery> shown(String key, long revision, long message) {
                if (revision == 1) {
                    super.want(key, "7", Urgency.ANSWER, text("b").toJson(), Instant.EPOCH);
                }
                return super.shown(key, revision, message);
            }
        });
        outbox.start();
        outbox.want("a", "7", Urgency.ANSWER, text("a"));
        assertThat(hear()).isEqualTo("shown a r1");
        assertThat(hear()).isEqualTo("shown a r2");
        assertThat(texts()).containsExactly("b");
        assertThat(standIn.calls("sendMessage")).hasSize(1);
    }

    @Test
    void staysBelowTheLimitsByItself() throws Exception {
        standIn.enforceLimits(true);
        Outbox outbox = outbox(store);
        for (int i = 0; i < 40; i++) {
            standIn.user(LocalPerson.of(100 + i, "P" + i)).says("hi");
            outbox.want("c" + i, Integer.toString(100 + i), Urgency.ANSWER, text("x"));
        }
        for (int i = 0; i < 5; i++) {
            outbox.want("s" + i, "7", Urgency.ANSWER, text("x"));
        }
        long begin = System.nanoTime();
        outbox.start();
        standIn.await(() -> outbox.pending() == 0, PATIENCE);
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isBetween(Duration.ofMillis(1_400), Duration.ofSeconds(4));
        assertThat(standIn.calls("sendMessage")).as("no call was refused").hasSize(45);
    }
}
