package keeplink.bot.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import keeplink.bot.chat.FormattedText.Kind;
import keeplink.bot.chat.Incoming;
import keeplink.bot.chat.Place;
import keeplink.conversation.Chat;
import keeplink.conversation.InMemoryChatAddresses;
import keeplink.delivery.Inbox;
import keeplink.link.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Updates as the Bot API writes them, less what is nothing to us. Single quotes stand for double ones.
class UpdateReaderTest {
    private static final String ANNA = "'from': {'id': 7, 'first_name': 'Anna', 'last_name': 'Ek', 'username': 'anna'}";
    private static final String PRIVATE = "'chat': {'id': 7, 'type': 'private'}";
    private static final String GROUP = "'chat': {'id': -100, 'type': 'supergroup', 'title': 'Readers'}";
    private static final String STAMP = "'message_id': 5, 'date': 1700000000";

    private final UpdateReader reader =
            new UpdateReader(() -> "keeplink_bot", new ChatIds(new InMemoryChatAddresses()), "-300"::equals);

    private Optional<Incoming> read(String kind, String... fields) {
        String json = "{'update_id': 1, '" + kind + "': {" + String.join(", ", fields) + "}}";
        return reader.read(new Inbox.Update(1, json.replace('\'', '"'), Instant.EPOCH));
    }

    private Incoming.Message message(String... fields) {
        return (Incoming.Message) read("message", fields).orElseThrow();
    }

    @Test
    void aMessageSaysWhoSaidWhatWhere() {
        Incoming.Message message = message(
                STAMP,
                ANNA,
                PRIVATE,
                "'text': 'a.example #x'",
                "'entities': [{'type': 'url', 'offset': 0, 'length': 9}, {'type': 'hashtag', 'offset': 10, 'length': 2}]");

        assertThat(message.place()).isEqualTo(new Place("7", Chat.Kind.PRIVATE));
        assertThat(message.from()).isEqualTo(new Person("7", "Anna Ek", "anna"));
        assertThat(message.text().spans())
                .extracting(span -> message.text().at(span) + " " + span.kind())
                .containsExactly("a.example " + Kind.ADDRESS, "#x " + Kind.TAG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"channel_post", "edited_channel_post"})
    void aChannelSpeaksInItsOwnName(String kind) {
        Incoming incoming = read(
                        kind,
                        STAMP,
                        "'sender_chat': {'id': -200, 'type': 'channel', 'title': 'News', 'username': 'news'}",
                        "'chat': {'id': -200, 'type': 'channel', 'title': 'News'}",
                        "'text': 'x'")
                .orElseThrow();

        assertThat(incoming).isInstanceOf(Incoming.Message.class);
        assertThat(incoming.from()).isEqualTo(new Person("-200", "News", "news"));
        assertThat(incoming.place().kind()).isEqualTo(Chat.Kind.GROUP);
    }

    @Test
    void whoWritesForAChatIsThatChat() {
        Incoming.Message anonymous = message(
                STAMP,
                "'from': {'id': 1087968824, 'is_bot': true, 'first_name': 'Group', 'username': 'GroupAnonymousBot'}",
                "'sender_chat': {'id': -100, 'type': 'supergroup', 'title': 'Readers'}",
                GROUP,
                "'text': 'x'");

        assertThat(anonymous.from()).isEqualTo(new Person("-100", "Readers", null));
    }

    @Test
    void aReplyMayQuoteAndMayAnswerAMessageOfAnotherChat() {
        Incoming.Message quoting = message(
                STAMP,
                ANNA,
                PRIVATE,
                "'text': '#x'",
                "'quote': {'text': 'a', 'position': 0}",
                "'reply_to_message': {'message_id': 4, 'from': {'id': 1, 'username': 'Keeplink_Bot'}}");
        Incoming.Message elsewhere = message(
                STAMP,
                ANNA,
                PRIVATE,
                "'text': '#x'",
                "'quote': {'text': 'a', 'position': 0}",
                "'external_reply': {'message_id': 4, 'chat': {'id': -9, 'type': 'channel', 'title': 'C'}}");

        assertThat(quoting.replyTo()).isEqualTo(4);
        assertThat(quoting.replyToUs()).isTrue();
        assertThat(elsewhere.replyTo()).isNull();
        assertThat(elsewhere.replyToUs()).isFalse();
    }

