package keeplink.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import keeplink.link.InMemoryLinkStore;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.link.TestLinks;
import keeplink.link.UrlCanonicalizer;
import keeplink.page.Verdict;
import keeplink.snapshot.BlobId;
import keeplink.snapshot.BlobStore;
import keeplink.snapshot.InMemorySnapshotStore;
import keeplink.snapshot.Snapshot;
import keeplink.snapshot.SnapshotComposer;
import keeplink.snapshot.Snapshots;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A collection need not fit into memory to be written: each format is written in a process with a heap that its file
/// would not fit into.
class LargeExportTest {
    private static final int HEAP_MEGABYTES = 16;
    private static final int LINKS = 2_400;
    private static final int WITH_COPIES = 20;
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    /// Links that are made when they are asked for, each with eight kilobytes of a note.
    private static final class MadeLinks extends InMemoryLinkStore {
        private static final String NOTE = "What was thought of it. ".repeat(340);

        @Override
        public List<Link> list(LinkCollection collection, int after, int limit) {
            return IntStream.rangeClosed(after + 1, Math.min(LINKS, after + limit))
                    .mapToObj(MadeLinks::link)
                    .toList();
        }

        @Override
        public Optional<Link> find(LinkCollection collection, int number) {
            return Optional.of(link(number));
        }

        private static Link link(int number) {
            String url = "https://a.example/" + number;
            Link link = Link.kept(
                    TestLinks.HOME,
                    number,
                    url,
                    new UrlCanonicalizer().canonicalize(url).orElseThrow(),
                    TestLinks.tags("a"),
                    NOTE,
                    TestLinks.ANNA,
                    null,
                    "77/" + number,
                    NOON);
            return number > WITH_COPIES
                    ? link
                    : link.change()
                            .capture(new Link.Capture("copy-" + number, NOON, new Verdict.Full(List.of()), 1_000_000))
                            .at(NOON);
        }
    }

    /// A megabyte that is hard to compress, another for each copy.
    private static final BlobStore NOISE = new BlobStore() {
        @Override
        public BlobId put(byte[] content) {
            throw new UnsupportedOperationException("an export stores nothing");
        }

        @Override
        public Optional<byte[]> get(BlobId id) {
            byte[] noise = new byte[1_000_000];
            new Random(id.hashCode()).nextBytes(noise);
            return Optional.of(noise);
        }

        @Override
        public long storedBytes() {
            return 0;
        }
    };

    private static Exports exports() {
        InMemorySnapshotStore store = new InMemorySnapshotStore();
        for (int number = 1; number <= WITH_COPIES; number++) {
            store.put(new Snapshot(
                    "copy-" + number,
                    TestLinks.HOME,
                    number,
                    NOON,
                    "https://a.example/" + number,
                    new Verdict.NotAPage("application/octet-stream"),
                    "application/octet-stream",
                    BlobId.of(("copy " + number).getBytes(StandardCharsets.UTF_8)),
                    List.of(),
                    null,
                    1_000_000));
        }
        return new Exports(
                new MadeLinks(),
                new Snapshots(store, NOISE, new SnapshotComposer()),
                NOISE,
                Clock.fixed(NOON, ZoneOffset.UTC));
    }

    /// Writes a collection in every format, and prints how long each file is.
    public static void main(String... args) {
        for (ExportFormat format : ExportFormat.values()) {
            Counting out = new Counting();
            exports().write(format, TestLinks.HOME, out);
            System.out.println(format + " " + out.count);
        }
    }

    private static final class Counting extends OutputStream {
        private long count;

        @Override
        public void write(int b) {
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            count += length;
        }
    }

    @Test
    void isWrittenInASmallHeap() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP_MEGABYTES + "m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeExportTest.class.getName())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(printed).isZero();
        assertThat(printed.lines().filter(line -> line.matches("[A-Z]+ \\d+")))
                .hasSize(ExportFormat.values().length)
                .allSatisfy(line -> assertThat(Long.parseLong(line.replaceAll("\\D+", "")))
                        .as(line)
                        .isGreaterThan(HEAP_MEGABYTES * 1024L * 1024));
    }

    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void isNotWrittenFurtherThanItMay(ExportFormat format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThatThrownBy(() -> exports().write(format, TestLinks.HOME, out, 1_000_000))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(TooLargeException.class);
        assertThat(out.size()).isLessThanOrEqualTo(1_000_000);
    }
}
