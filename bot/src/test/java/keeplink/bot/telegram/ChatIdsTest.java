package keeplink.bot.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import keeplink.bot.chat.Incoming;
import keeplink.bot.chat.Place;
import keeplink.conversation.Chat;
import keeplink.conversation.ChatAddress;
import keeplink.conversation.ChatAddresses;
import keeplink.conversation.InMemoryChatAddresses;
import keeplink.delivery.InMemoryInbox;
import keeplink.delivery.Inbox;
import keeplink.delivery.Inbox.Update;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatIdsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final Place READERS = new Place("-5", Chat.Kind.GROUP);

    private final InMemoryChatAddresses addresses = new InMemoryChatAddresses();
    private final ChatIds ids = new ChatIds(addresses);
    private final UpdateReader reader = new UpdateReader(() -> "keeplink_bot", ids, group -> false);

    private static Update update(long id, String json) {
        return new Update(id, json.replace('`', '"'), NOON);
    }

    private static Update said(long chat, long message, String more) {
        return update(message, """
                {`update_id`: %d, `message`: {`message_id`: %d, `date`: 1, `chat`: {`id`: %d, `type`: `supergroup`},
                 `from`: {`id`: 7, `first_name`: `Anna`}%s}}""".formatted(message, message, chat, more));
    }

    private Incoming.Message message(Update update) {
        return (Incoming.Message) reader.read(update).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{`message`: {`message_id`: 9, `chat`: {`id`: -5}, `migrate_to_chat_id`: -1005}}",
                "{`message`: {`message_id`: 1, `chat`: {`id`: -1005}, `migrate_from_chat_id`: -5}}"
            })
    void eitherServiceMessageMovesAChat(String json) {
        ids.follow(List.of(update(1, json), update(1, json)));

        assertThat(ids.chat("-1005")).isEqualTo("-5");
        assertThat(ids.now("-5").address()).isEqualTo("-1005");
        assertThat(new ChatIds(addresses).now("-5").address())
                .as("after a restart")
                .isEqualTo("-1005");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{`message`: {`chat`: {`id`: 7}, `migrate_to_chat_id`: -1005}}",
                "{`message`: {`chat`: {`id`: -5}, `text`: `\\`migrate_to_chat_id\\`: -1005`}}",
                "{`edited_message`: {`chat`: {`id`: -5}, `migrate_to_chat_id`: -1005}}",
                "{`message`: {`chat`: {`id`: -5}, `migrate_to_chat_id`: `x`}}",
                "{`migrate_to_chat_id`"
            })
    void nothingElseDoes(String json) {
        ids.follow(List.of(update(1, json)));

        assertThat(ids.chat("-1005")).isEqualTo("-1005");
    }

    @Test
    void messagesOfASupergroupAreNotThoseOfTheGroupItWas() {
        long before = message(said(-5, 3, ", `text`: `x`")).message();
        ids.moved("-5", "-1005");

        Incoming.Message after =
                message(said(-1005, 3, ", `text`: `x`, `reply_to_message`: {`message_id`: 2, `from`: {`id`: 1}}"));

        assertThat(after.place()).isEqualTo(READERS);
        assertThat(after.message()).isNotEqualTo(before);
        ChatAddress now = ids.now("-5");
        assertThat(ChatIds.number(now, after.message())).hasValue(3);
        assertThat(ChatIds.number(now, Objects.requireNonNull(after.replyTo()))).hasValue(2);
        assertThat(ChatIds.number(now, before)).isEmpty();
        assertThat(message(said(-5, 3, ", `text`: `x`")).message())
                .as("an old one, edited")
                .isEqualTo(before);
    }

    @Test
    void whatTheOldGroupSaysOfTheBotIsNotTrueOfTheNew() {
        String left = """
                {`my_chat_member`: {`chat`: {`id`: %d, `type`: `group`}, `from`: {`id`: 7, `first_name`: `Anna`},
                 `old_chat_member`: {`status`: `member`}, `new_chat_member`: {`status`: `left`}}}""";
        ids.moved("-5", "-1005");

        assertThat(reader.read(update(1, left.formatted(-5)))).isEmpty();
        assertThat(reader.read(update(2, left.formatted(-1005))))
                .get()
                .extracting(Incoming::place)
                .isEqualTo(READERS);
    }

    @Test
    void nothingIsAcceptedWhileAMoveCannotBeNoted() {
        ChatAddresses failing = new FullDisk();
        Inbox inbox = new InMemoryInbox();

        assertThatThrownBy(() -> new FollowingInbox(inbox, new ChatIds(failing))
                        .accept(List.of(said(-5, 1, ", `migrate_to_chat_id`: -1005"))))
                .isInstanceOf(IllegalStateException.class);
        assertThat(inbox.open()).isEmpty();
    }

    @Test
    void anUpdateIdThatComesAgainNamesAnotherUpdate() {
        Update first = said(7, 1, ", `text`: `x`");
        Update later = new Update(first.id(), first.raw(), NOON.plusSeconds(8 * 86_400));
        Update asStored = new Update(first.id(), first.raw(), Instant.parse("2026-03-01T12:00:00.123Z"));

        assertThat(message(later).key()).isNotEqualTo(message(first).key());
        assertThat(message(asStored).key()).isEqualTo(message(first).key());
    }

    private static final class FullDisk implements ChatAddresses {
        @Override
        public java.util.Optional<ChatAddress> find(String address) {
            return java.util.Optional.empty();
        }

        @Override
        public void moved(String from, String to) {
            throw new IllegalStateException("disk full");
        }
    }
}
