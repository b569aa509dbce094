package keeplink.bot;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import keeplink.snapshot.RestoredCopies;
import keeplink.snapshot.SnapshotComposer;
import keeplink.snapshot.Snapshots;
import keeplink.storage.LuceneSearchIndex;
import keeplink.storage.MongoStorage;
import keeplink.storage.embedded.EmbeddedMongo;
import keeplink.transfer.Exports;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/// Where everything is kept: a MongoDB server where the settings name one, else the engine within this process;
/// the search index beside it.
@Configuration(proxyBeanMethods = false)
class StorageConfiguration {
    private static final Logger log = LoggerFactory.getLogger(StorageConfiguration.class);
    private static final String DATABASE = "keeplink";

    /// The engine within this process, where no server is named.
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "spring.mongodb.uri", matchIfMissing = true, havingValue = "none")
    static class Embedded {
        @Bean(destroyMethod = "close")
        EmbeddedMongo embeddedMongo(KeeplinkProperties properties) throws IOException {
            Path directory = properties.dataDir().toAbsolutePath().normalize();
            log.info("Links are kept in {}", directory);
            return EmbeddedMongo.open(directory);
        }

        @Bean
        MongoConnectionDetails embeddedConnection(EmbeddedMongo engine) {
            ConnectionString address = new ConnectionString(engine.connectionString());
            return () -> address;
        }
    }

    @Bean
    MongoStorage storage(
            MongoClient client,
            MongoConnectionDetails connection,
            ObjectProvider<EmbeddedMongo> embedded,
            Clock clock) {
        String named = connection.getConnectionString().getDatabase();
        MongoStorage storage = new MongoStorage(client, named == null ? DATABASE : named, clock);
        storage.prepare();
        embedded.ifAvailable(engine -> storage.endLeases());
        return storage;
    }

    @Bean
    Snapshots snapshots(MongoStorage storage) {
        return new Snapshots(storage.snapshots(), storage.blobs(), new SnapshotComposer());
    }

    @Bean
    RestoredCopies restoredCopies(MongoStorage storage, Snapshots snapshots, Clock clock) {
        return new RestoredCopies(storage.snapshots(), storage.blobs(), snapshots, clock);
    }

    @Bean
    Exports exports(MongoStorage storage, Snapshots snapshots, Clock clock) {
        return new Exports(storage.links(), snapshots, storage.blobs(), clock);
    }

    @Bean(destroyMethod = "close")
    @Lazy
    LuceneSearchIndex searchIndex(KeeplinkProperties properties) throws IOException {
        return LuceneSearchIndex.open(properties.dataDir().toAbsolutePath().resolve("index"));
    }

    /// Names this instance among others that share a database, the same after a restart.
    @Bean
    InstanceId instanceId(KeeplinkProperties properties) throws IOException {
        Path file = properties.dataDir().toAbsolutePath().resolve("instance-id");
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, UUID.randomUUID().toString());
        }
        return new InstanceId(Files.readString(file).strip());
    }

    /// @param value any text, unique among the instances
    record InstanceId(String value) {}
}
