package keeplink.storage.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;

/// The SQLite file and who may touch it when: one writer whose transactions are synced before a command is
/// answered, and readers beside it, each on a snapshot of what is committed.
///
/// Commands that wait for the writer while another one works join its transaction; the last of the queue commits
/// for all (group commit), so many threads share one sync.
final class Store {
    private static final Logger log = LoggerFactory.getLogger(Store.class);
    private static final int READERS = 8;
    private static final int WRITER_CACHE_KIB = 32 * 1024;
    private static final int READER_CACHE_KIB = 4 * 1024;
    private static final int JOURNAL_LIMIT_BYTES = 16 * 1024 * 1024;

    private static final String[] TABLES = {
        "CREATE TABLE IF NOT EXISTS collection (id INTEGER PRIMARY KEY, namespace TEXT NOT NULL UNIQUE)",
        "CREATE TABLE IF NOT EXISTS document (position INTEGER PRIMARY KEY, body BLOB NOT NULL)",
        "CREATE TABLE IF NOT EXISTS key_index (id INTEGER PRIMARY KEY, collection INTEGER NOT NULL, name TEXT NOT NULL,"
                + " multikey INTEGER NOT NULL DEFAULT 0, UNIQUE (collection, name))",
        "CREATE TABLE IF NOT EXISTS unique_key (index_id INTEGER NOT NULL, key BLOB NOT NULL, position INTEGER NOT NULL,"
                + " PRIMARY KEY (index_id, key)) WITHOUT ROWID",
        "CREATE TABLE IF NOT EXISTS index_key (index_id INTEGER NOT NULL, key BLOB NOT NULL, position INTEGER NOT NULL,"
                + " PRIMARY KEY (index_id, key, position)) WITHOUT ROWID"
    };

    private final Path file;
    private final ReentrantLock writer = new ReentrantLock();
    private final Session writing;

    /// Held for reading by every reader, so that collections and indexes never change under one.
    private final ReentrantReadWriteLock catalog = new ReentrantReadWriteLock();

    private final Semaphore readers = new Semaphore(READERS);
    private final Deque<Session> idleReaders = new ArrayDeque<>();

    /// Told when a transaction was undone, so that nothing is remembered which is not in the file.
    private Runnable onRollback = () -> {};

    /// The transaction under way; completed when it is synced. Guarded by `writer`.
    private @Nullable CompletableFuture<Void> transaction;

    /// Why nothing is taken any more. Guarded by `writer`.
    private @Nullable StorageException broken;

    private Store(Path file, Session writing) {
        this.file = file;
        this.writing = writing;
    }

    static Store open(Path file) throws IOException {
        try {
            Session session = new Session(connect(file, true), true);
            for (String table : TABLES) {
                session.execute(table);
            }
            return new Store(file, session);
        } catch (SQLException | StorageException e) {
            throw new IOException("Cannot open " + file, e);
        }
    }

