package keeplink.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import keeplink.fetch.PageFetcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The kernel's own word on where packets went: in a network namespace where every address of the world is this
/// machine, its packet filter counts what leaves for refused ranges.
///
/// Needs root, `ip`, `iptables` and `ip6tables`; without them it is skipped and says so.
class RefusedPacketsTest {
    private static final Pattern COUNT = Pattern.compile("(?m)^\\s*(\\d+)\\s+\\d+\\s+(?:tcp|udp|6|17)\\b.*$");

    private final String namespace = "keeplink-" + ProcessHandle.current().pid();

    @BeforeEach
    void makeTheNamespace() throws IOException, InterruptedException {
        for (String tool : List.of("ip", "iptables", "ip6tables")) {
            assumeTrue(
                    Files.isExecutable(Path.of("/usr/sbin", tool)) || Files.isExecutable(Path.of("/sbin", tool)),
                    () -> "skipped: " + tool + " is not there");
        }
        assumeTrue("root".equals(System.getProperty("user.name")), "skipped: only root makes network namespaces");
        assumeTrue(run("ip", "netns", "add", namespace).status() == 0, "skipped: no network namespaces here");
        inside("ip", "link", "set", "lo", "up");
        inside("ip", "route", "add", "local", "0.0.0.0/0", "dev", "lo");
        inside("ip", "-6", "route", "add", "local", "::/0", "dev", "lo");
        for (String range : ranges()) {
            String filter = range.indexOf(':') < 0 ? "iptables" : "ip6tables";
            inside(filter, "-A", "OUTPUT", "-p", "tcp", "-d", range);
            inside(filter, "-A", "OUTPUT", "-p", "udp", "-d", range);
        }
        inside("ip6tables", "-A", "OUTPUT", "-p", "tcp", "!", "-d", "2000::/3");
        inside("ip6tables", "-A", "OUTPUT", "-p", "udp", "!", "-d", "2000::/3");
    }

    @AfterEach
    void deleteTheNamespace() throws IOException, InterruptedException {
        run("ip", "netns", "delete", namespace);
    }

    @Test
    void noPacketLeavesForARefusedAddress() throws IOException, InterruptedException {
        Output captures = java("");

        assertThat(captures.text()).contains("secrets 0 of ");
        assertThat(captures.text().lines())
                .filteredOn(line -> line.matches("(R0[1-5]|R10|R25|R29|R30|literal|mixed) .*"))
                .hasSize(11)
                .allSatisfy(line -> assertThat(line).containsPattern("REFUSED|BAD_REDIRECT"));
        assertThat(captures.text().lines()).filteredOn(line -> line.matches("R\\d\\d .*")).hasSize(30);
        assertThat(packets()).as("packets to refused ranges\n%s", captures.text()).isZero();
    }

    @Test
    void theCountersCount() throws IOException, InterruptedException {
        assertThat(java("control").text()).contains("connected true true");
        assertThat(packets()).isPositive();
    }

    private static List<String> ranges() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(PageFetcher.class.getResourceAsStream("special-addresses.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\s+")[0])
                    .toList();
        }
    }

    private long packets() throws IOException, InterruptedException {
        long packets = 0;
        for (String filter : List.of("iptables", "ip6tables")) {
            packets += COUNT.matcher(inside(filter, "-nvxL", "OUTPUT").text())
                    .results()
                    .mapToLong(line -> Long.parseLong(line.group(1)))
                    .sum();
        }
        return packets;
    }

    private Output java(String argument) throws IOException, InterruptedException {
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx200m",
                "-cp",
                classes,
                RefusedPackets.class.getName()));
        if (!argument.isEmpty()) {
            command.add(argument);
        }
        return inside(command.toArray(String[]::new));
    }

    private Output inside(String... command) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        all.addAll(List.of(command));
        Output output = run(all.toArray(String[]::new));
        assertThat(output.status()).as("%s: %s", List.of(command), output.text()).isZero();
        return output;
    }

    private record Output(int status, String text) {}

    private static Output run(String... command) throws IOException, InterruptedException {
        Path printed = Files.createTempFile("keeplink-command", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(printed.toFile())
                    .start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly().waitFor();
            }
            return new Output(process.exitValue(), Files.readString(printed, StandardCharsets.UTF_8));
        } finally {
            Files.delete(printed);
        }
    }
}
