package keeplink.storage;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import keeplink.storage.embedded.EmbeddedMongo;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A database for each test, empty at first and dropped at the end, which fails the test where a command was
/// sent that only one of the engines understands.
///
/// It lives on the server that the system property `keeplink.test.mongodb.uri` or the environment variable
/// `KEEPLINK_TEST_MONGODB_URI` names, else on an embedded engine that all tests of the process share.
final class TestMongo implements BeforeEachCallback, AfterEachCallback {
    private final Clock clock;
    private final String name = "keeplink-test-" + new ObjectId();
    private @Nullable Server server;

    TestMongo() {
        this(Clock.systemUTC());
    }

    TestMongo(Clock clock) {
        this.clock = clock;
    }

    /// A new storage on this test's database, as another instance would make it.
    MongoStorage storage() {
        return new MongoStorage(server().client, name, clock);
    }

    MongoDatabase database() {
        return server().client.getDatabase(name);
    }

    /// Runs something that dies before its write `writes` + 1, as a process might; says whether it got through
    /// before.
    boolean survives(int writes, Runnable work) {
        return server().death.survives(writes, work);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        server = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(TestMongo.class))
                .computeIfAbsent(Server.class, key -> Server.start(), Server.class);
        server.commands.forget();
        storage().prepare();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        database().drop();
        server().commands.check();
    }

    private Server server() {
        if (server == null) {
            throw new IllegalStateException("there is a database only while a test runs");
        }
        return server;
    }

    /// The server of all tests, closed by JUnit after the last.
    private static final class Server implements AutoCloseable {
        private final BothEngines commands = new BothEngines();
        private final SuddenDeath death = new SuddenDeath();
        private final MongoClient client;
        private final Runnable stop;

        private Server(String uri, Runnable stop) {
            this.stop = stop;
            client = MongoClients.create(MongoClientSettings.builder()
                    .applyConnectionString(new ConnectionString(uri))
                    .addCommandListener(commands)
                    .addCommandListener(death)
                    .build());
        }

        static Server start() {
            return Optional.ofNullable(System.getProperty("keeplink.test.mongodb.uri"))
                    .or(() -> Optional.ofNullable(System.getenv("KEEPLINK_TEST_MONGODB_URI")))
                    .map(uri -> new Server(uri, () -> {}))
                    .orElseGet(Server::embedded);
        }

        @Override
        public void close() {
            client.close();
            stop.run();
        }

        private static Server embedded() {
            try {
                Path directory = Files.createTempDirectory("keeplink-test");
                EmbeddedMongo engine = EmbeddedMongo.open(directory);
                return new Server(engine.connectionString(), () -> stop(engine, directory));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        private static void stop(EmbeddedMongo engine, Path directory) {
            List<String> damage = engine.check();
            engine.close();
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            if (!damage.isEmpty()) {
                throw new AssertionError("The engine's file is damaged: " + damage);
            }
        }
    }
}