    private static Connection connect(Path file, boolean writing) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(10_000);
        config.setCacheSize(writing ? -WRITER_CACHE_KIB : -READER_CACHE_KIB);
        config.setJournalSizeLimit(JOURNAL_LIMIT_BYTES);
        // Nobody asks for them, and the driver would query them after every statement that writes.
        config.setGetGeneratedKeys(false);
        Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
        try (var statement = connection.createStatement()) {
            // A plain fsync of macOS leaves the bytes in the drive's cache. Other systems know no difference.
            statement.execute(writing ? "PRAGMA fullfsync = true" : "PRAGMA query_only = true");
        }
        return connection;
    }

    void onRollback(Runnable action) {
        this.onRollback = action;
    }

    /// Runs a command that writes documents and returns once what it did is synced, also when it ends in an
    /// error: what it did until then stays, as in MongoDB.
    <T> T write(Supplier<T> command) {
        return write(command, false);
    }

    /// Runs a command that changes collections or indexes, alone, all of it or nothing.
    <T> T define(Supplier<T> command) {
        return write(command, true);
    }

    private <T> T write(Supplier<T> command, boolean alone) {
        CompletableFuture<Void> synced;
        @Nullable T result = null;
        @Nullable RuntimeException failure = null;
        writer.lock();
        try {
            synced = begin();
            try {
                result = alone ? alone(command) : writing.call(command);
            } catch (StorageException | Error e) {
                rollBack(e);
                throw e;
            } catch (RuntimeException e) {
                failure = e;
            }
            // Whoever waits joins this transaction and comes by here too; nobody gives up waiting.
            if (!writer.hasQueuedThreads()) {
                commit();
            }
        } finally {
            writer.unlock();
        }
        await(synced);
        if (failure != null) {
            throw failure;
        }
        return Objects.requireNonNull(result);
    }

    private <T> T alone(Supplier<T> command) {
        catalog.writeLock().lock();
        try {
            T result = writing.call(() -> writing.allOrNothing(command));
            // Readers must not use an index before its keys are there to be seen.
            commit();
            return result;
        } catch (StorageException e) {
            throw e;
        } catch (RuntimeException e) {
            onRollback.run();
            throw e;
        } finally {
            catalog.writeLock().unlock();
        }
    }

    /// Makes a collection within a command that writes, while no reader looks at the list of collections.
    <T> T whileNobodyReads(Supplier<T> change) {
        catalog.writeLock().lock();
        try {
            return writing.allOrNothing(change);
        } catch (RuntimeException e) {
            onRollback.run();
            throw e;
        } finally {
            catalog.writeLock().unlock();
        }
    }

    /// Runs a command that reads, on one snapshot. `ready` is asked first whether the catalog has what the
    /// command needs, and `prepare` runs as a definition until it has.
    <T> T read(Supplier<Boolean> ready, Supplier<?> prepare, Supplier<T> command) {
        while (true) {
            catalog.readLock().lock();
            try {
                if (ready.get()) {
                    return onSnapshot(command);
                }
            } finally {
                catalog.readLock().unlock();
            }
            define(prepare);
        }
    }

    private <T> T onSnapshot(Supplier<T> command) {
        readers.acquireUninterruptibly();
        try {
            Session session = idleReader();
            session.execute("BEGIN");
            try {
                return session.call(command);
            } finally {
                session.execute("COMMIT");
                synchronized (idleReaders) {
                    idleReaders.push(session);
                }
            }
        } finally {
            readers.release();
        }
    }

    private Session idleReader() {
        synchronized (idleReaders) {
            if (!idleReaders.isEmpty()) {
                return idleReaders.pop();
            }
        }
        try {
            return new Session(connect(file, false), false);
        } catch (SQLException e) {
            throw new StorageException("Cannot open " + file, e);
        }
    }

    private CompletableFuture<Void> begin() {
        if (broken != null) {
            throw new StorageException("The disk failed; nothing is written until Keeplink is restarted", broken);
        }
        if (transaction == null) {
            writing.execute("BEGIN IMMEDIATE");
            transaction = new CompletableFuture<>();
        }
        return transaction;
    }

    private void commit() {
        CompletableFuture<Void> committed = transaction;
        if (committed == null) {
            return;
        }
        try {
            writing.execute("COMMIT");
            transaction = null;
            committed.complete(null);
        } catch (StorageException e) {
            rollBack(e);
        }
    }

    private void rollBack(Throwable cause) {
        CompletableFuture<Void> failed = transaction;
        transaction = null;
        if (cause instanceof StorageException storage && storage.leavesTheFileInDoubt()) {
            broken = storage;
        }
        try {
            writing.execute("ROLLBACK");
        } catch (StorageException e) {
            // SQLite undoes the transaction by itself when the disk is full or fails, and has then nothing left to
            // undo.
            log.debug("Nothing left to undo", e);
        }
        catalog.writeLock().lock();
        try {
            onRollback.run();
        } finally {
            catalog.writeLock().unlock();
        }
        if (failed != null) {
            failed.completeExceptionally(cause);
        }
    }

    private static void await(CompletableFuture<Void> synced) {
        try {
            synced.join();
        } catch (CompletionException e) {
            throw new StorageException(
                    "The write was undone, the file cannot be written", Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    /// The bytes of the file on disk.
    long fileSize() {
        return file.toFile().length();
    }

    /// Closes the file after everything under way is committed. No command may come after it.
    void close() {
        writer.lock();
        try {
            commit();
            readers.acquireUninterruptibly(READERS);
            synchronized (idleReaders) {
                for (Session session : idleReaders) {
                    session.close();
                }
                idleReaders.clear();
            }
            writing.close();
        } catch (SQLException e) {
            throw new StorageException("Cannot close " + file, e);
        } finally {
            writer.unlock();
        }
    }
}
