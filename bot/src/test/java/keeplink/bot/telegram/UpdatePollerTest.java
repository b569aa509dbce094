package keeplink.bot.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import keeplink.bot.local.BotApiStandIn;
import keeplink.bot.local.Faults;
import keeplink.bot.local.Faults.Fault;
import keeplink.bot.local.LocalPerson;
import keeplink.bot.local.StandInUser;
import keeplink.delivery.InMemoryInbox;
import keeplink.delivery.Inbox;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

class UpdatePollerTest {
    private static final String TOKEN = "987654321:CANARY-token-that-nobody-may-see";

    private final BotApiStandIn standIn = BotApiStandIn.inMemory(TOKEN);
    private final StandInUser anna = standIn.user(LocalPerson.of(7, "Anna"));
    private final BlockingQueue<Inbox.Update> received = new LinkedBlockingQueue<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final AtomicBoolean turn = new AtomicBoolean(true);
    private @Nullable UpdatePoller poller;

    @BeforeEach
    void listenToTheLog() {
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void closeAndLookForTheToken() {
        if (poller != null) {
            poller.close();
        }
        standIn.close();
        root.detachAppender(log);
        String printed = List.copyOf(log.list).stream()
                .map(event -> event.getThreadName() + " " + event.getFormattedMessage() + " "
                        + (event.getThrowableProxy() == null
                                ? ""
                                : ThrowableProxyUtil.asString(event.getThrowableProxy())))
                .collect(Collectors.joining("\n"));
        assertThat(printed).doesNotContain("CANARY");
    }

    private UpdatePoller poll(URI api, Inbox inbox, Consumer<Inbox.Update> consumer, Duration watch) {
        TelegramConnection connection =
                new TelegramConnection(api, new Secret(TOKEN), Duration.ofSeconds(5), KeepAlive.DEFAULT);
        UpdatePoller started = new UpdatePoller(
                connection, inbox, consumer, turn::get, () -> {}, Clock.systemUTC(), watch, Duration.ofSeconds(7));
        poller = started;
        started.start();
        return started;
    }

    private UpdatePoller poll(Inbox inbox) {
        return poll(standIn.url(), inbox, received::add, Duration.ofSeconds(60));
    }

    private String next() throws InterruptedException {
        Inbox.Update update = received.poll(9, TimeUnit.SECONDS);
        return update == null ? "nothing" : update.raw().replaceAll("(?s).*\"text\":\"([^\"]*)\".*", "$1");
    }

    @Test
    void handsUpdatesOnInOrderAndConfirmsThem() throws Exception {
        poll(new InMemoryInbox());
        anna.says("one");
        anna.says("two");
        assertThat(next()).isEqualTo("one");
        assertThat(next()).isEqualTo("two");
        standIn.await(() -> standIn.waiting() == 0, Duration.ofSeconds(5));
        assertThat(standIn.calls("getUpdates").getFirst().params().toString())
                .as("the first is answered at once: somebody waits to know whether we are heard")
                .contains("\"offset\":0", "\"timeout\":0", "\"limit\":100", "\"edited_message\"", "\"my_chat_member\"")
                .doesNotContain("message_reaction");
        assertThat(standIn.calls("getUpdates").getLast().params().toString())
                .as("later ones wait for news, and confirm what came")
                .contains("\"timeout\":5")
                .doesNotContain("\"offset\":0,");
    }

    @Test
    void confirmsNothingWhileTheStoreFails() throws Exception {
        AtomicInteger failures = new AtomicInteger(2);
        InMemoryInbox store = new InMemoryInbox();
        poll(new Failing(store, failures));
        anna.says("one");
        assertThat(next()).isEqualTo("one");
        assertThat(failures).hasValue(-1);
        List<Long> offsets = standIn.calls("getUpdates").stream()
                .map(call -> call.params().path("offset").longValue())
                .limit(3)
                .toList();
        assertThat(offsets).containsOnly(0L);
    }

    @Test
    void oneBadUpdateHoldsNoOtherUp() throws Exception {
        String deep = "[".repeat(20_000) + "]".repeat(20_000);
        standIn.faults()
                .next(
                        "getUpdates",
                        1,
                        new Fault.Body(
                                200,
                                "{\"ok\":true,\"result\":[17,{\"message\":{}},{\"update_id\":\"x\"},"
                                        + "{\"update_id\":5,\"message\":{\"date\":99999999999999999999,\"from\":7,\"text\":\"odd\"}},"
                                        + "{\"update_id\":6,\"x\":" + deep + ",\"text\":\"deep\"},"
                                        + "{\"text\":\"last\",\"update_id\":7}]}"));
        poll(new InMemoryInbox());
        assertThat(next()).isEqualTo("odd");
        assertThat(next()).isEqualTo("deep");
        assertThat(next()).isEqualTo("last");
        standIn.await(() -> standIn.calls("getUpdates").size() >= 2, Duration.ofSeconds(5));
        assertThat(standIn.calls("getUpdates").getLast().params().path("offset").longValue())
                .isEqualTo(8);
    }

    @Test
    void idsMayStartAgainLower() throws Exception {
        poll(new InMemoryInbox());
        anna.says("before");
        assertThat(next()).isEqualTo("before");
        standIn.await(() -> standIn.waiting() == 0, Duration.ofSeconds(5));
        standIn.restartUpdateIdsAt(5);
        anna.says("after");
        assertThat(next()).isEqualTo("after");
        anna.says("and on");
        assertThat(next()).isEqualTo("and on");
        standIn.await(() -> standIn.waiting() == 0, Duration.ofSeconds(5));
    }

    @Test
    void anUpdateThatComesTwiceIsHandedOnOnce() throws Exception {
        InMemoryInbox inbox = new InMemoryInbox();
        anna.says("one");
        poll(inbox);
        assertThat(next()).isEqualTo("one");
        poller().close();
        // confirmed or not: another poller on the same inbox starts at 0 again
        poll(inbox);
        assertThat(next()).isEqualTo("one");
        anna.says("two");
        assertThat(next()).isEqualTo("two");
    }

    private UpdatePoller poller() {
        UpdatePoller mine = poller;
        if (mine == null) {
            throw new IllegalStateException("not started");
        }
        return mine;
    }

    @Test
    void whatAnEarlierProcessLeftOpenComesFirst() throws Exception {
        InMemoryInbox inbox = new InMemoryInbox();
        inbox.accept(List.of(new Inbox.Update(3, "{\"update_id\":3,\"text\":\"left\"}", Instant.now())));
        anna.says("new");
        poll(inbox);
        assertThat(next()).isEqualTo("left");
        assertThat(next()).isEqualTo("new");
    }

    @Test
    void aConsumerThatThrowsEndsNothing() throws Exception {
        poll(
                standIn.url(),
                new InMemoryInbox(),
                update -> {
                    received.add(update);
                    throw new IllegalStateException("cannot read");
                },
                Duration.ofSeconds(60));
        anna.says("one");
        assertThat(next()).isEqualTo("one");
        anna.says("two");
        assertThat(next()).isEqualTo("two");
    }

    static Stream<Fault> faults() {
        return Stream.of(
                Faults.refuse(409, "Conflict: terminated by other getUpdates request"),
                Faults.refuse(401, "Unauthorized"),
                Faults.tooManyRequests(1),
                Faults.refuse(500, "Internal Server Error"),
                new Fault.Html(502),
                new Fault.Html(200),
                new Fault.Body(200, "{\"ok\":true}"),
                new Fault.Body(200, "{\"ok\":true,\"result\":null}"),
                new Fault.Body(200, "{\"ok\":true,\"result\":[{\"message\":{}}]}"),
                new Fault.Body(200, "{\"ok\":true,\"result\":[{\"upda"),
                new Fault.Body(200, ""),
                new Fault.HalfAnswer(),
                new Fault.Reset(),
                new Fault.Drop());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void goesOnAfter(Fault fault) throws Exception {
        standIn.faults().next("getUpdates", 1, fault);
        anna.says("one");
        UpdatePoller running = poll(new InMemoryInbox());
        assertThat(next()).isEqualTo("one");
        standIn.await(() -> standIn.waiting() == 0, Duration.ofSeconds(5));
        PollHealth health = running.health();
        assertThat(health.problem()).isNull();
        assertThat(health.state()).isEqualTo(PollHealth.State.LISTENING);
    }

    @Test
    void aByteThatIsNoUtf8SpoilsOnlyItsOwnUpdate() {
        byte[] body = "{\"ok\":true,\"result\":[{\"update_id\":5,\"a\":\"\u00ff\u0001\"},{\"update_id\":6}]}"
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(UpdateBatch.read(body))
                .isInstanceOfSatisfying(
                        UpdateBatch.Updates.class,
                        batch -> assertThat(batch.updates())
                                .extracting(UpdateBatch.Raw::id)
                                .containsExactly(5L, 6L));
    }

    @Test
    void takesAWebhookAwayThatKeepsUpdatesFromIt() throws Exception {
        standIn.faults()
                .next(
                        "getUpdates",
                        1,
                        Faults.refuse(409, "Conflict: can't use getUpdates method while webhook is active"));
        anna.says("one");
        poll(new InMemoryInbox());
        assertThat(next()).isEqualTo("one");
        assertThat(standIn.calls("deleteWebhook")).hasSize(1);
    }

    @Test
    void asksNothingWhileAnotherInstancePolls() throws Exception {
        turn.set(false);
        anna.says("one");
        UpdatePoller running = poll(new InMemoryInbox());
        standIn.await(() -> running.health().state() == PollHealth.State.STANDBY, Duration.ofSeconds(5));
        assertThat(received.poll(600, TimeUnit.MILLISECONDS)).isNull();
        assertThat(standIn.calls("getUpdates")).isEmpty();
        turn.set(true);
        assertThat(next()).isEqualTo("one");
    }

    @Test
    void aServerThatDoesNotWaitIsNotAskedInAHotLoop() throws Exception {
        standIn.faults().next("getUpdates", 1_000, new Fault.Body(200, "{\"ok\":true,\"result\":[]}"));
        poll(new InMemoryInbox());
        assertThat(received.poll(1, TimeUnit.SECONDS)).isNull();
        assertThat(standIn.calls("getUpdates").size()).isBetween(2, 8);
    }

    @Test
    void tellsThatSomebodyElsePolls() throws Exception {
        standIn.faults().next("getUpdates", 50, Faults.refuse(409, "Conflict: terminated by other getUpdates request"));
        UpdatePoller running = poll(new InMemoryInbox());
        standIn.await(() -> standIn.calls("getUpdates").size() >= 2, Duration.ofSeconds(5));
        assertThat(running.health().state()).isEqualTo(PollHealth.State.CONFLICT);
        assertThat(running.health().problem()).startsWith("409 Conflict");
    }

    @Test
    void theWatchdogEndsAPollThatHangs() throws Exception {
        standIn.faults().next("getUpdates", 1, new Fault.Hang());
        anna.says("one");
        UpdatePoller running = poll(standIn.url(), new InMemoryInbox(), received::add, Duration.ofSeconds(1));
        assertThat(next()).isEqualTo("one");
        assertThat(running.health().renewals()).isEqualTo(1);
    }

    @Test
    void oneCallIsBounded() throws Exception {
        standIn.faults().next("getUpdates", 1, new Fault.Hang());
        anna.says("one");
        TelegramConnection connection =
                new TelegramConnection(standIn.url(), new Secret(TOKEN), Duration.ofSeconds(1), KeepAlive.DEFAULT);
        poller = new UpdatePoller(
                connection,
                new InMemoryInbox(),
                received::add,
                turn::get,
                () -> {},
                Clock.systemUTC(),
                Duration.ofSeconds(60),
                Duration.ofMillis(300));
        poller.start();
        assertThat(next()).isEqualTo("one");
    }

    @Test
    void comesBackWhenTheServerDoes(@TempDir Path directory) throws Exception {
        URI api;
        try (BotApiStandIn first = BotApiStandIn.durable(TOKEN, directory, 0, Clock.systemUTC())) {
            api = first.url();
            poll(api, new InMemoryInbox(), received::add, Duration.ofSeconds(60));
            first.user(LocalPerson.of(7, "Anna")).says("one");
            assertThat(next()).isEqualTo("one");
        }
        await().dontCatchUncaughtExceptions().until(() -> poller().health().problem() != null);
        try (BotApiStandIn second = BotApiStandIn.durable(TOKEN, directory, api.getPort(), Clock.systemUTC())) {
            long back = System.nanoTime();
            second.user(LocalPerson.of(7, "Anna")).says("two");
            assertThat(next()).isEqualTo("two");
            assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(Duration.ofSeconds(6));
        }
    }

    @Test
    void aResetConnectionIsReplacedWithinThreeSeconds() throws Exception {
        UpdatePoller running = poll(new InMemoryInbox());
        standIn.await(() -> standIn.calls("getUpdates").size() >= 2, Duration.ofSeconds(5));
        long begin = System.nanoTime();
        standIn.cutConnections();
        anna.says("one");
        assertThat(next()).isEqualTo("one");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
        assertThat(running.health().reconnects()).isEqualTo(1);
    }

    @Test
    void readsTheKeepaliveInForceBack() throws Exception {
        UpdatePoller running = poll(new InMemoryInbox());
        standIn.await(() -> standIn.calls("getUpdates").size() >= 2, Duration.ofSeconds(5));
        KeepAliveSockets.InForce connection = running.health().connection().orElseThrow();
        assertThat(connection.keepAlive()).hasValue(KeepAlive.DEFAULT);
        assertThat(connection.peer().toString())
                .endsWith("127.0.0.1:" + standIn.url().getPort());
    }

    @Test
    void closingEndsTheRunningPollAtOnce() throws Exception {
        // other tests of this process may poll too
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        UpdatePoller running = poll(new InMemoryInbox());
        standIn.await(() -> standIn.calls("getUpdates").size() >= 2, Duration.ofSeconds(5));
        long begin = System.nanoTime();
        running.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
        assertThat(running.health().state()).isEqualTo(PollHealth.State.STOPPED);
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> !before.contains(thread))
                        .map(Thread::getName))
                .doesNotContain("telegram-poll");
    }

    /// An inbox whose first calls fail.
    private record Failing(Inbox inbox, AtomicInteger failures) implements Inbox {
        @Override
        public List<Update> accept(List<Update> updates) {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("disk full");
            }
            return inbox.accept(updates);
        }

        @Override
        public void done(long id) {
            inbox.done(id);
        }

        @Override
        public void setAside(long id, String why) {
            inbox.setAside(id, why);
        }

        @Override
        public List<Update> open() {
            return inbox.open();
        }

        @Override
        public void prune(Instant before) {
            inbox.prune(before);
        }
    }
}
