package keeplink.storage;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Optional;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A database for each test, empty at first and dropped at the end, which fails the test where a command was sent that
/// only one of the engines understands.
///
/// It lives on the server that the system property `keeplink.test.mongodb.uri` or the environment variable
/// `KEEPLINK_TEST_MONGODB_URI` names, else on an engine in this process.
final class TestMongo implements BeforeEachCallback, AfterEachCallback {
    /// One engine and one client for all tests of the process.
    private static final class Shared {
        private static final BothEngines COMMANDS = new BothEngines();
        private static final MongoClient CLIENT = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(connectionString()))
                .addCommandListener(COMMANDS)
                .build());
    }

    private final Clock clock;
    private final String name = "keeplink-test-" + new ObjectId();

    TestMongo() {
        this(Clock.systemUTC());
    }

    TestMongo(Clock clock) {
        this.clock = clock;
    }

    /// Where the database is.
    static String connectionString() {
        return Optional.ofNullable(System.getProperty("keeplink.test.mongodb.uri"))
                .or(() -> Optional.ofNullable(System.getenv("KEEPLINK_TEST_MONGODB_URI")))
                .orElseGet(TestMongo::startEngine);
    }

    /// A new storage on this test's database, as another instance would make it.
    MongoStorage storage() {
        return new MongoStorage(Shared.CLIENT, name, clock);
    }

    MongoDatabase database() {
        return Shared.CLIENT.getDatabase(name);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Shared.COMMANDS.forget();
        storage().prepare();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        database().drop();
        Shared.COMMANDS.check();
    }

    private static String startEngine() {
        // Ends with the process.
        InetSocketAddress address = new MongoServer(new MemoryBackend()).bind();
        return "mongodb://127.0.0.1:" + address.getPort();
    }
}
