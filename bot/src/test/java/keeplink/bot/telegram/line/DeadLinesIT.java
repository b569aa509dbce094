package keeplink.bot.telegram.line;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Lines that die while a poll is out, in every way lines die: how soon it is noticed, how soon polling is back,
/// and that every update arrives once. All at the same time, each on a line of its own, with the settings that
/// Keeplink has by itself. Skipped where there are no network namespaces. What it measures it prints.
@EnabledIf(value = "possible", disabledReason = "network namespaces need root, ip, iptables and conntrack")
@Execution(ExecutionMode.CONCURRENT)
class DeadLinesIT {
    private static final long NOTICED = 32_000;
    private static final long BACK = 6_000;
    private static final long BACK_AFTER_RESET = 3_000;
    /// What a busy machine may add to a time that is measured across processes.
    private static final long SLACK = 1_000;

    private record Event(String what, int line, long id, long at) {}

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<Long> probes = new CopyOnWriteArrayList<>();
    private LineLab lab;
    private Process server;

    /// What is done to a line.
    private interface Step {
        void on(int line) throws Exception;

        Step NOTHING = line -> {};
    }

    /// One way for a line to die.
    ///
    /// @param breaking breaks it
    /// @param mending mends it, once the break was noticed; [Step#NOTHING] where a new connection is all it takes
    /// @param back how soon the server is asked again, from the mending, in milliseconds
    private record Death(String name, Step breaking, Step mending, long back) {}

    private List<Death> deaths() {
        return List.of(
                new Death("cable pulled while waiting", line -> link(line, "down"), line -> link(line, "up"), BACK),
                new Death("cable pulled between polls", this::cutBetweenPolls, this::mendBetweenPolls, BACK),
                new Death("NAT forgets and is silent", line -> forget(line, "DROP"), Step.NOTHING, BACK),
                new Death(
                        "NAT forgets and resets",
                        line -> forget(line, "REJECT --reject-with tcp-reset"),
                        Step.NOTHING,
                        BACK_AFTER_RESET),
                new Death("peer restarted", line -> tell("reset " + line), Step.NOTHING, BACK_AFTER_RESET),
                new Death("peer hangs", line -> tell("hang " + line), line -> tell("answer " + line), BACK),
                new Death("address changed", this::changeAddress, Step.NOTHING, BACK),
                new Death("server moved", this::moveServer, line -> lab.name(line, moved(line)), BACK));
    }

    static boolean possible() {
        return LineLab.possible();
    }

    @BeforeEach
    void build() throws IOException {
        int lines = deaths().size() + 1;
        lab = new LineLab(lines);
        watchProbes(2);
        server = lab.start(lab.server(), LineServer.class);
        follow(server);
        follow(lab.start(lab.bot(), LinePollers.class, String.valueOf(lines)));
    }

    @AfterEach
    void pullDown() {
        lab.close();
    }

