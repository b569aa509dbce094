package keeplink.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import keeplink.fetch.FetchResult.Fetched;
import keeplink.fetch.Hop;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final TestSnapshots.MemoryBlobs blobs = new TestSnapshots.MemoryBlobs();

    private List<Answer> read(Snapshot.Raw raw) {
        Snapshot copy = TestSnapshots.snapshot("text/html", BlobId.of(new byte[0]), List.of());
        return new Answers(blobs)
                .of(new Snapshot(
                        copy.id(),
                        copy.collection(),
                        copy.number(),
                        copy.takenAt(),
                        copy.url(),
                        copy.verdict(),
                        copy.mediaType(),
                        copy.document(),
                        copy.parts(),
                        null,
                        1,
                        raw,
                        null,
                        null));
    }

    @Test
    void keepsWhatWasAnsweredOnTheWay() {
        List<Hop> hops = List.of(new Hop("https://site.example/a", 308, "../b", NOON.minusSeconds(1)));
        Fetched page = new Fetched(
                "https://site.example/b", hops, 200, Map.of("x", List.of("y")), "page".getBytes(UTF_8), false, NOON);
        NewBlobs gathered = new NewBlobs(blobs);
        Snapshot.Raw raw = Answers.gather(gathered, page, Optional.empty(), List.of(), List.of());
        gathered.store();
        assertThat(read(raw))
                .containsExactly(
                        new Answer(page.url(), hops, 200, page.headers(), NOON, BlobId.of("page".getBytes(UTF_8))));
    }

    @Test
    void readsCapturesThatKnowOnlyTheAddressesOfRedirects() {
        BlobId body = BlobId.of("page".getBytes(UTF_8));
        String kept = """
                [{"url":"https://site.example/c","redirects":["https://site.example/a","https://site.example/b"],
                "status":200,"headers":{},"fetchedAt":"%s","body":{"sha256":"%s"}}]\
                """.formatted(NOON, body.sha256());
        Snapshot.Raw raw = new Snapshot.Raw(blobs.put(kept.getBytes(UTF_8)), List.of(body));
        List<Hop> hops = List.of(
                new Hop("https://site.example/a", 302, "https://site.example/b", NOON),
                new Hop("https://site.example/b", 302, "https://site.example/c", NOON));
        assertThat(read(raw)).containsExactly(new Answer("https://site.example/c", hops, 200, Map.of(), NOON, body));
    }
}
