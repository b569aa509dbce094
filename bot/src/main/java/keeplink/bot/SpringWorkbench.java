package keeplink.bot;

import java.util.ArrayList;
import java.util.List;
import keeplink.bot.cli.Workbench;
import keeplink.bot.telegram.ChatIds;
import keeplink.bot.telegram.Secret;
import keeplink.bot.telegram.TelegramConnection;
import keeplink.conversation.Chat;
import keeplink.fetch.AddressGuard;
import keeplink.fetch.PageFetcher;
import keeplink.link.LinkCollection;
import keeplink.snapshot.SnapshotMaker;
import keeplink.storage.MongoStorage;
import keeplink.storage.embedded.EmbeddedMongo;
import keeplink.transfer.Exports;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/// The same parts as the bot's, for a terminal command: those that fetch, and those that store, each only where
/// asked for.
final class SpringWorkbench implements Workbench, AutoCloseable {
    /// What fetches.
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableConfigurationProperties(KeeplinkProperties.class)
    @Import(FetchConfiguration.class)
    static class Fetching {}

    /// What stores.
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableConfigurationProperties(KeeplinkProperties.class)
    @ImportAutoConfiguration(MongoAutoConfiguration.class)
    @Import({FetchConfiguration.class, StorageConfiguration.class})
    static class Storing {}

    /// Well-formed and nobody's: a server that is asked with it says that it does not know it.
    private static final Secret NO_TOKEN = new Secret("1:no-token-is-set");

    private final String[] settings;
    private @Nullable ConfigurableApplicationContext fetching;
    private @Nullable ConfigurableApplicationContext storing;

    SpringWorkbench(String... settings) {
        this.settings = settings;
    }

    @Override
    public AddressGuard guard() {
        return fetching().getBean(AddressGuard.class);
    }

    @Override
    public PageFetcher fetcher() {
        return fetching().getBean(PageFetcher.class);
    }

    @Override
    public SnapshotMaker snapshotMaker() {
        return fetching().getBean(SnapshotMaker.class);
    }

    @Override
    public Exports exports() {
        return storing().getBean(Exports.class);
    }

    @Override
    public List<String> collections() {
        return storing().getBean(MongoStorage.class).conversations().chats().stream()
                .map(Chat::id)
                .sorted()
                .toList();
    }

    @Override
    public LinkCollection collection(String chat) {
        ChatIds ids = new ChatIds(storing().getBean(MongoStorage.class).chatAddresses());
        return new LinkCollection(ids.chat(chat));
    }

    @Override
    public TelegramConnection telegram() {
        KeeplinkProperties.Telegram settings =
                fetching().getBean(KeeplinkProperties.class).telegram();
        return settings.connection(settings.token().value().isBlank() ? NO_TOKEN : settings.token());
    }

    @Override
    public List<String> check() {
        List<String> wrong = new ArrayList<>();
        storing().getBeanProvider(EmbeddedMongo.class).ifAvailable(engine -> wrong.addAll(engine.check()));
        wrong.addAll(storing().getBean(MongoStorage.class).check());
        return wrong;
    }

    private ConfigurableApplicationContext fetching() {
        ConfigurableApplicationContext context = fetching == null ? start(Fetching.class) : fetching;
        fetching = context;
        return context;
    }

    private ConfigurableApplicationContext storing() {
        ConfigurableApplicationContext context = storing == null ? start(Storing.class) : storing;
        storing = context;
        return context;
    }

    private ConfigurableApplicationContext start(Class<?> parts) {
        SpringApplication application = new SpringApplication(parts);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLogStartupInfo(false);
        // standard output belongs to the command
        application.setDefaultProperties(java.util.Map.of("logging.level.root", "OFF"));
        return application.run(settings);
    }

    @Override
    public void close() {
        if (fetching != null) {
            fetching.close();
        }
        if (storing != null) {
            storing.close();
        }
    }
}
