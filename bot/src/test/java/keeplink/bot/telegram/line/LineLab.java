package keeplink.bot.telegram.line;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Lines from a `bot` namespace to a `server` namespace, each through a router of its own that translates
/// addresses. The addresses are those for such tests (RFC 2544); nothing leaves the machine. Names carry the
/// process id, so that several runs do not meet.
///
/// Line `i`: `198.18.i.2` (bot, device `bi`), `198.18.i.1` and `198.19.i.1` (router, `ni` and `mi`),
/// `198.19.i.2` (server, `si`). Programs know that address as `line`i`.test`.
public final class LineLab implements AutoCloseable {
    private final String prefix = "kl" + ProcessHandle.current().pid() + "-";
    private final List<String> namespaces = new ArrayList<>();
    private final List<Process> started = new ArrayList<>();
    private final Path hosts;
    private final Map<Integer, String> addresses = new TreeMap<>();

    /// Whether there can be lines on this machine.
    public static boolean possible() {
        return "root".equals(System.getProperty("user.name"))
                && Stream.of("ip", "iptables", "conntrack").allMatch(LineLab::has);
    }

    public static boolean has(String tool) {
        return Stream.of("/usr/sbin", "/usr/bin", "/sbin", "/bin")
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    /// @throws IllegalStateException where the system does not let us
    public LineLab(int lines) throws IOException {
        hosts = Files.createTempFile("lines", ".hosts");
        namespace("bot");
        namespace("server");
        for (int line = 0; line < lines; line++) {
            line(line);
            name(line, "198.19." + line + ".2");
        }
    }

    /// Lets a line's name mean that address from now on, or none where it is empty.
    public void name(int line, String address) {
        addresses.put(line, address);
        StringBuilder all = new StringBuilder();
        addresses.forEach((number, at) ->
                all.append(at.isEmpty() ? "" : at + " line" + number + ".test" + System.lineSeparator()));
        try {
            Path next = Files.writeString(hosts.resolveSibling(hosts.getFileName() + ".next"), all);
            Files.move(next, hosts, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void namespace(String name) {
        sh("ip netns add " + prefix + name);
        namespaces.add(prefix + name);
        sh("ip -n " + prefix + name + " link set lo up");
    }

    private void line(int i) {
        String router = router(i);
        namespace("router" + i);
        sh("ip link add b%1$d netns %2$s type veth peer name n%1$d netns %3$s".formatted(i, bot(), router));
        sh("ip link add s%1$d netns %2$s type veth peer name m%1$d netns %3$s".formatted(i, server(), router));
        address(bot(), "b" + i, "198.18." + i + ".2/24");
        address(router, "n" + i, "198.18." + i + ".1/24");
        address(router, "m" + i, "198.19." + i + ".1/24");
        address(server(), "s" + i, "198.19." + i + ".2/24");
        sh("ip -n %s route add 198.19.%2$d.0/24 via 198.18.%2$d.1".formatted(bot(), i));
        inside(router, "sysctl -qw net.ipv4.ip_forward=1");
        inside(router, "iptables -t nat -A POSTROUTING -o m" + i + " -j MASQUERADE");
    }

    private void address(String namespace, String device, String address) {
        sh("ip -n " + namespace + " addr add " + address + " dev " + device);
        sh("ip -n " + namespace + " link set " + device + " up");
    }

    public String bot() {
        return prefix + "bot";
    }

    public String server() {
        return prefix + "server";
    }

    public String router(int line) {
        return prefix + "router" + line;
    }

    /// Runs a command in a namespace.
    public void inside(String namespace, String command) {
        sh("ip netns exec " + namespace + " " + command);
    }

    /// Runs a command.
    public void sh(String command) {
        try {
            Process process = new ProcessBuilder(command.split(" "))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + ": " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Starts a program in a namespace; it ends with the lab.
    public Process start(String namespace, List<String> command) throws IOException {
        List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        whole.addAll(command);
        Process process = new ProcessBuilder(whole).redirectErrorStream(true).start();
        started.add(process);
        return process;
    }

    /// Starts a main class of the tests in a namespace.
    public Process start(String namespace, Class<?> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djdk.net.hosts.file=" + hosts,
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        return start(namespace, command);
    }

    /// The lines a program prints, until it ends.
    public static BufferedReader output(Process process) {
        return process.inputReader(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        for (Process process : started) {
            try {
                process.waitFor(5, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        namespaces.forEach(namespace -> sh("ip netns del " + namespace));
        try {
            Files.delete(hosts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
