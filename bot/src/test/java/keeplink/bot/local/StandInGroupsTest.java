package keeplink.bot.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Groups, topics, and what people do with messages besides writing them.
class StandInGroupsTest {
    private static final String TOKEN = "123456:stand-in";

    private final BotApiStandIn standIn = BotApiStandIn.inMemory(TOKEN);
    private final Probe probe = new Probe(standIn, TOKEN);
    private final StandInUser anna = standIn.user(LocalPerson.of(7, "Anna"));
    private final StandInUser bo = standIn.user(LocalPerson.of(8, "Bo"));

    @AfterEach
    void close() {
        standIn.close();
    }

    private List<JsonNode> updates() {
        return probe.call("getUpdates", "{}").path("result").valueStream().toList();
    }

    private JsonNode lastMessage() {
        return updates().getLast().path("message");
    }

    @Test
    void whoMakesAGroupAddsTheBotAndIsItsCreator() {
        long group = anna.makes(" Readers ", false, false);

        assertThat(group).isLessThan(-1_000_000_000_000L);
        assertThat(bo.makes("Others", false, false)).isNotEqualTo(group);
        List<JsonNode> told = updates();
        assertThat(told.getFirst()
                        .path("message")
                        .path("new_chat_members")
                        .path(0)
                        .path("username")
                        .stringValue())
                .isEqualTo("keeplink_bot");
        assertThat(told.get(1)
                        .path("my_chat_member")
                        .path("new_chat_member")
                        .path("status")
                        .stringValue())
                .isEqualTo("member");
        assertThat(told.getFirst().path("message").path("chat").toString())
                .isEqualTo("{\"id\":%d,\"type\":\"supergroup\",\"title\":\"Readers\"}".formatted(group));
        assertThat(status(group, 7)).isEqualTo("creator");
        assertThat(status(group, 8)).isEqualTo("member");
        standIn.administrator(group, 8);
        assertThat(status(group, 8)).isEqualTo("administrator");
    }

    private String status(long group, long person) {
        return probe.call("getChatMember", "{\"chat_id\":%d,\"user_id\":%d}".formatted(group, person))
                .path("result")
                .path("status")
                .stringValue();
    }

    @ParameterizedTest
    @CsvSource({
        "hello https://example.com/, false",
        "#tag, false",
        "/find x, true",
        "/find@keeplink_bot x, true",
        "/find@other_bot x, false",
        "look @Keeplink_Bot, true",
        "look @anna, false",
    })
    void inPrivacyModeTheBotIsShownOnlyWhatIsMeantForIt(String text, boolean shown) {
        long group = anna.makes("Readers", false, true);
        int before = updates().size();

        bo.says(group, text);

        assertThat(updates().size() - before).isEqualTo(shown ? 1 : 0);
        assertThat(standIn.messages(group).getLast().path("text").stringValue()).isEqualTo(text);
    }

    @Test
    void aReplyToTheBotIsMeantForIt() {
        long group = anna.makes("Readers", false, true);
        long said = probe.call("sendMessage", "{\"chat_id\":%d,\"text\":\"card\"}".formatted(group))
                .path("result")
                .path("message_id")
                .longValue();

        bo.replies(group, said, "#tag");

        assertThat(lastMessage().path("text").stringValue()).isEqualTo("#tag");
    }

