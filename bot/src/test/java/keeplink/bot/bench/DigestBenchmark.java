package keeplink.bot.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import keeplink.bot.KeeplinkApplication;
import keeplink.bot.local.BotApiStandIn;
import keeplink.bot.local.ChatEvent;
import keeplink.bot.local.LocalPerson;
import keeplink.bot.local.StandInUser;
import keeplink.conversation.Chat;
import keeplink.digest.DigestPlan;
import keeplink.digest.DigestSchedule;
import keeplink.digest.DigestTiming;
import keeplink.link.LinkCollection;
import keeplink.link.Links;
import keeplink.link.Person;
import keeplink.link.SaveRequest;
import keeplink.link.Tag;
import keeplink.link.UrlCanonicalizer;
import keeplink.storage.MongoStorage;
import keeplink.storage.embedded.EmbeddedMongo;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/// Many chats whose letters are due in the same minute, against the Bot API stand-in with Telegram's limits in
/// force: how fast the letters go, how often the server says that it was too fast, and how long somebody waits
/// meanwhile for an answer. The baseline is Telegram's limit of 30 messages a second.
///
/// Run it by hand, and with a small heap, as its memory must not grow with the chats:
/// `DigestBenchmark prepare DIRECTORY [chats]`, 100,000 when not said, then `DigestBenchmark run DIRECTORY
/// [seconds]`, 60 when not said (the stand-in remembers 2,000 calls). `-Dkeeplink.bench.time=09:59` names the minute
/// they are due at, in UTC.
public final class DigestBenchmark {
    private static final String TOKEN = "123456:a-token-for-a-benchmark";
    private static final JsonWriterSettings EVERY_TYPE =
            JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();
    private static final int BATCH = 1_000;
    /// More than can be sent in the time, so that no letter meets a chat that is not there.
    private static final int KNOWN = 6_000;

    private static final long FIRST = -1_001_000_000_000L;
    private static final long ASKER = 7;
    private static final double LIMIT = 30;

    private DigestBenchmark() {}

