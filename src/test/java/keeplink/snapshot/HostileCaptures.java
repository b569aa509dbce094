package keeplink.snapshot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import keeplink.LiveHeap;
import keeplink.fetch.HostileCase;
import keeplink.fetch.HostilePage;
import keeplink.fetch.HugePage;
import keeplink.fetch.OkHttpPageFetcher;
import keeplink.fetch.TestFetchers;
import keeplink.fetch.TestSite;
import keeplink.page.PageParser;
import keeplink.page.VerdictWords;

/// Captures every [HostileCase] and [HugePage] whose name is the argument, a regular expression, four at a time or as
/// many as `keeplink.at-once` says, and prints name, verdict and milliseconds of each: to be run in a process of its
/// own
/// with a small heap, of which no more than `keeplink.room` bytes are left to it where that is said.
final class HostileCaptures {
    /// Gives up sooner than the product, which changes nothing but the time this takes.
    private static final PageParser QUICK = new PageParser(Duration.ofMillis(700), PageParser.DEFAULT_ELEMENTS);

    /// Takes what is more of the heap than the room.
    private static byte[] ballast = {};

    private HostileCaptures() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, String> lines = new ConcurrentHashMap<>();
        try (TestSite site = HugePage.on(HostileCase.on(TestSite.start()));
                OkHttpPageFetcher fetcher = TestFetchers.everyNameIsLocal(HostileCase.limits());
                ExecutorService threads = Executors.newFixedThreadPool(Integer.getInteger("keeplink.at-once", 4))) {
            TestCapture capture = new TestCapture(
                    fetcher,
                    Boolean.getBoolean("keeplink.quick") ? QUICK : new PageParser(),
                    collection -> Optional.empty());
            leaveRoom(capture, site);
            List<Callable<String>> captures = new ArrayList<>();
            for (HostilePage hostile : matching(arguments[0])) {
                captures.add(() -> {
                    long start = System.nanoTime();
                    // a host of its own each, so that the failures of one pause no other
                    String host =
                            hostile.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + ".example.com";
                    String verdict = verdict(capture, site.url(host, hostile.path()));
                    long millis = (System.nanoTime() - start) / 1_000_000;
                    return lines.computeIfAbsent(hostile.name(), name -> name + "\t" + verdict + "\t" + millis);
                });
            }
            for (Future<String> line : threads.invokeAll(captures)) {
                System.out.println(line.get());
            }
            long waiting = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread ->
                            thread.getName().startsWith("resolver-") && thread.getState() == Thread.State.RUNNABLE)
                    .count();
            System.out.println("resolving\t" + waiting);
        }
    }

    static List<HostilePage> matching(String names) {
        return Stream.<HostilePage>concat(Arrays.stream(HostileCase.values()), Arrays.stream(HugePage.values()))
                .filter(hostile -> hostile.name().matches(names))
                .toList();
    }

    /// What any capture needs is there before the room is measured.
    private static void leaveRoom(TestCapture capture, TestSite site) {
        long room = Long.getLong("keeplink.room", Long.MAX_VALUE);
        capture.take(site.url("first.example.com", HostileCase.LENGTH_TOO_SHORT.path()));
        long idle = LiveHeap.bytes();
        long left = Runtime.getRuntime().maxMemory() - idle;
        if (left > room) {
            ballast = new byte[(int) (left - room)];
        }
        System.out.printf(
                "heap\t%,d bytes idle, %,d left%n", idle, Runtime.getRuntime().maxMemory() - idle - ballast.length);
    }

    private static String verdict(TestCapture capture, String url) {
        try {
            return VerdictWords.of(capture.take(url).verdict());
        } catch (OutOfMemoryError e) {
            return "out of memory";
        }
    }
}
