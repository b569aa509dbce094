package keeplink.bot.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import keeplink.bot.telegram.ConnectionTrial;
import keeplink.bot.telegram.KeepAlive;
import keeplink.bot.telegram.KeepAliveSockets;
import keeplink.bot.telegram.TelegramConnection;
import picocli.CommandLine.Command;

/// `doctor`: how the line to Telegram is kept alive, how long a dead peer would go unnoticed with that and with
/// the system's own values, and whether a connection comes about.
@Command(
        name = "doctor",
        description = "Tells how the connection to Telegram is kept alive, and tries one; exit code 1 where it fails.")
final class DoctorTerminal implements Callable<Integer> {
    private static final Path KERNEL = Path.of("/proc/sys/net/ipv4");

    private final Workbench workbench;
    private final PrintStream out;

    DoctorTerminal(Workbench workbench, PrintStream out) {
        this.workbench = workbench;
        this.out = out;
    }

    @Override
    public Integer call() {
        TelegramConnection connection = workbench.telegram();
        out.println("Bot API server:  " + connection.api());
        tell("Keepalive wanted:", connection.keepAlive());
        kernel().ifPresentOrElse(
                        values -> tell("Kernel defaults: ", values),
                        () -> out.println("Kernel defaults:  this system does not tell"));
        out.println("A poll waits " + connection.pollTimeout().toSeconds() + " s and is given up after "
                + connection.pollTimeout().plusSeconds(7).toSeconds() + " s, whatever the line does.");
        ConnectionTrial trial = ConnectionTrial.of(connection);
        trial.line().ifPresentOrElse(this::tell, () -> out.println("Connection:       none"));
        trial.bot()
                .ifPresent(bot -> out.println(
                        "Answer:           @" + bot + " after " + trial.took().toMillis() + " ms"));
        trial.problem()
                .ifPresent(problem -> out.println("Problem:          " + problem + " after "
                        + trial.took().toMillis() + " ms"));
        return trial.problem().isEmpty() ? 0 : 1;
    }

    private void tell(KeepAliveSockets.InForce line) {
        out.println("Connection:       " + written(line.peer()));
        line.keepAlive()
                .ifPresentOrElse(
                        values -> tell("Read back from it:", values),
                        () -> out.println("Read back from it: no keepalive times on this system"));
    }

    private void tell(String what, KeepAlive values) {
        out.println("%s idle %d s, interval %d s, count %d: a dead peer is noticed after %s"
                .formatted(
                        what,
                        values.idle().toSeconds(),
                        values.interval().toSeconds(),
                        values.count(),
                        written(values.noticedAfter())));
    }

    private static String written(SocketAddress peer) {
        return peer instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress() + ":" + address.getPort()
                : peer.toString();
    }

    private static String written(Duration time) {
        return time.toSeconds() + " s"
                + (time.toHours() == 0
                        ? ""
                        : " (%d h %d min %d s)".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart()));
    }

    /// What a socket has that sets nothing itself (Linux `tcp(7)`).
    private static Optional<KeepAlive> kernel() {
        try {
            return Optional.of(new KeepAlive(
                    Duration.ofSeconds(number("tcp_keepalive_time")),
                    Duration.ofSeconds(number("tcp_keepalive_intvl")),
                    (int) number("tcp_keepalive_probes")));
        } catch (IOException otherSystem) {
            return Optional.empty();
        }
    }

    private static long number(String name) throws IOException {
        // these files say all they have to one read and nothing to the next, and claim to be empty
        try (BufferedReader file = Files.newBufferedReader(KERNEL.resolve(name))) {
            return Long.parseLong(file.readLine().strip());
        }
    }
}
