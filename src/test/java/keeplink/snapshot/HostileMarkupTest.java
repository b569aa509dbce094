package keeplink.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileMarkupTest {
    @ParameterizedTest
    @FieldSource("keeplink.snapshot.HostileMarkup#PAGES")
    void nothingActiveOrRemoteIsLeft(String html) {
        SnapshotMaker.Made made = TestSnapshots.make(
                html + "<p>rest", new FakeSite().css("https://site.example/main.css", "p{color:red}"));
        String composed = TestSnapshots.compose(made);
        Inert.assertInert(composed);
        // What a browser makes of it is inert as well when it is written and read once more.
        Inert.assertInert(TestSnapshots.compose(TestSnapshots.make(composed, new FakeSite())));
    }

    @ParameterizedTest
    @FieldSource("keeplink.snapshot.HostileTable#PLACES")
    void norInAnyPlaceOfAPage(String place) {
        HostileTable.pages(place).forEach(html -> {
            try {
                Inert.assertInert(TestSnapshots.composed(html, new FakeSite()));
            } catch (AssertionError e) {
                throw new AssertionError(html, e);
            }
        });
    }

    @Test
    void aPageCannotNameBlobsItself() {
        BlobId secret = BlobId.of("secret".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String reference = BlobReference.address(secret);
        String html = "<style>/*" + reference + "*/ a{b:url(" + reference + ");c:'" + reference + "'} " + reference
                + "{a:b} @x " + reference + "; a{--b:1" + reference + "}</style>"
                + "<p title='" + reference + "' style='a:url(" + reference + ")'>" + reference + " (" + reference
                + ") /*" + reference + "*/ =\"" + reference + "\"</p>"
                + "<img src=" + reference + " alt=\"" + reference + "\"><a href=" + reference + ">x</a><svg><text fill="
                + reference + ">" + reference + "</text></svg>";
        SnapshotMaker.Made made = TestSnapshots.make(html, new FakeSite());
        assertThat(made.html()).doesNotContain(BlobReference.SCHEME);
        assertThat(TestSnapshots.parse(made.html()).select("p").text()).startsWith(reference + " (" + reference + ")");
    }

    /// What is between two texts of a page may be left out of its snapshot.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>keeplink-blob<!-- -->:HASH",
                "<p>keep<!-- -->link-blob:HASH",
                "<p>keeplink<script></script>-<!-- -->blob:HASH",
                "<p>/*keeplink-blob<script></script>:HASH*/",
                "<title>keeplink-blob</title><p>:HASH",
                "<svg><text>keeplink-blob<!-- -->:HASH</text></svg>",
                "<math><mi>keeplink-blo<!-- -->b:HASH</mi></math>",
                "<style>a{}keeplink-blob/**/:HASH{}</style><style>keeplink-<!---->blob:HASH{}</style>",
                "<style>@x keeplink-blob @import 'y';:HASH{}</style>",
                "<!DOCTYPE html PUBLIC \"keeplink-blob:HASH\" \"keeplink-blob:HASH\">",
                "<svg><use href='/s.svg#i' /></svg>",
            })
    void norPieceByPiece(String html) {
        String symbol = "<svg xmlns='http://www.w3.org/2000/svg'><symbol id='i'><text>keeplink<!-- -->-blob:HASH</text>"
                + "</symbol></svg>";
        byte[] png = FakeSite.png(1);
        String hash = BlobId.of(png).sha256();
        FakeSite site = new FakeSite()
                .with("https://site.example/a.png", "image/png", png)
                .with(
                        "https://site.example/s.svg",
                        "image/svg+xml",
                        symbol.replace("HASH", hash).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        SnapshotMaker.Made made = TestSnapshots.make(html.replace("HASH", hash) + "<img src=/a.png>", site);
        String picture = "<img src=\"" + BlobReference.SCHEME + hash + "\">";
        assertThat(made.html()).contains(picture);
        assertThat(made.html().replace(picture, "")).doesNotContain(BlobReference.SCHEME);
    }
}
