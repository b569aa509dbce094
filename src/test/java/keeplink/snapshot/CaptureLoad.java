package keeplink.snapshot;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import keeplink.fetch.HostileCase;
import keeplink.fetch.OkHttpPageFetcher;
import keeplink.fetch.TestSite;
import keeplink.link.Link;

/// Pastes many links at once, of hosts good and bad, and measures when each got its verdict.
public final class CaptureLoad {
    /// What kind of host a link leads to.
    public enum Kind {
        GOOD,
        SLOW,
        FAILING,
        HOSTILE
    }

    /// What came of it.
    ///
    /// @param seconds from the paste of all to the verdict of each, sorted, by kind
    /// @param all until the last verdict
    /// @param peakHeapBytes the most the heap's pools held, together, before they were collected
    /// @param missing links without a verdict in time
    public record Report(Map<Kind, List<Double>> seconds, Duration all, long peakHeapBytes, int missing) {
        /// The time by which so many in a hundred of a kind were done.
        public double percentile(Kind kind, int percent) {
            List<Double> sorted = seconds.getOrDefault(kind, List.of());
            return sorted.isEmpty() ? 0 : sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
        }
    }

    private final int hosts;
    private final List<Kind> kinds;
    private final Duration slowness;

    /// @param hosts how many hosts there are; each is of one kind, the kinds taking turns
    /// @param slowness how long a slow host thinks
    public CaptureLoad(int hosts, List<Kind> kinds, Duration slowness) {
        this.hosts = hosts;
        this.kinds = List.copyOf(kinds);
        this.slowness = slowness;
    }

    /// Runs it once.
    ///
    /// @param count of links
    /// @param parallel how many captures run at once
    /// @param patience after which what has no verdict counts as missing
    public Report run(OkHttpPageFetcher fetcher, int count, int parallel, Duration patience)
            throws InterruptedException {
        Map<Integer, Long> done = new ConcurrentHashMap<>();
        CountDownLatch left = new CountDownLatch(count);
        resetPeaks();
        try (TestSite site = HostileCase.on(TestSite.start())) {
            serve(site);
            TestCapture kit = new TestCapture(fetcher);
            try (Captures captures = kit.captures(
                    (link, job, next) -> {
                        if (done.putIfAbsent(link.number(), System.nanoTime()) == null) {
                            left.countDown();
                        }
                    },
                    parallel)) {
                List<Kind> kindOf = new ArrayList<>();
                List<Integer> numbers = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    Kind kind = kinds.get(i % hosts % kinds.size());
                    Link link = kit.saved(site.url("host" + i % hosts + ".example.com", path(kind, i)));
                    numbers.add(link.number());
                    kindOf.add(kind);
                    captures.request(link);
                }
                long start = System.nanoTime();
                captures.start();
                boolean complete = left.await(patience.toNanos(), TimeUnit.NANOSECONDS);
                Duration all = Duration.ofNanos(System.nanoTime() - start);
                Map<Kind, List<Double>> seconds = new ConcurrentHashMap<>();
                for (int i = 0; i < count; i++) {
                    Long end = done.get(numbers.get(i));
                    if (end != null) {
                        seconds.computeIfAbsent(kindOf.get(i), kind -> new ArrayList<>())
                                .add((end - start) / 1e9);
                    }
                }
                seconds.values().forEach(times -> times.sort(null));
                return new Report(seconds, all, peak(), complete ? 0 : (int) left.getCount());
            }
        }
    }

    private static String path(Kind kind, int number) {
        return switch (kind) {
            case GOOD -> "/good?" + number;
            case SLOW -> "/slow?" + number;
            case FAILING -> "/failing?" + number;
            case HOSTILE -> {
                HostileCase[] all = HostileCase.values();
                yield all[number % all.length].path() + "?" + number;
            }
        };
    }

    private void serve(TestSite site) {
        byte[] page = ("<title>Good</title><link rel=stylesheet href=/style.css><article><h1>Good</h1><p>"
                        + "A sentence to read, of many. ".repeat(300)
                        + "</p><img src=/picture.png></article>")
                .getBytes(StandardCharsets.UTF_8);
        site.serve("/style.css", "text/css", "p{color:#333}").serve("/picture.png", "image/png", FakeSite.PNG);
        site.serve("/good", "text/html", page);
        site.on("/slow", (_, exchange) -> {
            exchange.idle(slowness);
            exchange.send(200, Map.of("Content-Type", "text/html"), page);
        });
        site.on("/failing", (request, exchange) -> fail(request, exchange));
    }

    private static void fail(TestSite.Request request, TestSite.Exchange exchange) throws IOException {
        switch (request.target().hashCode() & 3) {
            case 0 -> exchange.reset();
            case 1 -> exchange.send(404, Map.of("Content-Type", "text/html"), new byte[0]);
            default -> exchange.send(500, Map.of("Content-Type", "text/html"), new byte[0]);
        }
    }

    private static void resetPeaks() {
        heap().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    private static long peak() {
        return heap().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    }

    private static List<MemoryPoolMXBean> heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }
}
