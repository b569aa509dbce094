package keeplink.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class SnapshotComposerTest {
    private final TestSnapshots.MemoryBlobs blobs = new TestSnapshots.MemoryBlobs();
    private final SnapshotComposer composer = new SnapshotComposer();

    private Snapshot.Part part(String mediaType, byte[] bytes) {
        return new Snapshot.Part("https://site.example/x", mediaType, blobs.put(bytes));
    }

    private String compose(String html, List<Snapshot.Part> parts) {
        return new String(
                composer.compose(TestSnapshots.snapshot("text/html", blobs.put(html.getBytes(UTF_8)), parts), blobs),
                UTF_8);
    }

    @Test
    void putsPartsInAndSaysWhereThePageIsFrom() {
        Snapshot.Part picture = part("image/gif", FakeSite.GIF);
        Snapshot.Part inner =
                part("text/css", ("a{b:url(" + BlobReference.address(picture.blob()) + ")}").getBytes(UTF_8));
        Snapshot.Part outer =
                part("text/css", ("@media x{" + BlobReference.sheet(inner.blob()) + "}c{}").getBytes(UTF_8));
        String html = "<!DOCTYPE html><html><head>" + PageWriter.HEAD + "<style>" + BlobReference.sheet(outer.blob())
                + "</style></head><body><img src=\"" + BlobReference.address(picture.blob()) + "\">字</body></html>";
        String gif = DataAddress.write("image/gif", FakeSite.GIF);
        assertThat(compose(html, List.of(picture, inner, outer)))
                .isEqualTo("<!DOCTYPE html><html><head>" + PageWriter.HEAD
                        + "<meta name=\"keeplink:source\" content=\"https://site.example/dir/page.html\"><meta name=\"keeplink:taken\" content=\"2026-11-23T01:00:00Z\">"
                        + "<style>@media x{a{b:url(" + gif + ")}}c{}</style></head><body><img src=\"" + gif
                        + "\">字</body></html>");
    }

    @Test
    void givesOnlyPartsOfTheSnapshotItself() {
        BlobId secret = blobs.put("secret".getBytes(UTF_8));
        assertThat(compose(
                        "<img src=\"" + BlobReference.address(secret) + "\">" + BlobReference.sheet(secret), List.of()))
                .isEqualTo("<img src=\"data:,\">");
    }

    @Test
    void aPartThatIsGoneLeavesAGap() {
        Snapshot.Part gone = new Snapshot.Part("https://site.example/x", "image/png", BlobId.of(FakeSite.PNG));
        assertThat(compose("<img src=\"" + BlobReference.address(gone.blob()) + "\">", List.of(gone)))
                .isEqualTo("<img src=\"data:,\">");
    }

    @Test
    void whatIsNotAPageComesAsItIs() {
        byte[] pdf = ("%PDF-1.7 " + BlobReference.address(BlobId.of(new byte[0]))).getBytes(UTF_8);
        assertThat(composer.compose(TestSnapshots.snapshot("application/pdf", blobs.put(pdf), List.of()), blobs))
                .isEqualTo(pdf);
    }

    @Test
    void aSnapshotWithoutItsDocumentIsAnError() {
        Snapshot lost = TestSnapshots.snapshot("text/html", BlobId.of("lost".getBytes(UTF_8)), List.of());
        assertThatThrownBy(() -> composer.compose(lost, blobs))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is gone");
    }

    @Test
    void whatRefersToItselfManyTimesIsBounded() {
        Snapshot.Part large = part("image/png", new byte[10_000_000]);
        String images = ("<img src=\"" + BlobReference.address(large.blob()) + "\">").repeat(1_000);
        assertThat(compose(images, List.of(large)).length()).isBetween(40_000_000, 70_000_000);

        List<Snapshot.Part> parts = new ArrayList<>();
        parts.add(part("text/css", "a{}".getBytes(UTF_8)));
        for (int depth = 0; depth < 6; depth++) {
            parts.add(part(
                    "text/css",
                    BlobReference.sheet(parts.getLast().blob()).repeat(300).getBytes(UTF_8)));
        }
        Assertions.assertTimeout(
                Duration.ofSeconds(10),
                () -> assertThat(compose(BlobReference.sheet(parts.getLast().blob()), parts))
                        .hasSizeLessThan(65_000_000));
    }

    @Test
    void unfinishedReferencesStay() {
        for (String text : List.of(
                BlobReference.SCHEME, BlobReference.SCHEME + "ab", "/*" + BlobReference.SCHEME + "zz".repeat(32))) {
            assertThat(compose(text, List.of())).doesNotContain("null");
        }
        assertThat(compose(BlobReference.SCHEME + "ab", List.of())).isEqualTo(BlobReference.SCHEME + "ab");
    }
}
