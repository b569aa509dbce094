package keeplink.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import keeplink.access.Access;
import keeplink.bot.local.BotApiStandIn;
import keeplink.bot.local.LocalPerson;
import keeplink.bot.local.StandInUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/// With a token: the bot of another Bot API server, and who may use it.
class AccessTest {
    private static final String TOKEN = "123456:AAF-canary_canary_canary_canary_canary";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path data;

    private final BotApiStandIn telegram = BotApiStandIn.inMemory(TOKEN);
    private final List<ConfigurableApplicationContext> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(ConfigurableApplicationContext::close);
        telegram.close();
    }

    private ConfigurableApplicationContext start(String... settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--keeplink.telegram.token=" + TOKEN,
                "--keeplink.telegram.api-url=" + telegram.url(),
                "--keeplink.data-dir=" + data,
                "--server.address=127.0.0.1",
                "--server.port=0"));
        arguments.addAll(List.of(settings));
        ConfigurableApplicationContext context = RunningKeeplink.start(arguments);
        started.add(context);
        return context;
    }

    private StandInUser person(long id, String name) {
        return telegram.user(LocalPerson.of(id, name));
    }

    /// What the bot answers to a message.
    private String answer(StandInUser person, String text) throws Exception {
        long said = person.says(text);
        JsonNode answer = telegram.await(
                person.person().id(),
                message -> RunningKeeplink.id(message) > said
                        && message.path("from").path("is_bot").asBoolean(false),
                PATIENCE);
        return RunningKeeplink.words(answer);
    }

    @Test
    void whoHasUsedUpTheDaysQuotaIsToldWhenMoreAreTaken() throws Exception {
        start("--keeplink.access.open=true", "--keeplink.access.quota.person=2");
        StandInUser anna = person(1001, "Anna");

        assertThat(answer(anna, "http://10.0.0.1/a http://10.0.0.1/b http://10.0.0.1/c http://10.0.0.1/d"))
                .contains("/l1");
        String refusal = RunningKeeplink.words(
                telegram.await(1001, message -> RunningKeeplink.words(message).contains("not kept"), PATIENCE));
        assertThat(refusal).contains("2 links of that message", "2 new links a day", "in 23 h");
        assertThat(answer(anna, "http://10.0.0.1/a #again")).contains("/l1").doesNotContain("not kept");
        assertThat(answer(person(1002, "Bo"), "http://10.0.0.1/e")).contains("/l1");
    }

    @Test
    void theOwnerClaimsTheBotOnceAndStrangersGetOneSentence() throws Exception {
        Access access = start().getBean(Access.class);
        String code = access.claimCode().orElseThrow();
        StandInUser anna = person(1001, "Anna");
        StandInUser bo = person(1002, "Bo");

        assertThat(answer(bo, "https://example.com/")).contains("private").doesNotContain("Saved");
        assertThat(answer(bo, "/start " + code.substring(1))).contains("private");
        assertThat(answer(anna, "/start " + code)).contains("yours now");
        assertThat(answer(bo, "/start " + code)).as("the link works once").contains("private");
        assertThat(answer(anna, "http://10.0.0.1/")).contains("/l1");
        assertThat(access.claimCode()).isEmpty();
    }

    @Test
    void whomTheSettingsNameMayUseItAndNobodyCanClaimIt() throws Exception {
        Access access = start("--keeplink.access.allowed=1001,-1005").getBean(Access.class);

        assertThat(answer(person(1001, "Anna"), "/help")).contains("Paste a link");
        assertThat(answer(person(1002, "Bo"), "/help")).contains("private");
        assertThat(access.claimCode()).isEmpty();
    }

    @Test
    void anybodyMayUseAnOpenOne() throws Exception {
        start("--keeplink.access.open=true");

        assertThat(answer(person(1002, "Bo"), "/help")).contains("Paste a link");
    }

    @Test
    void theOwnerStaysTheOwnerAfterARestart() throws Exception {
        ConfigurableApplicationContext first = start();
        String code = first.getBean(Access.class).claimCode().orElseThrow();
        StandInUser anna = person(1001, "Anna");
        assertThat(answer(anna, "/start " + code)).contains("yours now");
        first.close();

        start();

        assertThat(answer(anna, "/help")).contains("Paste a link");
    }

    @Test
    void withATokenThereIsNoChatPageAndAllCommandsAreInTheMenu() throws Exception {
        ConfigurableApplicationContext context = start("--keeplink.access.open=true");
        telegram.await(() -> telegram.calls("setMyCommands").size() >= 2, PATIENCE);

        assertThat(context.getBeanProvider(BotApiStandIn.class).getIfAvailable())
                .isNull();
        assertThat(telegram.commandMenu("en").toString()).contains("\"find\"", "\"export\"", "Your links as a file");
        assertThat(telegram.commandMenu("zh").toString()).contains("导出链接");
    }

    @Test
    void anInvitationLetsOnePersonInForGood() throws Exception {
        ConfigurableApplicationContext first = start("--keeplink.access.allowed=1001");
        telegram.await(() -> !telegram.calls("getMe").isEmpty(), PATIENCE);
        StandInUser anna = person(1001, "Anna");
        StandInUser bo = person(1002, "Bo");

        String invitation = answer(anna, "/invite");
        String code = invitation.substring(invitation.indexOf("?start=") + 7).strip();
        assertThat(invitation).contains("https://t.me/keeplink_bot?start=", "once, within 7 days");
        assertThat(answer(bo, "/start " + code.substring(1))).contains("private");
        assertThat(answer(bo, "/start " + code)).contains("Welcome");
        assertThat(answer(person(1003, "Cy"), "/start " + code)).as("once").contains("private");
        assertThat(answer(bo, "/invite")).contains("Only the owner");
        first.close();

        start("--keeplink.access.allowed=1001");

        assertThat(answer(bo, "/help")).contains("Paste a link");
    }
}
