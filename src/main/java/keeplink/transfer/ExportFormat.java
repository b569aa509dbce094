package keeplink.transfer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a collection can be written as.
public enum ExportFormat {
    JSON("json"),
    /// Netscape bookmarks, which browsers and other keepers read.
    HTML("html"),
    CSV("csv"),
    MARKDOWN("md"),
    /// The copies as single files, the JSON, and a page that searches them offline.
    ZIP("zip"),
    /// The copies as a web archive.
    WACZ("wacz");

    private final String extension;

    ExportFormat(String extension) {
        this.extension = extension;
    }

    /// The end of a file's name, without the dot.
    public String extension() {
        return extension;
    }

    /// The name as it is typed: `markdown`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The format of that name, or of files that end so; in any case of letters.
    public static Optional<ExportFormat> named(String word) {
        String lower = word.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> format.word().equals(lower) || format.extension.equals(lower))
                .findFirst();
    }
}
