package keeplink.snapshot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import keeplink.fetch.HostileCase;
import keeplink.fetch.OkHttpPageFetcher;
import keeplink.fetch.TestFetchers;
import keeplink.fetch.TestSite;
import keeplink.page.PageParser;
import keeplink.page.VerdictWords;

/// Captures every [HostileCase], four at a time or as many as `keeplink.at-once` says, and prints name, verdict and
/// milliseconds of each: to be run in a
/// process of its own with a small heap. An argument is a regular expression of names, for looking at some.
final class HostileCaptures {
    /// Gives up sooner than the product, which changes nothing but the time this takes.
    private static final PageParser QUICK = new PageParser(Duration.ofMillis(700), PageParser.DEFAULT_ELEMENTS);

    private HostileCaptures() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, String> lines = new ConcurrentHashMap<>();
        try (TestSite site = HostileCase.on(TestSite.start());
                OkHttpPageFetcher fetcher = TestFetchers.everyNameIsLocal(HostileCase.limits());
                ExecutorService threads = Executors.newFixedThreadPool(Integer.getInteger("keeplink.at-once", 4))) {
            TestCapture capture = new TestCapture(fetcher, QUICK, collection -> Optional.empty());
            List<Callable<String>> captures = new ArrayList<>();
            for (HostileCase hostile : HostileCase.values()) {
                if (arguments.length > 0 && !hostile.name().matches(arguments[0])) {
                    continue;
                }
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

    private static String verdict(TestCapture capture, String url) {
        try {
            return VerdictWords.of(capture.take(url).verdict());
        } catch (OutOfMemoryError e) {
            return "out of memory";
        }
    }
}
