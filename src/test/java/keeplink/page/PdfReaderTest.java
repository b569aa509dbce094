package keeplink.page;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Random;
import keeplink.page.Verdict.Hurdle;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.ProtectionPolicy;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class PdfReaderTest {
    private static final String URL = "https://site.example/papers/keep%20alive.pdf?dl=1";
    private final MediaReader reader = new MediaReader();

    /// PDFBox tells of every broken byte it meets.
    @BeforeAll
    static void quiet() {
        for (String name : new String[] {"org.apache.pdfbox", "org.apache.fontbox", PdfReader.class.getName()}) {
            ((Logger) LoggerFactory.getLogger(name)).setLevel(Level.OFF);
        }
    }

    @Test
    void readsTitleAuthorAndTextOfAPdf() throws IOException {
        Article read = article(pdf("Keeping connections", "Ada", 3));
        assertThat(read.title()).isEqualTo("Keeping connections");
        assertThat(read.byline()).isEqualTo("Ada");
        assertThat(read.text()).startsWith("Probe number 1").contains("Probe number 3");
        assertThat(read.html()).isEmpty();
    }

    @Test
    void namesAPdfWithoutTitleByItsFile() throws IOException {
        assertThat(article(pdf(null, null, 1)).title()).isEqualTo("keep alive.pdf");
        assertThat(article(pdf("Microsoft Word - draft.doc", null, 1)).title()).isEqualTo("keep alive.pdf");
    }

    @ParameterizedTest
    @CsvSource({"application/pdf, 3, 3", "application/pdf, 1, 1", "text/plain, 3, 0"})
    void countsThePagesOfAPdf(String type, int made, int read) throws IOException {
        assertThat(reader.read(pdf("T", null, made), type, UTF_8, URL).pages()).isEqualTo(read);
    }

    @Test
    void stopsAtTheBoundsOfPagesAndCharacters() throws IOException {
        byte[] pdf = pdf("T", null, 5);
        assertThat(new PdfReader(Clock.systemUTC(), Duration.ofSeconds(10), 2, 1_000)
                        .read(pdf)
                        .text())
                .contains("Probe number 2")
                .doesNotContain("Probe number 3");
        assertThat(new PdfReader(Clock.systemUTC(), Duration.ofSeconds(10), 4, 1_000)
                        .read(pdf)
                        .hurdle())
                .isEqualTo(Hurdle.CUT);
        assertThat(new PdfReader(Clock.systemUTC(), Duration.ofSeconds(10), 9, 20)
                        .read(pdf)
                        .text())
                .hasSizeLessThanOrEqualTo(20);
        assertThat(new PdfReader(Clock.systemUTC(), Duration.ofSeconds(10), 9, 20)
                        .read(pdf)
                        .pages())
                .isEqualTo(5);
    }

    @Test
    void stopsWhenTheTimeIsUp() throws IOException {
        Clock everLater = new Clock() {
            private Instant now = Instant.EPOCH;

            @Override
            public Instant instant() {
                now = now.plusSeconds(1);
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        String text = new PdfReader(everLater, Duration.ofSeconds(3), 100, 100_000)
                .read(pdf("T", null, 20))
                .text();
        assertThat(text).startsWith("Probe").doesNotContain("number 20");
    }

    @Test
    void throwsNothingForABrokenPdf() throws IOException {
        byte[] good = pdf("T", null, 3);
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            byte[] broken = Arrays.copyOf(good, i % 2 == 0 ? good.length : random.nextInt(good.length));
            for (int j = 0; j < 20; j++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            assertThatCode(() -> article(broken)).doesNotThrowAnyException();
        }
        MediaReader.Medium empty = read("%PDF-1.7\n".getBytes(UTF_8));
        assertThat(empty.article().text()).isEmpty();
        assertThat(empty.hurdle()).isEqualTo(Hurdle.DAMAGED);
        String nested = "%PDF-1.4\n1 0 obj\n" + "[".repeat(200_000) + "\nendobj\ntrailer<</Root 1 0 R>>\n";
        assertThat(article(nested.getBytes(UTF_8)).text()).isEmpty();
    }

    @Test
    void saysThatAPasswordKeepsItsTextFromBeingRead() throws IOException {
        MediaReader.Medium locked = read(pdf("T", null, 1, lock("owner", "user", true)));
        assertThat(locked.hurdle()).isEqualTo(Hurdle.LOCKED);
        assertThat(locked.article().title()).isEqualTo("keep alive.pdf");
        assertThat(locked.article().text()).isEmpty();
    }

    @Test
    void takesNoTextOutOfWhatForbidsIt() throws IOException {
        MediaReader.Medium forbidden = read(pdf("Keeping", "Ada", 2, lock("owner", "", false)));
        assertThat(forbidden.hurdle()).isEqualTo(Hurdle.FORBIDDEN);
        assertThat(forbidden.pages()).isEqualTo(2);
        assertThat(forbidden.article().title()).isEqualTo("Keeping");
        assertThat(forbidden.article().text()).isEmpty();
    }

    @Test
    void readsWhatIsLockedOnlyAgainstChange() throws IOException {
        MediaReader.Medium open = read(pdf("T", null, 1, lock("owner", "", true)));
        assertThat(open.hurdle()).isEqualTo(Hurdle.NONE);
        assertThat(open.article().text()).startsWith("Probe");
    }

    /// By certificates, and by what only one program knows.
    @ParameterizedTest
    @ValueSource(strings = {"Adobe.PubSec", "Acme.Keys"})
    void knowsALockThatIsNoPassword(String filter) {
        String lock = "<</Filter/" + filter + "/SubFilter/adbe.pkcs7.s5/V 4/R 4/Length 128/StmF/D/StrF/D"
                + "/CF<</D<</CFM/AESV2/Recipients[(abc)]/Length 16>>>>>>";
        assertThat(read(withTrailer("/Encrypt 4 0 R/ID[<00><00>]", lock)).hurdle())
                .isEqualTo(Hurdle.LOCKED);
        assertThat(read(withTrailer("", "<<>>")).hurdle()).isEqualTo(Hurdle.NONE);
    }

    private static byte[] withTrailer(String trailer, String fourth) {
        String objects = """
                %PDF-1.7
                1 0 obj
                <</Type/Catalog/Pages 2 0 R>>
                endobj
                2 0 obj
                <</Type/Pages/Kids[3 0 R]/Count 1>>
                endobj
                3 0 obj
                <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>
                endobj
                """ + "4 0 obj\n" + fourth + "\nendobj\n";
        StringBuilder table = new StringBuilder("xref\n0 5\n0000000000 65535 f \n");
        for (int i = 1; i <= 4; i++) {
            table.append("%010d 00000 n \n".formatted(objects.indexOf(i + " 0 obj")));
        }
        return (objects + table + "trailer\n<</Root 1 0 R/Size 5" + trailer + ">>\nstartxref\n" + objects.length()
                        + "\n%%EOF\n")
                .getBytes(ISO_8859_1);
    }

    private static ProtectionPolicy lock(String owner, String user, boolean mayBeCopied) {
        AccessPermission permission = new AccessPermission();
        permission.setCanExtractContent(mayBeCopied);
        permission.setCanModify(false);
        StandardProtectionPolicy policy = new StandardProtectionPolicy(owner, user, permission);
        policy.setEncryptionKeyLength(128);
        return policy;
    }

    private Article article(byte[] pdf) {
        return read(pdf).article();
    }

    private MediaReader.Medium read(byte[] pdf) {
        return reader.read(pdf, "application/pdf", UTF_8, URL);
    }

    private static byte[] pdf(@Nullable String title, @Nullable String author, int pages, ProtectionPolicy... locks)
            throws IOException {
        try (PDDocument document = new PDDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            for (int i = 1; i <= pages; i++) {
                PDPage page = new PDPage();
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.beginText();
                    content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                    content.newLineAtOffset(50, 700);
                    content.showText("Probe number " + i + " is sent after the idle time.");
                    content.endText();
                }
            }
            document.getDocumentInformation().setTitle(title);
            document.getDocumentInformation().setAuthor(author);
            for (ProtectionPolicy lock : locks) {
                document.protect(lock);
            }
            document.save(out);
            return out.toByteArray();
        }
    }
}
