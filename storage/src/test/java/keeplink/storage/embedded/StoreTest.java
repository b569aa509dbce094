package keeplink.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.exception.MongoServerError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
    private static final int SYNCHRONOUS_FULL = 2;

    private final AtomicInteger rollbacks = new AtomicInteger();
    private Store store;

    @BeforeEach
    void open(@TempDir Path directory) throws IOException {
        store = Store.open(directory.resolve("keeplink.db"));
        store.onRollback(rollbacks::incrementAndGet);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void syncsEveryCommit() {
        assertThat(store.write(() -> number("PRAGMA synchronous"))).isEqualTo(SYNCHRONOUS_FULL);
        assertThat(store.write(() -> Session.current().rows("PRAGMA journal_mode", row -> row.getString(1))))
                .containsExactly("wal");
    }

    @Test
    void readersCannotWrite() {
        assertThatThrownBy(() -> read(() -> insert(1, "x"))).isInstanceOf(StorageException.class);
    }

    @Test
    void readersSeeWhatIsCommittedOnly() {
        store.write(() -> {
            insert(1, "x");
            try (ExecutorService other = Executors.newSingleThreadExecutor()) {
                assertThat(other.submit(() -> read(this::count)).get()).isZero();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            return true;
        });
        assertThat(read(this::count)).isEqualTo(1);
    }

    @Test
    void keepsWhatACommandDidBeforeItsError() {
        assertThatThrownBy(() -> store.write(() -> {
                    insert(1, "x");
                    throw new MongoServerError(11000, "no");
                }))
                .isInstanceOf(MongoServerError.class);
        assertThat(read(this::count)).isEqualTo(1);
        assertThat(rollbacks).hasValue(0);
    }

    @Test
    void undoesADefinitionThatFails() {
        assertThatThrownBy(() -> store.define(() -> {
                    insert(1, "x");
                    throw new MongoServerError(67, "no");
                }))
                .isInstanceOf(MongoServerError.class);
        assertThat(read(this::count)).isZero();
        assertThat(rollbacks).hasValue(1);
    }

    @Test
    void undoesAStatementThatBreaksInTheMiddle() {
        assertThatThrownBy(() -> store.write(() -> {
                    insert(1, "x");
                    return Session.current().atomically(() -> {
                        insert(2, "y");
                        throw new IllegalStateException("broken");
                    });
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(read(this::count)).isEqualTo(1);
    }

    @Test
    void goesOnWhenADiskThatWasFullHasRoomAgain() {
        store.write(() -> insert(1, "x"));
        Long pages = store.write(() -> number("PRAGMA page_count"));
        store.write(() -> number("PRAGMA max_page_count = " + (pages + 5)));
        assertThatThrownBy(() -> store.write(() -> insert(2, "y".repeat(1_000_000))))
                .isInstanceOf(StorageException.class)
                .hasStackTraceContaining("full");
        assertThat(rollbacks).hasValue(1);
        assertThat(read(this::count)).isEqualTo(1);
        store.write(() -> number("PRAGMA max_page_count = 1000000"));
        store.write(() -> insert(2, "y".repeat(1_000_000)));
        assertThat(read(this::count)).isEqualTo(2);
    }

    @Test
    void tellsEveryCommandOfATransactionThatWasUndone() throws Exception {
        Long pages = store.write(() -> number("PRAGMA page_count"));
        store.write(() -> number("PRAGMA max_page_count = " + (pages + 40)));
        List<Integer> acknowledged = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<@Nullable Integer>> results = new ArrayList<>();
            for (int i = 1; i <= 64; i++) {
                int id = i;
                results.add(threads.submit(() -> {
                    try {
                        return store.write(() -> insert(id, "z".repeat(10_000)));
                    } catch (StorageException e) {
                        return null;
                    }
                }));
            }
            for (int i = 0; i < results.size(); i++) {
                if (results.get(i).get() != null) {
                    acknowledged.add(i + 1);
                }
            }
        }
        assertThat(acknowledged).isNotEmpty().hasSizeLessThan(64);
        assertThat(read(() -> Session.current().rows("SELECT position FROM document", row -> row.getInt(1))))
                .containsExactlyInAnyOrderElementsOf(acknowledged);
    }

    private <T> T read(Supplier<T> command) {
        return store.read(() -> true, () -> true, command);
    }

    private Long count() {
        return number("SELECT count(*) FROM document");
    }

    private static Long number(String sql) {
        Long number = Session.current().number(sql);
        return number == null ? -1L : number;
    }

    private static int insert(int position, String body) {
        return Session.current().execute("INSERT INTO document (position, body) VALUES (?, ?)", position, body);
    }
}
