package keeplink.bot;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import keeplink.access.Access;
import keeplink.bot.chat.ChatCommand;
import keeplink.bot.chat.Dispatcher;
import keeplink.bot.chat.Documents;
import keeplink.bot.chat.Members;
import keeplink.bot.chat.Memories;
import keeplink.bot.chat.Outgoing;
import keeplink.bot.chat.Router;
import keeplink.bot.chat.Speaker;
import keeplink.bot.local.BotApiStandIn;
import keeplink.bot.local.LocalChatController;
import keeplink.bot.local.LocalOnlyFilter;
import keeplink.bot.local.LocalPerson;
import keeplink.bot.telegram.BotIdentity;
import keeplink.bot.telegram.ChatIds;
import keeplink.bot.telegram.CommandMenu;
import keeplink.bot.telegram.FollowingInbox;
import keeplink.bot.telegram.Gestures;
import keeplink.bot.telegram.Introduction;
import keeplink.bot.telegram.Outbox;
import keeplink.bot.telegram.OutboxListener;
import keeplink.bot.telegram.OutboxOutgoing;
import keeplink.bot.telegram.Secret;
import keeplink.bot.telegram.SendingLimits;
import keeplink.bot.telegram.TelegramApi;
import keeplink.bot.telegram.TelegramConnection;
import keeplink.bot.telegram.TelegramMembers;
import keeplink.bot.telegram.UpdatePoller;
import keeplink.bot.telegram.UpdateReader;
import keeplink.bot.text.Texts;
import keeplink.bot.text.Texts.Phrases;
import keeplink.bot.web.ViewerServlet;
import keeplink.conversation.Chat;
import keeplink.conversation.ConversationStore;
import keeplink.delivery.Delivery;
import keeplink.storage.MongoStorage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The connection to Telegram, or without a token to the stand-in behind the local chat page: the same
/// connection, another server.
@Configuration(proxyBeanMethods = false)
class TelegramConfiguration {
    private static final Logger log = LoggerFactory.getLogger(TelegramConfiguration.class);

    /// What the local chat page talks to.
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnExpression("'${keeplink.telegram.token:}'.isBlank()")
    static class Local {
        /// Opens nothing: it guards a server that only this process can reach.
        static final String TOKEN = "7000000001:local-chat";

        @Bean(destroyMethod = "close")
        BotApiStandIn standIn(KeeplinkProperties properties, Clock clock) {
            Path directory = properties.dataDir().toAbsolutePath().resolve("local-chat");
            return BotApiStandIn.durable(TOKEN, directory, 0, clock);
        }

        @Bean(destroyMethod = "close")
        LocalChatController chatPage(BotApiStandIn standIn) {
            return new LocalChatController(standIn, LocalPerson.atThisMachine());
        }

        @Bean
        LocalOnlyFilter localOnly(KeeplinkProperties properties, @Value("${server.address:}") String address) {
            boolean viewed = properties.web().address().isPresent();
            return new LocalOnlyFilter(address.isBlank() ? null : address, uri -> viewed && ViewerServlet.isFor(uri));
        }
    }

    @Bean
    TelegramConnection connection(KeeplinkProperties properties, ObjectProvider<BotApiStandIn> standIn) {
        KeeplinkProperties.Telegram settings = properties.telegram();
        BotApiStandIn local = standIn.getIfAvailable();
        return local == null
                ? settings.connection(settings.token())
                : settings.connection(new Secret(Local.TOKEN)).at(local.url());
    }

    @Bean(destroyMethod = "close")
    TelegramApi telegramApi(TelegramConnection connection) {
        return new TelegramApi(connection);
    }

    @Bean
    ChatIds chatIds(MongoStorage storage) {
        return new ChatIds(storage.chatAddresses());
    }

    @Bean
    Members members(TelegramApi api, ChatIds ids) {
        return new TelegramMembers(api, ids);
    }

    @Bean
    BotIdentity botIdentity() {
        return new BotIdentity();
    }

    @Bean
    Access access(
            KeeplinkProperties properties,
            MongoStorage storage,
            ChatIds ids,
            ObjectProvider<BotApiStandIn> standIn,
            Clock clock) {
        Set<String> allowed = properties.access().allowed();
        // whoever reaches the chat page of this machine is the owner
        boolean open = properties.access().open() || standIn.getIfAvailable() != null;
        return new Access(storage.access(), allowed, ids::chat, open, clock);
    }

