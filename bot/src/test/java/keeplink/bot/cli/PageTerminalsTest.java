package keeplink.bot.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import keeplink.fetch.FetchResult;
import keeplink.fetch.PageFetcher;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class PageTerminalsTest {
    @TempDir
    private Path directory;

    private final TestWorkbench workbench = new TestWorkbench(URI.create("http://telegram.invalid/"));
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, UTF_8);

    private CommandLine articles() {
        return new CommandLine(new ArticleTerminal(workbench, out));
    }

    private String printed() {
        return printed.toString(UTF_8);
    }

    @Test
    void anArticleIsAnObjectALine() throws Exception {
        Path page = directory.resolve("page.html");
        Files.writeString(
                page,
                "<html lang=en><title>A page</title><article><h1>A page</h1><p>"
                        + "Words to read, and more of them. ".repeat(20)
                        + "<a href='/next'>next</a></article>");

        int exit = articles()
                .execute(
                        "--url",
                        "https://a.example/page",
                        page.toString(),
                        directory.resolve("none.html").toString());

        assertThat(exit).as("one of them is not there").isEqualTo(1);
        assertThat(printed().lines())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains(
                                "\"url\":\"https://a.example/page\"", "\"title\":\"A page\"", "\"publishedTime\":null")
                        .contains("Words to read", "https://a.example/next"));
    }

    /// The bound is 10 MB: what is beyond it is not read.
    @Test
    void anArticleOfALongFileEndsAtTheBound() throws Exception {
        String start = "<title>Boats</title><article><p>" + "Out in the morning. ".repeat(50) + "<!--";
        String end = "--><p>The very end.";
        int padding = 10 * 1024 * 1024 - start.length() - end.length();
        Path within = Files.writeString(directory.resolve("within.html"), start + "x".repeat(padding) + end);
        Path beyond = Files.writeString(directory.resolve("beyond.html"), start + "x".repeat(padding + 20) + end);

        assertThat(articles().execute(within.toString(), beyond.toString())).isZero();

        assertThat(printed().lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("The very end"),
                        line -> assertThat(line)
                                .contains("\"title\":\"Boats\"", "Out in the morning")
                                .doesNotContain("The very end"));
    }

    /// A heap of 256 MB is enough for any file.
    @Test
    void anArticleOfAnyFileTakesLittleMemory() throws Exception {
        Path page = Files.writeString(
                directory.resolve("long.html"),
                "<title>Boats</title><article>"
                        + "<p>The boats go out in the morning, and come back.\n".repeat(40_000));
        lengthen(page);
        Path pdf = Files.writeString(directory.resolve("long.pdf"), "%PDF-1.7");
        lengthen(pdf);
        Path told = directory.resolve("told");
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Articles.class.getName(),
                        page.toString(),
                        pdf.toString())
                .redirectOutput(directory.resolve("printed").toFile())
                .redirectError(told.toFile())
                .start();

        assertThat(java.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(told).content().contains("long.html: too long", "long.pdf: too large");
        assertThat(java.exitValue()).as("one of them could not be read").isEqualTo(1);
        assertThat(Files.readAllLines(directory.resolve("printed")))
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("\"title\":\"Boats\"", "The boats go out");
    }

    /// Takes no room on the disk.
    private static void lengthen(Path file) throws IOException {
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(3L * 1024 * 1024 * 1024);
        }
    }

    /// The command in a process of its own.
    static final class Articles {
        private Articles() {}

        static void main(String... files) {
            TestWorkbench workbench = new TestWorkbench(URI.create("http://telegram.invalid/"));
            System.exit(new CommandLine(new ArticleTerminal(workbench, System.out)).execute(files));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "feed.xml,   application/rss+xml,   page.html,  page.html,      &lt;script",
        "feed.xml,   application/rss+xml,   page.HTM,   page.HTM,       &lt;script",
        "feed.xml,   application/rss+xml,   feed.xml,   feed.xml.txt,   <script",
        "feed.xml,   application/rss+xml,   feed.txt,   feed.txt,       <script",
        "notes.txt,  text/plain,            page.html,  page.html,      &lt;script",
        "notes.txt,  text/plain,            notes.txt,  notes.txt,      <script",
        "map.svg,    image/svg+xml,         page.html,  page.html,      data:image/svg+xml;base64",
        "map.svg,    image/svg+xml,         map.svg,    map.svg,        xmlns",
        "report.pdf, application/pdf,       page.html,  page.html,      data:application/octet-stream;base64",
        "report.pdf, application/pdf,       report.pdf, report.pdf,     <script",
        "index.html, text/html,             page.html,  page.html,      <!DOCTYPE"
    })
    void aSnapshotRunsNothingUnderTheNameItIsGiven(
            String served, String type, String asked, String written, String holds) throws Exception {
        String act = "<script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script>";
        String body =
                switch (type) {
                    case "application/pdf" -> "%PDF-1.7 " + act;
                    case "text/html" -> "<!DOCTYPE html><p>words" + act;
                    default -> "<svg xmlns='http://www.w3.org/2000/svg'>" + act + "</svg>";
                };
        workbench.site = new Site(type, body.getBytes(UTF_8), false);

        int exit = TerminalCommands.run(
                workbench,
                "snapshot",
                "https://a.example/" + served,
                "-o",
                directory.resolve(asked).toString());

        assertThat(exit).isZero();
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(directory.resolve(written));
        }
        assertThat(Files.readString(directory.resolve(written))).contains(holds);
        if (!holds.equals("<script")) {
            assertThat(Files.readString(directory.resolve(written))).doesNotContain("<script");
        }
    }

    @Test
    void anAnswerThatWasCutIsNoFile() {
        workbench.site = new Site("application/pdf", "%PDF-1.7".getBytes(UTF_8), true);
        Path file = directory.resolve("report.pdf");
        assertThat(TerminalCommands.run(workbench, "snapshot", "https://a.example/x", "-o", file.toString()))
                .isEqualTo(1);
        assertThat(file).doesNotExist();
    }

    /// One page and nothing else.
    @SuppressWarnings("ArrayRecordComponent") // It is never compared.
    private record Site(String type, byte[] body, boolean truncated) implements PageFetcher {
        @Override
        public FetchResult page(String url) {
            return new FetchResult.Fetched(
                    url, List.of(), 200, Map.of("content-type", List.of(type)), body, truncated, Instant.EPOCH);
        }

        @Override
        public FetchResult resource(String url, String pageUrl, long maxBytes, Duration within) {
            throw new AssertionError("the page has no files");
        }
    }
}
