package keeplink.bot.telegram.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Lines that die while a poll is out, in every way lines die: how soon it is noticed, how soon polling is back,
/// and that every update arrives once. All at the same time, each on a line of its own, with the settings that
/// Keeplink has by itself. Skipped where there are no network namespaces. What it measures it prints.
@Execution(ExecutionMode.CONCURRENT)
class DeadLinesIT {
    private static final long NOTICED = 32_000;
    private static final long BACK = 6_000;
    private static final long BACK_AFTER_RESET = 3_000;
    /// What a busy machine may add to a time that is measured across processes.
    private static final long SLACK = 1_000;

    private record Event(String what, int line, long id, long at) {}

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private LineLab lab;
    private Process server;

    @Test
    void everyDeadLineIsNoticedInHalfAMinuteAndNothingIsLost() throws Exception {
        LineLab.missing().ifPresent(why -> abort(why));
        List<Case> cases = List.of(
                new Case("cable pulled while waiting", this::cableWhileWaiting),
                new Case("cable pulled between polls", this::cableBetweenPolls),
                new Case("NAT forgets and is silent", this::natForgetsSilently),
                new Case("NAT forgets and resets", this::natForgetsAndResets),
                new Case("peer restarted", this::peerRestarted),
                new Case("peer hangs", this::peerHangs),
                new Case("30 % of packets lost", this::lossy),
                new Case("address changed", this::addressChanged));
        try (LineLab made = new LineLab(cases.size())) {
            lab = made;
            List<Long> probes = new CopyOnWriteArrayList<>();
            watchProbes(2, probes);
            server = lab.start(lab.server(), LineServer.class);
            follow(server);
            follow(lab.start(lab.bot(), LinePollers.class, String.valueOf(cases.size())));
            try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
                List<CompletableFuture<Void>> running = new ArrayList<>();
                for (int line = 0; line < cases.size(); line++) {
                    int number = line;
                    running.add(CompletableFuture.runAsync(() -> run(cases.get(number), number), all));
                }
                CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).get(120, TimeUnit.SECONDS);
            }
            lookAtProbes(probes);
        }
    }

    private interface Fault {
        void on(int line) throws Exception;
    }

    private record Case(String name, Fault fault) {}

    private void run(Case each, int line) {
        try {
            say(line, 1);
            await("got", line, event -> event.id() == 1, Duration.ofSeconds(30));
            // the poll is out, and what went before it is acknowledged
            await("poll", line, event -> event.at() > last("got", line), Duration.ofSeconds(10));
            TimeUnit.MILLISECONDS.sleep(300);
            each.fault().on(line);
            say(line, 3);
            await("got", line, event -> event.id() == 3, Duration.ofSeconds(30));
            assertThat(events.stream().filter(event -> event.what().equals("got") && event.line() == line))
                    .as(each.name())
                    .extracting(Event::id)
                    .containsExactly(1L, 2L, 3L);
        } catch (Exception e) {
            throw new AssertionError(each.name() + ": " + e.getMessage(), e);
        }
    }

    private void cableWhileWaiting(int line) throws Exception {
        dies("cable pulled while waiting", line, () -> link(line, "down"), () -> link(line, "up"), BACK);
    }

    /// The answer arrives, the next request is never acknowledged.
    private void cableBetweenPolls(int line) throws Exception {
        String rule = " FORWARD -i n" + line + " -j DROP";
        dies(
                "cable pulled between polls",
                line,
                () -> {
                    lab.inside(lab.router(line), "iptables -I" + rule);
                    say(line, 2);
                },
                () -> lab.inside(lab.router(line), "iptables -D" + rule),
                BACK);
    }

    private void natForgetsSilently(int line) throws Exception {
        forgets(line, "DROP");
        dies("NAT forgets and is silent", line, () -> lab.inside(lab.router(line), "conntrack -F"), () -> {}, BACK);
    }

    private void natForgetsAndResets(int line) throws Exception {
        forgets(line, "REJECT --reject-with tcp-reset");
        dies(
                "NAT forgets and resets",
                line,
                () -> lab.inside(lab.router(line), "conntrack -F"),
                () -> {},
                BACK_AFTER_RESET);
    }

    private void forgets(int line, String what) {
        lab.inside(lab.router(line), "sysctl -qw net.netfilter.nf_conntrack_tcp_loose=0");
        lab.inside(lab.router(line), "iptables -A FORWARD -m conntrack --ctstate INVALID -j " + what.split(" ")[0]
                + (what.contains(" ") ? what.substring(what.indexOf(' ')).replaceFirst("^", " -p tcp") : ""));
    }

    private void peerRestarted(int line) throws Exception {
        dies("peer restarted", line, () -> tell("reset " + line), () -> {}, BACK_AFTER_RESET);
    }

    private void peerHangs(int line) throws Exception {
        dies("peer hangs", line, () -> tell("hang " + line), () -> tell("answer " + line), BACK);
    }

    private void addressChanged(int line) throws Exception {
        dies(
                "address changed",
                line,
                () -> {
                    String at = " 198.18." + line + ".";
                    lab.sh("ip -n " + lab.bot() + " addr add" + at + "3/24 dev b" + line);
                    lab.sh("ip -n " + lab.bot() + " addr del" + at + "2/24 dev b" + line);
                    lab.sh("ip -n " + lab.bot() + " addr add" + at + "4/24 dev b" + line);
                    lab.sh("ip -n " + lab.bot() + " route replace 198.19." + line + ".0/24 via 198.18." + line + ".1");
                },
                () -> {},
                BACK);
    }

    /// The line stays up, however badly.
    private void lossy(int line) throws Exception {
        lab.inside(
                lab.router(line), "iptables -I FORWARD -m statistic --mode random --probability 0.3 -j DROP");
        long begin = now();
        say(line, 2);
        await("got", line, event -> event.id() == 2, Duration.ofSeconds(40));
        System.out.printf("%-28s an update took %d ms%n", "30 % of packets lost", now() - begin);
    }

    /// Breaks a line, waits until that is noticed, mends it, waits until the server is asked again.
    private void dies(String name, int line, Fault1 breaking, Fault1 mending, long back) throws Exception {
        long broken = now();
        breaking.happen();
        Event noticed = await("lost", line, event -> event.at() >= broken, Duration.ofSeconds(60));
        if (events.stream().noneMatch(e -> e.what().equals("got") && e.line() == line && e.id() == 2)
                && !name.contains("between")) {
            say(line, 2);
        }
        long mended = now();
        mending.happen();
        Event again = await("poll", line, event -> event.at() >= noticed.at(), Duration.ofSeconds(60));
        long from = Math.max(noticed.at(), name.contains("forgets") || name.contains("peer r") ? noticed.at() : mended);
        System.out.printf(
                "%-28s noticed after %.1f s, polling again %.1f s after it healed%n",
                name, (noticed.at() - broken) / 1000.0, Math.max(0, again.at() - from) / 1000.0);
        assertThat(noticed.at() - broken).as(name + " is noticed").isLessThan(NOTICED + SLACK);
        assertThat(again.at() - from).as(name + " is over").isLessThan(back + SLACK);
        await("got", line, event -> event.id() == 2, Duration.ofSeconds(30));
    }

    private interface Fault1 {
        void happen() throws Exception;
    }

    private void link(int line, String state) {
        lab.sh("ip -n " + lab.router(line) + " link set n" + line + " " + state);
    }

    private void say(int line, long id) throws IOException {
        tell("say " + line + " " + id);
    }

    private void tell(String what) throws IOException {
        synchronized (server) {
            server.getOutputStream().write((what + "\n").getBytes(StandardCharsets.UTF_8));
            server.getOutputStream().flush();
        }
    }

    private static long now() {
        return System.nanoTime() / 1_000_000;
    }

    private long last(String what, int line) {
        return events.stream()
                .filter(event -> event.what().equals(what) && event.line() == line)
                .mapToLong(Event::at)
                .max()
                .orElse(0);
    }

    private Event await(String what, int line, Predicate<Event> like, Duration patience) throws InterruptedException {
        long until = now() + patience.toMillis();
        while (now() < until) {
            for (Event event : events) {
                if (event.what().equals(what) && event.line() == line && like.test(event)) {
                    return event;
                }
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        throw new AssertionError("no '" + what + "' on line " + line + ": " + events);
    }

    private void follow(Process process) {
        BufferedReader lines = LineLab.output(process);
        Thread.ofVirtual().start(() -> {
            try {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    String[] words = line.split(" ");
                    if (List.of("poll", "lost", "listening").contains(words[0])) {
                        events.add(new Event(words[0], Integer.parseInt(words[1]), 0, Long.parseLong(words[2])));
                    } else if (words[0].equals("got")) {
                        events.add(new Event(
                                words[0],
                                Integer.parseInt(words[1]),
                                Long.parseLong(words[2]),
                                Long.parseLong(words[3])));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /// Notes when the kernel asked the silent peer of a line whether it is there, as seen on the wire.
    private void watchProbes(int line, List<Long> at) throws IOException {
        if (!LineLab.has("tshark")) {
            System.out.println("There is no tshark: keepalive on the wire was not looked at.");
            return;
        }
        BufferedReader lines = LineLab.output(lab.start(
                lab.bot(),
                List.of(
                        "tshark", "-l", "-n", "-i", "b" + line, "-Y", "tcp.analysis.keep_alive", "-T", "fields", "-e",
                        "frame.time_epoch")));
        Thread.ofVirtual().start(() -> {
            try {
                for (String time = lines.readLine(); time != null; time = lines.readLine()) {
                    at.add((long) (Double.parseDouble(time) * 1000));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void lookAtProbes(List<Long> at) {
        if (LineLab.has("tshark")) {
            assertThat(at).as("probes on the wire").hasSizeGreaterThanOrEqualTo(3);
            System.out.printf("keepalive on the wire: probes %d ms and %d ms apart%n", at.get(1) - at.get(0), at.get(2) - at.get(1));
            assertThat(at.get(1) - at.get(0)).isBetween(4_500L, 6_000L);
            assertThat(at.get(2) - at.get(1)).isBetween(4_500L, 6_000L);
        }
    }
}
