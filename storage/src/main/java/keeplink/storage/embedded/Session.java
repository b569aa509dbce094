package keeplink.storage.embedded;

import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.QueryMatcher;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One SQLite connection with its prepared statements, used by one thread at a time. What runs inside [#call]
/// finds it with [#current], since the command layer has no parameter to hand it down through.
final class Session {
    private static final ScopedValue<Session> CURRENT = ScopedValue.newInstance();

    private final Connection connection;
    private final boolean writing;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    /// A matcher of its own: it remembers the array position it found, and must not mix up two commands.
    private final QueryMatcher matcher = new DefaultQueryMatcher();

    Session(Connection connection, boolean writing) {
        this.connection = connection;
        this.writing = writing;
    }

    /// The session the running command belongs to.
    static Session current() {
        return CURRENT.orElseThrow(() -> new IllegalStateException("No command is running"));
    }

    <T extends @Nullable Object> T call(Supplier<T> operation) {
        return ScopedValue.where(CURRENT, this).call(operation::get);
    }

    boolean isWriting() {
        return writing;
    }

    QueryMatcher matcher() {
        return matcher;
    }

    /// Runs one statement and returns how many rows it changed.
    int execute(String sql, Object... parameters) {
        try {
            PreparedStatement statement = bound(sql, parameters);
            return statement.execute() ? 0 : statement.getUpdateCount();
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    /// All rows of a query. `reader` must not run statements of its own.
    <T> List<T> rows(String sql, RowReader<T> reader, Object... parameters) {
        try (ResultSet found = bound(sql, parameters).executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(reader.read(found));
            }
            return rows;
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    <T> @Nullable T first(String sql, RowReader<T> reader, Object... parameters) {
        List<T> rows = rows(sql, reader, parameters);
        return rows.isEmpty() ? null : rows.getFirst();
    }

    /// The number in the first column of the first row, or null when there is no row.
    @Nullable
    Long number(String sql, Object... parameters) {
        return first(sql, row -> row.getLong(1), parameters);
    }

    /// Runs a change of one document, or of many by one statement. An answer of MongoDB, such as a duplicate
    /// key, is given before the document it is about is touched, so what was done before stays; anything else
    /// undoes it all.
    <T extends @Nullable Object> T atomically(Supplier<T> change) {
        execute("SAVEPOINT change");
        try {
            T result = change.get();
            execute("RELEASE change");
            return result;
        } catch (StorageException e) {
            throw e;
        } catch (MongoServerError e) {
            execute("RELEASE change");
            throw e;
        } catch (RuntimeException e) {
            undo();
            throw e;
        }
    }

    /// Runs a change of the catalog, which is undone as a whole whatever stops it.
    <T extends @Nullable Object> T allOrNothing(Supplier<T> change) {
        execute("SAVEPOINT change");
        try {
            T result = change.get();
            execute("RELEASE change");
            return result;
        } catch (StorageException e) {
            throw e;
        } catch (RuntimeException e) {
            undo();
            throw e;
        }
    }

    private void undo() {
        execute("ROLLBACK TO change");
        execute("RELEASE change");
    }

    void close() throws SQLException {
        for (PreparedStatement statement : statements.values()) {
            statement.close();
        }
        connection.close();
    }

    /// The driver closes a statement that failed, so it is prepared anew the next time.
    private StorageException failed(String sql, SQLException cause) {
        try {
            PreparedStatement statement = statements.remove(sql);
            if (statement != null) {
                statement.close();
            }
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
        return new StorageException("Cannot run " + sql, cause);
    }

    private PreparedStatement bound(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < parameters.length; i++) {
            switch (parameters[i]) {
                case byte[] bytes -> statement.setBytes(i + 1, bytes);
                case Long number -> statement.setLong(i + 1, number);
                case Integer number -> statement.setInt(i + 1, number);
                default -> statement.setString(i + 1, parameters[i].toString());
            }
        }
        return statement;
    }

    /// Reads the row a result set stands on.
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
