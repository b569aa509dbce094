package keeplink.bot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jdk.net.ExtendedSocketOptions;
import keeplink.bot.local.BotApiStandIn;
import keeplink.bot.telegram.Secret;
import keeplink.bot.telegram.TelegramConnection;
import keeplink.fetch.AddressGuard;
import keeplink.fetch.FetchResult;
import keeplink.fetch.PageFetcher;
import keeplink.link.LinkCollection;
import keeplink.snapshot.SnapshotLimits;
import keeplink.snapshot.SnapshotMaker;
import keeplink.transfer.Exports;
import keeplink.transfer.ImportFile;
import keeplink.transfer.Importer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import picocli.CommandLine;

class TerminalCommandsTest {
    @TempDir
    private Path directory;

    private final List<String> imported = new ArrayList<>();
    private Importer.Report report = new Importer.Report(ImportFile.Outcome.READ, 2, 0, 1, 0, 0, List.of());
    private final List<String> wrong = new ArrayList<>();
    private @Nullable PageFetcher site;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    /// Without a network and without a database: a command that asks for one fails the test.
    private final Workbench workbench = new Workbench() {
        @Override
        public AddressGuard guard() {
            return AddressGuard.strict();
        }

        @Override
        public PageFetcher fetcher() {
            if (site == null) {
                throw new AssertionError("no network");
            }
            return site;
        }

        @Override
        public SnapshotMaker snapshotMaker() {
            return new SnapshotMaker(fetcher(), SnapshotLimits.DEFAULTS, Clock.systemUTC());
        }

        @Override
        public Exports exports() {
            throw new AssertionError("no database");
        }

        @Override
        public Importer.Report importFile(Path file, String chat) {
            imported.add(chat + " " + file.getFileName());
            return report;
        }

        @Override
        public Optional<String> ownChat() {
            return Optional.of("1");
        }

        @Override
        public List<String> collections() {
            return List.of();
        }

        @Override
        public LinkCollection collection(String chat) {
            return new LinkCollection(chat);
        }

        @Override
        public TelegramConnection telegram() {
            return TelegramConnection.to(telegram.url(), new Secret("12345:canary"));
        }

        @Override
        public List<String> check() {
            return wrong;
        }
    };

    private final BotApiStandIn telegram = BotApiStandIn.inMemory("12345:canary");

    @AfterEach
    void close() {
        telegram.close();
    }

    @Test
    void whatIsLoggedDoesNotMixWithWhatIsPrinted() throws JoranException {
        LoggerContext logging = new LoggerContext();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(logging);
        configurator.doConfigure(TerminalCommands.class.getResource("logback-terminal.xml"));

        assertThat(logging.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("beside"))
                .isInstanceOfSatisfying(
                        ConsoleAppender.class,
                        beside -> assertThat(beside.getTarget()).isEqualTo("System.err"));
        assertThat(logging.getLogger("org.apache.pdfbox").isErrorEnabled()).isFalse();
        assertThat(logging.getLogger("keeplink.fetch").isWarnEnabled()).isTrue();
    }

    @Test
    void theDoctorTellsHowTheLineIsKeptAliveAndTriesOne() {
        assertThat(new CommandLine(new DoctorTerminal(workbench, out)).execute())
                .isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("Keepalive wanted: idle 15 s, interval 5 s, count 3: a dead peer is noticed after 30 s")
                .contains(kernelDefaults())
                .contains("Read back from it: idle 15 s, interval 5 s, count 3: a dead peer is noticed after 30 s")
                .contains("Connection:       127.0.0.1:" + telegram.url().getPort())
                .contains("Answer:           @keeplink_bot")
                .doesNotContain("canary");
    }

