package keeplink.bot.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.net.ExtendedSocketOptions;
import keeplink.bot.local.BotApiStandIn;
import keeplink.transfer.ImportFile;
import keeplink.transfer.Importer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import picocli.CommandLine;

class TerminalCommandsTest {
    @TempDir
    private Path directory;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, UTF_8);

    private final BotApiStandIn telegram = BotApiStandIn.inMemory("12345:canary");
    private final TestWorkbench workbench = new TestWorkbench(telegram.url());

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
        assertThat(printed.toString(UTF_8))
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
        assertThat(printed.toString(UTF_8))
                .contains("Connection:       none")
                .contains("Problem:          ")
                .doesNotContain("canary");
    }

    private String printed() {
        return printed.toString(UTF_8);
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
        workbench.wrong.add("not looked at");
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
                UTF_8);

        new CommandLine(new GuardTerminal(workbench, out)).execute(file.toString());

        assertThat(printed().lines())
                .containsExactly("ALLOW", "ALLOW", "BLOCK", "ALLOW", "BLOCK", "BLOCK", "BLOCK", "BLOCK", "ALLOW");
    }

    @Test
    void aCheckSaysWhatIsWrongAndExitsSo() {
        assertThat(new CommandLine(new CheckTerminal(workbench, out)).execute()).isZero();
        workbench.wrong.add("link 77/3 is not found by its address");
        assertThat(new CommandLine(new CheckTerminal(workbench, out)).execute()).isEqualTo(1);
        assertThat(printed()).contains("sound", "link 77/3");
    }

    @Test
    void anImportSaysWhatCameOfEachFile() throws Exception {
        Path file = Files.writeString(directory.resolve("bookmarks.html"), "");
        CommandLine command = new CommandLine(new ImportTerminal(workbench, out));
        assertThat(command.execute(file.toString())).isZero();
        assertThat(workbench.imported).containsExactly("1 bookmarks.html");
        assertThat(printed()).isEqualTo(file + ": 2 links are new, 1 was there already.\n");

        workbench.report = new Importer.Report(ImportFile.Outcome.BROKEN, 0, 0, 0, 0, 2, List.of("javascript:x"));
        assertThat(command.execute("--collection", "77", file.toString())).isEqualTo(1);
        assertThat(workbench.imported).endsWith("77 bookmarks.html");
        assertThat(printed()).contains("2 entries are without an address of the web: javascript:x, …");
        assertThat(command.execute(directory.resolve("none").toString())).isEqualTo(1);
        assertThat(workbench.imported).hasSize(2);
    }
}
