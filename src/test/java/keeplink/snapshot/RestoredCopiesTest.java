package keeplink.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import keeplink.link.CaptureOutcome;
import keeplink.link.InMemoryLinkStore;
import keeplink.link.Link;
import keeplink.link.Links;
import keeplink.link.SaveResult;
import keeplink.link.TestLinks;
import keeplink.link.UrlCanonicalizer;
import keeplink.page.Article;
import keeplink.page.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Copies that come from a file are a stranger's.
class RestoredCopiesTest {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final Verdict FULL = new Verdict.Full(List.of());

    private final InMemorySnapshotStore store = new InMemorySnapshotStore();
    private final InMemoryBlobStore blobs = new InMemoryBlobStore();
    private final Snapshots snapshots = new Snapshots(store, blobs, new SnapshotComposer());
    private final Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
    private final RestoredCopies copies = new RestoredCopies(store, blobs, snapshots, clock);
    private final Link link = ((SaveResult.Saved)
                    new Links(new InMemoryLinkStore(), new UrlCanonicalizer(), changed -> {}, clock)
                            .save(TestLinks.request("https://a.example/page")))
            .link();

    private Optional<CaptureOutcome> restore(Instant takenAt, Verdict verdict, byte[] file) {
        String id = RestoredCopies.id(link, takenAt);
        return copies.restore(link, new RestoredCopies.Copy(id, takenAt, verdict, 100, "", null), file);
    }

    private String restored(Verdict verdict, String file) {
        assertThat(restore(NOON, verdict, file.getBytes(UTF_8))).isPresent();
        return new String(snapshots.file(RestoredCopies.id(link, NOON)).orElseThrow(), UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>Words</p><script>alert(1)</script>",
                "<meta http-equiv=refresh content='0;url=https://evil.example/'><p>Words",
                "<base href=https://evil.example/><img src=a.png><p>Words",
                "<iframe src=https://evil.example/ srcdoc='<script>alert(1)</script>words'></iframe><p>Words",
                "<img src=x onerror=alert(1)><a href=javascript:alert(1)>Words</a>",
                "<style>@import 'https://evil.example/x.css';p{background:url(https://evil.example/x)}</style><p>Words",
                "<img src=keeplink-blob:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad><p>Words",
                "<svg><script>alert(1)</script><use href=https://evil.example/x#y /></svg><form action=//evil.example>Words",
            })
    void whateverTheyHoldTheyAreInert(String page) {
        assertThat(restored(FULL, page)).contains("Words").doesNotContain("keeplink-blob:");
        Inert.assertInert(restored(FULL, page));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/html", "application/xhtml+xml", "image/png", "text/plain", "application/octet-stream"})
    void aPageIsOneWhateverItIsCalled(String mediaType) {
        String file = restored(
                new Verdict.NotAPage(mediaType), "<!DOCTYPE html><html><script>alert(1)</script><p>Words</p></html>");
        Snapshot kept = store.find(RestoredCopies.id(link, NOON)).orElseThrow();
        if (kept.mediaType().equals("text/html")) {
            assertThat(kept.verdict()).isInstanceOf(Verdict.Full.class);
            Inert.assertInert(file);
        } else {
            // shown as what it is, or not at all
            assertThat(kept.mediaType()).isIn("text/plain", "application/octet-stream", "image/png");
        }
    }

    @Test
    void aDrawingDoesNotAct() {
        String file = restored(
                new Verdict.NotAPage("image/svg+xml"),
                "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script><rect/></svg>");
        assertThat(file).contains("rect").doesNotContain("alert");
    }

    @Test
    void whatAPageHoldsWithinItselfComesBackHoweverLargeItIs() {
        byte[] noise = new byte[5_000_000];
        new Random(1).nextBytes(noise);
        System.arraycopy(FakeSite.PNG, 0, noise, 0, FakeSite.PNG.length);
        String picture = "data:image/png;base64," + Base64.getEncoder().encodeToString(noise);

        assertThat(restored(FULL, "<p>Words</p><img src=\"" + picture + "\">")).contains(picture);
        assertThat(store.find(RestoredCopies.id(link, NOON)).orElseThrow().parts())
                .singleElement()
                .satisfies(part -> assertThat(blobs.get(part.blob())).contains(noise));
    }

    @Test
    void aCopyOfACopyIsTheSame() {
        String once = restored(FULL, """
            <!DOCTYPE html><html lang=en><title>T</title><style>p { color: red }</style>
            <p class=x>Words <a href="/b">b</a></p><iframe srcdoc="<p>inside</p>"></iframe>
            <img src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7" alt=dot>
            """);
        assertThat(restored(FULL, once)).isEqualTo(once);
    }

    @Test
    void whatIsTheSameAsTheCopyBeforeIsKeptOnce() {
        byte[] page = "<p>Words</p>".getBytes(UTF_8);
        restore(NOON, FULL, page);
        restore(NOON.plusSeconds(60), FULL, page);

        assertThat(snapshots.all(link))
                .extracting(Snapshot::sameAs)
                .containsExactly(RestoredCopies.id(link, NOON), null);
    }

    @Test
    void itsWordsAreFoundAndWhatWasSaidOfThePageIsKnown() {
        String id = RestoredCopies.id(link, NOON);
        Article said = new Article(
                "A\u202etitle\n",
                "Anna",
                null,
                Instant.parse("2020-01-01T00:00:00Z"),
                null,
                null,
                "In short",
                "javascript:alert(1)",
                "https://a.example/canonical",
                "<script>alert(1)</script>",
                "made up");
        CaptureOutcome outcome = copies.restore(
                        link,
                        new RestoredCopies.Copy(id, NOON, FULL, 100, "https://a.example/final", said),
                        "<title>Another</title><p>Words to find</p>".getBytes(UTF_8))
                .orElseThrow();

        assertThat(outcome.title()).isEqualTo("Atitle");
        assertThat(outcome.description()).isEqualTo("In short");
        assertThat(outcome.image()).as("no address to load").isNull();
        assertThat(outcome.addresses()).containsExactly("https://a.example/final");
        Article article = snapshots.article(link).orElseThrow();
        assertThat(article.words()).contains("Words to find").doesNotContain("made up");
        assertThat(article.html()).doesNotContain("script");
        assertThat(article.publishedTime()).isEqualTo("2020-01-01T00:00:00Z");
    }

    @Test
    void whatIsTooLargeIsNotTaken() {
        assertThat(restore(NOON, FULL, new byte[RestoredCopies.MOST_BYTES + 1])).isEmpty();
        assertThat(restore(NOON, FULL, new byte[0])).as("nothing to read").isEmpty();
        assertThat(store.find(RestoredCopies.id(link, NOON))).isEmpty();
    }
}
