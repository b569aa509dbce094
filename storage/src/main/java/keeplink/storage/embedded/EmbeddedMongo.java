package keeplink.storage.embedded;

import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A MongoDB stand-in inside this process, kept in the file `keeplink.db` of one directory.
///
/// It answers the MongoDB wire protocol on 127.0.0.1 at a random port, without authentication, so it is never
/// reachable from another machine. A write is answered only after it is synced to the disk. Safe for use by many
/// threads.
///
/// The file is an SQLite 3 database in WAL mode; beside it lie `keeplink.db-wal` and `keeplink.db-shm` while it
/// is open, and `keeplink.lock`, which keeps a second process out.
public final class EmbeddedMongo implements AutoCloseable {
    /// Commands block a thread while they wait for the disk, and connections share the threads.
    private static final int THREADS = 64;

    private final MongoServer server;
    private final Backend backend;
    private final Store store;
    private final FileChannel lock;
    private final String connectionString;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedMongo(MongoServer server, Backend backend, Store store, FileChannel lock) {
        this.server = server;
        this.backend = backend;
        this.store = store;
        this.lock = lock;
        InetSocketAddress address = server.getLocalAddress();
        this.connectionString = "mongodb://" + address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    /// Opens the engine in `directory`, which is created when missing.
    ///
    /// @throws IOException when the directory cannot be used, or another process or instance has it open
    public static EmbeddedMongo open(Path directory) throws IOException {
        Files.createDirectories(directory);
        FileChannel lock = lock(directory);
        @Nullable Store store = null;
        try {
            store = Store.open(directory.resolve("keeplink.db"));
            Backend backend = new Backend(store);
            MongoServer server = new MongoServer(backend);
            server.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 1, THREADS);
            return new EmbeddedMongo(server, backend, store, lock);
        } catch (IOException | RuntimeException e) {
            try (lock) {
                if (store != null) {
                    store.close();
                }
            }
            throw e;
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        FileChannel channel = FileChannel.open(
                directory.resolve("keeplink.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            throw new IOException(directory + " is already open in this process", e);
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        if (lock == null) {
            throw new IOException(directory + " is in use by another process; only one Keeplink can have it open");
        }
        return channel;
    }

    /// Where a MongoDB driver of this process connects to, such as `mongodb://127.0.0.1:41234`.
    public String connectionString() {
        return connectionString;
    }

    /// What is wrong with the file: damage SQLite finds, keys without their document, documents without their
    /// keys. Empty when all is well. Reads everything once, without stopping writers; of much damage it tells the
    /// beginning.
    public List<String> check() {
        return backend.check();
    }

    /// Commits what is under way, stops the server and gives the file free. Closing twice does nothing.
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try (lock) {
                server.shutdownNow();
                store.close();
            } catch (IOException e) {
                throw new StorageException("Cannot give the lock of the directory free", e);
            }
        }
    }
}
