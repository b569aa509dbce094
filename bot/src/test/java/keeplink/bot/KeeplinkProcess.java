package keeplink.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Keeplink in a process of its own: the jar where there is one, else the classes of this test run. What it
/// prints goes to a file, over all its starts. Not safe for many threads.
///
/// It is compiled once only, as `spring-boot:run` does it: most of these processes are killed soon after their start,
/// and the start costs half as much that way.
final class KeeplinkProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);

    private final Path directory;
    private final List<String> settings;
    final Path log;
    final int port;
    private Process process;

    /// Starts it.
    KeeplinkProcess(Path directory, List<String> settings) throws IOException {
        this.directory = directory;
        this.settings = settings;
        this.log = directory.resolve("keeplink.log");
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        process = launch();
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED"));
        String jar = System.getProperty("keeplink.jar");
        command.addAll(
                jar != null
                        ? List.of("-jar", Path.of(jar).toAbsolutePath().toString())
                        : List.of("-cp", System.getProperty("java.class.path"), KeeplinkApplication.class.getName()));
        command.add("--server.port=" + port);
        command.addAll(settings);
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    long pid() {
        return process.pid();
    }

    /// SIGKILL, as the operating system gives it: nothing is finished, nothing is said.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// SIGTERM; answers how long the end took.
    Duration stop() throws InterruptedException {
        long begin = System.nanoTime();
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS))
                .as("ended after SIGTERM")
                .isTrue();
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    void startAgain() throws IOException {
        process = launch();
    }

    /// Waits until health says something.
    void awaitHealth(String pattern) throws IOException, InterruptedException {
        await("/actuator/health", pattern, START);
    }

    /// Waits until a page of its web side has something.
    void await(String page, String pattern, Duration patience) throws IOException, InterruptedException {
        Pattern wanted = Pattern.compile(pattern);
        long until = System.nanoTime() + patience.toNanos();
        String last = "nothing";
        while (System.nanoTime() < until) {
            try {
                last = get(page);
                if (wanted.matcher(last).find()) {
                    return;
                }
            } catch (IOException notYet) {
                assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
            }
            // the process says nothing when it is ready, so it is asked
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError(page + " never said " + pattern + " but " + last + "\n" + Files.readString(log));
    }

    String get(String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .timeout(Duration.ofSeconds(10))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        assertThat(TokenScan.holdsToken(Files.readString(log)))
                .as("a token in what the process printed")
                .isFalse();
    }
}
