package keeplink.transfer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import keeplink.link.Link;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchiveCheckTest {
    private static final String WARC = "archive/data.warc.gz";

    private final Map<String, byte[]> files = new LinkedHashMap<>();

    @TempDir
    private Path folder = Path.of("");

    /// Two pages that share a style sheet, the one captured twice, and a moved one.
    @BeforeEach
    void exportSomeLinks() throws IOException {
        ArchivedSite site = new ArchivedSite();
        site.page("https://site.example/a?b=c", "<title>A</title><link rel=stylesheet href=/s.css><p>One.</p>");
        site.file("https://site.example/s.css", "text/css", "p{color:red}");
        site.page("https://site.example/b", "<title>B</title><link rel=stylesheet href=/s.css><p>Two.</p>");
        site.moved("https://site.example/old", "https://site.example/b");
        Link first = site.keep("https://site.example/a?b=c", "tag");
        site.capture(first);
        site.capture(first);
        site.capture(site.keep("https://site.example/old"));
        Path file = folder.resolve("links.wacz");
        site.export(file);
        assertThat(ArchiveCheck.faults(file)).isEmpty();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                try (InputStream in = zip.getInputStream(entry)) {
                    files.put(entry.getName(), in.readAllBytes());
                }
            }
        }
    }

    @Test
    void ourRecordsAreSoundCompressedOrNot() throws IOException {
        assertThat(check("data.warc.gz", Objects.requireNonNull(files.get(WARC))))
                .isEmpty();
        assertThat(check("data.warc", records())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        One.                                | Two.                          | the payload is not what WARC-Payload-Digest says
        WARC-Payload-Digest: sha256:        | WARC-Payload-Digest: rot13:   | nobody here knows the digest algorithm rot13
        WARC-Date: 2026-11-23T12:00:00Z     | WARC-Date: the other day now  | WARC-Date
        WARC-Date: 2026-11-23T12:00:00Z     | XARC-Date: 2026-11-23T12:00:00Z | WARC-Date
        WARC-Target-URI: https://site.exa   | XARC-Target-URI: https://site.exa | WARC-Target-URI
        WARC-Profile: http                  | XARC-Profile: http            | WARC-Profile
        WARC-Refers-To-Date: 2026-11-23T12  | WARC-Refers-To-Date: 2016-11-23T12 | refers to https://site.example/a?b=c of 2016-11-23T12:00:00Z, which is not there
        WARC-Refers-To: <urn:uuid:          | WARC-Refers-To: <urn:uuic:    | which is not there
        WARC-Type: revisit                  | WARC-Type: response           | Field not allowed on response record
        WARC/1.1                            | WARC/9.1                      | is WARC/9.1, which is neither WARC/1.0 nor WARC/1.1
        WARC/1.1                            | MARC/1.1                      | cannot be read beyond the record at byte 0
        Content-Length: 143                 | Content-Length: 149           | cannot be read beyond
        """)
    void namesWhatIsWrongWithARecord(String sound, String broken, String fault) throws IOException {
        String text = new String(records(), ISO_8859_1);
        assertThat(text).contains(sound);
        int at = text.indexOf(sound);
        String changed = text.substring(0, at) + broken + text.substring(at + sound.length());
        assertThat(check("data.warc", changed.getBytes(ISO_8859_1)))
                .anySatisfy(line -> assertThat(line).startsWith("data.warc").contains(fault));
    }

    @Test
    void namesARecordThatIsThereTwice() throws IOException {
        byte[] once = records();
        byte[] twice = Arrays.copyOf(once, 2 * once.length);
        System.arraycopy(once, 0, twice, once.length, once.length);
        assertThat(check("data.warc", twice))
                .hasSizeGreaterThan(5)
                .allSatisfy(line -> assertThat(line).contains("another record has its WARC-Record-ID"));
    }

    @ParameterizedTest
    @CsvSource({"0, holds no record", "300, cannot be read beyond", "-20, cannot be read beyond"})
    void namesAFileThatEndsTooSoon(int length, String fault) throws IOException {
        byte[] warc = Objects.requireNonNull(files.get(WARC));
        byte[] cut = Arrays.copyOf(warc, length < 0 ? warc.length + length : length);
        assertThat(check("data.warc.gz", cut)).singleElement().asString().contains(fault);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        indexes/index.cdx   | "offset": "     | "offset": "9   | leads to byte 9
        indexes/index.cdx   | "length": "     | "length": "9   | bytes of a record that has
        indexes/index.cdx   | "data.warc.gz"  | "date.warc.gz" | leads to archive/date.warc.gz, which is not there
        indexes/index.cdx   | example,site    | zzz,site       | line 2: is out of order
        indexes/index.cdx   | {               | [              | is not a key, a time and a JSON object
        indexes/index.cdx   | {               | {{             | is no JSON
        indexes/index.cdx   | site.example/   | other.example/ | leads to a record of https://site.example/
        pages/pages.jsonl   | json-pages-1.0  | json-pages-7.0 | line 1: does not say that its format is json-pages-1.0
        pages/pages.jsonl   | "ts":"2026      | "ts":"then     | line 2: its ts is no time
        pages/pages.jsonl   | site.example    | gone.example   | line 2: https://gone.example/a?b=c is in no index
        pages/pages.jsonl   | "url"           | "uri"          | line 2: has no url
        """)
    void namesWhatIsWrongInAFileWhoseHashIsRight(String name, String sound, String broken, String fault)
            throws Exception {
        byte[] before = Objects.requireNonNull(files.get(name));
        byte[] after = edited(name, text -> text.replaceFirst(Pattern.quote(sound), broken));
        edited(
                "datapackage.json",
                text -> text.replace(hash(before), hash(after))
                        .replaceFirst("(\"bytes\" ?: ?)" + before.length + "\\b", "$1" + after.length));
        edited(
                "datapackage-digest.json",
                text -> text.replaceFirst("[0-9a-f]{64}", hash(Objects.requireNonNull(files.get("datapackage.json")))));
        assertThat(checkZip(ZipEntry.STORED))
                .allSatisfy(line -> assertThat(line).doesNotContain("hash"))
                .anySatisfy(line -> assertThat(line).contains(fault));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        pages/pages.jsonl       | "id"           | "di"        | pages/pages.jsonl: is not what the hash in datapackage.json says
        datapackage.json        | data-package   | data-parcel | datapackage.json: its profile is not data-package
        datapackage.json        | wacz_version   | wacz_edition | datapackage.json: has no wacz_version
        datapackage.json        | Keeplink       | Keptlink    | datapackage.json: is not what the hash in datapackage-digest.json says
        datapackage.json        | pages/pages.jsonl | pages/leaves.jsonl | pages/leaves.jsonl: is described in datapackage.json and not there
        datapackage.json        | pages/pages.jsonl | pages/leaves.jsonl | pages/pages.jsonl: is not described in datapackage.json
        datapackage.json        | "bytes"        | "bites"     | bytes, and -1 by datapackage.json
        datapackage.json        | sha256:        | crc:        | has no hash in datapackage.json that begins with sha256: or md5:
        datapackage.json        | {              | <           | datapackage.json: is no JSON
        datapackage-digest.json | [0-9a-f]{64}   | 00          | datapackage.json: is not what the hash in datapackage-digest.json says
        """)
    void namesWhatTheDescriptionDoesNotSayRightly(String name, String sound, String broken, String fault)
            throws IOException {
        edited(name, text -> text.replaceFirst(sound.startsWith("[") ? sound : Pattern.quote(sound), broken));
        assertThat(checkZip(ZipEntry.STORED))
                .anySatisfy(line -> assertThat(line).contains(fault));
    }

    @ParameterizedTest
    @CsvSource({
        "datapackage.json, datapackage.json: is not there",
        "pages/pages.jsonl, pages/pages.jsonl: is not there",
        "indexes/index.cdx, indexes/: holds no index",
        "archive/data.warc.gz, archive/: holds no WARC file"
    })
    void namesAFileThatIsMissing(String name, String fault) throws IOException {
        files.remove(name);
        files.remove(name + ".gz");
        assertThat(checkZip(ZipEntry.STORED)).contains(fault);
    }

    @Test
    void namesWhatNobodyCanSeekIn() throws IOException {
        assertThat(checkZip(ZipEntry.DEFLATED))
                .containsExactly(WARC + ": is compressed by the zip file, so that nobody can seek in it");
    }

    @Test
    void namesARecordThatIsInNoIndex() throws IOException {
        files.remove("indexes/index.cdx.gz");
        edited("indexes/index.cdx", text -> text.substring(text.indexOf('\n') + 1));
        assertThat(checkZip(ZipEntry.STORED))
                .anySatisfy(line ->
                        assertThat(line).startsWith(WARC + ", record at byte ").endsWith(": is in no index"));
    }

    @Test
    void namesAZipFileThatIsCut() throws IOException {
        assertThat(check("links.wacz", "PK\3\4 and no more".getBytes(ISO_8859_1)))
                .singleElement()
                .asString()
                .startsWith("links.wacz: is no zip file that can be read");
    }

    @Test
    void fieldsOfOtherSoftwareAreNoFault() throws IOException {
        String text = new String(records(), ISO_8859_1);
        byte[] extended =
                text.replaceFirst("WARC-Type", "X-Crawler: other\r\nWARC-Type").getBytes(ISO_8859_1);
        assertThat(check("data.warc", extended)).isEmpty();
    }

    private byte[] records() throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(Objects.requireNonNull(files.get(WARC))))) {
            return in.readAllBytes();
        }
    }

    private byte[] edited(String name, UnaryOperator<String> edit) {
        String before = new String(Objects.requireNonNull(files.get(name)), UTF_8);
        String after = edit.apply(before);
        files.put(name, after.getBytes(UTF_8));
        return after.getBytes(UTF_8);
    }

    private List<String> check(String name, byte[] archive) throws IOException {
        return ArchiveCheck.faults(Files.write(folder.resolve(name), archive));
    }

    private List<String> checkZip(int method) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                put(zip, file.getKey(), file.getValue(), method);
            }
        }
        return check("made.wacz", bytes.toByteArray());
    }

    private static void put(ZipOutputStream zip, String name, byte[] content, int method) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(method);
        CRC32 sum = new CRC32();
        sum.update(content);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
