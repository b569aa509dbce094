package keeplink.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import keeplink.page.Article;
import org.junit.jupiter.api.Test;

class ReadableArticleTest {
    private final TestSnapshots.MemoryBlobs blobs = new TestSnapshots.MemoryBlobs();
    private final Snapshot snapshot = TestSnapshots.snapshot(
            "text/html",
            blobs.put("<p>".getBytes(UTF_8)),
            List.of(
                    new Snapshot.Part("https://site.example/a.png", "image/png", blobs.put(FakeSite.PNG)),
                    new Snapshot.Part("https://site.example/s.css", "text/css", blobs.put("a{}".getBytes(UTF_8))),
                    new Snapshot.Part("https://site.example/gone.png", "image/png", BlobId.of(new byte[] {1}))));

    private String html(String html, String text) {
        return new ReadableArticle(snapshot, blobs)
                .html(new Article("Tea", null, null, null, null, null, null, null, null, html, text));
    }

    @Test
    void picturesOfTheCopyAreInItAndOthersAreLinks() {
        String png = DataAddress.write("image/png", FakeSite.PNG);
        assertThat(html(
                        "<p>Tea<img src=\"https://site.example/a.png#x\" alt=\"A cup\"></p>"
                                + "<img src=\"https://site.example/b.png?a&amp;b\" alt=\"A &lt;pot&gt;\">"
                                + "<img src=\"https://site.example/gone.png\">"
                                + "<img src=\"https://site.example/s.css\">",
                        "Tea"))
                .isEqualTo("<p>Tea<img src=\"" + png + "\" alt=\"A cup\"></p>"
                        + "<a href=\"https://site.example/b.png?a&amp;b\">🖼 A &lt;pot&gt;</a>"
                        + "<a href=\"https://site.example/gone.png\">🖼</a>"
                        + "<a href=\"https://site.example/s.css\">🖼</a>");
    }

    @Test
    void codeStaysAsItIs() {
        String code = "<pre><code>a\n  &lt;b&gt;\n</code></pre>";
        assertThat(html(code, "a")).isEqualTo(code);
    }

    @Test
    void whatHasOnlyTextIsParagraphs() {
        assertThat(html("", "One <b>\nline\n\n\nTwo")).isEqualTo("<p>One &lt;b&gt;\nline</p><p>Two</p>");
    }
}
