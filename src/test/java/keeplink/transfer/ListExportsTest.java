package keeplink.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import keeplink.link.InMemoryLinkStore;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.link.Person;
import keeplink.link.Tag;
import keeplink.link.UrlCanonicalizer;
import keeplink.page.Verdict;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The formats that are lists of links: bookmarks, CSV, Markdown.
class ListExportsTest {
    private static final LinkCollection HOME = new LinkCollection("42");
    private static final Instant MONDAY = Instant.parse("2026-11-23T10:00:00Z");
    private static final String HOSTILE = "</a><script>alert(1)</script> [x](javascript:1) *b* & \"q\" 数据";

    private final InMemoryLinkStore links = new InMemoryLinkStore();

    private Link link(int number, String url, String title, String note, String... tags) {
        Link link = Link.kept(
                        HOME,
                        number,
                        url,
                        new UrlCanonicalizer().canonicalize(url).orElseThrow(),
                        new LinkedHashSet<>(Stream.of(tags).map(Tag::new).toList()),
                        note,
                        new Person("7", "Anna", "anna"),
                        null,
                        "m" + number,
                        MONDAY.plusSeconds(number))
                .change()
                .page(title, "", 0, null)
                .at(MONDAY);
        links.insert(link);
        return link;
    }

    private String written(Export export) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        export.write(HOME, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private void binned() {
        Link gone = link(9, "https://gone.example/", "Gone", "");
        links.replace(gone.change().deleted(MONDAY).at(MONDAY));
    }

    @Test
    void bookmarksAreWhatBrowsersAndOtherKeepersRead() {
        Link read = link(1, "https://a.example/?x=1&y=2", "Plain", "");
        links.replace(read.change().state(Link.State.READ).starred(true).at(MONDAY));
        link(2, "https://b.example/", HOSTILE, "first line\nsecond <b>", "lang/java", "数据库");
        binned();

        assertThat(written(new BookmarksExport(links))).isEqualTo("""
                <!DOCTYPE NETSCAPE-Bookmark-file-1>
                <META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
                <TITLE>Keeplink</TITLE>
                <H1>Keeplink</H1>
                <DL><p>
                    <DT><A HREF="https://a.example/?x=1&amp;y=2" ADD_DATE="1795428001" STARRED="1">Plain</A>
                    <DT><A HREF="https://b.example/" ADD_DATE="1795428002" TAGS="lang/java,数据库" TOREAD="1">&lt;/a&gt;&lt;script&gt;alert(1)&lt;/script&gt; [x](javascript:1) *b* &amp; &quot;q&quot; 数据</A>
                    <DD>first line
                second &lt;b&gt;
                </DL><p>
                """);
    }

    @Test
    void bookmarksOfAStrangersTitleAreStillOneLink() {
        link(1, "https://a.example/\"><script>1</script>", HOSTILE, HOSTILE, "a");

        Document read = Jsoup.parse(written(new BookmarksExport(links)));

        assertThat(read.select("script")).isEmpty();
        assertThat(read.select("a").eachText()).containsExactly(HOSTILE);
        assertThat(read.select("a")).extracting(Element::attributesSize).containsExactly(4);
    }

    @Test
    void csvHasALineForEachLink() {
        Link full = link(1, "https://a.example/", "Comma, \"quote\"", "two\nlines", "b", "a/c");
        links.replace(full.change().verdict(new Verdict.Full(List.of())).at(MONDAY));
        link(2, "https://b.example/", "数据", "");
        binned();

        assertThat(written(new CsvExport(links))).isEqualTo("""
                number,url,canonicalUrl,title,site,note,tags,state,starred,addedAt,addedBy,verdict\r
                1,https://a.example/,https://a.example/,"Comma, ""quote\""","a.example","two
                lines","b, a/c",unread,false,2026-11-23T10:00:01Z,'@anna,full\r
                2,https://b.example/,https://b.example/,数据,b.example,,,unread,false,2026-11-23T10:00:02Z,'@anna,\r
                """.replace("\"a.example\"", "a.example"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+49", "-x", "@sum", "\tcmd", "'=x", "''@", "'quoted'", "plain", "a=b", ""})
    void aCellIsNoFormulaAndComesBackAsItWas(String text) {
        link(1, "https://a.example/", "T", text);

        NamedCsvRecord line = CsvReader.builder().ofNamedCsvRecord(written(new CsvExport(links))).stream()
                .findFirst()
                .orElseThrow();

        String cell = line.getField("note");
        assertThat(cell).doesNotStartWith("=").doesNotStartWith("+").doesNotStartWith("-");
        assertThat(cell).doesNotStartWith("@").doesNotStartWith("\t");
        assertThat(CsvCells.read(cell)).isEqualTo(text);
    }

    @Test
    void markdownIsAListByMonthNewestFirst() {
        link(1, "https://a.example/a (b)", "Plain title", "");
        Link old = link(2, "https://b.example/", HOSTILE, "a note\n# no heading", "lang/java_x");
        links.replace(old.change().starred(true).at(MONDAY));
        binned();

        assertThat(written(new MarkdownExport(links))).isEqualTo("""
                # Keeplink

                ## 2026-11

                - [\\<\\/a\\>\\<script\\>alert\\(1\\)\\<\\/script\\> \\[x\\]\\(javascript:1\\) \\*b\\* \\& "q" 数据](<https://b.example/>) ★ \\#lang/java\\_x
                  > a note
                  > \\# no heading
                - [Plain title](<https://a.example/a%20(b)>)
                """.replace("\\/", "/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "HTML", "csv", "markdown", "md", "zip", " WACZ "})
    void formatsAreNamedInAnyCase(String word) {
        assertThat(ExportFormat.named(word)).isPresent();
    }

    @Test
    void anEmptyCollectionIsAnEmptyList() {
        assertThat(written(new BookmarksExport(links))).endsWith("<DL><p>\n</DL><p>\n");
        assertThat(written(new CsvExport(links))).hasLineCount(1);
        assertThat(written(new MarkdownExport(links))).isEqualTo("# Keeplink\n");
    }
}
