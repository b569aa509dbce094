package keeplink.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import keeplink.fetch.HostileCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All that a server or a page may do, four at a time in a heap of 256 MB: each ends with its verdict, in time, and the
/// process lives.
class HostileCapturesTest {
    @TempDir
    Path directory;

    private record Outcome(String verdict, long millis) {}

    @Test
    void everyCaseHasItsVerdictInTimeAndInLittleMemory() throws Exception {
        Path printed = directory.resolve("printed.txt");
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        classes,
                        HostileCaptures.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        boolean ended = process.waitFor(4, TimeUnit.MINUTES);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        assertThat(ended && process.exitValue() == 0)
                .as("%s", Files.readString(printed))
                .isTrue();
        Map<String, Outcome> outcomes = Files.readAllLines(printed).stream()
                .map(line -> line.split("\t"))
                .filter(columns -> columns.length == 3)
                .collect(Collectors.toMap(c -> c[0], c -> new Outcome(c[1], Long.parseLong(c[2]))));
        assertThat(outcomes).hasSize(HostileCase.values().length);
        for (HostileCase hostile : HostileCase.values()) {
            Outcome outcome = Objects.requireNonNull(outcomes.get(hostile.name()));
            assertThat(outcome.verdict()).as(hostile.name()).matches(hostile.verdict());
            // the page's time twice, once more as a browser, parsing, and what four at once cost one another
            assertThat(outcome.millis()).as(hostile.name()).isLessThan(30_000);
        }
    }
}
