package keeplink.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import keeplink.Race;
import keeplink.digest.DigestSchedule;
import keeplink.schedule.QuietHours;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every [ConversationStore] does. Inherit it to test yours, and add nothing.
public abstract class ConversationStoreContract {
    /// The store under test, with nothing in it when a test begins; may be another object every time.
    protected abstract ConversationStore store();

    @Test
    void knowsNobodyWhenEmpty() {
        assertThat(store().chat("42")).isEmpty();
        assertThat(store().chats()).isEmpty();
        assertThat(store().recall("42", "1")).isEmpty();
    }

    static Stream<Chat> chats() {
        Chat met = Chat.met("42", Chat.Kind.PRIVATE, Locale.ENGLISH);
        return Stream.of(
                met,
                Chat.met("-1001234567890", Chat.Kind.GROUP, Locale.forLanguageTag("zh-Hans-CN")),
                met.withZone(ZoneId.of("Asia/Shanghai")),
                met.withZone(ZoneOffset.ofHours(-3)),
                met.withSchedule(Optional.of(new DigestSchedule(DayOfWeek.SUNDAY, LocalTime.of(0, 0)))),
                met.withSchedule(Optional.of(new DigestSchedule(DayOfWeek.FRIDAY, LocalTime.of(23, 59)))),
                met.withSchedule(DigestSchedule.parse("mon,thu 09:05")),
                met.withSchedule(DigestSchedule.parse("daily 00:00")),
                met.withSchedule(DigestSchedule.parse("monthly last 08:00")),
                met.withSchedule(Optional.empty()),
                met.withPreferences(new Preferences(true, Preferences.Receipt.CARD, false, null, true)),
                met.withPreferences(
                        Preferences.DEFAULT.withQuiet(new QuietHours(LocalTime.of(22, 30), LocalTime.of(7, 0)))),
                met.withLastShown(12).withGone(true).withLocale(Locale.ROOT));
    }

    @ParameterizedTest
    @MethodSource("chats")
    void keepsEveryFieldOfAChat(Chat chat) {
        store().put(chat);

        assertThat(store().chat(chat.id())).contains(chat);
    }

    @Test
    void aChatIsReplaced() {
        Chat met = Chat.met("42", Chat.Kind.PRIVATE, Locale.ENGLISH);
        store().put(met.withZone(ZoneId.of("Asia/Shanghai")).withSchedule(Optional.empty()));
        store().put(met);

        assertThat(store().chat("42")).contains(met);
        assertThat(store().chats()).containsExactly(met);
    }

    @Test
    void tellsAllChats() {
        Chat one = Chat.met("42", Chat.Kind.PRIVATE, Locale.ENGLISH);
        Chat other = Chat.met("-421", Chat.Kind.GROUP, Locale.CHINESE);
        store().put(one);
        store().put(other);

        assertThat(store().chats()).containsExactlyInAnyOrder(one, other);
    }

    @Test
    void recallsWhatAMessageWasAbout() {
        MessageMemory memory = new MessageMemory("42", "17", List.of(3, 1, 2), "{\"page\": 2}");
        store().remember(memory);

        assertThat(store().recall("42", "17")).contains(memory);
        assertThat(store().recall("42", "1")).isEmpty();
        assertThat(store().recall("421", "7")).isEmpty();
        assertThat(store().recall("4", "217")).isEmpty();
    }

    @Test
    void aMessageMayHaveAnyName() {
        MessageMemory memory = new MessageMemory("42", "inline/abc\n$def.0", List.of(), "");
        store().remember(memory);

        assertThat(store().recall("42", "inline/abc\n$def.0")).contains(memory);
    }

    @Test
    void theLastMemoryOfAMessageCounts() {
        store().remember(new MessageMemory("42", "17", List.of(1), "old"));
        store().remember(new MessageMemory("42", "17", List.of(), "new"));

        assertThat(store().recall("42", "17")).contains(new MessageMemory("42", "17", List.of(), "new"));
    }

    @Test
    void ofManyWhoPutOneChatOneStays() {
        Race.of(8, runner -> {
            store().put(Chat.met("42", Chat.Kind.PRIVATE, Locale.ENGLISH).withLastShown(runner + 1));
            return true;
        });

        assertThat(store().chats())
                .hasSize(1)
                .allSatisfy(chat -> assertThat(chat.lastShown()).isBetween(1, 8));
    }

    @Test
    void forgetsAChatWithItsMessagesAndNoOther() {
        for (String chat : List.of("42", "421", "4")) {
            store().put(Chat.met(chat, Chat.Kind.PRIVATE, Locale.ENGLISH));
            store().remember(new MessageMemory(chat, "17", List.of(1), ""));
            store().remember(new MessageMemory(chat, "key:u1/0", List.of(1), ""));
        }

        store().forget("42");

        assertThat(store().chat("42")).isEmpty();
        assertThat(store().recall("42", "17")).isEmpty();
        assertThat(store().recall("42", "key:u1/0")).isEmpty();
        assertThat(store().chats()).hasSize(2);
        assertThat(store().recall("421", "17")).isPresent();
        assertThat(store().recall("4", "17")).isPresent();
    }
}
