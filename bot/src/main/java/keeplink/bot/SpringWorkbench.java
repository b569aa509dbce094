package keeplink.bot;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import keeplink.bot.cli.Workbench;
import keeplink.bot.local.LocalPerson;
import keeplink.bot.telegram.ChatIds;
import keeplink.bot.telegram.Secret;
import keeplink.bot.telegram.TelegramConnection;
import keeplink.bot.text.Texts;
import keeplink.conversation.Chat;
import keeplink.fetch.AddressGuard;
import keeplink.fetch.PageFetcher;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.link.Links;
import keeplink.link.Person;
import keeplink.link.UrlCanonicalizer;
import keeplink.snapshot.CaptureJob;
import keeplink.snapshot.RestoredCopies;
import keeplink.snapshot.SnapshotMaker;
import keeplink.storage.MongoStorage;
import keeplink.storage.embedded.EmbeddedMongo;
import keeplink.transfer.Exports;
import keeplink.transfer.Importer;
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

    /// Where logging finds its settings before Spring does.
    static final String BEGINNING_OF_LOGS = "logback.configurationFile";

    /// What logs beside what a command prints.
    static final String LOGS = "keeplink/bot/cli/logback-terminal.xml";

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
    public Importer.Report importFile(Path file, String chat) throws IOException {
        MongoStorage storage = storing().getBean(MongoStorage.class);
        Clock clock = storing().getBean(Clock.class);
        LinkCollection collection = collection(chat);
        Chat.Kind kind = chat.startsWith("-") ? Chat.Kind.GROUP : Chat.Kind.PRIVATE;
        Chat known = storage.conversations().chat(collection.id()).orElseGet(() -> {
            Chat met = Chat.met(collection.id(), kind, Texts.LANGUAGES.getFirst());
            storage.conversations().put(met);
            return met;
        });
        // the bot reads at its start what its index lacks
        Links links = new Links(storage.links(), new UrlCanonicalizer(), link -> {}, clock);
        return new Importer(links, storing().getBean(RestoredCopies.class), clock)
                .run(
                        file,
                        collection,
                        owner(storage, collection),
                        "import/terminal-" + clock.millis(),
                        (link, due) -> captureAt(storage, known, link, due));
    }

    private static void captureAt(MongoStorage storage, Chat chat, Link link, Instant due) {
        if (chat.preferences().snapshots()) {
            storage.captures().request(new CaptureJob(link.collection(), link.number(), link.url(), 0, due, false));
        }
    }

    /// Who the links of a chat are from so far, as they were named last; a private chat has the number of
    /// its person.
    private static Person owner(MongoStorage storage, LinkCollection collection) {
        return storage.links().list(collection, 0, 1).stream()
                .map(Link::addedBy)
                .filter(person -> person.id().equals(collection.id()))
                .findFirst()
                .orElseGet(() -> {
                    LocalPerson local = LocalPerson.atThisMachine();
                    boolean here = Long.toString(local.id()).equals(collection.id());
                    return new Person(collection.id(), here ? local.firstName() : collection.id(), null);
                });
    }

    @Override
    public Optional<String> ownChat() {
        KeeplinkProperties properties = fetching().getBean(KeeplinkProperties.class);
        if (properties.telegram().token().value().isBlank()) {
            return Optional.of(Long.toString(LocalPerson.atThisMachine().id()));
        }
        Set<String> allowed = properties.access().allowed();
        return allowed.size() == 1 ? allowed.stream().findFirst() : Optional.empty();
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
        // standard output belongs to the command; the property by which logging began is one Spring warns of there
        System.clearProperty(BEGINNING_OF_LOGS);
        application.setDefaultProperties(Map.of("logging.config", "classpath:" + LOGS));
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