    @Test
    void everyDeadLineIsNoticedInHalfAMinuteAndNothingIsLost() throws Exception {
        List<Death> deaths = deaths();
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> running = new ArrayList<>();
            for (int line = 0; line < deaths.size(); line++) {
                int number = line;
                Death death = deaths.get(line);
                running.add(CompletableFuture.runAsync(() -> run(death.name(), at -> die(death, at), number), all));
            }
            running.add(CompletableFuture.runAsync(() -> run("30 % of packets lost", this::lose, deaths.size()), all));
            CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).get(150, TimeUnit.SECONDS);
        }
        lookAtProbes();
    }

    /// One update before, one meanwhile, one after: each arrives once.
    private void run(String name, Step fault, int line) {
        try {
            say(line, 1);
            await("got", line, event -> event.id() == 1, Duration.ofSeconds(60));
            // the next poll is out, and what went before it is acknowledged
            await("poll", line, event -> event.at() > last("got", line), Duration.ofSeconds(10));
            TimeUnit.MILLISECONDS.sleep(300);
            fault.on(line);
            say(line, 3);
            await("got", line, event -> event.id() == 3, Duration.ofSeconds(30));
            assertThat(events.stream().filter(event -> event.what().equals("got") && event.line() == line))
                    .as(name)
                    .extracting(Event::id)
                    .containsExactly(1L, 2L, 3L);
        } catch (Exception e) {
            throw new AssertionError(name + ": " + e.getMessage(), e);
        }
    }

    /// Breaks a line, waits until that is noticed, mends it, waits until the server is asked again.
    private void die(Death death, int line) throws Exception {
        long broken = now();
        death.breaking().on(line);
        Event noticed = await("lost", line, event -> event.at() >= broken, Duration.ofSeconds(60));
        say(line, 2);
        long mended = death.mending() == Step.NOTHING ? noticed.at() : now();
        death.mending().on(line);
        Event again = await("poll", line, event -> event.at() >= noticed.at(), Duration.ofSeconds(60));
        System.out.printf(
                "%-28s noticed after %.1f s, polling again %.1f s after it healed%n",
                death.name(), (noticed.at() - broken) / 1000.0, Math.max(0, again.at() - mended) / 1000.0);
        assertThat(noticed.at() - broken).as(death.name() + " is noticed").isLessThan(NOTICED + SLACK);
        assertThat(again.at() - mended).as(death.name() + " is over").isLessThan(death.back() + SLACK);
        await("got", line, event -> event.id() == 2, Duration.ofSeconds(30));
    }

    /// The line stays up, however badly.
    private void lose(int line) throws Exception {
        lab.inside(lab.router(line), "iptables -I FORWARD -m statistic --mode random --probability 0.3 -j DROP");
        long begin = now();
        say(line, 2);
        await("got", line, event -> event.id() == 2, Duration.ofSeconds(60));
        System.out.printf("%-28s an update took %d ms%n", "30 % of packets lost", now() - begin);
    }

    private void link(int line, String state) {
        lab.sh("ip -n " + lab.router(line) + " link set n" + line + " " + state);
    }

    /// The answer arrives, the next request is never acknowledged.
    private void cutBetweenPolls(int line) throws IOException {
        lab.inside(lab.router(line), "iptables -I FORWARD -i n" + line + " -j DROP");
        say(line, 2);
    }

    private void mendBetweenPolls(int line) {
        lab.inside(lab.router(line), "iptables -D FORWARD -i n" + line + " -j DROP");
    }

    /// From now on the router does not know the flow, and does this with what it does not know.
    private void forget(int line, String what) {
        lab.inside(lab.router(line), "sysctl -qw net.netfilter.nf_conntrack_tcp_loose=0");
        lab.inside(lab.router(line), "iptables -A FORWARD -p tcp -m conntrack --ctstate INVALID -j " + what);
        lab.inside(lab.router(line), "conntrack -F");
    }

    private void changeAddress(int line) {
        String at = "198.18." + line + ".";
        lab.sh("ip -n " + lab.bot() + " addr add " + at + "3/24 dev b" + line);
        lab.sh("ip -n " + lab.bot() + " addr del " + at + "2/24 dev b" + line);
        lab.sh("ip -n " + lab.bot() + " addr replace " + at + "3/24 dev b" + line);
        lab.sh("ip -n " + lab.bot() + " route replace 198.19." + line + ".0/24 via " + at + "1");
    }

    /// The server is at another address, and for a while nobody knows at which: looking its name up fails.
    private void moveServer(int line) {
        lab.name(line, "");
        lab.sh("ip -n " + lab.server() + " addr add " + moved(line) + "/24 dev s" + line);
        lab.sh("ip -n " + lab.server() + " addr del 198.19." + line + ".2/24 dev s" + line);
        lab.sh("ip -n " + lab.server() + " addr replace " + moved(line) + "/24 dev s" + line);
    }

    private static String moved(int line) {
        return "198.19." + line + ".3";
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
                    if (List.of("poll", "lost").contains(words[0])) {
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
    private void watchProbes(int line) throws IOException {
        if (!LineLab.has("tshark")) {
            System.out.println("There is no tshark: keepalive on the wire was not looked at.");
            return;
        }
        BufferedReader lines = LineLab.output(lab.start(
                lab.bot(),
                List.of(
                        "tshark",
                        "-l",
                        "-n",
                        "-i",
                        "b" + line,
                        "-Y",
                        "tcp.analysis.keep_alive",
                        "-T",
                        "fields",
                        "-e",
                        "frame.time_epoch")));
        // what was sent before it looked would not be known for a probe
        String said = lines.readLine();
        while (said != null && !said.contains("Capturing")) {
            said = lines.readLine();
        }
        Thread.ofVirtual().start(() -> {
            try {
                for (String time = lines.readLine(); time != null; time = lines.readLine()) {
                    if (time.matches("[0-9.]+")) {
                        probes.add((long) (Double.parseDouble(time) * 1000));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void lookAtProbes() {
        if (LineLab.has("tshark")) {
            assertThat(probes).as("probes on the wire").hasSizeGreaterThanOrEqualTo(3);
            long second = probes.get(1) - probes.get(0);
            long third = probes.get(2) - probes.get(1);
            System.out.printf("keepalive on the wire: probes %d ms and %d ms apart%n", second, third);
            assertThat(List.of(second, third))
                    .allSatisfy(apart -> assertThat(apart).isBetween(4_500L, 6_000L));
        }
    }
}
