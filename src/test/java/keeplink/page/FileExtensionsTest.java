package keeplink.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileExtensionsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        text/html                | /page.php           | html
        application/pdf          | /get.php?id=3       | pdf
        application/pdf          | /a.bin              | pdf
        image/jpeg               | /photo.JPEG         | jpg
        text/plain               | /notes.txt          | txt
        text/plain               | /main.rs            | rs
        text/plain               | /                   | txt
        text/plain               | /v1.0               | txt
        text/plain               | /logo.png           | txt
        text/x-python            | /p.py               | py
        text/x-python            | /p                  | txt
        application/x-rss+xml    | /feed.rss           | rss
        application/feed+json    | /feed/              | json
        application/soap+xml     | /service.asp        | xml
        application/octet-stream | /disk.ISO           | iso
        application/octet-stream | /download           | bin
        application/octet-stream | /.profile           | bin
        application/vnd.oasis.opendocument.text | /get | odt
        application/x-unheard-of | /x.unheard          | unheard
        application/x-unheard-of | /index.html         | bin
        """)
    void nameWhatTheFileIs(String mediaType, String path, String extension) {
        assertThat(FileExtensions.of(mediaType, "https://site.example" + path)).isEqualTo(extension);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        application/xml          | /data               | txt
        text/xml                 | /feed.xml           | txt
        application/rss+xml      | /feed.rss           | txt
        application/atom+xml     | /                   | txt
        application/mathml+xml   | /formula            | txt
        text/plain               | /page.xht           | txt
        text/plain               | /page.mhtml         | txt
        application/x-unheard-of | /a.svg              | txt
        application/gpx+xml      | /way.gpx            | gpx
        image/svg+xml            | /drawing            | svg
        application/pdf          | /a.xml              | pdf
        text/html                | /page.xml           | html
        """)
    void nameAFileToOpenSoThatNothingInItRuns(String mediaType, String path, String extension) {
        assertThat(FileExtensions.toOpen(mediaType, "https://site.example" + path))
                .isEqualTo(extension);
    }
}
