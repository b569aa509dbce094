package keeplink.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import keeplink.fetch.FetchFailure;
import keeplink.link.InMemoryLinkStore;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.link.Person;
import keeplink.link.Tag;
import keeplink.link.UrlCanonicalizer;
import keeplink.page.Verdict;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonExportTest {
    private static final LinkCollection HOME = new LinkCollection("42");
    private static final Instant MONDAY = Instant.parse("2026-11-23T10:00:00.987Z");
    private static final JsonMapper JSON = new JsonMapper();

    private final InMemoryLinkStore links = new InMemoryLinkStore();
    private final JsonExport export = new JsonExport(links, Clock.fixed(MONDAY, ZoneId.of("Asia/Shanghai")));

    private static Link link(int number, String url, Person by, String... tags) {
        LinkedHashSet<Tag> all = new LinkedHashSet<>();
        for (String tag : tags) {
            all.add(new Tag(tag));
        }
        return Link.kept(
                HOME,
                number,
                url,
                new UrlCanonicalizer().canonicalize(url).orElseThrow(),
                all,
                number == 1 ? "erste „Notiz“\n😀" : "",
                by,
                null,
                "m" + number,
                MONDAY.plusSeconds(number));
    }

    private String written(LinkCollection collection) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        export.write(collection, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void writesEveryFieldOfEveryLink() {
        Link read = link(
                        1,
                        "HTTPS://www.Example.com:443/a?utm_source=x",
                        new Person("7", "Anna", "anna"),
                        "lang/Java",
                        "数据库")
                .change()
                .page("A page", "Its summary", 60, null)
                .state(Link.State.READ)
                .starred(true)
                .capture(new Link.Capture("s1", MONDAY.minusSeconds(60), new Verdict.Full(List.of()), 52_341))
                .capture(new Link.Capture("s2", MONDAY, new Verdict.Failed(FetchFailure.HTTP_STATUS, 404), 0))
                .verdict(new Verdict.Failed(FetchFailure.HTTP_STATUS, 404))
                .at(MONDAY);
        links.insert(read);
        links.insert(link(3, "http://例子.测试", new Person("8", "李雷", null)));
        Link binned = link(2, "https://gone.example/", new Person("8", "李雷", null));
        links.insert(binned.change().deleted(MONDAY).at(MONDAY));

        assertThat(JSON.readTree(written(HOME))).isEqualTo(JSON.readTree("""
                {
                  "version": 1,
                  "exportedAt": "2026-11-23T10:00:00Z",
                  "links": [
                    {
                      "number": 1,
                      "url": "HTTPS://www.Example.com:443/a?utm_source=x",
                      "canonicalUrl": "https://www.example.com/a",
                      "title": "A page",
                      "site": "example.com",
                      "note": "erste „Notiz“\\n😀",
                      "tags": ["lang/Java", "数据库"],
                      "state": "read",
                      "starred": true,
                      "addedAt": "2026-11-23T10:00:01Z",
                      "addedBy": "@anna",
                      "verdict": "failed: 404",
                      "snapshots": [
                        {"takenAt": "2026-11-23T10:00:00Z", "verdict": "failed: 404", "bytes": 0},
                        {"takenAt": "2026-11-23T09:59:00Z", "verdict": "full", "bytes": 52341}
                      ]
                    },
                    {
                      "number": 3,
                      "url": "http://例子.测试",
                      "canonicalUrl": "http://xn--fsqu00a.xn--0zwm56d/",
                      "title": "http://例子.测试",
                      "site": "例子.测试",
                      "note": "",
                      "tags": [],
                      "state": "unread",
                      "starred": false,
                      "addedAt": "2026-11-23T10:00:03Z",
                      "addedBy": "李雷",
                      "verdict": null,
                      "snapshots": []
                    }
                  ]
                }
                """));
    }

    @Test
    void writesAnEmptyCollection() {
        assertThat(written(new LinkCollection("nobody"))).isEqualTo("""
                {
                  "version" : 1,
                  "exportedAt" : "2026-11-23T10:00:00Z",
                  "links" : [ ]
                }""");
    }

    @Test
    void writesCollectionsOfAnySizeInOrder() {
        for (int number = 1_203; number > 0; number--) {
            links.insert(link(number, "https://example.com/" + number, new Person("7", "Anna", "anna")));
        }
        JsonNode written = JSON.readTree(written(HOME)).get("links");
        assertThat(written.size()).isEqualTo(1_203);
        for (int number = 1; number <= 1_203; number++) {
            assertThat(written.get(number - 1).get("number").asInt()).isEqualTo(number);
        }
    }

    @Test
    void leavesTheStreamOpenAndSaysWhenItBreaks() {
        boolean[] closed = new boolean[1];
        export.write(HOME, new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed[0] = true;
            }
        });
        assertThat(closed[0]).isFalse();
        assertThatThrownBy(() -> export.write(HOME, new OutputStream() {
                    @Override
                    public void write(int octet) throws IOException {
                        throw new IOException("disk full");
                    }
                }))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage("disk full");
    }
}
