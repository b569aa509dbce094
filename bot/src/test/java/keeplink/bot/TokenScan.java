package keeplink.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Looks through everything that was printed over the whole test run, once all other tests are over: every token
/// the tests give away has a canary in it, and none of it may be seen anywhere.
class TokenScan {
    private static final Pattern TOKEN =
            Pattern.compile("\\d:[\\w-]*canary|7000000001:local", Pattern.CASE_INSENSITIVE);
    private static final List<Path> REPORTS =
            List.of(Path.of("target/surefire-reports"), Path.of("target/failsafe-reports"));

    /// Whether a text has a token in it, or the part of one that matters.
    static boolean holdsToken(String printed) {
        return TOKEN.matcher(printed).find();
    }

    @Test
    void knowsATokenWhenItSeesOne() {
        assertThat(holdsToken("POST https://api.telegram.org/bot987654321:CANARY-token/getUpdates"))
                .isTrue();
        assertThat(holdsToken("POST https://api.telegram.org/bot***/getUpdates"))
                .isFalse();
    }

    @Test
    void nothingThatWasPrintedHoldsAToken() throws IOException {
        List<Path> reports = reports();
        assumeTrue(!reports.isEmpty(), "only a build with Maven leaves what its tests printed");
        List<Path> telling = new ArrayList<>();
        for (Path report : reports) {
            if (holdsToken(Files.readString(report, StandardCharsets.ISO_8859_1))) {
                telling.add(report);
            }
        }
        assertThat(telling).as("reports with a token in them").isEmpty();
    }

    private static List<Path> reports() throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path directory : REPORTS) {
            if (Files.isDirectory(directory)) {
                try (Stream<Path> files = Files.walk(directory)) {
                    files.filter(Files::isRegularFile).forEach(all::add);
                }
            }
        }
        return all;
    }
}
