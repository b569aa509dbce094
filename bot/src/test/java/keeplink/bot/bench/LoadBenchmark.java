package keeplink.bot.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import keeplink.bot.KeeplinkApplication;
import keeplink.bot.local.BotApiStandIn;
import keeplink.bot.local.ChatEvent;
import keeplink.bot.local.LocalPerson;
import keeplink.bot.local.StandInUser;
import keeplink.bot.telegram.Outbox;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/// The whole of Keeplink under messages with links: everything in one process, over HTTP on the loopback interface,
/// with the embedded database. The links lead nowhere Keeplink goes, so that nothing is fetched.
///
/// Run it by hand: `LoadBenchmark save [messages] [chats]` (100,000 from 5,000 when not said) has people write as
/// fast as they are read, without limits on sending, and prints saves a second, the time to the first answer and
/// memory. `LoadBenchmark limits [seconds]` (90 when not said) has more written than Telegram lets a bot answer,
/// refuses what is above its limits as it does, and prints answers a second and refusals. `LoadBenchmark commands`
/// has one person save one link after the other and prints what the store is asked for each, card and all.
final class LoadBenchmark {
    /// Unread messages at any time: enough that the bot never waits for the next.
    private static final int AHEAD = 200;

    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Duration SAMPLE = Duration.ofSeconds(15);
    private static final String TOKEN = "123456:canary-of-a-benchmark";

    private LoadBenchmark() {}

    static void main(String[] arguments) throws Exception {
        Path data = Files.createTempDirectory("load-benchmark");
        switch (arguments.length > 0 ? arguments[0] : "save") {
            case "limits" -> limits(data, number(arguments, 1, 90));
            case "commands" -> commands(data);
            default -> save(data, number(arguments, 1, 100_000), number(arguments, 2, 5_000));
        }
    }

    private static int number(String[] arguments, int at, int otherwise) {
        return arguments.length > at ? Integer.parseInt(arguments[at]) : otherwise;
    }

    private static void commands(Path data) throws Exception {
        try (ConfigurableApplicationContext context = keeplink(data)) {
            BotApiStandIn telegram = context.getBean(BotApiStandIn.class);
            StandInUser person = people(telegram, 1).getFirst();
            saved(telegram, person, 0, 30);
            Map<String, AtomicInteger> counts = context.getBean(CommandCounts.class).counts;
            counts.clear();
            saved(telegram, person, 30, 20);
            int all = counts.values().stream().mapToInt(AtomicInteger::get).sum();
            System.out.printf("%.1f commands for a save:%n", all / 20.0);
            counts.forEach((name, count) -> System.out.printf("%5.1f %s%n", count.get() / 20.0, name));
        }
    }

    /// Links saved one after the other, each waited for until its card is there.
    private static void saved(BotApiStandIn telegram, StandInUser person, int from, int count) throws Exception {
        long chat = person.person().id();
        for (int number = from; number < from + count; number++) {
            int cards = number + 1;
            write(person, number, new FirstAnswers());
            telegram.await(
                    () -> telegram.messages(chat).stream()
                                    .filter(LoadBenchmark::isBots)
                                    .filter(message -> message.has("reply_markup"))
                                    .count()
                            >= cards,
                    PATIENCE);
        }
        waitFor(telegram, Duration.ofSeconds(2));
    }

    private static void save(Path data, int messages, int chats) throws Exception {
        try (ConfigurableApplicationContext context = keeplink(data)) {
            BotApiStandIn telegram = context.getBean(BotApiStandIn.class);
            List<StandInUser> people = people(telegram, chats);
            FirstAnswers answers = new FirstAnswers();
            try (AutoCloseable listening = telegram.listen(answers::heard)) {
                long begin = System.nanoTime();
                for (int message = 0; message < messages; message++) {
                    if (message % AHEAD == 0) {
                        telegram.await(() -> telegram.waiting() < AHEAD, PATIENCE);
                    }
                    if (message > 0 && message % (messages / 10) == 0) {
                        System.out.printf(
                                "%,d written, %,d answered after %.1f s%n",
                                message, answers.count(), (System.nanoTime() - begin) / 1e9);
                    }
                    write(people.get(message % chats), message, answers);
                }
                while (answers.count() < messages) {
                    waitFor(telegram, Duration.ofSeconds(5));
                    System.out.printf(
                            "%,d answered after %.1f s%n", answers.count(), (System.nanoTime() - begin) / 1e9);
                }
                double seconds = (System.nanoTime() - begin) / 1e9;
                System.out.printf(
                        "%,d messages of %,d chats in %.1f s: %,.0f saves a second; first answer p50 %d ms, p99 %d ms;"
                                + " peak heap %d MB, resident %d MB%n",
                        messages,
                        chats,
                        seconds,
                        messages / seconds,
                        answers.percentile(50),
                        answers.percentile(99),
                        peakHeap() >> 20,
                        peakResident() >> 10);
            }
        }
    }

