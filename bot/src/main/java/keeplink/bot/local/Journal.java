package keeplink.bot.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Changes, one JSON object a line, appended to a file; read again at the next start. A line that a crash cut
/// short was never acknowledged and is cut off. Not safe for many threads.
final class Journal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final JsonMapper JSON = new JsonMapper();

    private final @Nullable Path file;
    private @Nullable FileChannel channel;

    private Journal(@Nullable Path file) {
        this.file = file;
    }

    /// A journal that forgets.
    static Journal inMemory() {
        return new Journal(null);
    }

    static Journal at(Path file) {
        return new Journal(file);
    }

    /// Reads what is there, cuts a torn end off, and opens for appending.
    List<JsonNode> open() {
        List<JsonNode> changes = new ArrayList<>();
        if (file == null) {
            return changes;
        }
        try {
            byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            int whole = 0;
            for (int at = 0; at < bytes.length; at++) {
                if (bytes[at] == '\n') {
                    read(bytes, whole, at).ifPresent(changes::add);
                    whole = at + 1;
                }
            }
            FileChannel opened = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            opened.truncate(whole);
            opened.position(whole);
            channel = opened;
            return changes;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /// A line that is no change is a loss of one message; refusing to start would be the loss of all.
    private static Optional<JsonNode> read(byte[] bytes, int from, int to) {
        try {
            return Optional.of(JSON.readTree(bytes, from, to - from));
        } catch (JacksonException e) {
            LOG.warn("A line of the local chat's journal cannot be read and is left out: {}", e.getOriginalMessage());
            return Optional.empty();
        }
    }

    /// Appends one change.
    ///
    /// @param force whether it must outlive a power cut when this returns; without, it outlives the process
    void append(JsonNode change, boolean force) {
        if (channel == null) {
            return;
        }
        try {
            long end = channel.position();
            try {
                write(channel, change);
                if (force) {
                    channel.force(false);
                }
            } catch (IOException e) {
                // half a line must not be the beginning of the next one
                channel.truncate(end);
                channel.position(end);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /// Replaces everything by these changes, at once or not at all.
    void rewrite(Iterable<? extends JsonNode> changes) {
        if (file == null || channel == null) {
            return;
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            FileChannel out = FileChannel.open(
                    fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
            for (JsonNode change : changes) {
                write(out, change);
            }
            out.force(true);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            channel.close();
            channel = out;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot rewrite " + file, e);
        }
    }

    private static void write(FileChannel out, JsonNode change) throws IOException {
        ByteBuffer line = ByteBuffer.wrap((JSON.writeValueAsString(change) + "\n").getBytes(StandardCharsets.UTF_8));
        while (line.hasRemaining()) {
            out.write(line);
        }
    }

    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + file, e);
        }
    }
}
