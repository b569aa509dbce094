package keeplink.snapshot;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import keeplink.fetch.FetchResult;
import keeplink.fetch.PageFetcher;
import keeplink.page.Verdict.What;
import keeplink.snapshot.PageFiles.Got.File;
import keeplink.snapshot.PageFiles.Got.Missing;
import org.jspecify.annotations.Nullable;

/// Fetches the files of one page, each address once, within the bounds of a snapshot.
///
/// Safe for many threads; those that fetch are virtual ones.
final class PageFiles {
    /// An address of a page that holds its file itself may be this long.
    static final int LONGEST_DATA = 4_000_000;

    private static final Missing OVER_TIME = new Missing(What.SNAPSHOT_TIME);
    private static final Missing TOO_MANY = new Missing(What.SNAPSHOT_FILES);
    private static final Missing TOO_LARGE = new Missing(What.SNAPSHOT_BYTES);

    private final PageFetcher fetcher;
    private final SnapshotLimits limits;
    private final int longestData;
    private final Clock clock;
    private final Instant end;
    private final String pageUrl;
    private final Map<String, FutureTask<Got>> byAddress = new ConcurrentHashMap<>();
    private final Map<String, Boolean> within = new ConcurrentHashMap<>();
    private final AtomicInteger files = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final Queue<FetchResult.Fetched> answers = new ConcurrentLinkedQueue<>();
    private final Semaphore atOnce;

    /// @param longestData how long an address may be that holds its file itself, in characters
    PageFiles(
            PageFetcher fetcher,
            SnapshotLimits limits,
            int longestData,
            Clock clock,
            Instant deadline,
            String pageUrl) {
        this.fetcher = fetcher;
        this.limits = limits;
        this.longestData = longestData;
        this.clock = clock;
        Instant byLimit = clock.instant().plus(limits.within());
        this.end = deadline.isBefore(byLimit) ? deadline : byLimit;
        this.pageUrl = pageUrl;
        this.atOnce = new Semaphore(limits.parallel());
    }

    /// What became of one address.
    sealed interface Got {
        /// A file.
        ///
        /// @param url the address that answered
        /// @param contentType as served, empty where it was not said
        record File(String url, String contentType, byte[] bytes) implements Got {}

        /// No file.
        ///
        /// @param bound the bound of the snapshot that is why, null where none is
        record Missing(@Nullable What bound) implements Got {}
    }

    /// Fetches, of each list of addresses, the first that gives a file of the right kind; returns when all is fetched
    /// or time is over. Where not all may be fetched, those at the front are.
    void fetch(Collection<List<String>> wanted, Predicate<File> isRight) {
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (List<String> addresses : wanted) {
            if (!addresses.getFirst().startsWith("data:")) {
                task(Addresses.withoutFragment(addresses.getFirst()));
                tasks.add(() -> fetchFirst(addresses, isRight));
            }
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(tasks, Math.max(1, left().toMillis()), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// What was got for an address; a file within the address itself needs no fetching.
    Got of(String address) {
        if (address.startsWith("data:")) {
            return DataAddress.read(address, longestData)
                    .filter(data -> hasRoom(address, data))
                    .<Got>map(data -> new File("", data.mediaType() + data.parameters(), data.bytes()))
                    .orElseGet(() -> new Missing(
                            address.length() > longestData || within.containsKey(address)
                                    ? What.SNAPSHOT_BYTES
                                    : null));
        }
        FutureTask<Got> task = byAddress.get(Addresses.withoutFragment(address));
        return task == null || !task.isDone() ? OVER_TIME : result(task);
    }

    /// All answers with a file, in the order in which they came.
    List<FetchResult.Fetched> answers() {
        return List.copyOf(answers);
    }

    /// Whether a file within its address has a place among the bytes of the snapshot, which it takes once.
    private boolean hasRoom(String address, DataAddress data) {
        return within.computeIfAbsent(address, first -> bytes.addAndGet(data.bytes().length) <= limits.bytes());
    }

    private boolean fetchFirst(List<String> addresses, Predicate<File> isRight) {
        for (String address : addresses) {
            if (!address.startsWith("data:")) {
                FutureTask<Got> task = task(Addresses.withoutFragment(address));
                // Does nothing where another thread runs it or did.
                task.run();
                if (result(task) instanceof File file && isRight.test(file)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// The one task of an address. It takes its place among the files when it is made, not when its turn comes.
    private FutureTask<Got> task(String url) {
        return byAddress.computeIfAbsent(url, first -> {
            boolean fits = files.incrementAndGet() <= limits.files();
            return new FutureTask<>(() -> fits ? fetchOne(first) : TOO_MANY);
        });
    }

    private static Got result(FutureTask<Got> task) {
        try {
            return task.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return OVER_TIME;
        } catch (CancellationException overTime) {
            return OVER_TIME;
        } catch (ExecutionException bug) {
            if (bug.getCause() instanceof InterruptedException) {
                // it still waited for its turn when the time of the snapshot was over
                return OVER_TIME;
            }
            throw new IllegalStateException(
                    "fetching a file of a page failed otherwise than a server can make it", bug.getCause());
        }
    }

    private Got fetchOne(String url) throws InterruptedException {
        atOnce.acquire();
        try {
            long room = Math.min(limits.fileBytes(), limits.bytes() - bytes.get());
            Duration left = left();
            if (left.isZero() || left.isNegative()) {
                return OVER_TIME;
            }
            if (room <= 0) {
                return TOO_LARGE;
            }
            return switch (fetcher.resource(url, pageUrl, room, left)) {
                case FetchResult.Fetched fetched -> {
                    boolean fits = !fetched.truncated() && bytes.addAndGet(fetched.body().length) <= limits.bytes();
                    if (fits) {
                        answers.add(fetched);
                    }
                    yield fits
                            ? new File(
                                    fetched.url(),
                                    fetched.header("content-type").orElse(""),
                                    fetched.body())
                            : TOO_LARGE;
                }
                case FetchResult.NotFetched failed when failed.reason().isTooLarge() -> TOO_LARGE;
                case FetchResult.NotFetched failed -> left().isNegative() ? OVER_TIME : new Missing(null);
            };
        } finally {
            atOnce.release();
        }
    }

    private Duration left() {
        return Duration.between(clock.instant(), end);
    }

    /// Whether a file may be a style sheet: an error page is often served in its place.
    static boolean isSheet(File file) {
        String type = file.contentType().strip().toLowerCase(java.util.Locale.ROOT);
        String start = new String(file.bytes(), 0, Math.min(64, file.bytes().length), StandardCharsets.ISO_8859_1)
                .stripLeading();
        boolean declared = type.startsWith("text/css");
        return !type.startsWith("text/html") && !type.startsWith("image/") && (declared || !start.startsWith("<"));
    }
}
