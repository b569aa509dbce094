package keeplink.bot.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import keeplink.MovableClock;
import keeplink.bot.chat.Members;
import keeplink.bot.chat.Memories;
import keeplink.bot.chat.Outgoing;
import keeplink.bot.chat.OutgoingMessage;
import keeplink.bot.text.Texts;
import keeplink.bot.view.DigestPage;
import keeplink.bot.view.DigestView;
import keeplink.conversation.Chat;
import keeplink.conversation.ConversationStore;
import keeplink.conversation.InMemoryConversationStore;
import keeplink.delivery.Delivery;
import keeplink.delivery.Delivery.Urgency;
import keeplink.digest.DigestPlan;
import keeplink.digest.DigestSchedule;
import keeplink.digest.DigestStore;
import keeplink.digest.Digests;
import keeplink.digest.InMemoryDigestStore;
import keeplink.link.InMemoryLinkStore;
import keeplink.link.LinkCollection;
import keeplink.link.Links;
import keeplink.link.Person;
import keeplink.link.SaveRequest;
import keeplink.link.Tag;
import keeplink.link.UrlCanonicalizer;
import org.junit.jupiter.api.Test;

class DigestSchedulerTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    /// A Wednesday.
    private static final Instant START = Instant.parse("2026-03-04T12:00:00Z");

    private static final Instant FIRST = Instant.parse("2026-03-09T08:00:00Z");
    private static final String ANNA = "42";
    private static final String GROUP = "-1007";

    private final MovableClock clock = new MovableClock(START);
    private final InMemoryLinkStore linkStore = new InMemoryLinkStore();
    private final Links links = new Links(linkStore, new UrlCanonicalizer(), link -> {}, clock);
    private final InMemoryConversationStore conversations = new InMemoryConversationStore();
    private final InMemoryDigestStore store = new InMemoryDigestStore();
    private final FakeOutgoing network = new FakeOutgoing();
    private final Set<String> members = new HashSet<>(Set.of(ANNA));
    private final DigestScheduler scheduler = scheduler(() -> {});

    /// The letters, without the pictures beside them.
    private List<String> letters() {
        return network.wishes.keySet().stream()
                .filter(key -> !key.endsWith("/weeks"))
                .toList();
    }

    private OutgoingMessage letter(String key) {
        FakeOutgoing.Wish wish = network.wishes.get(key);
        assertThat(wish).as(key).isNotNull();
        assertThat(wish.urgency()).isEqualTo(Urgency.DIGEST);
        return wish.message();
    }

    /// A process of its own on the same stores.
    ///
    /// @param between runs before every step of it
    private DigestScheduler scheduler(Runnable between) {
        ConversationStore chats = stepwise(ConversationStore.class, conversations, between);
        Outgoing outgoing = stepwise(Outgoing.class, network, between);
        DigestLetters letters = new DigestLetters(
                new Digests(linkStore, link -> false),
                new DigestView(),
                outgoing,
                new Memories(chats, () -> "keeplink_bot"),
                new Texts());
        return new DigestScheduler(
                chats,
                stepwise(DigestStore.class, store, between),
                letters,
                outgoing,
                new Members() {
                    @Override
                    public boolean administers(String chat, String person) {
                        return false;
                    }

                    @Override
                    public boolean belongs(String chat, String person) {
                        return members.contains(person);
                    }
                },
                DigestSchedule.parse("mon 09:00").orElseThrow(),
                BERLIN,
                clock);
    }

    private static <T> T stepwise(Class<T> port, T target, Runnable between) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (proxy, method, given) -> {
                    between.run();
                    try {
                        return method.invoke(target, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    /// The end of a process, which nothing catches.
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    private void meet(String chat, Chat.Kind kind) {
        Chat met = Chat.met(chat, kind, Locale.ENGLISH);
        conversations.put(met);
        scheduler.arrived(met);
    }

    private void keep(String chat, String url, Tag... tags) {
        links.save(new SaveRequest(
                new LinkCollection(chat),
                url,
                new LinkedHashSet<>(List.of(tags)),
                "",
                new Person("7", "Bo", "bo"),
                null,
                "test/" + url));
    }

    /// Does all that is due.
    private static void work(DigestScheduler process, Instant now) {
        Instant next = now;
        while (!next.isAfter(now)) {
            next = process.sendDue();
        }
    }

    private void at(Instant moment) {
        clock.set(moment);
        work(scheduler, moment);
    }

    @Test
    void aChatGetsItsLetterWhenItIsDueAndNotBefore() {
        meet(ANNA, Chat.Kind.PRIVATE);
        keep(ANNA, "https://a.example/", new Tag("java"));

        at(FIRST.minusMillis(1));
        assertThat(letters()).isEmpty();
        at(FIRST);
        at(FIRST);
        at(FIRST.plus(Duration.ofDays(1)));

        assertThat(letters()).containsExactly("digest/42/2026-03-09T09:00");
        assertThat(letter("digest/42/2026-03-09T09:00").text()).contains("Your week in links", "#java", "/l1");
        assertThat(scheduler.sendDue()).isEqualTo(FIRST.plus(Duration.ofDays(7)));
    }

    @Test
    void whoHasNothingToHearGetsNothing() {
        meet(ANNA, Chat.Kind.PRIVATE);
        at(FIRST);

        assertThat(network.wishes).isEmpty();
        assertThat(store.find(DigestPlan.Id.own(ANNA)).orElseThrow().slot()).isEqualTo("2026-03-16T09:00");
    }

    @Test
    void howeverOftenItIsKilledAChatGetsOneLetterAPeriod() {
        meet(ANNA, Chat.Kind.PRIVATE);
        Instant due = FIRST;
        boolean survived = false;
        int deaths = 0;
        while (!survived) {
            keep(ANNA, "https://" + deaths + ".example/");
            clock.set(due);
            int letters = letters().size();
            AtomicInteger left = new AtomicInteger(deaths);
            DigestScheduler mortal = scheduler(() -> {
                if (left.getAndDecrement() <= 0) {
                    throw new Killed();
                }
            });
            survived = survives(mortal, due);
            // whoever starts afterwards brings it to an end, and again changes nothing
            work(scheduler(() -> {}), due);
            work(scheduler(() -> {}), due);

            assertThat(letters()).as("killed before step %d", deaths).hasSize(letters + 1);
            due = due.plus(Duration.ofDays(7));
            // the clock of Berlin changes on 29 March
            due = due.atZone(BERLIN).withHour(9).toInstant();
            deaths += survived ? 0 : 1;
        }
        assertThat(deaths).as("steps between which it was killed").isGreaterThan(6);
        assertThat(letters()).doesNotHaveDuplicates();
    }

    private static boolean survives(DigestScheduler mortal, Instant now) {
        try {
            work(mortal, now);
            return true;
        } catch (Killed killed) {
            return false;
        }
    }

    @Test
    void twoInstancesSendOneLetterHoweverTheirStepsMeet() {
        meet(ANNA, Chat.Kind.PRIVATE);
        Instant due = FIRST;
        for (int meeting = 0; meeting < 12; meeting++) {
            keep(ANNA, "https://" + meeting + ".example/");
            clock.set(due);
            Instant now = due;
            int letters = letters().size();
            AtomicInteger left = new AtomicInteger(meeting);
            DigestScheduler slow = scheduler(() -> {
                if (left.getAndDecrement() == 0) {
                    work(scheduler(() -> {}), now);
                }
            });
            work(slow, now);

            assertThat(letters()).as("met before step %d", meeting).hasSize(letters + 1);
            assertThat(store.find(DigestPlan.Id.own(ANNA)).orElseThrow().at()).isAfter(now);
            due = due.plus(Duration.ofDays(7)).atZone(BERLIN).withHour(9).toInstant();
        }
    }

    @Test
    void theNextLetterSaysThatTheOneBeforeMayNotHaveArrived() {
        meet(ANNA, Chat.Kind.PRIVATE);
        keep(ANNA, "https://a.example/");
        at(FIRST);
        network.states.put("digest/42/2026-03-09T09:00", Delivery.State.GIVEN_UP);
        at(FIRST.plus(Duration.ofDays(7)));

        assertThat(letter("digest/42/2026-03-16T09:00").text())
                .contains("The letter of", "9", "may not have reached you");
        assertThat(letter("digest/42/2026-03-16T09:00").buttons().getLast())
                .extracting(OutgoingMessage.Button::data)
                .containsExactly("digest:before");
        assertThat(conversations.recall(ANNA, "key:digest/42/2026-03-16T09:00"))
                .flatMap(memory -> DigestPage.read(memory.view()))
                .hasValueSatisfying(page -> assertThat(page.from()).isEqualTo(FIRST));
    }

    @Test
    void whatWasMissedForTwoDaysIsToldInTheNextLetter() {
        meet(ANNA, Chat.Kind.PRIVATE);
        keep(ANNA, "https://a.example/");
        at(FIRST.plus(Duration.ofDays(3)));
        assertThat(letters()).isEmpty();

        at(FIRST.plus(Duration.ofDays(7)));
        assertThat(letter("digest/42/2026-03-16T09:00").text())
                .contains("A letter before this one was left out", "<b>1</b> link kept");
    }

    @Test
    void whatWasMissedForLessIsSent() {
        meet(ANNA, Chat.Kind.PRIVATE);
        keep(ANNA, "https://a.example/");
        at(FIRST.plus(Duration.ofDays(2)).minusMillis(1));

        assertThat(letters()).containsExactly("digest/42/2026-03-09T09:00");
    }

    @Test
    void aChatThatIsGoneDropsOutAndReturns() {
        meet(ANNA, Chat.Kind.PRIVATE);
        keep(ANNA, "https://a.example/");
        Chat anna = conversations.chat(ANNA).orElseThrow();
        conversations.put(anna.withGone(true));
        at(FIRST);
        assertThat(network.wishes).isEmpty();
        assertThat(store.nextDue()).isEmpty();

        conversations.put(anna);
        scheduler.arrived(anna);
        at(FIRST.plus(Duration.ofDays(7)));
        assertThat(letters()).containsExactly("digest/42/2026-03-16T09:00");
    }

    @Test
    void whatWasDeletedIsForgotten() {
        meet(ANNA, Chat.Kind.PRIVATE);
        conversations.forget(ANNA);
        at(FIRST);

        assertThat(store.find(DigestPlan.Id.own(ANNA))).isEmpty();
    }

    @Test
    void oneFailureHoldsUpNobodyElse() {
        meet(ANNA, Chat.Kind.PRIVATE);
        meet("43", Chat.Kind.PRIVATE);
        keep(ANNA, "https://a.example/");
        keep("43", "https://b.example/");
        AtomicInteger failures = new AtomicInteger();
        DigestScheduler failing = scheduler(() -> {
            boolean annas = StackWalker.getInstance()
                    .walk(frames ->
                            frames.anyMatch(frame -> frame.getMethodName().equals("send")));
            if (annas && failures.getAndIncrement() == 0) {
                throw new IllegalStateException("broken on purpose");
            }
        });
        clock.set(FIRST);
        work(failing, FIRST);
        assertThat(letters()).hasSize(1);

        at(FIRST.plus(Duration.ofMinutes(10)));
        assertThat(letters()).hasSize(2);
    }

    @Test
    void withManyMessagesOnTheirWayItWritesNoMore() {
        meet(ANNA, Chat.Kind.PRIVATE);
        keep(ANNA, "https://a.example/");
        network.waiting = 1_000;
        clock.set(FIRST);
        assertThat(scheduler.sendDue()).isEqualTo(FIRST.plusSeconds(1));
        assertThat(network.wishes).isEmpty();

        network.waiting = 999;
        at(FIRST);
        assertThat(letters()).hasSize(1);
    }

    @Test
    void chatsThatAreNotDueAreNotLookedAt() {
        for (int chat = 1; chat <= 1_000; chat++) {
            meet("" + chat, Chat.Kind.PRIVATE);
        }
        AtomicInteger steps = new AtomicInteger();
        clock.set(FIRST.minusSeconds(1));
        work(scheduler(steps::incrementAndGet), clock.instant());

        assertThat(steps).hasValueLessThan(5);
    }

    @Test
    void thePictureOfTheWeeksComesOnceAMonth() {
        meet(ANNA, Chat.Kind.PRIVATE);
        keep(ANNA, "https://a.example/");
        List<String> pictures = new ArrayList<>();
        for (Instant due = FIRST; due.isBefore(FIRST.plus(Duration.ofDays(70))); due = due.plus(Duration.ofDays(7))) {
            at(due.atZone(BERLIN).withHour(9).toInstant());
        }
        network.wishes.forEach((key, wish) -> {
            if (wish.message().document() != null) {
                pictures.add(key);
            }
        });

        assertThat(pictures).containsExactly("digest/42/2026-04-06T09:00/weeks", "digest/42/2026-05-04T09:00/weeks");
    }

    @Test
    void aMemberHasTheGroupsLetterPrivatelyAboutSomeTags() {
        meet(ANNA, Chat.Kind.PRIVATE);
        meet(GROUP, Chat.Kind.GROUP);
        assertThat(scheduler.subscribe(ANNA, GROUP, List.of(new Tag("lang")))).isTrue();
        keep(GROUP, "https://java.example/", new Tag("lang/java"));
        keep(GROUP, "https://other.example/", new Tag("cooking"));
        at(FIRST);

        assertThat(letters())
                .containsExactlyInAnyOrder("digest/42/-1007/2026-03-09T09:00", "digest/-1007/2026-03-09T09:00");
        assertThat(letter("digest/42/-1007/2026-03-09T09:00").text())
                .contains("your group’s links", "java.example", "@bo")
                .doesNotContain("other.example", "/l1");
        assertThat(letter("digest/-1007/2026-03-09T09:00").text()).contains("other.example", "/l2");
    }

    @Test
    void whoLeftTheGroupHearsNoMoreOfIt() {
        meet(ANNA, Chat.Kind.PRIVATE);
        meet(GROUP, Chat.Kind.GROUP);
        scheduler.subscribe(ANNA, GROUP, List.of());
        keep(GROUP, "https://java.example/");
        members.clear();
        at(FIRST);
        assertThat(letters()).containsExactly("digest/-1007/2026-03-09T09:00");

        assertThat(scheduler.unsubscribe(ANNA, GROUP)).isTrue();
        assertThat(scheduler.unsubscribe(ANNA, GROUP)).isFalse();
    }

    @Test
    void whoNeverOpenedTheChatCannotSubscribe() {
        meet(GROUP, Chat.Kind.GROUP);

        assertThat(scheduler.subscribe(ANNA, GROUP, List.of())).isFalse();
    }

    @Test
    void aScheduleThatIsSetCountsFromItsNextMoment() {
        meet(ANNA, Chat.Kind.PRIVATE);
        keep(ANNA, "https://a.example/");
        Chat anna = conversations.chat(ANNA).orElseThrow();
        scheduler.reschedule(anna.withSchedule(DigestSchedule.parse("wed 13:05")));
        at(START.plus(Duration.ofMinutes(4)));
        assertThat(letters()).isEmpty();
        at(START.plus(Duration.ofMinutes(5)));

        assertThat(letters()).containsExactly("digest/42/2026-03-04T13:05");
        scheduler.reschedule(anna.withSchedule(Optional.empty()));
        assertThat(scheduler.plan(anna)).isEmpty();
        assertThat(store.nextDue()).isEmpty();
    }
}
