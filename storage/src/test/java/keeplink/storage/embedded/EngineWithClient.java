package keeplink.storage.embedded;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.nio.file.Path;
import org.bson.Document;

/// An engine with a driver connected to it, in a directory of its own.
final class EngineWithClient implements AutoCloseable {
    final EmbeddedMongo engine;
    final MongoClient client;
    final MongoDatabase database;

    EngineWithClient(Path directory) throws IOException {
        engine = EmbeddedMongo.open(directory);
        client = MongoClients.create(engine.connectionString());
        database = client.getDatabase("keeplink");
    }

    MongoCollection<Document> collection(String name) {
        return database.getCollection(name);
    }

    @Override
    public void close() {
        client.close();
        engine.close();
    }
}