    @Test
    void aTopicIsTheMessageThatOpenedIt() {
        long group = anna.makes("Readers", true, false);
        long topic = anna.opensTopic(group, "Java");

        bo.says(Spot.in(group).inTopic(topic), "in it");

        JsonNode message = lastMessage();
        assertThat(message.path("message_thread_id").longValue()).isEqualTo(topic);
        assertThat(message.path("is_topic_message").booleanValue()).isTrue();
        assertThat(message.path("reply_to_message").has("forum_topic_created")).isTrue();
        String answer = "{\"chat_id\":%d,\"text\":\"x\",\"message_thread_id\":%d}";
        JsonNode sent =
                probe.call("sendMessage", answer.formatted(group, topic)).path("result");
        assertThat(sent.path("is_topic_message").booleanValue()).isTrue();
        assertThat(probe.verdict("sendMessage", answer.formatted(group, 999)))
                .isEqualTo("Bad Request: message thread not found");
        assertThatThrownBy(() -> bo.says(Spot.in(group).inTopic(999), "nowhere"))
                .isInstanceOf(IllegalArgumentException.class);
        long plain = anna.makes("Without", false, false);
        assertThatThrownBy(() -> anna.opensTopic(plain, "Java")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aReplyMayQuoteAPart() {
        long first = anna.says("one two three");

        anna.says(new Spot(7, 0, first, "two"), "yes");

        assertThat(lastMessage().path("quote").toString())
                .isEqualTo("{\"text\":\"two\",\"position\":4,\"is_manual\":true}");
        assertThatThrownBy(() -> anna.says(new Spot(7, 0, first, "four"), "no"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aForwardSaysWhereItFirstCameFrom() {
        long group = anna.makes("Readers", false, false);
        long said = bo.says(group, "look https://example.com/ #tag");

        long first = anna.forwards(group, said, Spot.in(7));
        anna.forwards(7, first, Spot.in(group));

        JsonNode again = lastMessage();
        assertThat(again.path("from").path("first_name").stringValue()).isEqualTo("Anna");
        assertThat(again.path("forward_origin")
                        .path("sender_user")
                        .path("first_name")
                        .stringValue())
                .isEqualTo("Bo");
        assertThat(again.path("entities")
                        .valueStream()
                        .map(entity -> entity.path("type").stringValue())
                        .collect(Collectors.joining(" ")))
                .isEqualTo("url hashtag");
        assertThatThrownBy(() -> bo.forwards(7, first, Spot.in(group))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theBotIsToldNothingOfADeletedMessage() {
        long group = anna.makes("Readers", false, false);
        long said = bo.says(group, "gone");
        int before = updates().size();

        assertThatThrownBy(() -> anna.deletes(group, said)).isInstanceOf(IllegalArgumentException.class);
        bo.deletes(group, said);

        assertThat(standIn.messages(group)).noneMatch(message -> message.has("text"));
        assertThat(updates()).hasSize(before);
    }

    @Test
    void aPlaceOnEarthIsSent() {
        anna.locates(Spot.in(7), 52.52, 13.405);

        assertThat(lastMessage().path("location").toString()).isEqualTo("{\"latitude\":52.52,\"longitude\":13.405}");
        assertThatThrownBy(() -> anna.locates(Spot.in(7), 90.1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> anna.locates(Spot.in(7), 0, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nobodyWritesInAnothersPrivateChat() {
        anna.says("mine");
        assertThatThrownBy(() -> bo.says(7, "yours")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aGroupKeepsItsRulesOverARestart(@TempDir Path directory) {
        long group;
        try (BotApiStandIn first = BotApiStandIn.durable(TOKEN, directory, 0, Clock.systemUTC())) {
            group = first.user(LocalPerson.of(7, "Anna")).makes("Readers", true, true);
            first.administrator(group, 8);
        }
        // written once more, as at a start with a long journal
        for (int start = 0; start < 2; start++) {
            try (BotApiStandIn again = BotApiStandIn.durable(TOKEN, directory, 0, Clock.systemUTC())) {
                assertThat(again.rules(group)).hasValue(new GroupRules(7, List.of(8L), true));
                assertThat(again.user(LocalPerson.of(7, "Anna")).makes("Next", false, false))
                        .isLessThan(group);
                StandInUser anna = again.user(LocalPerson.of(7, "Anna"));
                for (int message = 0; message < 300; message++) {
                    anna.deletes(7, anna.says("passing"));
                }
            }
        }
    }
}
