package keeplink.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What a server may do, and what comes of it: always a result, in time, within the bounds.
class HostileServerTest {
    private static final String OUTCOMES = """
        SILENCE                    | TIMEOUT_ANSWER
        SILENT_BODY                | TIMEOUT_ANSWER
        SLOW_BODY                  | TIMEOUT
        SLOW_HEAD                  | TIMEOUT
        ENDLESS_BODY               | truncated
        ENDLESS_IMAGE              | TOO_LARGE
        ENDLESS_CHUNKS             | truncated
        ENDLESS_CHUNK_EXTENSION    | TOO_LARGE_ON_WIRE
        ENDLESS_HEADERS            | TOO_LARGE_HEAD
        ENDLESS_HEADER             | TOO_LARGE_HEAD
        ENDLESS_EARLY_HINTS        | TOO_LARGE_HEAD
        GZIP_BOMB                  | TOO_LARGE_UNPACKED
        GZIP_CUT                   | BAD_ANSWER
        GZIP_LIE                   | BAD_ANSWER
        GZIP_TWICE                 | BAD_ANSWER
        BROTLI                     | BAD_ANSWER
        LENGTH_TOO_LONG            | BAD_ANSWER
        LENGTH_NEGATIVE            | BAD_ANSWER
        LENGTH_NO_NUMBER           | BAD_ANSWER
        LENGTH_TERABYTE            | TOO_LARGE_ON_WIRE
        LENGTH_TWICE               | BAD_ANSWER
        CHUNK_SIZE_NEGATIVE        | BAD_ANSWER
        CHUNK_SIZE_OVERFLOW        | BAD_ANSWER
        CHUNK_CUT                  | BAD_ANSWER
        CLOSE                      | UNREACHABLE
        RESET                      | UNREACHABLE
        RESET_IN_BODY              | UNREACHABLE
        NO_HEAD                    | BAD_ANSWER
        OTHER_PROTOCOL             | BAD_ANSWER
        NO_CONTENT_WITH_BODY       | EMPTY
        NO_BODY                    | EMPTY
        NOT_MODIFIED               | HTTP_STATUS 304
        UNAUTHORIZED               | HTTP_STATUS 401
        PROXY_UNAUTHORIZED         | HTTP_STATUS 407
        REDIRECT_LOOP              | TOO_MANY_REDIRECTS
        REDIRECT_CHAIN             | TOO_MANY_REDIRECTS
        REDIRECT_WITH_ENDLESS_BODY | TOO_MANY_REDIRECTS
        REDIRECT_WITHOUT_LOCATION  | HTTP_STATUS 302
        """;

    private static final Set<Misbehaviour> TRANSIENT = EnumSet.of(
            Misbehaviour.SILENCE,
            Misbehaviour.SILENT_BODY,
            Misbehaviour.SLOW_HEAD,
            Misbehaviour.SLOW_BODY,
            Misbehaviour.CLOSE,
            Misbehaviour.RESET,
            Misbehaviour.RESET_IN_BODY);

    private final TestSite site = TestSite.start();
    private final OkHttpPageFetcher fetcher = TestFetchers.small();

    @AfterEach
    void close() {
        fetcher.close();
        site.close();
    }

    static Stream<Arguments> outcomes() {
        return OUTCOMES.lines()
                .map(line -> line.split("\\s*\\|\\s*"))
                .map(c -> Arguments.of(c[0].strip(), c[1].strip()));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void everyMisbehaviourHasItsOutcomeInTime(Misbehaviour misbehaviour, String outcome) {
        site.on("/x", misbehaviour);
        long start = System.nanoTime();
        FetchResult result = fetcher.page(site.url("/x"));
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        assertThat(describe(result)).isEqualTo(outcome);
        assertThat(took).isLessThan(TestFetchers.SMALL.page().plusSeconds(2));
        await().untilAsserted(() -> assertThat(fetcher.connectionsInUse()).isZero());
        if (!TRANSIENT.contains(misbehaviour)) {
            assertThat(site.requests("/x"))
                    .as("requests of what is no transient failure")
                    .isEqualTo(1);
        }
    }

    @Test
    void theTableNamesEveryMisbehaviour() {
        assertThat(outcomes()
                        .map(a -> Misbehaviour.valueOf(String.valueOf(a.get()[0])))
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Misbehaviour.values());
    }

    @ParameterizedTest
    @EnumSource(names = {"ENDLESS_BODY", "ENDLESS_CHUNKS", "GZIP_BOMB"})
    void aFileIsNeverCut(Misbehaviour misbehaviour) {
        site.on("/x", misbehaviour);
        FetchResult result = fetcher.resource(site.url("/x"), site.url("/"), 100_000, Duration.ofSeconds(1));
        assertThat(describe(result)).startsWith("TOO_LARGE");
    }

    @Test
    void theBodyOfACutPageHasExactlyTheBound() {
        site.on("/x", Misbehaviour.ENDLESS_BODY);
        FetchResult.Fetched fetched = (FetchResult.Fetched) fetcher.page(site.url("/x"));
        assertThat(fetched.body()).hasSize((int) TestFetchers.SMALL.decodedBytes());
        assertThat(new String(fetched.body(), 0, 20, java.nio.charset.StandardCharsets.UTF_8))
                .startsWith("<p>text without end");
    }

    /// Retries of OkHttp below ours would multiply the requests.
    @ParameterizedTest
    @CsvSource({"408,''", "503,0", "503,''", "429,0", "425,''", "500,''", "502,''", "504,''"})
    void aTransientStatusIsAskedForThreeTimesInAll(int status, String retryAfter) {
        site.statuses(
                "/x", retryAfter.isEmpty() ? java.util.Map.of() : java.util.Map.of("Retry-After", retryAfter), status);
        assertThat(describe(fetcher.page(site.url("/x")))).isEqualTo("HTTP_STATUS " + status);
        assertThat(site.requests("/x")).isEqualTo(3);
    }

    static String describe(FetchResult result) {
        return switch (result) {
            case FetchResult.Fetched fetched -> fetched.truncated() ? "truncated" : "fetched";
            case FetchResult.NotFetched failed ->
                failed.reason() == FetchFailure.HTTP_STATUS
                        ? "HTTP_STATUS " + failed.status()
                        : failed.reason().toString();
        };
    }
}
