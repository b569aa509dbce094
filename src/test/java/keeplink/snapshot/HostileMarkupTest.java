package keeplink.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

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
}
