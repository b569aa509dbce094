package keeplink.transfer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import keeplink.snapshot.RestoredCopies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the lists of links in a ZIP file, by [ZipExport], Omnivore, Pocket, Telegram or a person who
/// zipped any file that is read here, and of our own the copies beside the list. Nothing of it is unpacked to a disk,
/// an entry is only ever found by its name; what is no list and no copy that a list names is not even looked into.
final class ZipImport {
    /// Lists together, unpacked: more links than anybody has, and a file that is made to fill a disk ends here.
    private static final long MOST_BYTES = 1L << 30;

    /// Copies together, unpacked, for a byte of the file: text is packed to a tenth, and what is packed to less than a
    /// fiftieth was made for that.
    private static final int MOST_UNPACKED = 50;

    private static final String OWN = "keeplink.json";
    private static final Pattern COPY = Pattern.compile("snapshots/[A-Za-z0-9._-]{1,100}");

    private static final Logger log = LoggerFactory.getLogger(ZipImport.class);

    private ZipImport() {}

    /// Hands on every link of every list in it.
    ///
    /// @return whether there is a list in it
    /// @throws BrokenFileException where the file, or a list in it, cannot be read to its end
    static boolean read(Path file, Consumer<ImportedLink> to) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            List<? extends ZipEntry> lists = zip.stream()
                    .filter(entry -> !entry.isDirectory() && mayBeList(entry.getName()))
                    .sorted(Comparator.comparing(ZipEntry::getName))
                    .toList();
            boolean own = lists.stream().anyMatch(entry -> entry.getName().equals(OWN));
            Budget budget = new Budget(MOST_BYTES);
            Copies copies = new Copies(zip, new Budget(MOST_BYTES / 4 + Files.size(file) * MOST_UNPACKED));
            boolean known = false;
            for (ZipEntry entry : lists) {
                if (!own || entry.getName().equals(OWN)) {
                    try (InputStream in = budget.on(zip.getInputStream(entry))) {
                        known |= ImportFile.readText(in, copies, to);
                    }
                }
            }
            return known;
        } catch (ZipException | IllegalArgumentException broken) {
            throw new BrokenFileException(broken);
        }
    }

    /// Lists lie at the top or one folder deep; Omnivore's pages, our copies and Telegram's pictures do not
    /// count.
    private static boolean mayBeList(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean deep = lower.chars().filter(c -> c == '/').count() > 1;
        boolean aside = lower.contains("content/")
                || lower.contains("snapshots/")
                || lower.contains("highlights/")
                || lower.contains("annotations/")
                || lower.contains("..");
        return !deep && !aside && lower.matches(".*\\.(json|csv|html?|md)");
    }

    /// The copies in our own ZIP files.
    private record Copies(ZipFile zip, Budget budget) implements ImportedCopy.Folder {
        @Override
        public ImportedCopy.Source file(String name) {
            return COPY.matcher(name).matches() ? () -> read(name) : ImportedCopy.NOWHERE;
        }

        /// A copy that is damaged, or one too many, is as one that is not there: the links are worth more.
        private Optional<byte[]> read(String name) {
            ZipEntry entry = zip.getEntry(name);
            if (entry == null || entry.getSize() > RestoredCopies.MOST_BYTES) {
                return Optional.empty();
            }
            try (InputStream in = budget.on(zip.getInputStream(entry))) {
                byte[] copy = in.readNBytes(RestoredCopies.MOST_BYTES + 1);
                return copy.length > RestoredCopies.MOST_BYTES ? Optional.empty() : Optional.of(copy);
            } catch (IOException damaged) {
                log.warn("a copy in a file that is imported cannot be read: {}", damaged.toString());
                return Optional.empty();
            }
        }
    }

    private static final class Budget {
        private final long most;
        private long left;

        Budget(long most) {
            this.most = most;
            left = most;
        }

        InputStream on(InputStream in) {
            return new FilterInputStream(in) {
                @Override
                public int read() throws IOException {
                    spend(1);
                    return super.read();
                }

                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    int count = super.read(buffer, offset, length);
                    spend(Math.max(count, 0));
                    return count;
                }
            };
        }

        private void spend(int bytes) throws BrokenFileException {
            left -= bytes;
            if (left < 0) {
                throw new BrokenFileException("more than " + most + " bytes unpacked");
            }
        }
    }
}
