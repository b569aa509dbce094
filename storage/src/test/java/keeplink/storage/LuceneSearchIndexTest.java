package keeplink.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keeplink.link.Link;
import keeplink.link.Tag;
import keeplink.search.SearchIndex;
import keeplink.search.SearchIndexContract;
import keeplink.search.SearchQuery;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LuceneSearchIndexTest extends SearchIndexContract {
    private static final Instant LATER = Instant.parse("2026-11-30T09:00:00.123Z");

    @TempDir
    Path directory;

    // Set by empty(), which the contract calls before each test.
    @SuppressWarnings("NullAway.Init")
    private LuceneSearchIndex open;

    @Override
    protected SearchIndex empty() {
        open = LuceneSearchIndex.open(directory);
        return open;
    }

    @AfterEach
    void close() {
        open.close();
    }

    private static int total(SearchIndex index) {
        return index.search(HOME, new SearchQuery.Everything(), ZoneOffset.UTC, Optional.empty(), 1)
                .total();
    }

    private void keepOne() {
        open.put(link(1, "https://a.example/").change().at(LATER), "word");
        open.commit();
    }

    @Test
    void isThereAfterARestart() {
        keepOne();
        open.close();
        open = LuceneSearchIndex.open(directory);
        assertThat(total(open)).isEqualTo(1);
        assertThat(open.upToDate()).isEqualTo(LATER);
    }

    @Test
    void closesWithACommit() {
        open.put(link(1, "https://a.example/").change().at(LATER), "word");
        open.close();
        open.close();
        open = LuceneSearchIndex.open(directory);
        assertThat(total(open)).isEqualTo(1);
        assertThat(open.upToDate()).isEqualTo(LATER);
    }

    /// What a crash leaves is what the last commit wrote: a copy of the directory, taken while it is open, is
    /// that.
    @Test
    void losesInACrashOnlyWhatCameAfterTheLastCommit(@TempDir Path crashed) throws IOException {
        keepOne();
        open.put(link(2, "https://b.example/").change().at(LATER.plusSeconds(9)), "word");
        assertThat(total(open)).isEqualTo(2);
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.copy(file, crashed.resolve(file.getFileName()));
            }
        }
        try (LuceneSearchIndex again = LuceneSearchIndex.open(crashed)) {
            assertThat(total(again)).isEqualTo(1);
            assertThat(again.upToDate()).isEqualTo(LATER);
        }
    }

    @Test
    void commitsARemovalToo() {
        keepOne();
        open.remove(HOME, 1);
        open.commit();
        open.close();
        open = LuceneSearchIndex.open(directory);
        assertThat(total(open)).isZero();
    }

    @Test
    void refusesADirectoryThatIsInUse() {
        assertThatThrownBy(() -> LuceneSearchIndex.open(directory))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("in use");
        keepOne();
        assertThat(total(open)).isEqualTo(1);
    }

    @Test
    void throwsAnIndexOfAnotherVersionAway() throws IOException {
        keepOne();
        open.close();
        try (FSDirectory files = FSDirectory.open(directory);
                IndexWriter writer = new IndexWriter(files, new IndexWriterConfig(new KeywordAnalyzer()))) {
            writer.setLiveCommitData(
                    Map.of("version", "0", "upToDate", LATER.toString()).entrySet());
        }
        open = LuceneSearchIndex.open(directory);
        assertThat(total(open)).isZero();
        assertThat(open.upToDate()).isEqualTo(Instant.EPOCH);
        keepOne();
        assertThat(total(open)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"segments_", ".cfs", ".cfe", ".si"})
    void buildsABrokenIndexAnew(String broken) throws IOException {
        keepOne();
        open.close();
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> hit =
                    files.filter(file -> file.toString().contains(broken)).toList();
            assertThat(hit).isNotEmpty();
            for (Path file : hit) {
                Files.write(file, new byte[] {1, 2, 3});
            }
        }
        open = LuceneSearchIndex.open(directory);
        assertThat(total(open)).isZero();
        assertThat(open.upToDate()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void servesManyThreadsEachOfWhichFindsWhatItPut() throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> results = IntStream.rangeClosed(1, 200)
                    .mapToObj(number -> threads.submit(() -> {
                        Link link = link(number, "https://example.com/" + number, "t" + number % 7);
                        open.put(link.change().at(LATER.plusMillis(number)), "word w" + number);
                        if (number % 20 == 0) {
                            open.commit();
                        }
                        assertThat(open.tags(HOME)).containsKey(new Tag("t" + number % 7));
                        return open.search(
                                        HOME, new SearchQuery.Words("w" + number), ZoneOffset.UTC, Optional.empty(), 3)
                                .total();
                    }))
                    .toList();
            for (Future<Integer> result : results) {
                assertThat(result.get()).isEqualTo(1);
            }
        }
        assertThat(total(open)).isEqualTo(200);
        assertThat(open.tags(HOME).values()).allMatch(count -> count == 28 || count == 29);
        open.commit();
        assertThat(open.upToDate()).isEqualTo(LATER.plusMillis(200));
    }

    @Test
    void keepsTagsAndHostsOfAnyLength() {
        String host = "a.".repeat(120) + "example";
        open.put(link(1, "https://" + host + "/" + "x".repeat(40_000), "t".repeat(128)), "y".repeat(100_000));
        assertThat(total(open)).isEqualTo(1);
    }
}
