package keeplink.bot.telegram.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import keeplink.bot.telegram.Secret;
import keeplink.bot.telegram.TelegramConnection;
import keeplink.bot.telegram.UpdatePoller;
import keeplink.delivery.Inbox;
import keeplink.storage.MongoStorage;
import keeplink.storage.embedded.EmbeddedMongo;
import org.telegram.telegrambots.longpolling.TelegramBotsLongPollingApplication;
import org.telegram.telegrambots.longpolling.interfaces.LongPollingUpdateConsumer;
import org.telegram.telegrambots.longpolling.util.DefaultGetUpdatesGenerator;
import org.telegram.telegrambots.longpolling.util.DefaultLongPollingUpdateConsumer;
import org.telegram.telegrambots.meta.TelegramUrl;
import org.telegram.telegrambots.meta.api.objects.Update;

/// How many updates a second become durable: our poll loop, beside the session of telegrambots doing the same
/// work, each update in the inbox of the embedded store.
///
/// Run it by hand: `PollBenchmark [updates] [chats]`, 100,000 from 5,000 chats when not said. All take turns, three
/// rounds, each on a fresh store; the first round warms up. The session comes twice: its
/// `DefaultLongPollingUpdateConsumer` stores one update after another in a thread of its own, here a tenth of all,
/// while the session confirms them unstored; a consumer for lists stores a whole answer by one write, as our loop
/// does. The time ends when all are stored.
public final class PollBenchmark {
    private static final String TOKEN = "123456:a-token-for-a-benchmark";
    private static final int ROUNDS = 3;

    private PollBenchmark() {}

    private interface Session {
        AutoCloseable start(UpdateSource source, Inbox inbox, AtomicLong taken) throws Exception;
    }

    static void main(String[] arguments) throws Exception {
        long updates = arguments.length > 0 ? Long.parseLong(arguments[0]) : 100_000;
        int chats = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5_000;
        for (int round = 1; round <= ROUNDS; round++) {
            double single = measure("telegrambots, one by one", PollBenchmark::oneByOne, updates / 10, chats);
            double whole = measure("telegrambots, by lists", PollBenchmark::byLists, updates, chats);
            double ours = measure("our poll loop", PollBenchmark::ours, updates, chats);
            System.out.printf(
                    "round %d: %.2f times the session's updates a second one by one, %.2f times by lists%n",
                    round, ours / single, ours / whole);
        }
    }

    private static double measure(String name, Session session, long updates, int chats) throws Exception {
        Path directory = Files.createTempDirectory("poll-benchmark");
        try (EmbeddedMongo engine = EmbeddedMongo.open(directory);
                MongoClient client = MongoClients.create(engine.connectionString());
                UpdateSource source = new UpdateSource(updates, chats)) {
            MongoStorage storage = new MongoStorage(client, "keeplink", Clock.systemUTC());
            storage.prepare();
            AtomicLong taken = new AtomicLong();
            long begin = System.nanoTime();
            Duration took;
            try (AutoCloseable running = session.start(source, storage.inbox(), taken)) {
                source.awaitEnd();
                while (taken.get() < updates) {
                    Thread.sleep(Duration.ofMillis(1));
                }
                took = Duration.ofNanos(System.nanoTime() - begin);
            }
            long memory =
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
            double rate = updates * 1e9 / took.toNanos();
            System.out.printf(
                    "%-24s %,9.0f updates/s, %,d of %,d handed on, %,d stored, %d MB in use%n",
                    name, rate, taken.get(), updates, storage.inbox().open().size(), memory >> 20);
            return rate;
        }
    }

    private static AutoCloseable ours(UpdateSource source, Inbox inbox, AtomicLong taken) {
        UpdatePoller poller = new UpdatePoller(
                TelegramConnection.to(source.url(), new Secret(TOKEN)),
                inbox,
                update -> taken.incrementAndGet(),
                () -> true,
                () -> {},
                Clock.systemUTC());
        poller.start();
        return poller;
    }

    private static AutoCloseable oneByOne(UpdateSource source, Inbox inbox, AtomicLong taken) throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        return theirs(source, new DefaultLongPollingUpdateConsumer() {
            @Override
            public void consume(Update update) {
                inbox.accept(List.of(received(mapper, update, Instant.now())));
                taken.incrementAndGet();
            }
        });
    }

    private static AutoCloseable byLists(UpdateSource source, Inbox inbox, AtomicLong taken) throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        return theirs(source, batch -> {
            Instant now = Instant.now();
            inbox.accept(
                    batch.stream().map(update -> received(mapper, update, now)).toList());
            taken.addAndGet(batch.size());
        });
    }

    private static AutoCloseable theirs(UpdateSource source, LongPollingUpdateConsumer consumer) throws Exception {
        TelegramBotsLongPollingApplication application = new TelegramBotsLongPollingApplication();
        application.registerBot(
                TOKEN,
                () -> TelegramUrl.builder()
                        .schema("http")
                        .host("127.0.0.1")
                        .port(source.url().getPort())
                        .testServer(false)
                        .build(),
                new DefaultGetUpdatesGenerator(),
                consumer);
        return application;
    }

    private static Inbox.Update received(ObjectMapper mapper, Update update, Instant now) {
        try {
            return new Inbox.Update(update.getUpdateId(), mapper.writeValueAsString(update), now);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