    @Bean(destroyMethod = "close")
    Outbox outbox(
            TelegramApi api,
            ChatIds ids,
            MongoStorage storage,
            Documents documents,
            Memories memories,
            ObjectProvider<BotApiStandIn> standIn,
            MeterRegistry meters,
            Clock clock) {
        Outbox outbox = new Outbox(
                api,
                ids,
                storage.deliveries(),
                documents::open,
                new Remembering(memories, storage.conversations()),
                standIn.getIfAvailable() == null ? SendingLimits.TELEGRAM : SendingLimits.NONE,
                clock);
        meters.gauge("keeplink.outbox.pending", outbox, Outbox::pending);
        return outbox;
    }

    @Bean(destroyMethod = "close")
    Gestures gestures(TelegramApi api, ChatIds ids) {
        return new Gestures(api, ids);
    }

    @Bean
    Outgoing outgoing(Outbox outbox, Gestures gestures, MongoStorage storage) {
        return new OutboxOutgoing(outbox, gestures, storage.deliveries());
    }

    /// Keeps in mind which message is which, and which chats are gone.
    private record Remembering(Memories memories, ConversationStore conversations) implements OutboxListener {
        @Override
        public void shown(Delivery delivery) {
            Long message = delivery.message();
            if (message != null && message != 0) {
                memories.shown(delivery.chat(), delivery.key(), message);
            }
        }

        @Override
        public void gaveUp(Delivery delivery, String reason) {
            log.warn("message {} to chat {} was given up: {}", delivery.key(), delivery.chat(), reason);
        }

        @Override
        public boolean isGone(String chat) {
            return conversations.chat(chat).filter(Chat::gone).isPresent();
        }

        @Override
        public void chatGone(String chat) {
            conversations.chat(chat).ifPresent(known -> conversations.put(known.withGone(true)));
        }
    }

    @Bean(destroyMethod = "close")
    Dispatcher dispatcher(MongoStorage storage, BotIdentity identity, ChatIds ids, Router router, Speaker speaker) {
        ConversationStore conversations = storage.conversations();
        UpdateReader reader = new UpdateReader(
                identity::username,
                ids,
                group -> conversations
                        .chat(group)
                        .filter(chat -> chat.preferences().topics())
                        .isPresent());
        return new Dispatcher(storage.inbox(), reader::read, router, speaker);
    }

    @Bean(destroyMethod = "close")
    Turn turn(MongoStorage storage) {
        return new Turn(storage.leases());
    }

    @Bean(destroyMethod = "close")
    UpdatePoller updatePoller(
            TelegramConnection connection,
            TelegramApi api,
            Turn turn,
            MongoStorage storage,
            ChatIds ids,
            Dispatcher dispatcher,
            MeterRegistry meters,
            Clock clock) {
        UpdatePoller poller = new UpdatePoller(
                connection,
                new FollowingInbox(storage.inbox(), ids),
                dispatcher::dispatch,
                turn::ours,
                api::forgetIdle,
                clock);
        meters.gauge(
                "keeplink.telegram.poll.age.seconds",
                poller,
                running -> running.health().sinceSuccess().toMillis() / 1000.0);
        return poller;
    }

    @Bean(destroyMethod = "close")
    CommandMenu commandMenu(TelegramApi api, Router router, Texts texts) {
        List<CommandMenu.Item> items = new ArrayList<>();
        for (Locale language : Texts.LANGUAGES) {
            Phrases phrases = texts.in(language);
            boolean everybody = language.equals(Texts.LANGUAGES.getFirst());
            for (ChatCommand command : router.commands()) {
                if (command.listed()) {
                    items.add(new CommandMenu.Item(
                            command.name(),
                            everybody ? "" : language.getLanguage(),
                            phrases.label("menu." + command.name())));
                }
            }
        }
        return new CommandMenu(api, items);
    }

    @Bean(destroyMethod = "close")
    Introduction introduction(TelegramApi api, BotIdentity identity, Access access) {
        return new Introduction(api, identity, handle -> {
            log.info("Telegram knows this bot as @{}", handle);
            access.claimCode()
                    .ifPresent(code -> log.info(
                            "This Keeplink has no owner yet. Claim it once with https://t.me/{}?start={}",
                            handle,
                            code));
        });
    }
}
