package keeplink.bot.schedule;

import static keeplink.link.TestLinks.ANNA;
import static keeplink.link.TestLinks.HOME;
import static keeplink.link.TestLinks.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import keeplink.MovableClock;
import keeplink.bot.chat.Memories;
import keeplink.bot.chat.OutgoingMessage;
import keeplink.bot.text.Texts;
import keeplink.bot.view.CardView;
import keeplink.bot.view.CopyButtons;
import keeplink.bot.view.ReminderView;
import keeplink.conversation.Chat;
import keeplink.conversation.InMemoryConversationStore;
import keeplink.delivery.Delivery.Urgency;
import keeplink.link.InMemoryLinkStore;
import keeplink.link.LinkCollection;
import keeplink.link.Links;
import keeplink.link.Person;
import keeplink.link.SaveRequest;
import keeplink.link.UrlCanonicalizer;
import keeplink.reminder.InMemoryReminderStore;
import keeplink.reminder.Reminder;
import keeplink.reminder.Repetition;
import keeplink.schedule.QuietHours;
import keeplink.viewing.ViewerAddresses;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReminderSchedulerTest {
    /// Wednesday, 14:00 in Shanghai.
    private static final Instant NOW = Instant.parse("2026-11-25T06:00:00Z");

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final LinkCollection GROUP = new LinkCollection("-10077");

    private final MovableClock clock = new MovableClock(NOW);
    private final InMemoryLinkStore linkStore = new InMemoryLinkStore();
    private final Links links = new Links(linkStore, new UrlCanonicalizer(), link -> {}, clock);
    private final InMemoryConversationStore conversations = new InMemoryConversationStore();
    private final InMemoryReminderStore store = new InMemoryReminderStore();
    private final FakeOutgoing outgoing = new FakeOutgoing();
    private final ReminderView view =
            new ReminderView(new CardView(clock, new CopyButtons(ViewerAddresses.NONE), link -> List.of()), clock);
    private final ReminderScheduler scheduler = scheduler(store);

    private ReminderScheduler scheduler(InMemoryReminderStore reminders) {
        return new ReminderScheduler(
                reminders,
                links,
                conversations,
                new Memories(conversations, () -> "KeeplinkBot"),
                outgoing,
                view,
                new Texts(),
                SHANGHAI,
                clock);
    }

    @BeforeEach
    void keepALink() {
        links.save(request("https://example.com/a", "java"));
        conversations.put(Chat.met(HOME.id(), Chat.Kind.PRIVATE, Locale.ENGLISH));
    }

    private static Reminder reminder(Duration in, @Nullable Repetition repetition) {
        return new Reminder("u1", HOME, 1, ANNA, null, NOW.plus(in), repetition);
    }

    private OutgoingMessage onlyMessage() {
        assertThat(outgoing.wishes).hasSize(1);
        return outgoing.wishes.values().iterator().next().message();
    }

    private static List<String> buttons(OutgoingMessage message) {
        return message.buttons().stream()
                .flatMap(List::stream)
                .map(OutgoingMessage.Button::label)
                .toList();
    }

    @Test
    void aReminderComesWhenItIsDueAndGoes() {
        store.put(reminder(Duration.ofHours(1), null));

        assertThat(scheduler.sendDue()).isEqualTo(NOW.plus(Duration.ofHours(1)));
        assertThat(outgoing.wishes).isEmpty();
        clock.move(Duration.ofHours(1));
        scheduler.sendDue();

        assertThat(onlyMessage().text())
                .contains("You wanted to see this again", "https://example.com/a", "#java", "/l1")
                .doesNotContain("I was away", "@anna");
        assertThat(buttons(onlyMessage())).containsExactly("✓ Read", "In 1 hour", "Tonight", "Tomorrow");
        assertThat(outgoing.wishes.values().iterator().next().urgency()).isEqualTo(Urgency.REMINDER);
        assertThat(Urgency.REMINDER.repeatWhenUnknown()).isFalse();
        assertThat(store.of(HOME)).isEmpty();
        assertThat(scheduler.sendDue()).isEqualTo(Instant.MAX);
        assertThat(outgoing.calls).isOne();
    }

    @Test
    void aRepeatedOneIsSetToItsNextTime() {
        store.put(reminder(Duration.ZERO, Repetition.parse("1 week 2026-11-25 14:00")));

        assertThat(scheduler.sendDue()).isEqualTo(NOW.plus(Duration.ofDays(7)));
        assertThat(buttons(onlyMessage())).contains("✕ No more of it");
        clock.move(Duration.ofDays(7));
        scheduler.sendDue();

        assertThat(outgoing.wishes).hasSize(2);
    }

    @Test
    void oneThatWasMissedSaysHowLateItIsAndARepeatedOneComesOnce() {
        store.put(reminder(Duration.ZERO, Repetition.parse("1 day 2026-11-25 14:00")));
        clock.move(Duration.ofDays(3).plusHours(2));

        assertThat(scheduler.sendDue()).isEqualTo(NOW.plus(Duration.ofDays(4)));

        assertThat(onlyMessage().text()).contains("3 days ago", "I was away");
    }

    @Test
    void cutOffAfterTheWishNothingIsSentTwice() {
        InMemoryReminderStore failing = new InMemoryReminderStore() {
            private boolean cut;

            @Override
            public synchronized void settle(Reminder claimed, Optional<Reminder> left) {
                if (!cut) {
                    cut = true;
                    throw new IllegalStateException("cut off");
                }
                super.settle(claimed, left);
            }
        };
        failing.put(reminder(Duration.ZERO, null));
        ReminderScheduler again = scheduler(failing);

        Instant next = again.sendDue();
        assertThat(failing.of(HOME)).hasSize(1);
        clock.set(next);
        again.sendDue();

        assertThat(outgoing.calls).isOne();
        assertThat(failing.of(HOME)).isEmpty();
    }

    @Test
    void ofTwoInstancesOneSends() {
        store.put(reminder(Duration.ZERO, Repetition.parse("1 day 2026-11-25 14:00")));
        ReminderScheduler other = scheduler(store);

        scheduler.sendDue();
        other.sendDue();

        assertThat(outgoing.calls).isOne();
    }

    @Test
    void oneOfADeletedLinkWaitsAndComesWhenTheLinkIsBack() {
        store.put(reminder(Duration.ZERO, null));
        links.delete(HOME, 1);

        scheduler.sendDue();
        assertThat(outgoing.wishes).isEmpty();
        links.undo(HOME);
        clock.move(Duration.ofHours(2));
        scheduler.sendDue();

        assertThat(onlyMessage().text()).contains("I was away");
    }

    @Test
    void oneOfALinkThatIsNoMoreGoes() {
        store.put(reminder(Duration.ZERO, null));
        linkStore.purge(HOME, 1);

        scheduler.sendDue();

        assertThat(outgoing.wishes).isEmpty();
        assertThat(store.of(HOME)).isEmpty();
    }

    @Test
    void aChatThatIsGoneIsNotTriedUntilItReturns() {
        Chat chat = Chat.met(HOME.id(), Chat.Kind.PRIVATE, Locale.CHINESE);
        conversations.put(chat.withGone(true));
        store.put(reminder(Duration.ZERO, null));

        scheduler.sendDue();
        clock.move(Duration.ofHours(3));
        scheduler.sendDue();
        assertThat(outgoing.wishes).isEmpty();
        conversations.put(chat);
        clock.move(Duration.ofHours(1));
        scheduler.sendDue();

        assertThat(onlyMessage().text()).contains("到时间再看看", "晚了 4 小时");
    }

    @Test
    void quietHoursHoldItBackAndThatIsNoDelay() {
        Chat chat = Chat.met(HOME.id(), Chat.Kind.PRIVATE, Locale.ENGLISH);
        conversations.put(chat.withPreferences(
                chat.preferences().withQuiet(QuietHours.parse("12:00-18:00").orElseThrow())));
        store.put(reminder(Duration.ZERO, null));

        assertThat(scheduler.sendDue()).isEqualTo(Instant.parse("2026-11-25T10:00:00Z"));
        assertThat(outgoing.wishes).isEmpty();
        clock.move(Duration.ofHours(4));
        scheduler.sendDue();

        assertThat(onlyMessage().text()).doesNotContain("I was away");
    }

    @Test
    void inAGroupItNamesWhoAskedAndComesIntoTheirTopic() {
        Person bo = new Person("78", "Bo <b>", null);
        links.save(new SaveRequest(
                GROUP, "https://example.com/g", request("https://x/").tags(), "", bo, null, "m"));
        conversations.put(Chat.met(GROUP.id(), Chat.Kind.GROUP, Locale.ENGLISH));
        store.put(new Reminder("u1", GROUP, 1, bo, 5L, NOW, null));

        scheduler.sendDue();

        assertThat(onlyMessage().text()).startsWith("<a href=\"tg://user?id=78\">Bo &lt;b&gt;</a> ⏰");
        assertThat(onlyMessage().topic()).isEqualTo(5L);
    }
}
