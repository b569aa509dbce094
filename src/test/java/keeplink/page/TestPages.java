package keeplink.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/// The pages the tests of this package read.
public final class TestPages {
    private TestPages() {}

    static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(TestPages.class.getResourceAsStream("/pages/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static Document page(String name) throws IOException {
        return Jsoup.parse(resource(name), "https://blog.example/tcp.html");
    }

    /// Pages with marked articles lie beside the checkout, not in it; without them their tests are skipped.
    public static Optional<Path> corpora() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            for (Path shared : new Path[] {at.resolve("shared"), at.resolveSibling("shared")}) {
                if (Files.isDirectory(shared.resolve("corpora/readability"))) {
                    return Optional.of(shared.resolve("corpora"));
                }
            }
        }
        return Optional.empty();
    }
}
