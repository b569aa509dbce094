package keeplink.bot.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import keeplink.bot.chat.OutgoingMessage;
import keeplink.bot.local.Faults.Fault;
import keeplink.delivery.Delivery.Urgency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/// What is sent when it is no single message of words: parts, files, gestures, and chats that have moved.
@Execution(ExecutionMode.CONCURRENT)
class OutboxContentTest extends OutboxRig {
    @Test
    void aTextThatIsTooLongArrivesInParts() throws Exception {
        started().want("a", "7", Urgency.ANSWER, text("字".repeat(5_000)));
        assertThat(List.of(hear(), hear())).containsExactly("shown a r1", "shown a/part2 r1");
        assertThat(texts()).extracting(String::length).containsExactly(4_096, 904);
    }

    @Test
    void aFileGoesWithItsCaptionAndStaysAsItIs() throws Exception {
        Outbox outbox = started();
        OutgoingMessage message =
                text("<i>here</i>").withDocument(new OutgoingMessage.Document("快照 12.html", "<p>page</p>"));
        outbox.want("f", "7", Urgency.ANSWER, message);
        assertThat(hear()).isEqualTo("shown f r1");
        JsonNode sent = standIn.messages(7).get(1);
        assertThat(sent.path("document").path("file_name").stringValue()).isEqualTo("快照 12.html");
        assertThat(standIn.file(sent.path("document").path("file_id").stringValue()))
                .hasValue("<p>page</p>".getBytes(StandardCharsets.UTF_8));
        assertThat(sent.path("caption_entities").path(0).path("type").stringValue())
                .isEqualTo("italic");
        outbox.want("f", "7", Urgency.ANSWER, message.withSilent(true));
        assertThat(hear()).isEqualTo("shown f r2");
        assertThat(standIn.calls("editMessageText")).isEmpty();
        outbox.want("g", "7", Urgency.ANSWER, text("x").withDocument(new OutgoingMessage.Document("a", "gone")));
        assertThat(hear()).isEqualTo("gave up g");
    }

    @Test
    void aFileThatIsTooLargeIsSaidInItsPlace() throws Exception {
        Outbox outbox = started();
        OutgoingMessage.Document huge = new OutgoingMessage.Document("a", "huge", false, "<b>too large</b>");
        outbox.want("f", "7", Urgency.ANSWER, text("here").withDocument(huge));
        assertThat(hear()).isEqualTo("shown f r1");
        assertThat(said(7)).contains("too large");
        outbox.want("g", "7", Urgency.ANSWER, text("x").withDocument(new OutgoingMessage.Document("a", "huge")));
        assertThat(hear()).isEqualTo("gave up g");
    }

    @Test
    void aGroupThatBecameAnotherIsFollowed() throws Exception {
        standIn.group(-5, "Readers");
        anna.upgrades(-5, -1005);
        started().want("a", "-5", Urgency.ANSWER, text("x"));
        assertThat(hear()).isEqualTo("shown a r1");
        assertThat(said(-1005)).containsExactly("x");
        assertThat(ids.chat("-1005")).isEqualTo("-5");
    }

    @Test
    void whatWasSaidBeforeAGroupBecameAnotherIsSaidAnewAndEditsNothingThere() throws Exception {
        standIn.group(-5, "Readers");
        Outbox outbox = started();
        outbox.want("a", "-5", Urgency.ANSWER, text("a"));
        assertThat(hear()).isEqualTo("shown a r1");
        anna.upgrades(-5, -1005);
        outbox.want("b", "-5", Urgency.ANSWER, text("b").withReplyTo(1L));
        assertThat(hear()).isEqualTo("shown b r1");
        outbox.want("a", "-5", Urgency.ANSWER, text("a, changed"));
        assertThat(hear()).isEqualTo("shown a r2");
        outbox.want("b", "-5", Urgency.ANSWER, text("b, changed"));
        assertThat(hear()).isEqualTo("shown b r2");
        assertThat(said(-5)).containsExactly("a");
        assertThat(said(-1005)).containsExactly("b, changed", "a, changed");
    }

    private List<String> said(long chat) {
        return standIn.messages(chat).stream()
                .filter(message -> message.has("text"))
                .map(message -> message.path("text").stringValue())
                .toList();
    }

    @Test
    void anEditThatGetsShorterTakesPartsBackAndALongerOneSaysThemAnew() throws Exception {
        Outbox outbox = started();
        String sentence = "Half of it is gone. ";
        outbox.want("a", "7", Urgency.ANSWER, text(sentence.repeat(500)));
        assertThat(List.of(hear(), hear(), hear()))
                .containsExactly("shown a r1", "shown a/part2 r1", "shown a/part3 r1");
        outbox.want("a", "7", Urgency.ANSWER, text("short"));
        assertThat(List.of(hear(), hear(), hear()))
                .containsExactly("shown a r2", "shown a/part2 r2", "shown a/part3 r2");
        assertThat(texts()).containsExactly("short");
        outbox.want("a", "7", Urgency.ANSWER, text(sentence.repeat(300)));
        assertThat(List.of(hear(), hear())).containsExactly("shown a r3", "shown a/part2 r3");
        assertThat(texts()).hasSize(2).allMatch(part -> part.startsWith("Half"));
    }

    @Test
    void aPartThatIsTooOldToBeDeletedIsEmptied() throws Exception {
        Outbox outbox = started();
        outbox.want("a", "7", Urgency.ANSWER, text("Half of it is gone. ".repeat(300)));
        assertThat(List.of(hear(), hear())).containsExactly("shown a r1", "shown a/part2 r1");
        standIn.faults().next("deleteMessage", 1, new Fault.Refuse(400, "Bad Request: message can't be deleted", 0, 0));
        outbox.want("a", "7", Urgency.ANSWER, text("short"));
        assertThat(List.of(hear(), hear())).containsExactly("shown a r2", "shown a/part2 r2");
        assertThat(texts()).containsExactly("short", "…");
    }

    @Test
    void tooLateAnAnswerToAButtonIsNoError() throws Exception {
        gestures.answerCallback("1", "late");
        assertThat(gestures.react("7", 1, "👌").get(5, TimeUnit.SECONDS)).isTrue();
        assertThat(standIn.reaction(7, 1)).hasValue("👌");
        assertThat(gestures.react("7", 99, "👌").get(5, TimeUnit.SECONDS)).isFalse();
        standIn.await(() -> standIn.calls("answerCallbackQuery").size() == 1, PATIENCE);
    }

    @Test
    void commandsAreToldInEachLanguageUntilItWorks() throws Exception {
        standIn.faults().next("setMyCommands", 1, new Fault.Html(502));
        try (CommandMenu menu = new CommandMenu(
                api,
                List.of(
                        new CommandMenu.Item("find", "", "Find links"),
                        new CommandMenu.Item("tags", "", "All tags"),
                        new CommandMenu.Item("find", "zh", "查找链接")))) {
            menu.start();
            standIn.await(() -> standIn.commandMenu("zh-hans").size() == 1, PATIENCE);
            assertThat(standIn.commandMenu("de")).hasSize(2);
            assertThat(standIn.commandMenu("zh").path(0).path("description").stringValue())
                    .isEqualTo("查找链接");
        }
    }
}