    private static void limits(Path data, int seconds) throws Exception {
        try (BotApiStandIn telegram = BotApiStandIn.inMemory(TOKEN);
                ConfigurableApplicationContext context = keeplink(
                        data,
                        "--keeplink.telegram.token=" + TOKEN,
                        "--keeplink.telegram.api-url=" + telegram.url(),
                        "--keeplink.access.open=true")) {
            telegram.enforceLimits(true);
            AtomicInteger shown = new AtomicInteger();
            try (AutoCloseable listening = telegram.listen(event -> {
                if (event instanceof ChatEvent.Shown(long chat, JsonNode message) && isBots(message)) {
                    shown.incrementAndGet();
                }
            })) {
                List<StandInUser> people = people(telegram, 3_000);
                FirstAnswers answers = new FirstAnswers();
                for (int message = 0; message < 40 * seconds; message++) {
                    write(people.get(message % people.size()), message, answers);
                }
                awaitSaved(telegram, context.getBean(Outbox.class));
                long begin = System.nanoTime();
                int before = shown.get();
                long called = begin;
                int calls = 0;
                while (System.nanoTime() - begin < Duration.ofSeconds(seconds).toNanos()) {
                    waitFor(telegram, SAMPLE);
                    long since = called;
                    called = System.nanoTime();
                    long until = called;
                    calls += (int) telegram.calls().stream()
                            .filter(call -> call.at() > since && call.at() <= until)
                            .filter(call ->
                                    Set.of("sendmessage", "editmessagetext").contains(call.method()))
                            .count();
                }
                int answered = shown.get() - before;
                System.out.printf(
                        "under limits: %.2f answers a second over %d s, %d calls, %d refused%n",
                        answered * 1e9 / (System.nanoTime() - begin),
                        seconds,
                        calls,
                        Math.max(0, calls - answered - 1));
            }
        }
    }

    /// Until what was written is saved and only answers are left to send.
    private static void awaitSaved(BotApiStandIn telegram, Outbox outbox) throws InterruptedException {
        int pending;
        do {
            pending = outbox.pending();
            waitFor(telegram, Duration.ofSeconds(3));
        } while (telegram.waiting() > 0 || outbox.pending() > pending);
    }

    private static void waitFor(BotApiStandIn telegram, Duration time) throws InterruptedException {
        try {
            telegram.await(() -> false, time);
        } catch (TimeoutException over) {
            // that was the wish
        }
    }

    private static ConfigurableApplicationContext keeplink(Path data, String... settings) {
        List<String> all = new ArrayList<>(List.of(
                "--keeplink.data-dir=" + data,
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--logging.level.keeplink=WARN"));
        all.addAll(List.of(settings));
        return new SpringApplication(KeeplinkApplication.class, CommandCounts.class).run(all.toArray(String[]::new));
    }

    private static List<StandInUser> people(BotApiStandIn telegram, int count) {
        List<StandInUser> people = new ArrayList<>();
        for (int id = 1; id <= count; id++) {
            people.add(telegram.user(LocalPerson.of(100_000 + id, "Person" + id)));
        }
        return people;
    }

    private static void write(StandInUser person, int number, FirstAnswers answers) {
        answers.asked(person.person().id());
        person.says("http://10.0.0.1/articles/" + number + "?utm_source=chat #tag" + number % 50 + " worth a look");
    }

    private static boolean isBots(JsonNode message) {
        return message.path("from").path("is_bot").asBoolean(false);
    }

    /// How long each message waited for its first answer: in a chat the answers come in the order of the messages.
    private static final class FirstAnswers {
        private final Map<Long, Queue<Long>> open = new ConcurrentHashMap<>();
        private final Map<Long, Set<Long>> known = new ConcurrentHashMap<>();
        private final List<Long> millis = new ArrayList<>();

        void asked(long chat) {
            synchronized (this) {
                open.computeIfAbsent(chat, id -> new ArrayDeque<>()).add(System.nanoTime());
            }
        }

        synchronized void heard(ChatEvent event) {
            if (event instanceof ChatEvent.Shown(long chat, JsonNode message)
                    && isBots(message)
                    && known.computeIfAbsent(chat, id -> new HashSet<>())
                            .add(message.path("message_id").asLong())) {
                Long asked = open.getOrDefault(chat, new ArrayDeque<>()).poll();
                if (asked != null) {
                    millis.add((System.nanoTime() - asked) / 1_000_000);
                }
            }
        }

        synchronized int count() {
            return millis.size();
        }

        synchronized long percentile(int percent) {
            List<Long> sorted = millis.stream().sorted().toList();
            return sorted.isEmpty() ? 0 : sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
        }
    }

    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }

    /// In kilobytes, as the kernel counts it.
    private static long peakResident() throws Exception {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }
}
