package keeplink.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import keeplink.fetch.HostileCase;
import keeplink.fetch.HostilePage;
import keeplink.fetch.HugePage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All that a server or a page may do: each ends with its verdict, in time and in little memory, and the process lives.
class HostileCapturesTest {
    /// What comes near the bounds on bytes, elements or what is made of them.
    private static final String COSTLY =
            "GZIP_BOMB|ENDLESS_(BODY|IMAGE|CHUNKS|CHUNK_EXTENSION)|LENGTH_TERABYTE|FOSTER_PARENTS|LESS_THAN_SIGNS"
                    + "|MANY_LINKS|TEXT_OF_9_MB";

    @TempDir
    Path directory;

    private record Outcome(String verdict, long millis) {}

    @Test
    void everyCaseHasItsVerdictInTimeAndFourAtOnceIn256Megabytes() throws Exception {
        String cases =
                Arrays.stream(HostileCase.values()).map(HostileCase::name).collect(Collectors.joining("|"));
        Map<String, Outcome> outcomes = captured(List.of("-Xmx256m", "-Dkeeplink.quick=true"), cases);
        assertExpected(outcomes, cases);
        // the page's time twice, once more as a browser, parsing, and what four at once cost one another
        outcomes.forEach(
                (name, outcome) -> assertThat(outcome.millis()).as(name).isLessThan(30_000));
    }

    /// As large as a real page can be at most. The pages beyond that, where `keeplink.hostile.huge` asks for them; in
    /// every build [BadInputTest] has the same in sizes that take less time.
    @Test
    void aHugePageIsCapturedWithin256Megabytes() throws Exception {
        String cases = Boolean.getBoolean("keeplink.hostile.huge")
                ? Arrays.stream(HugePage.values()).map(HugePage::name).collect(Collectors.joining("|"))
                : "TEN_MEGABYTES|AS_MANY_ELEMENTS_AS_MAY_BE_IN_TEN_MEGABYTES";
        assertExpected(captured(List.of("-Xmx256m", "-Dkeeplink.at-once=1"), cases), cases);
    }

    /// What is alive at the worst moment of a capture is less than 64 MB, as a heap with no more left shows. In every
    /// build those cases that come near it; others where `keeplink.hostile.alone`, a regular expression, says so.
    @Test
    void oneAloneTakesLessThan64Megabytes() throws Exception {
        String cases = System.getProperty("keeplink.hostile.alone", COSTLY);
        assertExpected(
                captured(
                        List.of(
                                "-Xmx96m",
                                "-Xmn4m",
                                "-XX:+UseSerialGC",
                                "-Dkeeplink.at-once=1",
                                "-Dkeeplink.room=64000000"),
                        cases),
                cases);
    }

    private Map<String, Outcome> captured(List<String> options, String cases) throws Exception {
        Path printed = directory.resolve("printed.txt");
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-cp", classes, HostileCaptures.class.getName(), cases));
        Process process = new ProcessBuilder(command)
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
        return Files.readAllLines(printed).stream()
                .map(line -> line.split("\t"))
                .filter(columns -> columns.length == 3)
                .collect(Collectors.toMap(c -> c[0], c -> new Outcome(c[1], Long.parseLong(c[2]))));
    }

    private static void assertExpected(Map<String, Outcome> outcomes, String cases) {
        List<HostilePage> wanted = HostileCaptures.matching(cases);
        assertThat(wanted).isNotEmpty();
        assertThat(outcomes).hasSameSizeAs(wanted);
        for (HostilePage hostile : wanted) {
            Outcome outcome = Objects.requireNonNull(outcomes.get(hostile.name()));
            assertThat(outcome.verdict()).as(hostile.name()).matches(hostile.verdict());
        }
    }
}
