package keeplink.bot.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViewerServletTest {
    /// What is for the viewer is let through where the chat page is not, so nothing else may look like it.
    @ParameterizedTest
    @CsvSource({
        "/copy/aB_-9.cD_-8, true",
        "/keeplink/copy/a.b, true",
        "/my/links/copy/a.b, true",
        "/copy/, false",
        "/copy/a, false",
        "/copy/.., false",
        "/copy/../, false",
        "/copy/a.b/, false",
        "/copy/a.b/../../local/events, false",
        "/copy/..;a.b, false",
        "/copy/a.b;x, false",
        "/copy/%2e%2e, false",
        "/copy/a.b%2f.., false",
        "/copy/a.b.c, false",
        "/copy/a.b?x, false",
        "/local/events, false",
        "/, false",
    })
    void knowsItsOwnAddresses(String uri, boolean its) {
        assertThat(ViewerServlet.isFor(uri)).isEqualTo(its);
    }

    /// No type under which a browser would run what is in a file.
    @ParameterizedTest
    @CsvSource({
        "text/html, PAGE",
        "application/xhtml+xml, TEXT",
        "application/xml, TEXT",
        "text/xml, TEXT",
        "application/rss+xml, TEXT",
        "application/mathml+xml, TEXT",
        "application/javascript, TEXT",
        "text/markdown, TEXT",
        "application/json, TEXT",
        "application/pdf, PDF",
        "image/png, PICTURE",
        "image/svg+xml, PICTURE",
        "image/tiff, FILE",
        "image/heic, FILE",
        "video/mp4, FILE",
        "application/zip, FILE",
        "application/x-shockwave-flash, FILE",
        "multipart/related, FILE",
        "message/rfc822, FILE",
        "application/octet-stream, FILE",
    })
    void handsOutEachKindAsWhatDoesNothing(String mediaType, Served served) {
        assertThat(Served.as(mediaType)).isEqualTo(served);
    }
}