    /// As the kernel itself has them on a socket that sets nothing but keepalive; empty where it does not tell.
    private static String kernelDefaults() {
        try (java.net.Socket socket = new java.net.Socket()) {
            return !socket.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)
                    ? ""
                    : "Kernel defaults:  idle %d s, interval %d s, count %d"
                            .formatted(
                                    socket.getOption(ExtendedSocketOptions.TCP_KEEPIDLE),
                                    socket.getOption(ExtendedSocketOptions.TCP_KEEPINTERVAL),
                                    socket.getOption(ExtendedSocketOptions.TCP_KEEPCOUNT));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void theDoctorSaysWhatIsWrongWithTheLine() {
        telegram.close();
        assertThat(new CommandLine(new DoctorTerminal(workbench, out)).execute())
                .isEqualTo(1);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("Connection:       none")
                .contains("Problem:          ")
                .doesNotContain("canary");
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aWordThatIsNoSettingIsACommand() {
        assertThat(TerminalCommands.asked()).isFalse();
        assertThat(TerminalCommands.asked("--server.port=8081", "--keeplink.telegram.token=x"))
                .isFalse();
        assertThat(TerminalCommands.asked("--keeplink.data-dir=/x", "check")).isTrue();
        assertThat(TerminalCommands.asked("--help")).isTrue();
        assertThat(TerminalCommands.settings("check", "--keeplink.data-dir=/x", "--url", "http://a.example/"))
                .containsExactly("--keeplink.data-dir=/x");
    }

    @Test
    void aWebArchiveIsCheckedWithoutTheDatabase() throws Exception {
        Path warc = directory.resolve("links.warc");
        String record = "WARC/1.1\r\nWARC-Type: warcinfo\r\nWARC-Record-ID: <urn:uuid:1>\r\n%s"
                + "Content-Type: application/warc-fields\r\nContent-Length: 0\r\n\r\n\r\n\r\n";
        Files.writeString(warc, record.formatted("WARC-Date: 2026-11-23T12:00:00Z\r\n"));
        wrong.add("not looked at");
        CommandLine check = new CommandLine(new CheckTerminal(workbench, out));
        assertThat(check.execute(warc.toString())).isZero();
        assertThat(printed()).isEqualTo(warc + " is sound.\n");

        Files.writeString(warc, record.formatted(""));
        assertThat(check.execute(warc.toString())).isEqualTo(1);
        assertThat(printed()).contains("links.warc, record at byte 0: Missing mandatory field: WARC-Date");
        assertThat(check.execute(directory.resolve("none.warc").toString())).isEqualTo(1);
    }

    @Test
    void theGuardAnswersALineForALine() throws Exception {
        Path file = directory.resolve("addresses.tsv");
        Files.writeString(file, """
            http://127.0.0.1/\t-
            http://ok.example.com/\t93.184.216.34
            http://mixed.example.com/\t93.184.216.34,10.0.0.1

            http://8.8.8.8/
            """);

        assertThat(new CommandLine(new GuardTerminal(workbench, out)).execute(file.toString()))
                .isZero();

        assertThat(printed().lines()).containsExactly("BLOCK", "ALLOW", "BLOCK", "BLOCK", "ALLOW");
    }

    @Test
    void theGuardReadsTablesAsEditorsLeaveThem() throws Exception {
        Path file = directory.resolve("addresses.tsv");
        Files.writeString(
                file,
                "\ufeff# address\tanswers\r\n"
                        + "http://ok.example.com/\t93.184.216.34, 8.8.8.8\r\n"
                        + "http://ok.example.com/\t 93.184.216.34 2606:4700:4700::1111 \r\n"
                        + "# mixed answers\r\n"
                        + "http://mixed.example.com/\t93.184.216.34 ; ::1\r\n"
                        + "ok.example.com:8080/page\t93.184.216.34\r\n"
                        + "//ok.example.com/\t93.184.216.34\r\n"
                        + "javascript:alert(1)\t\r\n"
                        + "\t93.184.216.34\r\n"
                        + "http://127.0.0.1\t.example.com/\t93.184.216.34\r\n"
                        + "http://ok.example.com/\t93.184.216.34",
                StandardCharsets.UTF_8);

        new CommandLine(new GuardTerminal(workbench, out)).execute(file.toString());

        assertThat(printed().lines())
                .containsExactly("ALLOW", "ALLOW", "BLOCK", "ALLOW", "BLOCK", "BLOCK", "BLOCK", "BLOCK", "ALLOW");
    }

    @Test
    void anArticleIsAnObjectALine() throws Exception {
        Path page = directory.resolve("page.html");
        Files.writeString(
                page,
                "<html lang=en><title>A page</title><article><h1>A page</h1><p>"
                        + "Words to read, and more of them. ".repeat(20)
                        + "<a href='/next'>next</a></article>");

        int exit = new CommandLine(new ArticleTerminal(workbench, out))
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
        site = new Site(type, body.getBytes(StandardCharsets.UTF_8), false);

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
        site = new Site("application/pdf", "%PDF-1.7".getBytes(StandardCharsets.UTF_8), true);
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

    @Test
    void aCheckSaysWhatIsWrongAndExitsSo() {
        assertThat(new CommandLine(new CheckTerminal(workbench, out)).execute()).isZero();
        wrong.add("link 77/3 is not found by its address");
        assertThat(new CommandLine(new CheckTerminal(workbench, out)).execute()).isEqualTo(1);
        assertThat(printed()).contains("sound", "link 77/3");
    }

    @Test
    void anImportSaysWhatCameOfEachFile() throws Exception {
        Path file = Files.writeString(directory.resolve("bookmarks.html"), "");
        CommandLine command = new CommandLine(new ImportTerminal(workbench, out));
        assertThat(command.execute(file.toString())).isZero();
        assertThat(imported).containsExactly("1 bookmarks.html");
        assertThat(printed()).isEqualTo(file + ": 2 links are new, 1 was there already.\n");

        report = new Importer.Report(ImportFile.Outcome.BROKEN, 0, 0, 0, 0, 2, List.of("javascript:x"));
        assertThat(command.execute("--collection", "77", file.toString())).isEqualTo(1);
        assertThat(imported).endsWith("77 bookmarks.html");
        assertThat(printed()).contains("2 entries are without an address of the web: javascript:x, …");
        assertThat(command.execute(directory.resolve("none").toString())).isEqualTo(1);
        assertThat(imported).hasSize(2);
    }
}
