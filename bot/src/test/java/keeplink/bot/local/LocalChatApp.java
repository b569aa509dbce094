package keeplink.bot.local;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import keeplink.bot.chat.DocumentFile;
import keeplink.bot.chat.OutgoingMessage;
import keeplink.bot.chat.OutgoingMessage.Button;
import keeplink.bot.telegram.ChatIds;
import keeplink.bot.telegram.CommandMenu;
import keeplink.bot.telegram.Gestures;
import keeplink.bot.telegram.Outbox;
import keeplink.bot.telegram.OutboxListener;
import keeplink.bot.telegram.Secret;
import keeplink.bot.telegram.TelegramApi;
import keeplink.bot.telegram.TelegramConnection;
import keeplink.bot.telegram.UpdatePoller;
import keeplink.conversation.InMemoryChatAddresses;
import keeplink.delivery.Delivery.Urgency;
import keeplink.delivery.InMemoryDeliveryStore;
import keeplink.delivery.InMemoryInbox;
import keeplink.delivery.Inbox;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The chat page with a small bot behind it that shows everything a message can have.
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = MongoAutoConfiguration.class)
public class LocalChatApp {
    static final String TOKEN = "123456:stand-in";

    static ConfigurableApplicationContext start() {
        SpringApplication application = new SpringApplication(LocalChatApp.class);
        application.setDefaultProperties(
                Map.of("server.address", "127.0.0.1", "server.port", "0", "spring.main.banner-mode", "off"));
        return application.run();
    }

    static int port(ConfigurableApplicationContext context) {
        WebServer server = ((WebServerApplicationContext) context).getWebServer();
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return server.getPort();
    }

    @Bean
    BotApiStandIn standIn() {
        return BotApiStandIn.inMemory(TOKEN);
    }

    @Bean
    LocalChatController page(BotApiStandIn standIn) {
        return new LocalChatController(standIn, LocalPerson.atThisMachine());
    }

    @Bean
    LocalOnlyFilter localOnly() {
        return new LocalOnlyFilter(null, "/guards-itself"::equals);
    }

    @Bean
    TelegramConnection connection(BotApiStandIn standIn) {
        return TelegramConnection.to(standIn.url(), new Secret(TOKEN));
    }

    @Bean
    TelegramApi api(TelegramConnection connection) {
        return new TelegramApi(connection);
    }

    @Bean(initMethod = "start")
    CommandMenu menu(TelegramApi api) {
        return new CommandMenu(
                api,
                List.of(
                        new CommandMenu.Item("recent", "", "The newest links"),
                        new CommandMenu.Item("read", "", "An article as text"),
                        new CommandMenu.Item("random", "", "A link you never opened"),
                        new CommandMenu.Item("tags", "", "All tags"),
                        new CommandMenu.Item("tag", "", "Rename a tag"),
                        new CommandMenu.Item("recent", "zh", "最近的链接"),
                        new CommandMenu.Item("read", "zh", "以文字阅读文章")));
    }

    @Bean(initMethod = "start")
    Outbox outbox(TelegramApi api) {
        return new Outbox(
                api,
                new ChatIds(new InMemoryChatAddresses()),
                new InMemoryDeliveryStore(),
                (ref, most) -> Optional.of(
                        DocumentFile.of(("<p>" + ref + "</p>").repeat(900).getBytes(StandardCharsets.UTF_8))),
                new OutboxListener() {},
                Clock.systemUTC());
    }

    @Bean
    Gestures gestures(TelegramApi api) {
        return new Gestures(api, new ChatIds(new InMemoryChatAddresses()));
    }

    @Bean(initMethod = "start")
    UpdatePoller poller(TelegramConnection connection, Outbox outbox, Gestures gestures) {
        return new UpdatePoller(
                connection,
                new InMemoryInbox(),
                update -> answer(outbox, gestures, update),
                () -> true,
                () -> {},
                Clock.systemUTC());
    }

    private static void answer(Outbox outbox, Gestures gestures, Inbox.Update update) {
        JsonNode tree = new JsonMapper().readTree(update.raw());
        JsonNode callback = tree.path("callback_query");
        if (callback.isObject()) {
            gestures.answerCallback(callback.path("id").asString(), "Starred ⭐");
            return;
        }
        JsonNode message = tree.has("message") ? tree.path("message") : tree.path("edited_message");
        if (!message.has("text") && !message.has("location")) {
            return;
        }
        String chat = message.path("chat").path("id").toString();
        String text = message.path("text").asString("");
        String key = "answer/" + message.path("message_id");
        boolean chinese =
                message.path("from").path("language_code").asString("").startsWith("zh");
        OutgoingMessage reply = text.startsWith("/read")
                ? OutgoingMessage.html("<b>Keeping <u>what</u> you read</b>\n\n"
                        + "The web forgets. <i>Half</i> of the links in a paper of ten years ago are <s>alive</s>"
                        + " gone.\n"
                        + "<blockquote>What is worth reading is worth keeping.</blockquote>"
                        + "<blockquote expandable>" + "A long quote that nobody reads to its end. ".repeat(12)
                        + "</blockquote><pre><code"
                        + " class=\"language-java\">links.save(\"https://example.com/\");</code></pre>Press to"
                        + " see: <tg-spoiler>it is a hash</tg-spoiler> · <code>/l12</code>")
                : message.has("location")
                        ? OutgoingMessage.html(
                                "You are at " + message.path("location").path("latitude"))
                        : text.startsWith("/snapshot")
                                ? OutgoingMessage.html("<b>Snapshot</b> of /l12, opens offline")
                                        .withDocument(new OutgoingMessage.Document("快照 example.com 12.html", "page"))
                                : card(text, chinese);
        outbox.want(
                key,
                chat,
                Urgency.ANSWER,
                reply.withReplyTo(message.path("message_id").longValue()));
    }

    private static OutgoingMessage card(String text, boolean chinese) {
        String echo = text.replace("&", "&amp;").replace("<", "&lt;");
        String words = chinese
                ? "<b><a href=\"https://example.com/article\">网页为什么会消失</a></b>\nexample.com · 4 分钟 · 今天\n\n"
                        + "十年前的链接有一半已经打不开。\n\n#阅读 #网页  /l12\n<i>" + echo + "</i>"
                : "<b><a href=\"https://example.com/article\">Why pages disappear</a></b>\n"
                        + "example.com · 4 min · today\n\n"
                        + "Half of the links of ten years ago no longer open. What remains is what somebody kept.\n\n"
                        + "#reading #web  /l12\n"
                        + "<i>" + echo + "</i>";
        List<String> labels = chinese
                ? List.of("阅读", "文件", "再次", "⭐ 收藏", "标记已读", "标签", "🗑")
                : List.of("Read", "File", "Again", "⭐ Star", "Mark read", "Tags", "🗑");
        List<Button> all = labels.stream()
                .map(label -> Button.press(label, "card:" + labels.indexOf(label)))
                .toList();
        return OutgoingMessage.html(words)
                .withButtons(List.of(all.subList(0, 3), all.subList(3, 5), all.subList(5, 7)));
    }
}
