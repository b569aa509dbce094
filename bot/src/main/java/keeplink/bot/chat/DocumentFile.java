package keeplink.bot.chat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that is about to be sent. Closed when it was, or was not. Thread-safe.
public interface DocumentFile extends AutoCloseable {
    /// A file that would have more bytes than it may: nobody has it.
    DocumentFile TOO_LARGE = of(new byte[0]);

    /// How many bytes it has.
    long length();

    /// Its bytes, from the first; may be asked for again.
    ///
    /// @throws IOException where they cannot be read
    InputStream open() throws IOException;

    @Override
    default void close() {}

    /// One that is small enough to be in memory.
    static DocumentFile of(byte[] bytes) {
        return new DocumentFile() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }

    /// One on the disk, which is deleted in the end.
    ///
    /// @throws IOException where it cannot be read
    static DocumentFile temporary(Path path) throws IOException {
        long length = Files.size(path);
        return new DocumentFile() {
            @Override
            public long length() {
                return length;
            }

            @Override
            public InputStream open() throws IOException {
                return Files.newInputStream(path);
            }

            @Override
            public void close() {
                try {
                    Files.deleteIfExists(path);
                } catch (IOException e) {
                    throw new UncheckedIOException("a temporary file cannot be deleted", e);
                }
            }
        };
    }
}
