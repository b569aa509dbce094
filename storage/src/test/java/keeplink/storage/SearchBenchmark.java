package keeplink.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.link.Person;
import keeplink.link.Tag;
import keeplink.link.UrlCanonicalizer;
import keeplink.search.InMemorySearchIndex;
import keeplink.search.ParsedQuery;
import keeplink.search.SearchIndex;
import keeplink.search.SearchQuery;
import keeplink.search.SearchQueryParser;

/// Measures the search index: `java … keeplink.storage.SearchBenchmark [documents] [scanned]`.
///
/// Documents are 5 KB of made-up text, half of them Chinese, the same in every run: words of a vocabulary in
/// which the n-th is used 1/n as often as the first (Zipf). Prints how long it takes to put them in, what they
/// weigh, and each query's median and 99th percentile; beside it, over fewer documents, a scan in memory.
final class SearchBenchmark {
    private static final LinkCollection HOME = new LinkCollection("42");
    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static final int VOCABULARY = 20_000;
    private static final int ROUNDS = 200;

    private static final List<String> QUERIES = List.of(
            "#tag7",
            "is:unread -#tag7 after:2025-03-01",
            "w17",
            "w17 w230",
            "\"w3 w5\"",
            word(17, true),
            word(17, true) + word(3, true),
            word(400, true) + " #tag3",
            "w1 or w2 or " + word(1, true),
            "nowhere");

    private SearchBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        int documents = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000;
        int scanned = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2_000;
        Path directory = Files.createTempDirectory("search-benchmark");
        try (LuceneSearchIndex index = LuceneSearchIndex.open(directory)) {
            Duration putting = time(() -> fill(index, documents));
            Duration committing = time(index::commit);
            System.out.printf(
                    Locale.ROOT,
                    "%,d documents put in %.1f s (%.2f ms each), committed in %.2f s, %.0f MB on disk%n",
                    documents,
                    seconds(putting),
                    millis(putting) / documents,
                    seconds(committing),
                    bytes(directory) / 1e6);
            Duration first = time(() -> index.tags(HOME));
            System.out.printf(
                    Locale.ROOT,
                    "tags counted in %.1f ms, again in %.1f ms%n",
                    millis(first),
                    millis(time(() -> index.tags(HOME))));
            freshness(index, documents);
            InMemorySearchIndex scan = new InMemorySearchIndex();
            fill(scan, scanned);
            System.out.printf(
                    Locale.ROOT,
                    "%-36s %10s %10s %10s %14s%n",
                    "query",
                    "found",
                    "p50 ms",
                    "p99 ms",
                    "scan " + scanned + " ms");
            for (String text : QUERIES) {
                SearchQuery query = parsed(text);
                int found = ask(index, query);
                double[] times = measure(index, query, ROUNDS);
                double[] scans = measure(scan, query, 5);
                System.out.printf(
                        Locale.ROOT,
                        "%-36s %10d %10.2f %10.2f %14.2f%n",
                        text,
                        found,
                        times[ROUNDS / 2],
                        times[ROUNDS * 99 / 100],
                        scans[2]);
            }
        } finally {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void freshness(LuceneSearchIndex index, int documents) {
        SearchQuery everything = new SearchQuery.Everything();
        double[] times = new double[100];
        for (int i = 0; i < times.length; i++) {
            Link link = link(documents + i + 1);
            String text = text(documents + i + 1);
            times[i] = millis(time(() -> {
                index.put(link, text);
                ask(index, everything);
            }));
        }
        Arrays.sort(times);
        System.out.printf(
                Locale.ROOT,
                "put and found: p50 %.1f ms, p99 %.1f ms%n",
                times[times.length / 2],
                times[times.length * 99 / 100]);
    }

    private static void fill(SearchIndex index, int documents) {
        for (int number = 1; number <= documents; number++) {
            index.put(link(number), text(number));
        }
    }

    private static Link link(int number) {
        String url = "https://site" + number % 500 + ".example.com/page/" + number;
        LinkedHashSet<Tag> tags =
                new LinkedHashSet<>(List.of(new Tag("tag" + number % 50), new Tag("t/" + number % 9)));
        Instant added = START.plus(Duration.ofMinutes(20L * number));
        return Link.kept(
                        HOME,
                        number,
                        url,
                        new UrlCanonicalizer().canonicalize(url).orElseThrow(),
                        tags,
                        "",
                        new Person("7", "Anna", "anna"),
                        null,
                        "m" + number,
                        added)
                .change()
                .page("Title w" + number % 900 + " " + word(number % 900, true), null, 0, null)
                .at(added);
    }

    private static String text(int number) {
        boolean chinese = number % 2 == 0;
        Random random = new Random(number);
        StringBuilder text = new StringBuilder(5_200);
        while (text.length() < (chinese ? 1_700 : 5_000)) {
            int rank = (int) Math.exp(random.nextDouble() * Math.log(VOCABULARY));
            text.append(word(rank, chinese)).append(chinese ? (random.nextInt(12) == 0 ? "，" : "") : " ");
        }
        return text.toString();
    }

    /// The word of a rank: two ideographs out of 3,000, or `w17`.
    private static String word(int rank, boolean chinese) {
        return chinese
                ? Character.toString(0x4E00 + rank * 7 % 3_000) + Character.toString(0x4E00 + rank * 131 % 3_000)
                : "w" + rank;
    }

    private static double[] measure(SearchIndex index, SearchQuery query, int rounds) {
        double[] times = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            times[i] = millis(time(() -> ask(index, query)));
        }
        Arrays.sort(times);
        return times;
    }

    private static int ask(SearchIndex index, SearchQuery query) {
        return index.search(HOME, query, ZoneOffset.UTC, Optional.empty(), 10).total();
    }

    private static SearchQuery parsed(String text) {
        return switch (SearchQueryParser.parse(text)) {
            case ParsedQuery.Parsed(SearchQuery query) -> query;
            case ParsedQuery.Malformed why -> throw new IllegalArgumentException(text + ": " + why);
        };
    }

    private static long bytes(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            long sum = 0;
            for (Path file : files.toList()) {
                sum += Files.size(file);
            }
            return sum;
        }
    }

    private static Duration time(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
