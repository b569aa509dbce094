package keeplink.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import keeplink.bot.local.BotApiStandIn;
import keeplink.bot.local.Faults;
import keeplink.bot.local.Faults.Fault;
import keeplink.bot.local.LocalPerson;
import keeplink.bot.local.StandInUser;
import keeplink.fetch.TestSite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Keeplink is killed with -9 at random moments while people send links, over a line that fails now and then:
/// every link is kept once, has its snapshot, and is answered. `-Dkeeplink.kills=30` kills more often than the
/// few times of every build, `-Dkeeplink.kills.seed=…` at the moments of an earlier run. And nothing it prints,
/// or tells whoever asks, holds the token.
class KillIT {
    private static final String TOKEN = "987654321:CANARY-token-that-nobody-may-see-anywhere";
    private static final int KILLS = Integer.getInteger("keeplink.kills", 2);
    private static final long SEED = Long.getLong("keeplink.kills.seed", System.nanoTime());
    private static final int PEOPLE = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path directory;

    private final Random random = new Random(SEED);

    @Test
    void everyLinkIsKeptOnceSnapshottedAndAnswered() throws Exception {
        System.out.println("kills at the moments of seed " + SEED);
        try (TestSite site = TestSite.start();
                BotApiStandIn telegram = BotApiStandIn.inMemory(TOKEN);
                KeeplinkProcess keeplink = start(telegram, site)) {
            Map<StandInUser, Map<String, Long>> said = new LinkedHashMap<>();
            for (int id = 1; id <= PEOPLE; id++) {
                said.put(telegram.user(LocalPerson.of(1_000 + id, "Person" + id)), new LinkedHashMap<>());
            }
            for (int kill = 0; kill < KILLS; kill++) {
                keeplink.awaitHealth("\"state\":\"LISTENING\"");
                fail(telegram, kill);
                int round = kill;
                Moment moment = Moment.values()[kill % Moment.values().length];
                long before = moment.sign(telegram, site);
                said.forEach((person, addresses) -> send(site, person, round, addresses));
                long until = System.nanoTime() + Duration.ofSeconds(3).toNanos();
                while (moment.sign(telegram, site) == before && System.nanoTime() < until) {
                    Thread.onSpinWait();
                }
                TimeUnit.MILLISECONDS.sleep(random.nextInt(moment.jitter));
                keeplink.kill();
                System.out.printf("kill %d: %s%n", kill + 1, moment);
                // also while nobody listens, and before the process is up again
                said.forEach((person, addresses) -> send(site, person, 1_000 + round, addresses));
                keeplink.startAgain();
                if (kill % 2 == 1) {
                    TimeUnit.MILLISECONDS.sleep(2_000 + random.nextInt(3_000));
                    keeplink.kill();
                    keeplink.startAgain();
                }
            }
            telegram.faults().clear();
            keeplink.awaitHealth("\"state\":\"LISTENING\"");
            long begin = System.nanoTime();
            for (Map.Entry<StandInUser, Map<String, Long>> each : said.entrySet()) {
                everythingIsThere(telegram, each.getKey(), each.getValue());
            }
            System.out.printf("all was there %d ms after the last start%n", (System.nanoTime() - begin) / 1_000_000);
            theTokenIsNowhere(keeplink);
            Duration end = keeplink.stop();
            System.out.printf("SIGTERM ended it in %d ms%n", end.toMillis());
            assertThat(end).isLessThan(Duration.ofSeconds(10));
            assertThat(Files.readString(keeplink.log)).doesNotContain("CANARY");
        }
    }

    /// What the process is at when it is killed, as seen from outside.
    private enum Moment {
        /// It asks for updates: they are on their way, or just there.
        POLL(5) {
            @Override
            long sign(BotApiStandIn telegram, TestSite site) {
                return newest(telegram, "getUpdates");
            }
        },
        /// It has updates and stores what they ask for, up to the first answer.
        STORE(60) {
            @Override
            long sign(BotApiStandIn telegram, TestSite site) {
                return newest(telegram, "getUpdates");
            }
        },
        /// It fetches pages and stores their copies.
        CAPTURE(40) {
            @Override
            long sign(BotApiStandIn telegram, TestSite site) {
                return site.requests().size();
            }
        },
        /// It sends answers.
        SEND(40) {
            @Override
            long sign(BotApiStandIn telegram, TestSite site) {
                return newest(telegram, "sendMessage");
            }
        },
        /// Links are captured, their cards and the search index follow.
        INDEX(40) {
            @Override
            long sign(BotApiStandIn telegram, TestSite site) {
                return newest(telegram, "editMessageText");
            }
        },
        ANY(1_500) {
            @Override
            long sign(BotApiStandIn telegram, TestSite site) {
                return newest(telegram, "getUpdates");
            }
        };

        /// Milliseconds within which the kill comes after the first sign of it.
        private final int jitter;

        Moment(int jitter) {
            this.jitter = jitter;
        }

        /// Another number whenever it is seen.
        abstract long sign(BotApiStandIn telegram, TestSite site);

