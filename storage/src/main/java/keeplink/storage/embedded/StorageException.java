package keeplink.storage.embedded;

import java.sql.SQLException;

/// The file could not be read or written: the disk is full, gone or damaged. The command it met is undone as a
/// whole.
final class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// "Result and Error Codes" of SQLite: an error of the disk, whose kinds all have this low byte.
    private static final int SQLITE_IOERR = 10;

    StorageException(String message, Throwable cause) {
        super(message, cause);
    }

    /// Whether the disk failed, after which nobody knows what it holds until the file is opened again. A full
    /// disk is no such failure: SQLite undoes the transaction, and the next one may fit.
    boolean leavesTheFileInDoubt() {
        return getCause() instanceof SQLException cause && (cause.getErrorCode() & 0xFF) == SQLITE_IOERR;
    }
}
