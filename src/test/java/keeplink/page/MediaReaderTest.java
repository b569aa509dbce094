package keeplink.page;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaReaderTest {
    private static final String URL = "https://site.example/papers/keep%20alive.pdf?dl=1";
    private final MediaReader reader = new MediaReader();

    @Test
    void readsTheEntriesOfAnRssFeed() {
        Article read = text("application/rss+xml", """
            <?xml version="1.0"?><rss version="2.0"><channel><title>Harbour news</title><description>From the quay</description>
            <item><title>Ferries run again</title><pubDate>Tue, 05 Mar 2024 08:00:00 GMT</pubDate><description>&lt;p&gt;Since &lt;b&gt;Monday&lt;/b&gt;.&lt;/p&gt;</description></item>
            <item><title>Pier closed</title><pubDate>Mon, 04 Mar 2024 08:00:00 GMT</pubDate></item></channel></rss>\
            """);
        assertThat(read.title()).isEqualTo("Harbour news");
        assertThat(read.excerpt()).isEqualTo("From the quay");
        assertThat(read.publishedTime()).isEqualTo(Instant.parse("2024-03-05T08:00:00Z"));
        assertThat(read.text()).isEqualTo("Ferries run again\nSince Monday.\n\nPier closed");
    }

    @Test
    void readsTheEntriesOfAtomAndJsonFeeds() {
        assertThat(text("application/atom+xml", """
            <feed xmlns="http://www.w3.org/2005/Atom"><title>Notes</title><author><name>Ada</name></author>
            <entry><title>One</title><updated>2024-03-05T08:00:00Z</updated><summary>First words</summary></entry></feed>\
            """).text()).isEqualTo("One\n" + "First" + " words");
        Article json = text(
                "application/feed+json",
                "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Notes\",\"items\":[{\"id\":\"1\",\"title\":\"One\",\"content_html\":\"<p>First"
                        + " words</p>\"}]}");
        assertThat(json.title()).isEqualTo("Notes");
        assertThat(json.text()).isEqualTo("One\nFirst words");
    }

    @Test
    void readsTitleAndOpeningOfMarkdown() {
        Article read = text(
                "text/markdown",
                "---\n"
                        + "title: \"Keeping *links*\"\n"
                        + "---\n\n"
                        + "![logo](l.png)\n\n"
                        + "It **keeps** [links](https://x.example/).\n"
                        + "All of them.\n\n"
                        + "More.");
        assertThat(read.title()).isEqualTo("Keeping links");
        assertThat(read.excerpt()).isEqualTo("It keeps links. All of them.");
        assertThat(text("text/markdown", "Name\n====\n\nWords.").title()).isEqualTo("Name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "---\ntitle: Keeping\nauthor: 'Ada'\ndate: 2024-03-05\n---\nWords.",
                "+++\ntitle = \"Keeping\"\nauthors = [\"Ada\"]\ndate = 2024-03-05T00:00:00Z\n+++\nWords."
            })
    void readsWhoWroteMarkdownAndWhen(String text) {
        Article read = text("text/markdown", text);
        assertThat(read.title()).isEqualTo("Keeping");
        assertThat(read.byline()).isEqualTo("Ada");
        assertThat(read.publishedTime()).isEqualTo(Instant.parse("2024-03-05T00:00:00Z"));
        assertThat(read.excerpt()).isEqualTo("Words.");
    }

    @Test
    void readsWhatAJsonDocumentCallsItself() {
        Article read =
                text("application/json", "{\"name\":\"tinytool\",\"description\":\"Cuts lines\",\"version\":\"1\"}");
        assertThat(read.title()).isEqualTo("tinytool");
        assertThat(read.excerpt()).isEqualTo("Cuts lines");
        assertThat(text("application/json", "[1, 2").text()).isEqualTo("[1, 2");
    }

    @Test
    void readsWhatIsWrittenInADrawing() {
        Article read = text(
                "image/svg+xml",
                "<svg viewBox='0 0 8 9'><title>A &amp; B</title><text>Up <tspan>high</tspan></text></svg>");
        assertThat(read.title()).isEqualTo("A & B");
        assertThat(read.excerpt()).isEqualTo("8 × 9");
        assertThat(read.text()).isEqualTo("A & B\nUp high");
    }

    @Test
    void namesACalendarAndWhatIsInIt() {
        String event = "BEGIN:VEVENT\r\nSUMMARY;LANGUAGE=en:Tea\\, then\r\n  cake\r\nEND:VEVENT\r\n";
        Article one = text("text/calendar", "BEGIN:VCALENDAR\r\n" + event + "END:VCALENDAR\r\n");
        assertThat(one.title()).isEqualTo("Tea, then cake");
        assertThat(one.excerpt()).isEqualTo("Tea, then cake");
        Article many = text("text/calendar", "X-WR-CALNAME:Home\n" + event + "SUMMARY:Walk\n");
        assertThat(many.title()).isEqualTo("Home");
        assertThat(many.excerpt()).isEqualTo("Tea, then cake, Walk");
        assertThat(many.text()).contains("SUMMARY:Walk");
    }

    @Test
    void showsOfXmlWhatItSaysAndSearchesAllOfIt() {
        Article read =
                text("application/xml", "<?xml version='1.0'?><list><item n='1'>One</item><item>Two</item></list>");
        assertThat(read.excerpt()).isEqualTo("One Two");
        assertThat(read.text()).contains("<item n='1'>");
    }

    @Test
    void knowsMarkdownByItsNameWhereTheServerCallsItPlain() {
        assertThat(read("Name\n====\n\nWords.".getBytes(UTF_8), "text/plain", UTF_8, "https://a.example/x/README.md")
                        .title())
                .isEqualTo("Name");
        assertThat(read("Name\n====\n\nWords.".getBytes(UTF_8), "text/plain", UTF_8, "https://a.example/x.txt")
                        .title())
                .isEqualTo("x.txt");
    }

    private Article read(byte[] body, String type, Charset charset, String url) {
        return reader.read(body, type, charset, url).article();
    }

    private Article text(String type, String text) {
        return read(text.getBytes(UTF_8), type, UTF_8, "https://site.example/file");
    }

    @Test
    void readsTextAsItIs() {
        assertThat(read("\ufeffeins\n zwei".getBytes(UTF_8), "text/plain", UTF_8, "https://a.example/n.txt")
                        .text())
                .isEqualTo("eins\n zwei");
        assertThat(read("caf\u00e9".getBytes(ISO_8859_1), "text/plain", ISO_8859_1, "https://a.example/")
                        .title())
                .isEqualTo("a.example");
        Article markdown =
                read("\n# On hedges #1\ntext".getBytes(UTF_8), "text/markdown", UTF_8, "https://a.example/n.md");
        assertThat(markdown.title()).isEqualTo("On hedges #1");
        assertThat(read("{\"a\":1}".getBytes(UTF_8), "application/json", UTF_8, "https://a.example/x.json")
                        .text())
                .isEqualTo("{\"a\":1}");
        assertThat(read(new byte[] {1, 2, 3}, "image/png", UTF_8, "https://a.example/p/%E5%9B%BE.png"))
                .extracting(Article::title, Article::text)
                .containsExactly("图.png", "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        text/html; charset=x      | %PDF-1.7                | application/pdf
        -                         | %PDF-1.7                | application/pdf
        application/octet-stream  | \\x89PNG\\r\\n\\x1a\\n   | image/png
        text/html                 | \\xff\\xd8\\xff\\xe0     | image/jpeg
        image/png                 | GIF89a..               | image/gif
        image/jpeg                | RIFF1234WEBPVP8        | image/webp
        -                         | <!DOCTYPE html><html>  | text/html
        -                         | \\n <html >x           | text/html
        -                         | <!-- x --><p>          | text/html
        -                         | <poem>x                | text/plain
        text/plain                | <html>x                | text/plain
        text/plain                | a\\x00b                | application/octet-stream
        -                         | plain words            | text/plain
        Text/HTML;charset=utf-8   | anything               | text/html
        image/svg+xml             | <svg xmlns='x'>        | image/svg+xml
        application/epub+zip      | PK\\x03\\x04           | application/epub+zip
        -                         | PK\\x03\\x04           | application/zip
        nonsense                  | {"a":1}                | text/plain
        application/json          | {"a":1}                | application/json
        text/plain                | {\\\\rtf1\\\\ansi x}      | application/rtf
        application/msword        | {\\\\rtf1\\\\ansi x}      | application/rtf
        audio/mp4                 | 1234ftypM4A            | audio/mp4
        -                         | 1234ftypM4A\\x20        | audio/mp4
        -                         | 1234ftypavif           | image/avif
        image/avif                | 1234ftypmif1\\x00\\x00\\x00\\x00mif1avif | image/avif
        -                         | 1234ftypheic           | image/heic
        application/octet-stream  | BM\\x01\\x02\\x00\\x00\\x00\\x00\\x00\\x00 | image/bmp
        text/plain                | BM is the name of a car | text/plain
        image/x-icon              | \\x00\\x00\\x01\\x00      | image/vnd.microsoft.icon
        -                         | fLaC                   | audio/flac
        -                         | <?xml version='1.0'?><svg xmlns='x'> | image/svg+xml
        text/plain                | <svg xmlns='x'>        | text/plain
        text/html                 | \\x7fELF\\x02\\x01\\x01\\x00\\x00 | application/octet-stream
        text/html; charset=utf-16 | <\\x00p\\x00>\\x00      | text/html
        text/html                 | <p>one stray \\x08 in a page of words that is longer | text/html
        application/json          | \\x00\\x01\\x02\\x03      | application/octet-stream
        """)
    void tellsTheTypeByTheBytesWhereTheHeaderIsMissingOrLies(@Nullable String stated, String start, String type) {
        assertThat(MediaTypes.of(stated, bytes(start).getBytes(ISO_8859_1))).isEqualTo(type);
    }

    private static String bytes(String escaped) {
        return Pattern.compile("\\\\x([0-9a-f]{2})")
                .matcher(escaped)
                .replaceAll(found -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(found.group(1), 16))))
                .translateEscapes();
    }
}
