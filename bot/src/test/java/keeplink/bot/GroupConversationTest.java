package keeplink.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import keeplink.bot.RunningKeeplink.Someone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What groups, their topics, and messages nobody listened to are answered with, over the wire.
@ExtendWith(SharedKeeplink.class)
class GroupConversationTest {
    private final RunningKeeplink keeplink;

    GroupConversationTest(RunningKeeplink keeplink) {
        this.keeplink = keeplink;
    }

    private Someone anna() {
        return keeplink.meet("Anna", "en");
    }

    private long group() {
        long group = -100_900L - keeplink.number();
        keeplink.telegram.group(group, "Readers");
        return group;
    }

    private String page(int number) {
        return keeplink.site.url("/plain") + "?" + number;
    }

    @Test
    void whoAddsTheBotToAGroupLearnsWhatItSeesThere() {
        Someone anna = anna();
        long group = group();

        anna.user.adds(group);

        anna.seesIn(group, "Hello.", "kept for this group", "/setprivacy");
        anna.user.says(group, "/help");
        anna.seesIn(group, "In a group", "administrator");
        assertThat(RunningKeeplink.words(anna.ask("/help", "Paste a link"))).doesNotContain("In a group");
    }

    @Test
    void anAnswerGoesIntoTheTopicOfItsQuestion() {
        Someone anna = anna();
        long group = group();
        ObjectNode topic = JsonNodeFactory.instance
                .objectNode()
                .put("is_topic_message", true)
                .put("message_thread_id", 77);
        ObjectNode thread = JsonNodeFactory.instance.objectNode().put("message_thread_id", 88);

        anna.user.says(group, topic, "/find #nothing-here");
        anna.seesIn(group, "Nothing found for #nothing-here");
        anna.user.says(group, thread, "/find #neither");
        anna.seesIn(group, "Nothing found for #neither");

        List<JsonNode> calls = keeplink.telegram.calls().stream()
                .filter(call -> call.method().equals("sendmessage")
                        && call.params().path("chat_id").asLong(0) == group)
                .map(call -> call.params())
                .toList();
        assertThat(calls).hasSize(2);
        assertThat(calls.getFirst().path("message_thread_id").asLong(0)).isEqualTo(77);
        assertThat(calls.getLast().has("message_thread_id"))
                .as("outside of topics a thread is a chain of replies")
                .isFalse();
    }

    @Test
    void eachTopicMayKeepLinksOfItsOwn() {
        Someone anna = anna();
        long group = group();
        keeplink.telegram.administrator(group, anna.chat);
        anna.user.says(group, page(901) + " #before");
        anna.user.says(group, in(77), "/settings");
        anna.pressesIn(group, anna.seesIn(group, "all share the links"), "A collection for each topic");
        anna.seesIn(group, "each topic of this group keeps links of its own");

        anna.user.says(group, in(77), "/find #before");
        anna.seesIn(group, "Nothing found for #before");
        anna.user.says(group, in(77), page(902) + " #java");
        anna.user.says(group, in(78), page(903) + " #go");
        anna.user.says(group, in(77), "/find #java");
        anna.seesIn(group, "#java", "1 link", "/l1");
        anna.user.says(group, in(78), "/l1");
        anna.seesIn(group, "#go", "/l1");
        anna.user.says(group, "/find #before");
        anna.seesIn(group, "#before", "1 link");

        anna.user.says(group, in(78), "/settings");
        anna.pressesIn(group, anna.seesIn(group, "each keeps links of its own"), "One collection");
        anna.seesIn(group, "all topics share the links of the group");
        anna.user.says(group, in(78), "/find #go");
        anna.seesIn(group, "Nothing found for #go");
    }

    private static ObjectNode in(long topic) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("is_topic_message", true)
                .put("message_thread_id", topic);
    }

    @Test
    void whatWasSentWhileNobodyListenedIsWorkedOnWithoutNoise() throws Exception {
        Someone anna = anna();
        long hourAgo = Instant.now().getEpochSecond() - 3600;
        long last = 0;
        for (int number = 1; number <= 7; number++) {
            ObjectNode late = JsonNodeFactory.instance.objectNode().put("date", hourAgo + number);
            last = anna.user.says(anna.chat, late, page(number) + " #late");
        }
        long seventh = last;

        for (int number = 1; number <= 5; number++) {
            anna.sees("/l" + number + " ·", "Kept as it is");
        }
        keeplink.telegram.await(
                () -> keeplink.telegram.reaction(anna.chat, seventh).isPresent(), RunningKeeplink.PATIENCE);
        assertThat(anna.shown()).doesNotContain("/l6", "/l7");
        assertThat(keeplink.telegram.calls())
                .filteredOn(call -> call.params().path("chat_id").asLong(0) == anna.chat
                        && call.params().path("text").asString("").contains("Taking a snapshot"))
                .isEmpty();

        assertThat(RunningKeeplink.words(anna.ask("#late", "7 links"))).contains("/l7");
        anna.becomes(anna.ask(page(8), "/l8"), "Kept as it is");
    }

    @Test
    void aGroupThatBecomesASupergroupKeepsItsLinks() {
        Someone anna = anna();
        long group = group();
        long supergroup = group - 1_000_000_000_000L;
        anna.user.says(group, page(1) + " #old");
        anna.user.says(group, "/tag alias former old");
        anna.seesIn(group, "#former");

        anna.user.upgrades(group, supergroup);
        anna.user.adds(supergroup);

        anna.user.says(supergroup, "/l1");
        anna.seesIn(supergroup, "/l1 ·", "#old");
        anna.user.says(supergroup, "#former");
        anna.seesIn(supergroup, "1 link");
        anna.user.says(supergroup, page(2) + " #old");
        anna.user.says(supergroup, "/find #old");
        JsonNode list = anna.seesIn(supergroup, "2 links");
        assertThat(RunningKeeplink.words(list)).contains("/l1", "/l2");
        anna.user.replies(supergroup, RunningKeeplink.id(anna.seesIn(supergroup, "/l1 ·")), "#new");
        anna.user.says(supergroup, "/find #new");
        anna.seesIn(supergroup, "#new", "/l1");
        assertThat(keeplink.telegram.messages(supergroup))
                .as("no second welcome")
                .noneMatch(message -> RunningKeeplink.words(message).contains("Hello."));
    }
}
