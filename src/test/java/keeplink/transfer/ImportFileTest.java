package keeplink.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import keeplink.link.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImportFileTest {
    @TempDir
    private Path directory;

    private final List<ImportedLink> links = new ArrayList<>();

    private ImportFile.Outcome read(byte[] content) throws IOException {
        Path file = Files.write(directory.resolve("no-name-that-helps"), content);
        links.clear();
        return ImportFile.read(file, links::add);
    }

    private ImportFile.Outcome read(String content) throws IOException {
        return read(content.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> told() {
        return links.stream().map(ImportFileTest::told).toList();
    }

    /// A link on one line: address, title, tags, note, what else is said.
    private static String told(ImportedLink link) {
        String said = (link.state() == null ? "" : " " + link.state())
                + (link.starred() ? " STAR" : "")
                + (link.addedAt() == null ? "" : " " + link.addedAt())
                + (link.number() == 0 ? "" : " number " + link.number())
                + (link.addedBy() == null ? "" : " by " + link.addedBy().display())
                + (link.origin() == null ? "" : " from " + link.origin().from());
        List<String> tags = link.tags().stream().map(Tag::toString).toList();
        return "%s | %s | %s | %s |%s"
                .formatted(
                        link.url(),
                        link.title(),
                        String.join(" ", tags),
                        link.note().replace("\n", "/"),
                        said);
    }

    private byte[] zip(Map<String, String> entries) throws IOException {
        Path file = directory.resolve("zip");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return Files.readAllBytes(file);
    }

    @Test
    void readsTheBookmarksOfABrowserWithItsFoldersAsNestedTags() throws IOException {
        assertThat(read("""
                        <!DOCTYPE NETSCAPE-Bookmark-file-1>
                        <META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
                        <TITLE>Bookmarks</TITLE>
                        <H1>Bookmarks</H1>
                        <DL><p>
                            <DT><H3 ADD_DATE="1600000000" PERSONAL_TOOLBAR_FOLDER="true">Bookmarks bar</H3>
                            <DL><p>
                                <DT><A HREF="https://a.example/?x=1&amp;y=2" ADD_DATE="1700000000" ICON="data:image/png;base64,AA">A &amp; B</A>
                                <DT><H3>Programming</H3>
                                <DL><p>
                                    <DT><H3>Empty</H3>
                                    <DL><p>
                                    </DL><p>
                                    <DT><H3>Java &amp; JVM</H3>
                                    <DD>what a folder says of itself
                                    <DL><p>
                                        <DT><A HREF="https://b.example/" ADD_DATE="1700000001000">B</A>
                                        <DD>a note
                        of two lines
                                    </DL><p>
                                    <DT><A HREF="https://c.example/">C</A>
                                </DL><p>
                                <DT><A HREF="javascript:alert(1)">script</A>
                            </DL><p>
                            <DT><A HREF="https://d.example/" TAGS="Rust,machine learning,数据库" TOREAD="1">D</A>
                        </DL><p>
                        """)).isEqualTo(ImportFile.Outcome.READ);
        assertThat(told())
                .containsExactly(
                        "https://a.example/?x=1&y=2 | A & B |  |  | 2023-11-14T22:13:20Z",
                        "https://b.example/ | B | #Programming/Java_JVM | a note/of two lines | 2023-11-14T22:13:21Z",
                        "https://c.example/ | C | #Programming |  |",
                        "javascript:alert(1) | script |  |  |",
                        "https://d.example/ | D | #Rust #machine_learning #数据库 |  | UNREAD");
    }

    @Test
    void readsBookmarksInTheEncodingTheyAreIn() throws IOException {
        String file = "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<META CHARSET=gb18030><DL><p>\n"
                + "<DT><A HREF=\"https://a.example/\">" + "中文网页的标题".repeat(10_000) + "</A>\n"
                + "<DT><A HREF=\"https://b.example/\">链接</A>\n</DL>";
        assertThat(read(file.getBytes(Charset.forName("GB18030")))).isEqualTo(ImportFile.Outcome.READ);
        assertThat(links.getLast().title()).isEqualTo("链接");
        assertThat(read("\ufeff" + file)).isEqualTo(ImportFile.Outcome.READ);
        assertThat(links.getLast().title()).isEqualTo("链接");
    }

    @Test
    void readsPocketsListAndItsTable() throws IOException {
        read("""
            <!DOCTYPE html><html><head><title>Pocket Export</title></head><body>
            <h1>Unread</h1><ul>
            <li><a href="https://a.example/" time_added="1700000000" tags="java,web dev">A</a></li>
            </ul><h1>Read Archive</h1><ul>
            <li><a href="https://b.example/" time_added="1700000001" tags="">B</a></li>
            </ul></body></html>
            """);
        List<String> expected = List.of(
                "https://a.example/ | A | #java #web_dev |  | UNREAD 2023-11-14T22:13:20Z",
                "https://b.example/ | B |  |  | READ 2023-11-14T22:13:21Z");
        assertThat(told()).isEqualTo(expected);
        String table = """
            title,url,time_added,tags,status
            A,https://a.example/,1700000000,java|web dev,unread
            B,https://b.example/,1700000001,,archive
            """;
        read(table);
        assertThat(told()).isEqualTo(expected);
        assertThat(read(zip(Map.of("pocket/part_000000.csv", table, "annotations/part_000000.json", "[]"))))
                .isEqualTo(ImportFile.Outcome.READ);
        assertThat(told()).isEqualTo(expected);
    }

    @Test
    void readsRaindrop() throws IOException {
        read("""
            id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite
            1,"A, ""quoted"" it",mine,theirs,https://a.example/,Dev / Java,"jvm, big data",2023-11-14T22:13:20.000Z,,,true
            2,B,"two
            lines",,https://b.example/,Unsorted,,2023-11-14T22:13:21.000Z,,,false
            """);
        assertThat(told())
                .containsExactly(
                        "https://a.example/ | A, \"quoted\" it | #jvm #big_data #Dev/Java | mine | STAR 2023-11-14T22:13:20Z",
                        "https://b.example/ | B |  | two/lines | 2023-11-14T22:13:21Z");
    }

    @Test
    void readsKarakeep() throws IOException {
        read("""
            {"bookmarks":[
              {"createdAt":1700000000,"title":"A","tags":["java","web dev"],"content":{"type":"link","url":"https://a.example/"},"note":"mine","archived":true},
              {"createdAt":1700000001,"title":"a note","tags":[],"content":{"type":"text","text":"words"},"note":null},
              {"createdAt":1700000002,"title":null,"tags":[],"content":{"type":"link","url":"https://b.example/"},"note":null,"archived":false,"favourited":true}
            ]}
            """);
        assertThat(told())
                .containsExactly(
                        "https://a.example/ | A | #java #web_dev | mine | READ 2023-11-14T22:13:20Z",
                        " | a note |  |  | 2023-11-14T22:13:21Z",
                        "https://b.example/ |  |  |  | UNREAD STAR 2023-11-14T22:13:22Z");
    }

    @Test
    void readsLinkwarden() throws IOException {
        read("""
            {"id":1,"name":"Anna","username":"anna","collections":[
              {"id":1,"name":"Unorganized","parentId":null,"links":[
                {"id":7,"name":"A","type":"url","description":"mine","url":"https://a.example/","textContent":"…","collectionId":1,"createdAt":"2023-11-14T22:13:20.000Z","importDate":null,"tags":[{"id":1,"name":"java"}]}]},
              {"id":2,"name":"Dev","parentId":null,"links":[]},
              {"id":3,"name":"Big Data","parentId":2,"rssSubscriptions":[{"url":"https://feed.example/"}],"links":[
                {"id":8,"name":"B","description":"","url":"https://b.example/","collectionId":3,"createdAt":"2024-11-14T22:13:20.000Z","importDate":"2023-11-14T22:13:21.000Z","tags":[]}]}],
             "pinnedLinks":[{"id":7,"name":"A","url":"https://a.example/","collectionId":1,"createdAt":"2023-11-14T22:13:20.000Z"}]}
            """);
        assertThat(told())
                .containsExactly(
                        "https://a.example/ | A | #java | mine | 2023-11-14T22:13:20Z",
                        "https://b.example/ | B | #Dev/Big_Data |  | 2023-11-14T22:13:21Z",
                        "https://a.example/ | A |  |  | STAR 2023-11-14T22:13:20Z");
    }

    @Test
    void readsOmnivoreShioriAndTheLike() throws IOException {
        String omnivore = """
            [{"id":"1","slug":"a","title":"A","description":"theirs","author":"X","url":"https://a.example/","state":"Archived","readingProgress":100,"labels":["java","web dev"],"savedAt":"2023-11-14T22:13:20.000Z"},
             {"id":"2","slug":"b","title":"B","url":"https://b.example/","state":"Active","labels":[],"savedAt":"2023-11-14T22:13:21.000Z"}]
            """;
        List<String> expected = List.of(
                "https://a.example/ | A | #java #web_dev |  | READ 2023-11-14T22:13:20Z",
                "https://b.example/ | B |  |  | UNREAD 2023-11-14T22:13:21Z");
        read(omnivore);
        assertThat(told()).isEqualTo(expected);
        read(zip(Map.of(
                "metadata_0_to_20.json", omnivore, "content/a.html", "<dl><dt><a href=x>", "highlights/a.md", "")));
        assertThat(told()).isEqualTo(expected);
        read("""
            [{"id":1,"url":"https://a.example/","title":"A","excerpt":"theirs","author":"","public":0,"modifiedAt":"2023-11-14 22:13:20","tags":[{"id":3,"name":"java"}]}]
            """);
        assertThat(told()).containsExactly("https://a.example/ | A | #java |  | 2023-11-14T22:13:20Z");
        read("""
            [{"href":"https://a.example/","description":"A","extended":"mine","time":"2023-11-14T22:13:20Z","shared":"no","toread":"yes","tags":"java web"}]
            """);
        assertThat(told()).containsExactly("https://a.example/ | A | #java #web | mine | UNREAD 2023-11-14T22:13:20Z");
        read("""
            [{"is_archived":1,"is_starred":1,"tags":["java"],"title":"A","url":"https://a.example/","created_at":"2023-11-14T22:13:20+00:00"}]
            """);
        assertThat(told()).containsExactly("https://a.example/ | A | #java |  | READ STAR 2023-11-14T22:13:20Z");
    }

    @Test
    void readsTheChatsOfTelegramAsIfTheyWereSentNow() throws IOException {
        String messages = """
            "messages":[
              {"id":1,"type":"service","date":"2023-11-14T22:13:20","action":"create_group","text":""},
              {"id":2,"type":"message","date":"2023-11-14T23:13:20","date_unixtime":"1700000000","from":"Anna","from_id":"user77",
               "text":[{"type":"hashtag","text":"#lang"},"/java see\\n",{"type":"link","text":"https://a.example/"}," ",{"type":"hashtag","text":"#db"},"\\n",{"type":"text_link","text":"this","href":"https://b.example/"}]},
              {"id":3,"type":"message","date":"2023-11-14T23:13:21","date_unixtime":"1700000001","from":"Bo","from_id":"user8","forwarded_from":"News",
               "text":[{"type":"link","text":"c.example"}],"text_entities":[{"type":"link","text":"c.example"}]},
              {"id":4,"type":"message","date":"2023-11-14T23:13:22","from":"Bo","from_id":"user8","text":"no link"},
              {"id":5,"type":"message","date":"2023-11-14T23:13:22","from":"Bo","from_id":"user8","text":[{"type":"bot_command","text":"/find"}," ",{"type":"link","text":"https://d.example/"}]}
            ]""";
        List<String> expected = List.of(
                "https://a.example/ |  | #lang/java #db | see/this | 2023-11-14T22:13:20Z by Anna",
                "https://b.example/ |  | #lang/java | see/this | 2023-11-14T22:13:20Z by Anna",
                "c.example |  |  |  | 2023-11-14T22:13:21Z by Bo from News");
        read("{\"name\":\"Links\",\"type\":\"private_group\",\"id\":5," + messages + "}");
        assertThat(told()).isEqualTo(expected);
        read(
                "{\"about\":\"x\",\"contacts\":{\"list\":[{\"user_id\":1}]},\"chats\":{\"about\":\"y\",\"list\":[{\"name\":\"Links\",\"id\":5,"
                        + messages + "}]}}");
        assertThat(told()).isEqualTo(expected);
    }

    @Test
    void readsOurOwnJsonAlsoWithinAZip() throws IOException {
        String json = """
            {"version":1,"exportedAt":"2026-11-23T10:00:00Z","links":[
              {"number":12,"url":"https://a.example/","canonicalUrl":"https://a.example/","title":"A","site":"a.example","note":"mine","tags":["lang/Java"],
               "state":"read","starred":true,"addedAt":"2023-11-14T22:13:20Z","addedBy":"@anna","verdict":"full","snapshots":[{"takenAt":"2023-11-14T22:13:20Z","verdict":"full","bytes":5}]}]}
            """;
        List<String> expected = List.of(
                "https://a.example/ | A | #lang/Java | mine | READ STAR 2023-11-14T22:13:20Z number 12 by @anna");
        read(json);
        assertThat(told()).isEqualTo(expected);
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("index.html", "<!doctype html><dl><dt><a href='https://no.example/'>");
        entries.put("keeplink.json", json);
        entries.put("../../keeplink.json", json);
        entries.put("snapshots/12-1.html", "<a href=x>");
        read(zip(entries));
        assertThat(told()).isEqualTo(expected);
        assertThat(read("{\"version\":1,\"links\":[]}")).isEqualTo(ImportFile.Outcome.READ);
        assertThat(links).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "hello",
                "{\"a\":[1,2]}",
                "[1,2,3]",
                "[{\"a\":1}]",
                "%PDF-1.7",
                "<html><body><p>a page with <a href=https://a.example/>a link</a>",
                "name,age\nAnna,7\n",
                "PK\u0003\u0004no zip"
            })
    void whatHoldsNoLinksIsNotTakenForAList(String content) throws IOException {
        assertThat(read(content)).isNotEqualTo(ImportFile.Outcome.READ);
        assertThat(links).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                {"links":[{"url":"https://a.example/"},{"url":"https://b.exa
                {"links":[{"url":"https://a.example/"},{"url":nonsense
                [{"url":"https://a.example/"},{"url":{"url":{
                {"links":[{"url":"https://a.example/"}
                {"links":[{"url":"https://a.example/"}]
                """)
    void whatCameBeforeTheDamageIsRead(String content) throws IOException {
        assertThat(read(content)).isEqualTo(ImportFile.Outcome.BROKEN);
        assertThat(links).extracting(ImportedLink::url).startsWith("https://a.example/");
    }

    @Test
    void aFileThatMultipliesEndsEarly() throws IOException {
        String fonts = "<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><DT><A HREF='https://a.example/'>A</A>"
                + IntStream.range(0, 200_000)
                        .mapToObj(i -> "<p><font id=" + i + ">")
                        .collect(Collectors.joining());
        assertThat(read(fonts)).isEqualTo(ImportFile.Outcome.BROKEN);
        assertThat(links).extracting(ImportedLink::url).containsExactly("https://a.example/");
        assertThat(read("<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><" + "x".repeat(3_000_000)))
                .isEqualTo(ImportFile.Outcome.BROKEN);
        assertThat(read("{\"links\":" + "[".repeat(100_000))).isEqualTo(ImportFile.Outcome.BROKEN);
    }

    @Test
    void whatIsTooMuchOfALinkIsCut() throws IOException {
        read("[{\"url\":\"https://a.example/\",\"title\":\"%s\",\"note\":\"%s\",\"tags\":[%s\"x\"],\"deep\":%s1%s}]"
                .formatted(
                        "t".repeat(5_000),
                        "n".repeat(50_000),
                        IntStream.range(0, 1_000)
                                .mapToObj(i -> "\"tag" + i + "\",")
                                .collect(Collectors.joining()),
                        "[".repeat(100),
                        "]".repeat(100)));
        assertThat(links).singleElement().satisfies(link -> {
            assertThat(link.title()).hasSize(1_000);
            assertThat(link.note()).hasSize(16_000);
            assertThat(link.tags()).hasSize(50);
        });
    }

    /// A megabyte of bookmarks or a hundred: no more than one is held.
    @Test
    void handsOnTheFirstLinkBeforeItHasReadTheLast() throws IOException {
        int[] count = {0};
        long[] readAtFirst = {0};
        String file = "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n"
                + IntStream.range(0, 20_000)
                        .mapToObj(i -> "<DT><A HREF=\"https://a.example/" + i + "\">Title " + i + "</A>\n")
                        .collect(Collectors.joining());
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        new BookmarksImport().read(in, link -> {
            if (count[0]++ == 0) {
                readAtFirst[0] = bytes.length - in.available();
            }
        });
        assertThat(count[0]).isEqualTo(20_000);
        assertThat(readAtFirst[0]).isLessThan(bytes.length / 4);
    }
}