        private static long newest(BotApiStandIn telegram, String method) {
            List<BotApiStandIn.Call> calls = telegram.calls(method);
            return calls.isEmpty() ? 0 : calls.getLast().at();
        }
    }

    private KeeplinkProcess start(BotApiStandIn telegram, TestSite site) throws IOException {
        return new KeeplinkProcess(
                directory,
                List.of(
                        "--keeplink.telegram.token=" + TOKEN,
                        "--keeplink.telegram.api-url=" + telegram.url(),
                        "--keeplink.access.open=true",
                        "--server.address=127.0.0.1",
                        "--logging.level.keeplink=DEBUG",
                        "--keeplink.fetch.allowed-addresses=127.0.0.1:" + site.port()));
    }

    private static void send(TestSite site, StandInUser person, int number, Map<String, Long> said) {
        String path = "/p" + person.person().id() + "/" + number;
        site.serve(path, "text/html", "<title>Page " + path + "</title><p>" + "Some words of it. ".repeat(30));
        said.put(site.url(path), person.says(site.url(path) + " #tag" + number));
    }

    private static void fail(BotApiStandIn telegram, int round) {
        List<Fault> faults = List.of(
                new Fault.Reset(),
                new Fault.Html(502),
                new Fault.LoseAnswer(),
                Faults.refuse(500, "Internal Server Error"));
        telegram.faults().next("sendMessage", 1, faults.get(round % faults.size()));
        telegram.faults().next("getUpdates", 1, faults.get((round + 1) % faults.size()));
        telegram.faults().next("editMessageText", 1, faults.get((round + 2) % faults.size()));
    }

    private void everythingIsThere(BotApiStandIn telegram, StandInUser person, Map<String, Long> said)
            throws Exception {
        long chat = person.person().id();
        // by their addresses: a number that a killed process had taken is not given out again
        for (Map.Entry<String, Long> each : said.entrySet()) {
            awaitAnswer(telegram, chat, each.getKey() + "\"", each.getValue());
        }
        long asked = person.says("/export json");
        JsonNode sent = telegram.await(
                chat, message -> message.path("message_id").asLong() > asked && message.has("document"), PATIENCE);
        byte[] file =
                telegram.file(sent.path("document").path("file_id").asString()).orElseThrow();
        List<String> addresses = new ArrayList<>();
        Set<Integer> numbers = new TreeSet<>();
        for (JsonNode link : new JsonMapper().readTree(file).path("links")) {
            addresses.add(link.path("url").asString());
            numbers.add(link.path("number").asInt());
            assertThat(link.path("snapshots").size()).as(link.toString()).isPositive();
        }
        assertThat(addresses).containsExactlyInAnyOrderElementsOf(said.keySet());
        assertThat(numbers).as("each link has a number of its own").hasSameSizeAs(said.keySet());
        int last = numbers.stream().max(Comparator.naturalOrder()).orElse(0);
        // each kill can cost a number that was taken for a link, and no more; the last start another
        assertThat(last).as("numbers: %s", numbers).isBetween(said.size(), said.size() + 2 * KILLS + 1);
        // documents, search index and digest count the same
        answers(telegram, person, "/l" + last, "/l" + last);
        answers(telegram, person, "is:unread", said.size() + " links");
        answers(telegram, person, "/stats", said.size() + " links");
        answers(telegram, person, "/digest now", said.size() + " links kept");
    }

    private static void answers(BotApiStandIn telegram, StandInUser person, String question, String words)
            throws InterruptedException {
        long chat = person.person().id();
        long asked = person.says(question);
        try {
            telegram.await(
                    chat,
                    message -> message.path("message_id").asLong() > asked
                            && message.path("text").asString("").contains(words),
                    PATIENCE);
        } catch (TimeoutException e) {
            throw new AssertionError(question + " was not answered with " + words + ": " + telegram.messages(chat), e);
        }
    }

    /// A card, or for one of many that waited for minutes, as they do on a slow machine, a sign on the message.
    private static void awaitAnswer(BotApiStandIn telegram, long chat, String address, long said)
            throws InterruptedException {
        try {
            telegram.await(
                    () -> telegram.reaction(chat, said).isPresent()
                            || telegram.messages(chat).stream().anyMatch(message -> isCard(message, address)),
                    PATIENCE);
        } catch (TimeoutException e) {
            throw new AssertionError("no card of " + address + " in " + telegram.messages(chat), e);
        }
    }

    private static boolean isCard(JsonNode message, String address) {
        return message.path("text").asString("").contains("Snapshot kept")
                && message.path("entities").toString().contains(address);
    }

    /// On the web side, among the threads, in the log.
    private static void theTokenIsNowhere(KeeplinkProcess keeplink) throws IOException, InterruptedException {
        assertThat(keeplink.get("/actuator/health")).contains("\"peer\"").doesNotContain("CANARY");
        assertThat(keeplink.get("/actuator/prometheus")).contains("keeplink_").doesNotContain("CANARY");
        new ProcessBuilder("kill", "-QUIT", String.valueOf(keeplink.pid()))
                .start()
                .waitFor();
        await().dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(20))
                .until(() -> Files.readString(keeplink.log).contains("Full thread dump"));
    }
}
