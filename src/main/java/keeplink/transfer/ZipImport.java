package keeplink.transfer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// Reads the lists of links in a ZIP file, by [ZipExport], Omnivore, Pocket, Telegram or a person who
/// zipped any file that is read here. Nothing of it is unpacked to a disk; what is no list is not even
/// looked into.
final class ZipImport {
    /// Together, unpacked: more links than anybody has, and a file that is made to fill a disk ends here.
    private static final long MOST_BYTES = 1L << 30;

    private static final String OWN = "keeplink.json";

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
            Budget budget = new Budget();
            boolean known = false;
            for (ZipEntry entry : lists) {
                if (!own || entry.getName().equals(OWN)) {
                    try (InputStream in = budget.on(zip.getInputStream(entry))) {
                        known |= ImportFile.readText(in, to);
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

    private static final class Budget {
        private long left = MOST_BYTES;

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
                throw new BrokenFileException("more than " + MOST_BYTES + " bytes unpacked");
            }
        }
    }
}
