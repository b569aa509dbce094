package keeplink.storage.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A MongoDB stand-in inside this process, kept in the file `keeplink.db` of one directory.
///
/// It answers the MongoDB wire protocol on 127.0.0.1 at a random port, without authentication, so it is never reachable
/// from another machine. A write is answered only after it is synced to the disk. Safe for use by many threads.
public final class EmbeddedMongo implements AutoCloseable {
    private EmbeddedMongo() {}

    /// Opens the engine in `directory`, which is created when missing.
    ///
    /// @throws IOException when the directory cannot be used, or another process or instance has it open
    public static EmbeddedMongo open(Path directory) throws IOException {
        throw new IOException("Not yet able to open " + directory);
    }

    /// Where a MongoDB driver of this process connects to, such as `mongodb://127.0.0.1:41234`.
    public String connectionString() {
        throw new IllegalStateException("Not open");
    }

    /// What is wrong with the file: damage SQLite finds, keys without their document, documents without their keys.
    /// Empty when all is well. Reads everything once, without stopping writers.
    public List<String> check() {
        throw new IllegalStateException("Not open");
    }

    /// Commits what is under way, stops the server and gives the file free. Closing twice does nothing.
    @Override
    public void close() {}
}
