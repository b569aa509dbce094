package keeplink.transfer;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.ZipException;

/// Reads the links out of a file, which is recognised by what is in it, whatever it is called.
public final class ImportFile {
    private ImportFile() {}

    /// What became of reading a file.
    public enum Outcome {
        /// To its end.
        READ,
        /// It breaks off, or is damaged from some place on; what came before that was read.
        BROKEN,
        /// No file that holds links in a form that is known.
        UNKNOWN;

        /// Whether every link of the file was read.
        public boolean isWhole() {
            return this == READ;
        }
    }

    /// Hands on every link of a file, one at a time.
    ///
    /// @throws IOException where the file itself cannot be had
    public static Outcome read(Path file, Consumer<ImportedLink> to) throws IOException {
        try {
            boolean known;
            if (isZip(file)) {
                known = ZipImport.read(file, to);
            } else {
                try (InputStream in = Files.newInputStream(file)) {
                    known = readText(in, name -> ImportedCopy.NOWHERE, to);
                }
            }
            return known ? Outcome.READ : Outcome.UNKNOWN;
        } catch (BrokenFileException | ZipException | EOFException broken) {
            return Outcome.BROKEN;
        }
    }

    private static boolean isZip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(4);
            return head.length == 4 && head[0] == 'P' && head[1] == 'K' && head[2] <= 6 && head[3] <= 7;
        }
    }

    /// Reads a file, or an entry of a ZIP file, that is text.
    ///
    /// @param files what lies beside it
    static boolean readText(InputStream in, ImportedCopy.Folder files, Consumer<ImportedLink> to) throws IOException {
        BufferedInputStream text = new BufferedInputStream(in, TextFile.HEAD);
        Optional<LinkReader> reader =
                reader(TextFile.decoded(TextFile.head(text)).text(), files);
        return reader.isPresent() && reader.get().read(text, to);
    }

    private static Optional<LinkReader> reader(String beginning, ImportedCopy.Folder files) {
        String head = beginning.stripLeading();
        if (head.startsWith("{") || head.startsWith("[")) {
            return Optional.of(new JsonImport(files));
        } else if (BookmarksImport.fits(head)) {
            return Optional.of(new BookmarksImport());
        } else if (MarkdownImport.fits(head)) {
            return Optional.of(new MarkdownImport());
        } else if (CsvImport.fits(head.lines().findFirst().orElse(""))) {
            return Optional.of(new CsvImport());
        }
        return Optional.empty();
    }
}
