package keeplink.snapshot.bench;

import java.time.Duration;
import java.util.List;
import keeplink.fetch.OkHttpPageFetcher;
import keeplink.fetch.TestFetchers;
import keeplink.snapshot.CaptureLoad;
import keeplink.snapshot.CaptureLoad.Kind;

/// Measures captures under load, beside the same links captured four at a time: 2,000 links of 500 hosts, a third of
/// them slow and a third failing, pasted at once; then good links alone, and with as many hostile ones among them.
///
/// To run it: compile the tests, then start this class with the tests' class path and `-Xmx512m`; `mixed`, `four`
/// and `hostile` name what to measure, the first and the last where nothing is named.
public final class CaptureLoadBenchmark {
    private static final int PARALLEL = 400;
    private static final int FOUR = 4;
    private static final Duration SLOWNESS = Duration.ofSeconds(8);
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private CaptureLoadBenchmark() {}

    public static void main(String[] arguments) throws InterruptedException {
        List<String> wanted = arguments.length == 0 ? List.of("mixed", "hostile") : List.of(arguments);
        // a first run, so that the second measures no compiler
        measure("warm", new CaptureLoad(50, List.of(Kind.GOOD), SLOWNESS), 200, PARALLEL);
        if (wanted.contains("mixed") || wanted.contains("four")) {
            mixed(wanted.contains("four"));
        }
        if (wanted.contains("hostile")) {
            hostile();
        }
    }

    private static void mixed(boolean beside) throws InterruptedException {
        CaptureLoad mixed = new CaptureLoad(500, List.of(Kind.GOOD, Kind.SLOW, Kind.FAILING), SLOWNESS);
        CaptureLoad.Report many = measure("a third slow, a third failing", mixed, 2000, PARALLEL);
        if (beside) {
            CaptureLoad.Report four = measure("the same, four at a time", mixed, 2000, FOUR);
            System.out.printf(
                    "good ones at p50: %.1f times as soon%n",
                    four.percentile(Kind.GOOD, 50) / many.percentile(Kind.GOOD, 50));
        }
    }

    private static void hostile() throws InterruptedException {
        CaptureLoad.Report clean =
                measure("good ones alone", new CaptureLoad(100, List.of(Kind.GOOD), SLOWNESS), 200, PARALLEL);
        CaptureLoad.Report half = measure(
                "half hostile", new CaptureLoad(200, List.of(Kind.GOOD, Kind.HOSTILE), SLOWNESS), 400, PARALLEL);
        System.out.printf(
                "p95 of good ones, half hostile to alone: %.1f%n",
                half.percentile(Kind.GOOD, 95) / clean.percentile(Kind.GOOD, 95));
    }

    private static CaptureLoad.Report measure(String name, CaptureLoad load, int links, int parallel)
            throws InterruptedException {
        try (OkHttpPageFetcher fetcher = TestFetchers.polite()) {
            CaptureLoad.Report report = load.run(fetcher, links, parallel, PATIENCE);
            System.out.printf(
                    "%s: %d links in %.1f s, %.1f pages/s, peak heap %d MB, %d without a verdict%n",
                    name,
                    links,
                    report.all().toMillis() / 1e3,
                    links * 1e3 / report.all().toMillis(),
                    report.peakHeapBytes() >> 20,
                    report.missing());
            for (Kind kind : report.seconds().keySet()) {
                System.out.printf(
                        "  %-8s p50 %.1f s, p95 %.1f s, p99 %.1f s%n",
                        kind, report.percentile(kind, 50), report.percentile(kind, 95), report.percentile(kind, 99));
            }
            return report;
        }
    }
}
