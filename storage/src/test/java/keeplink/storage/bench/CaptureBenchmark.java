package keeplink.storage.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import keeplink.fetch.AddressGuard;
import keeplink.fetch.AllowedAddresses;
import keeplink.fetch.FetchFailure;
import keeplink.fetch.FetchLimits;
import keeplink.fetch.FetchResult;
import keeplink.fetch.OkHttpPageFetcher;
import keeplink.fetch.PageFetcher;
import keeplink.link.Link;
import keeplink.link.Links;
import keeplink.link.SaveResult;
import keeplink.link.TestLinks;
import keeplink.link.UrlCanonicalizer;
import keeplink.page.ArticleExtractor;
import keeplink.page.Charsets;
import keeplink.page.MediaReader;
import keeplink.page.PageParser;
import keeplink.page.VerdictClassifier;
import keeplink.snapshot.CaptureJob;
import keeplink.snapshot.PageCapture;
import keeplink.snapshot.Resource;
import keeplink.snapshot.Snapshot;
import keeplink.snapshot.SnapshotComposer;
import keeplink.snapshot.SnapshotLimits;
import keeplink.snapshot.SnapshotMaker;
import keeplink.snapshot.Snapshots;
import keeplink.storage.MongoStorage;
import keeplink.storage.embedded.EmbeddedMongo;
import org.jsoup.nodes.Document;

/// Measures what keeping real pages costs: CPU time of each step, pages a second as a whole at 1, 16 and 64 in flight,
/// memory, and bytes stored; beside `wget --page-requisites --convert-links` on the same pages and `single-file-cli`
/// on the first of them. Meant for `-Xmx512m -XX:+UseSerialGC`, as Keeplink is started.
///
/// Arguments: the folder of pages, a free port, how many pages, and where given the command of
/// single-file-cli. Aborts with a word where wget is not there.
public final class CaptureBenchmark {
    private static final OperatingSystemMXBean MACHINE =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();

    /// Warm is when the compiler takes less than this of the time, or at last after so many rounds.
    private static final double WARM = 0.1;

    private static final int MOST_ROUNDS = 16;

    /// So many pages are given to single-file-cli, which takes seconds for each.
    private static final int BY_BROWSER = 10;

    private final int port;
    private final int count;
    private final OkHttpPageFetcher fetcher;
    private final MongoStorage storage;
    private final SnapshotMaker maker;
    private final Snapshots snapshots;
    private int round;

    private CaptureBenchmark(int port, int count, OkHttpPageFetcher fetcher, MongoStorage storage) {
        this.port = port;
        this.count = count;
        this.fetcher = fetcher;
        this.storage = storage;
        maker = new SnapshotMaker(fetcher, SnapshotLimits.DEFAULTS, Clock.systemUTC());
        snapshots = new Snapshots(storage.snapshots(), storage.blobs(), new SnapshotComposer());
    }