    static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[1]);
        int number = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0;
        if (arguments[0].equals("prepare")) {
            prepare(directory, number > 0 ? number : 100_000);
        } else {
            run(directory, Duration.ofSeconds(number > 0 ? number : 60));
        }
    }

    /// One chat is made as the bot makes it; the others are its documents under other ids.
    private static void prepare(Path directory, int chats) throws IOException {
        try (EmbeddedMongo engine = EmbeddedMongo.open(directory);
                MongoClient client = MongoClients.create(engine.connectionString())) {
            MongoStorage storage = new MongoStorage(client, "keeplink", Clock.systemUTC());
            storage.prepare();
            String chat = Long.toString(FIRST);
            storage.conversations().put(Chat.met(chat, Chat.Kind.GROUP, Locale.ENGLISH));
            Links links = new Links(storage.links(), new UrlCanonicalizer(), link -> {}, Clock.systemUTC());
            for (String page : List.of("a", "b", "c")) {
                links.save(new SaveRequest(
                        new LinkCollection(chat),
                        "https://" + page + ".example/some/page",
                        new LinkedHashSet<>(List.of(new Tag("java"))),
                        "",
                        new Person(chat, "Anna", "anna"),
                        null,
                        page));
            }
            Instant yesterday = Instant.now().minus(Duration.ofDays(1));
            storage.digests()
                    .put(DigestPlan.unplanned(DigestPlan.Id.own(chat), List.of())
                            .planned(timing(), yesterday));
            MongoDatabase database = client.getDatabase("keeplink");
            for (String name : List.of("chats", "digestPlans", "links")) {
                copy(database.getCollection(name), chat, chats);
                System.out.printf("%s: there are %,d chats in %s%n", Instant.now(), chats, name);
            }
        }
    }

    private static void copy(MongoCollection<Document> collection, String chat, int chats) {
        List<Document> examples = collection.find().into(new ArrayList<>());
        List<Document> batch = new ArrayList<>();
        for (long other = FIRST - 1; other > FIRST - chats; other--) {
            for (Document example : examples) {
                batch.add(renamed(example, chat, Long.toString(other)));
            }
            if (batch.size() >= BATCH || other == FIRST - chats + 1) {
                collection.insertMany(batch);
                batch.clear();
            }
        }
    }

    /// The same under another chat's id, wherever that stands.
    private static Document renamed(Document example, String chat, String other) {
        // plain JSON would make a small long an int
        return Document.parse(example.toJson(EVERY_TYPE).replace(chat, other));
    }

    /// Due every day at a minute in UTC.
    private static DigestTiming timing() {
        LocalTime minute = LocalTime.parse(System.getProperty("keeplink.bench.time", "00:00"));
        return new DigestTiming(DigestSchedule.parse("daily " + minute).orElseThrow(), ZoneOffset.UTC, null);
    }

    private static void run(Path directory, Duration stretch) throws Exception {
        try (BotApiStandIn standIn = BotApiStandIn.inMemory(TOKEN)) {
            for (long chat = FIRST; chat > FIRST - KNOWN; chat--) {
                standIn.group(chat, "Readers");
            }
            StandInUser asker = standIn.user(LocalPerson.of(ASKER, "Bo"));
            standIn.enforceLimits(true);
            Queue<Long> letters = new ConcurrentLinkedQueue<>();
            SpringApplication keeplink = new SpringApplication(KeeplinkApplication.class);
            try (AutoCloseable listening = standIn.listen(event -> {
                        if (event instanceof ChatEvent.Shown(long chat, JsonNode message) && chat != ASKER) {
                            letters.add(System.nanoTime());
                        }
                    });
                    ConfigurableApplicationContext context = keeplink.run(
                            "--keeplink.data-dir=" + directory,
                            "--keeplink.telegram.token=" + TOKEN,
                            "--keeplink.telegram.api-url=" + standIn.url(),
                            "--keeplink.access.open=true",
                            "--keeplink.time-zone=UTC",
                            "--keeplink.digest.schedule=" + timing().schedule(),
                            "--server.address=127.0.0.1",
                            "--server.port=0")) {
                measure(standIn, asker, letters, stretch);
            }
        }
    }

    private static void measure(BotApiStandIn standIn, StandInUser asker, Queue<Long> letters, Duration stretch)
            throws Exception {
        standIn.await(() -> letters.size() > 100, Duration.ofMinutes(2));
        long begin = System.nanoTime();
        int before = letters.size();
        List<Long> waits = new ArrayList<>();
        long most = 0;
        while (System.nanoTime() - begin < stretch.toNanos()) {
            waits.add(answered(standIn, asker));
            most = Math.max(
                    most,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
            Thread.sleep(Duration.ofSeconds(1));
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        int sent = letters.size() - before;
        double rate = (sent + waits.size()) / seconds;
        long called = standIn.calls("sendMessage").stream()
                .filter(call -> call.at() >= begin)
                .count();
        waits.sort(null);
        System.out.printf(
                "%,d letters and %d answers in %.1f s: %.2f messages a second, %.3f of the limit%n",
                sent, waits.size(), seconds, rate, rate / LIMIT);
        System.out.printf(
                "answers after %d ms in the middle, %d ms at most; %d calls refused; heap in use at most %d MB of %d%n",
                waits.get(waits.size() / 2),
                waits.getLast(),
                Math.max(0, called - sent - waits.size() - 1),
                most >> 20,
                Runtime.getRuntime().maxMemory() >> 20);
    }

    /// Asks something and waits for the answer; how long that took, in milliseconds.
    private static long answered(BotApiStandIn standIn, StandInUser asker)
            throws InterruptedException, TimeoutException {
        Instant asked = Instant.now();
        long said = asker.says("/tags");
        standIn.await(
                ASKER,
                message -> message.path("message_id").asLong() > said
                        && message.path("from").path("is_bot").asBoolean(false),
                Duration.ofMinutes(1));
        return asked.until(Instant.now(), ChronoUnit.MILLIS);
    }
}
