package keeplink.transfer;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Says what is wrong with a web archive: a WARC file (ISO 28500:2017, compressed by records or not) or a WACZ file
/// (Web Archive Collection Zipped 1.1.1). Whose software wrote it does not matter.
///
/// Everything in it is read: headers, digests of blocks and payloads, what revisits refer to, and in a WACZ also sizes
/// and hashes of the files, the index and the list of pages. What lies in another file cannot be seen from one: a
/// revisit of a record elsewhere is named as a fault.
public final class ArchiveCheck {
    private ArchiveCheck() {}

    /// The faults, a line each; empty where the archive is sound.
    ///
    /// @throws IOException where the file itself cannot be read
    public static List<String> faults(Path file) throws IOException {
        List<String> faults = new ArrayList<>();
        if (isZip(file)) {
            new WaczCheck(faults).check(file);
            return faults;
        }
        WarcCheck warc = new WarcCheck(faults);
        NavigableMap<Long, WarcCheck.Place> records = new TreeMap<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            warc.read(String.valueOf(file.getFileName()), in, Files.size(file), records);
        }
        warc.finish();
        return faults;
    }

    private static boolean isZip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(2);
            return start.length == 2 && start[0] == 'P' && start[1] == 'K';
        }
    }
}
