package keeplink.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import keeplink.bot.local.BotApiStandIn;
import keeplink.bot.local.LocalPerson;
import keeplink.bot.local.StandInUser;
import keeplink.storage.embedded.EmbeddedMongo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Two instances with one token and one database: one works, the other stands by and takes over. Beside other tests, as
/// most of its time goes in waiting for a lease to end.
@Execution(ExecutionMode.CONCURRENT)
class StandbyIT {
    private static final String TOKEN = "987654321:CANARY-token-that-nobody-may-see-anywhere";

    @TempDir
    private Path directory;

    @Test
    void theSecondTakesOverWithinThirtySecondsOfADeath() throws Exception {
        try (BotApiStandIn telegram = BotApiStandIn.inMemory(TOKEN);
                EmbeddedMongo mongo = EmbeddedMongo.open(Files.createDirectories(directory.resolve("mongo")));
                KeeplinkProcess first = start("first", telegram, mongo)) {
            first.awaitHealth("\"state\":\"LISTENING\"");
            StandInUser anna = telegram.user(LocalPerson.of(7, "Anna"));
            try (KeeplinkProcess second = start("second", telegram, mongo)) {
                second.awaitHealth("\"state\":\"STANDBY\"");
                assertThat(Files.readString(second.log)).contains("stands by");
                anna.says("/help");
                telegram.await(
                        7, message -> message.path("text").asString("").contains("/find"), Duration.ofSeconds(30));
                // what was sent is written down, too
                first.await("/actuator/prometheus", "keeplink_outbox_pending\\S* 0\\.0", Duration.ofSeconds(30));
                first.kill();
                long died = System.nanoTime();
                anna.says("/stats-of-nothing");
                telegram.await(
                        7,
                        message -> message.path("text").asString("").contains("/stats-of-nothing")
                                && message.path("from").path("is_bot").asBoolean(),
                        Duration.ofSeconds(60));
                Duration took = Duration.ofNanos(System.nanoTime() - died);
                System.out.printf(
                        "the second took over and answered %.1f s after the first died%n", took.toMillis() / 1000.0);
                assertThat(took).isLessThan(Duration.ofSeconds(30));
                assertThat(telegram.calls("sendMessage")).hasSize(2);
            }
        }
    }

    private KeeplinkProcess start(String name, BotApiStandIn telegram, EmbeddedMongo mongo) throws IOException {
        return new KeeplinkProcess(
                Files.createDirectories(directory.resolve(name)),
                List.of(
                        "--keeplink.telegram.token=" + TOKEN,
                        "--keeplink.telegram.api-url=" + telegram.url(),
                        "--keeplink.access.open=true",
                        "--server.address=127.0.0.1",
                        "--logging.level.keeplink=INFO",
                        "--spring.mongodb.uri=" + mongo.connectionString()));
    }
}
