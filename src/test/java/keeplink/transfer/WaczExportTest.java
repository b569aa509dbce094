package keeplink.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import keeplink.link.Link;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.MessageVersion;
import org.netpreserve.jwarc.WarcMetadata;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcRequest;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcRevisit;
import org.netpreserve.jwarc.WarcTargetRecord;
import org.netpreserve.jwarc.Warcinfo;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WaczExportTest {
    private static final String PAGE = "https://site.example/a?b=c";
    private static final JsonMapper JSON = new JsonMapper();

    private final ArchivedSite site = new ArchivedSite();

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void keepTwoPages() {
        site.page(PAGE, "<title>A 页</title><link rel=stylesheet href=/s.css><p>One.</p>");
        site.file("https://site.example/s.css", "text/css", "p{color:red}");
        site.page("https://site.example/b", "<title>B</title><link rel=stylesheet href=/s.css><p>Two.</p>");
        Link first = site.keep(PAGE, "tag");
        site.capture(first);
        site.capture(first);
        site.capture(site.keep("https://site.example/b"));
    }

    private ZipFile export() throws IOException {
        Path file = folder.resolve("links.wacz");
        site.export(file);
        return new ZipFile(file.toFile());
    }

    private static byte[] read(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        assertThat(entry).as(name).isNotNull();
        try (InputStream in = zip.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    private static String sha256(byte[] bytes) throws Exception {
        return "sha256:"
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static List<String> describe(byte[] warc) throws IOException {
        List<String> records = new ArrayList<>();
        try (WarcReader reader = new WarcReader(new java.io.ByteArrayInputStream(warc))) {
            for (WarcRecord record : reader) {
                assertThat(record.version()).isEqualTo(MessageVersion.WARC_1_1);
                records.add(
                        switch (record) {
                            case Warcinfo info -> "warcinfo";
                            case WarcMetadata metadata ->
                                "metadata " + metadata.fields().map().get("title") + " "
                                        + metadata.fields().map().get("verdict");
                            case WarcRevisit revisit ->
                                "revisit " + revisit.target() + " of "
                                        + revisit.refersToDate().orElseThrow();
                            case WarcRequest request ->
                                "request " + request.http().target() + " "
                                        + request.http().headers().first("Host").orElse("");
                            case WarcResponse response -> "response " + response.target() + " " + body(response);
                            default -> record.type();
                        });
            }
        }
        return records;
    }

    private static String body(WarcResponse record) throws IOException {
        HttpResponse response = record.http();
        assertThat(response.headers().first("server")).contains("test");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        response.body().stream().transferTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void everyCaptureIsThereToTheByte() throws Exception {
        try (ZipFile zip = export()) {
            assertThat(describe(read(zip, "archive/data.warc.gz")))
                    .containsExactly(
                            "warcinfo",
                            "response " + PAGE + " " + site.body(PAGE),
                            "request /a?b=c site.example",
                            "response https://site.example/s.css p{color:red}",
                            "request /s.css site.example",
                            "metadata [A 页] [full]",
                            "revisit " + PAGE + " of " + ArchivedSite.NOON,
                            "request /a?b=c site.example",
                            "metadata [A 页] [full]",
                            "response https://site.example/b " + site.body("https://site.example/b"),
                            "request /b site.example",
                            "revisit https://site.example/s.css of " + ArchivedSite.NOON,
                            "request /s.css site.example",
                            "metadata [B] [full]");
        }
    }

    @Test
    void theDigestsAreThoseOfTheFiles() throws Exception {
        try (ZipFile zip = export()) {
            byte[] description = read(zip, "datapackage.json");
            JsonNode digest = JSON.readTree(read(zip, "datapackage-digest.json"));
            assertThat(digest.path("path").stringValue()).isEqualTo("datapackage.json");
            assertThat(digest.path("hash").stringValue()).isEqualTo(sha256(description));

            JsonNode datapackage = JSON.readTree(description);
            assertThat(datapackage.path("profile").stringValue()).isEqualTo("data-package");
            assertThat(datapackage.path("wacz_version").stringValue()).isEqualTo("1.1.1");
            List<String> described = new ArrayList<>();
            for (JsonNode resource : datapackage.path("resources")) {
                byte[] bytes = read(zip, resource.path("path").stringValue());
                assertThat(resource.path("hash").stringValue()).isEqualTo(sha256(bytes));
                assertThat(resource.path("bytes").intValue()).isEqualTo(bytes.length);
                described.add(resource.path("path").stringValue());
            }
            assertThat(described).contains("archive/data.warc.gz", "indexes/index.cdx", "pages/pages.jsonl");
            assertThat(zip.stream().map(ZipEntry::getName))
                    .containsAll(described)
                    .hasSize(described.size() + 2);
        }
    }

    @Test
    void theIndexLeadsToTheRecords() throws Exception {
        try (ZipFile zip = export()) {
            // Replaying seeks in it.
            assertThat(zip.getEntry("archive/data.warc.gz").getMethod()).isEqualTo(ZipEntry.STORED);
            byte[] warc = read(zip, "archive/data.warc.gz");
            List<String> lines = new String(read(zip, "indexes/index.cdx"), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(lines).isSorted().hasSize(5);
            for (String line : lines) {
                assertThat(line).matches("example,site\\)/\\S* [0-9]{14,17} \\{.*}");
                JsonNode entry = JSON.readTree(line.substring(line.indexOf('{')));
                assertThat(entry.path("filename").stringValue()).isEqualTo("data.warc.gz");
                int offset = entry.path("offset").asInt();
                int length = entry.path("length").asInt();
                byte[] piece = java.util.Arrays.copyOfRange(warc, offset, offset + length);
                try (WarcReader reader = new WarcReader(new java.io.ByteArrayInputStream(piece))) {
                    WarcTargetRecord record = (WarcTargetRecord) reader.next().orElseThrow();
                    assertThat(record.target()).isEqualTo(entry.path("url").stringValue());
                }
            }
        }
    }

    @Test
    void pagesAreListedByTheirNewestCopies() throws Exception {
        try (ZipFile zip = export()) {
            List<JsonNode> lines = new String(read(zip, "pages/pages.jsonl"), StandardCharsets.UTF_8)
                    .lines()
                    .map(JSON::readTree)
                    .toList();
            assertThat(lines.getFirst().path("format").stringValue()).isEqualTo("json-pages-1.0");
            assertThat(lines.subList(1, lines.size()))
                    .extracting(line -> line.path("url").stringValue() + " "
                            + Instant.parse(line.path("ts").stringValue()))
                    .containsExactly(
                            PAGE + " " + ArchivedSite.NOON.plus(Duration.ofHours(1)),
                            "https://site.example/b " + ArchivedSite.NOON.plus(Duration.ofHours(2)));
        }
    }

    @Test
    void nothingIsLeftInTheFolderForTemporaryFiles() throws Exception {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        export().close();
        try (var left = Files.newDirectoryStream(temporary, "keeplink-wacz*")) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void theSameCapturesGiveTheSameRecords() throws Exception {
        try (ZipFile one = export()) {
            byte[] first = read(one, "archive/data.warc.gz");
            try (ZipFile other = export()) {
                assertThat(read(other, "archive/data.warc.gz")).isEqualTo(first);
            }
        }
    }

    /// The redirects of an archive, and how many requests for their addresses there are.
    private List<String> leads() throws IOException {
        List<String> leads = new ArrayList<>();
        List<String> asked = new ArrayList<>();
        try (ZipFile zip = export();
                WarcReader reader =
                        new WarcReader(new java.io.ByteArrayInputStream(read(zip, "archive/data.warc.gz")))) {
            for (WarcRecord record : reader) {
                if (record instanceof WarcResponse response && response.http().status() / 100 == 3) {
                    leads.add("%s %d %s %s"
                            .formatted(
                                    response.target(),
                                    response.http().status(),
                                    response.http().headers().first("Location").orElse(""),
                                    response.date()));
                } else if (record instanceof WarcRequest request) {
                    asked.add(request.target());
                }
            }
        }
        return leads.stream()
                .map(lead -> lead + " "
                        + asked.stream()
                                .filter(url -> lead.startsWith(url + " "))
                                .count())
                .toList();
    }

    @Test
    void redirectsAreThereAsTheyWereAnswered() throws Exception {
        site.page("https://site.example/c", "<title>C</title><p>Three.</p>");
        site.moved("https://site.example/1", 301, "/2", "https://site.example/2");
        site.moved("https://site.example/2", 307, "https://site.example/3", "https://site.example/3");
        site.moved("https://site.example/3", 308, "./c?", "https://site.example/c?");
        site.moved("https://site.example/c?", 200, "https://site.example/c", "https://site.example/c");
        site.capture(site.keep("https://site.example/1"));
        // a page that is only a refresh, the last of them, was not kept
        assertThat(leads())
                .containsExactly(
                        "https://site.example/1 301 /2 2026-11-23T15:00:00Z 1",
                        "https://site.example/2 307 https://site.example/3 2026-11-23T15:00:00Z 1",
                        "https://site.example/3 308 ./c? 2026-11-23T15:00:00Z 1",
                        "https://site.example/c? 302 https://site.example/c 2026-11-23T15:00:00Z 0");
    }

    /// The records of an archive that are about an address.
    private List<WarcTargetRecord> about(String url) throws IOException {
        List<WarcTargetRecord> about = new ArrayList<>();
        try (ZipFile zip = export();
                WarcReader reader =
                        new WarcReader(new java.io.ByteArrayInputStream(read(zip, "archive/data.warc.gz")))) {
            for (WarcRecord record : reader) {
                if (record instanceof WarcTargetRecord target && target.target().equals(url)) {
                    switch (record) {
                        case WarcRevisit revisit -> revisit.http();
                        case WarcMetadata metadata -> metadata.fields();
                        default -> {}
                    }
                    about.add(target);
                }
            }
        }
        assertThat(ArchiveCheck.faults(folder.resolve("links.wacz"))).isEmpty();
        return about;
    }

    @Test
    void aPageWithTheSameBytesIsARevisitOfThem() throws Exception {
        assertThat(about(PAGE))
                .filteredOn(WarcRevisit.class::isInstance)
                .singleElement()
                .satisfies(record -> {
                    assertThat(((WarcRevisit) record).profile()).isEqualTo(WarcRevisit.IDENTICAL_PAYLOAD_DIGEST_1_1);
                    assertThat("sha256:" + record.payloadDigest().orElseThrow().hex())
                            .isEqualTo(sha256(site.body(PAGE).getBytes(StandardCharsets.UTF_8)));
                });
    }

    @Test
    void aPageThatItsServerCallsNotModifiedIsARevisitThatSaysSo() throws Exception {
        String url = "https://site.example/tagged";
        site.page(url, "<title>Tagged</title><p>Never changes.</p>").tagged(url, "\"v1\"");
        Link link = site.keep(url);
        site.capture(link);
        site.capture(link);
        assertThat(about(url))
                .filteredOn(WarcRevisit.class::isInstance)
                .singleElement()
                .satisfies(record -> {
                    WarcRevisit revisit = (WarcRevisit) record;
                    assertThat(revisit.profile()).isEqualTo(WarcRevisit.SERVER_NOT_MODIFIED_1_1);
                    assertThat(revisit.http().status()).isEqualTo(304);
                    assertThat(revisit.payloadDigest()).isEmpty();
                    assertThat(revisit.date()).isEqualTo(ArchivedSite.NOON.plus(Duration.ofHours(4)));
                    assertThat(revisit.refersToDate()).contains(ArchivedSite.NOON.plus(Duration.ofHours(3)));
                });
    }

    @Test
    void aPageThatOnlyShowsTheSameClaimsNoBytes() throws Exception {
        String url = "https://site.example/token";
        Link link = site.keep(url);
        for (String token : List.of("4fa1d09c1e", "b7730e21aa")) {
            site.page(url, "<title>Token</title><script nonce=%s></script><p>Words.</p>".formatted(token));
            site.capture(link);
        }
        List<WarcTargetRecord> records = about(url);
        assertThat(records).extracting(WarcRecord::type).containsExactly("response", "request", "metadata", "metadata");
        WarcMetadata last = (WarcMetadata) records.getLast();
        assertThat(last.fields().map().get("unchangedSince"))
                .containsExactly(ArchivedSite.NOON.plus(Duration.ofHours(3)).toString());
        assertThat(last.headers().first("WARC-Refers-To"))
                .contains("<" + records.getFirst().id() + ">");
        try (ZipFile zip = export()) {
            assertThat(new String(read(zip, "pages/pages.jsonl"), StandardCharsets.UTF_8).lines())
                    .filteredOn(line -> line.contains("/token"))
                    .singleElement()
                    .asString()
                    .contains("2026-11-23T15:00:00Z");
        }
    }

    @Test
    void whatAPageAsksForByAnyAddressIsThere() throws Exception {
        site.page("https://site.example/c", """
            <img src=/one.png><img src=/twin.png><img src=/moved.png>
            <img srcset='/small.png 300w, /large.png 900w, /huge.png 4000w'>\
            """);
        site.moved("https://site.example/c-before", "https://site.example/c");
        site.moved("https://site.example/moved.png", "https://site.example/new.png");
        for (String same : List.of("one", "twin")) {
            site.file("https://site.example/" + same + ".png", "image/gif", "GIF89a the same");
        }
        for (String other : List.of("new", "small", "large", "huge")) {
            site.file("https://site.example/" + other + ".png", "image/gif", "GIF89a " + other);
        }
        site.capture(site.keep("https://site.example/c-before"));
        try (ZipFile zip = export()) {
            assertThat(new String(read(zip, "indexes/index.cdx"), StandardCharsets.UTF_8)
                            .lines()
                            .map(line -> line.substring(0, line.indexOf(' '))))
                    .contains(
                            "example,site)/c-before",
                            "example,site)/c",
                            "example,site)/one.png",
                            "example,site)/twin.png",
                            "example,site)/moved.png",
                            "example,site)/new.png",
                            "example,site)/small.png",
                            "example,site)/large.png",
                            "example,site)/huge.png");
        }
    }
}