    public static void main(String[] arguments) throws Exception {
        if (!Files.isExecutable(Path.of("/usr/bin/wget"))) {
            System.out.println("There is no /usr/bin/wget to measure against.");
            return;
        }
        Path corpora = Path.of(arguments[0]);
        int port = Integer.parseInt(arguments[1]);
        int count = Math.min(PageSite.pages(corpora).size(), Integer.parseInt(arguments[2]));
        Path data = Files.createTempDirectory("keeplink-bench");
        Process site = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PageSite.class.getName(),
                        arguments[1],
                        arguments[0])
                .inheritIO()
                .start();
        try (EmbeddedMongo engine = EmbeddedMongo.open(data);
                MongoClient client = MongoClients.create(engine.connectionString());
                OkHttpPageFetcher fetcher = new OkHttpPageFetcher(
                        FetchLimits.defaults(),
                        new AddressGuard(AllowedAddresses.parse("127.0.0.0/8")),
                        OkHttpPageFetcher.userAgent("bench", "https://example.org/"),
                        Clock.systemUTC())) {
            MongoStorage storage = new MongoStorage(client, "bench", Clock.systemUTC());
            storage.prepare();
            CaptureBenchmark bench = new CaptureBenchmark(port, count, fetcher, storage);
            bench.awaitSite();
            for (int inFlight : new int[] {16, 1, 64}) {
                bench.warm(inFlight);
                bench.whole("keeplink", inFlight);
            }
            bench.stored();
            bench.outside(
                    "wget", "wget -q -e robots=off --tries=1 --page-requisites --convert-links -P OUT URL", count);
            if (arguments.length > 3) {
                bench.outside("single-file-cli", arguments[3] + " URL OUT/page.html", Math.min(count, BY_BROWSER));
            } else {
                System.out.println("No command of single-file-cli was given: not measured against it.");
            }
            bench.steps();
        } finally {
            site.destroy();
        }
    }

    /// Each page has a host of its own, as links of a person have: politeness towards one host is not what is measured.
    /// What a host serves differs from round to round, so that all of it is new.
    private String url(int page) {
        return "http://127.0." + round + "." + (1 + page % 200) + ":" + port + "/page/" + page + ".html";
    }

    private void awaitSite() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!(fetcher.resource(url(0), url(0), 10_000_000, Duration.ofSeconds(2)) instanceof FetchResult.Fetched)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the site of the pages does not answer");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /// Code that ran with many pages in flight is compiled anew for one at a time, so each number warms up for itself.
    private void warm(int inFlight) throws InterruptedException {
        double compiling = 1;
        for (int i = 0; i < MOST_ROUNDS && compiling > WARM; i++) {
            compiling = whole("warming up", inFlight);
        }
    }

    /// CPU time of each step for itself, one page at a time; the first round warms up.
    private void steps() {
        round++;
        List<byte[]> bodies = IntStream.range(0, count)
                .mapToObj(page -> ((FetchResult.Fetched)
                                fetcher.resource(url(page), url(page), 10_000_000, Duration.ofSeconds(5)))
                        .body())
                .toList();
        Map<String, Long> spent = new LinkedHashMap<>();
        for (int round = 0; round < 2; round++) {
            spent.clear();
            for (int page = 0; page < count; page++) {
                step(bodies.get(page), url(page), spent);
            }
        }
        spent.forEach((name, nanos) -> System.out.printf("%-17s %6.2f CPU ms a page%n", name, nanos / 1e6 / count));
    }

    private void step(byte[] body, String url, Map<String, Long> spent) {
        long start = MACHINE.getProcessCpuTime();
        PageParser.Parsed parsed =
                (PageParser.Parsed) new PageParser().parse(Charsets.decode(body, "text/html; charset=utf-8"), url);
        Document document = parsed.document();
        start = add(spent, "parse", start);
        new ArticleExtractor().extract(document, url);
        start = add(spent, "extract", start);
        SnapshotMaker.Made made = maker.make(document, url, Instant.MAX);
        add(spent, "files and inline", start);
        SnapshotMaker replaying =
                new SnapshotMaker(new Replay(made.answers()), SnapshotLimits.DEFAULTS, Clock.systemUTC());
        start = MACHINE.getProcessCpuTime();
        replaying.make(document, url, Instant.MAX);
        start = add(spent, "inline alone", start);
        storage.blobs().put(made.document());
        for (Resource resource : made.resources()) {
            storage.blobs().put(resource.bytes());
        }
        add(spent, "store", start);
    }

    /// Answers what was answered before, without a network.
    private record Replay(Map<String, FetchResult.Fetched> answers) implements PageFetcher {
        Replay(List<FetchResult.Fetched> all) {
            this(all.stream()
                    .collect(Collectors.toMap(FetchResult.Fetched::asked, answer -> answer, (one, other) -> one)));
        }

        @Override
        public FetchResult page(String url) {
            throw new UnsupportedOperationException("only files are asked for again");
        }

        @Override
        public FetchResult resource(String url, String pageUrl, long maxBytes, Duration within) {
            FetchResult.Fetched known = answers.get(url);
            return known == null
                    ? new FetchResult.NotFetched(url, FetchFailure.HTTP_STATUS, 404, Optional.empty(), "")
                    : known;
        }
    }

    private static long add(Map<String, Long> spent, String name, long start) {
        long now = MACHINE.getProcessCpuTime();
        spent.merge(name, now - start, Long::sum);
        return now;
    }

    /// Captures all pages; answers which part of the CPU time was the compiler's.
    private double whole(String name, int inFlight) throws InterruptedException {
        round++;
        PageCapture capture = new PageCapture(
                fetcher,
                new PageParser(),
                new ArticleExtractor(),
                new VerdictClassifier(),
                new MediaReader(),
                maker,
                storage.snapshots(),
                storage.blobs(),
                snapshots,
                Clock.systemUTC());
        Links links = new Links(storage.links(), new UrlCanonicalizer(), changed -> {}, Clock.systemUTC());
        List<Link> kept = IntStream.range(0, count)
                .mapToObj(page -> links.save(TestLinks.request(url(page))))
                .map(result -> ((SaveResult.Saved) result).link())
                .toList();
        long asked = asked();
        pools().forEach(MemoryPoolMXBean::resetPeakUsage);
        Semaphore places = new Semaphore(inFlight);
        long compiling = COMPILER.getTotalCompilationTime();
        long cpu = MACHINE.getProcessCpuTime();
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Link link : kept) {
                places.acquire();
                threads.execute(() -> {
                    capture.take(
                            link, new CaptureJob(link.collection(), link.number(), link.url(), 0, Instant.now(), true));
                    places.release();
                });
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpuSeconds = (MACHINE.getProcessCpuTime() - cpu) / 1e9;
        double compilingSeconds = (COMPILER.getTotalCompilationTime() - compiling) / 1e3;
        long peak = pools().stream()
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        System.out.printf(
                "%s, %2d in flight: %5.1f pages/s, %6.1f CPU ms a page with %.1f of the compiler's, %d requests, peak"
                        + " heap %d MB%n",
                name,
                inFlight,
                count / seconds,
                cpuSeconds * 1e3 / count,
                compilingSeconds * 1e3 / count,
                (asked() - asked) / count,
                peak >> 20);
        return compilingSeconds / cpuSeconds;
    }

    private static List<MemoryPoolMXBean> pools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
                .toList();
    }

    /// Bytes stored for all captures so far, against the same as plain files.
    private void stored() {
        long stored = storage.blobs().storedBytes();
        long plain = 0;
        for (int number = 1; number <= round * count; number++) {
            List<Snapshot> copies = storage.snapshots().of(TestLinks.HOME, number);
            if (!copies.isEmpty()) {
                plain += snapshots.file(copies.getFirst().id()).orElseThrow().length;
            }
        }
        System.out.printf(
                "stored: %,d bytes for %d captures of %d pages; the same as plain files with base64: %,d%n",
                stored, round, count, plain);
    }

    private void outside(String name, String command, int pages) throws IOException, InterruptedException {
        round++;
        Path out = Files.createTempDirectory("keeplink-bench-" + name);
        List<String> lines = new ArrayList<>();
        for (int page = 0; page < pages; page++) {
            lines.add(command.replace("OUT", out + "/" + page).replace("URL", url(page)));
        }
        String script = "TIMEFORMAT='%U %S'; time { " + String.join("; ", lines) + "; } >/dev/null 2>/dev/null";
        IntStream.range(0, pages)
                .forEach(page -> out.resolve(Integer.toString(page)).toFile().mkdirs());
        long asked = asked();
        long start = System.nanoTime();
        Process process = new ProcessBuilder("bash", "-c", script)
                .redirectErrorStream(true)
                .start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpu = Arrays.stream(told.strip().split("\\s+"))
                .mapToDouble(Double::parseDouble)
                .sum();
        System.out.printf(
                "%s, one at a time: %5.2f pages/s, %6.1f CPU ms and %d requests a page%n",
                name, pages / seconds, cpu * 1e3 / pages, (asked() - asked) / pages);
    }

    /// How many requests the site has had.
    private long asked() {
        String url = "http://127.0.0.1:" + port + "/asked";
        FetchResult.Fetched answer = (FetchResult.Fetched) fetcher.resource(url, url, 100, Duration.ofSeconds(5));
        return Long.parseLong(new String(answer.body(), StandardCharsets.UTF_8));
    }
}