    @Test
    void aTopicIsNoReplyAndAChainOfRepliesIsNoTopic() {
        Incoming.Message inTopic = message(
                STAMP,
                ANNA,
                GROUP,
                "'text': 'x'",
                "'is_topic_message': true, 'message_thread_id': 3",
                "'reply_to_message': {'message_id': 3, 'forum_topic_created': {'name': 'Java'}}");
        Incoming.Message inChain = message(
                STAMP, ANNA, GROUP, "'text': 'x'", "'message_thread_id': 3", "'reply_to_message': {'message_id': 3}");

        assertThat(inTopic.place().topic()).isEqualTo(3);
        assertThat(inTopic.replyTo()).isNull();
        assertThat(inChain.place().topic()).isNull();
        assertThat(inChain.replyTo()).isEqualTo(3);
    }

    @Test
    void aTopicMayBeAChatOfItsOwn() {
        Incoming.Message topic = message(
                STAMP,
                ANNA,
                "'chat': {'id': -300, 'type': 'supergroup'}",
                "'text': 'x'",
                "'is_topic_message': true, 'message_thread_id': 3");
        Incoming.Message general = message(STAMP, ANNA, "'chat': {'id': -300, 'type': 'supergroup'}", "'text': 'x'");

        assertThat(topic.place()).isEqualTo(new Place("-300#3", Chat.Kind.GROUP, 3L));
        assertThat(general.place()).isEqualTo(new Place("-300", Chat.Kind.GROUP));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type': 'user', 'date': 1, 'sender_user': {'id': 1, 'first_name': 'Bo', 'last_name': 'Li'}} | Bo Li",
                "{'type': 'user', 'date': 1, 'sender_user': {'id': 1, 'first_name': 'Bo'}} | Bo",
                "{'type': 'hidden_user', 'date': 1, 'sender_user_name': 'Somebody'} | Somebody",
                "{'type': 'chat', 'date': 1, 'sender_chat': {'id': -1, 'title': 'Readers'}} | Readers",
                "{'type': 'channel', 'date': 1, 'chat': {'id': -1, 'title': 'News'}, 'message_id': 2} | News",
            },
            quoteCharacter = '"')
    void aForwardSaysWhereItIsFrom(String origin, String name) {
        Incoming.Message forward = message(STAMP, ANNA, PRIVATE, "'text': 'x'", "'forward_origin': " + origin);

        assertThat(forward.origin()).isNotNull();
        assertThat(forward.origin().from()).isEqualTo(name);
    }

    @Test
    void aCaptionIsReadAsTextIs() {
        Incoming.Message photo = message(
                STAMP,
                ANNA,
                PRIVATE,
                "'photo': []",
                "'caption': '#x'",
                "'media_group_id': '9'",
                "'caption_entities': [{'type': 'hashtag', 'offset': 0, 'length': 2}]");

        assertThat(photo.media()).isTrue();
        assertThat(photo.album()).isEqualTo("9");
        assertThat(photo.text().spans()).hasSize(1);
    }

    @Test
    void aPlaceIsWhereItIsAndALiveOneIsReadOnce() {
        String there = "'location': {'latitude': 48.5, 'longitude': 7.75, 'live_period': 60}";

        assertThat(read("message", STAMP, ANNA, PRIVATE, there).orElseThrow())
                .isInstanceOfSatisfying(Incoming.Location.class, place -> {
                    assertThat(place.latitude()).isEqualTo(48.5);
                    assertThat(place.longitude()).isEqualTo(7.75);
                });
        assertThat(read("edited_message", STAMP, ANNA, PRIVATE, there)).isEmpty();
    }

    @Test
    void whatTheBotSaysItselfIsNotReadAndWhatIsSharedByItIs() {
        assertThat(read(
                        "message",
                        STAMP,
                        GROUP,
                        "'text': 'x'",
                        "'from': {'id': 1, 'is_bot': true, 'first_name': 'K', 'username': 'keeplink_bot'}"))
                .isEmpty();
        assertThat(read(
                        "message",
                        STAMP,
                        ANNA,
                        GROUP,
                        "'text': 'x'",
                        "'via_bot': {'id': 1, 'is_bot': true, 'first_name': 'K', 'username': 'keeplink_bot'}"))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"new_chat_title", "pinned_message", "left_chat_member", "forum_topic_created"})
    void whatHappensToAGroupIsNoMessage(String event) {
        assertThat(read("message", STAMP, ANNA, GROUP, "'" + event + "': {}")).isEmpty();
    }
}
