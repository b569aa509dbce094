package keeplink.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class ZippedFileTest {
    private static final String CORE = "<cp:coreProperties xmlns:cp='c' xmlns:dc='d'><dc:title>The plan</dc:title>"
            + "<dc:creator>Ada</dc:creator></cp:coreProperties>";

    @Test
    void readsATextDocument() throws IOException {
        byte[] docx = zip("[Content_Types].xml", "<Types/>", "word/document.xml", """
                <w:document xmlns:w='w' xmlns:mc='m'><w:body>
                  <w:p><w:r><w:t>First </w:t></w:r><w:r><w:t>words</w:t><w:tab/><w:t>here</w:t></w:r></w:p>
                  <w:p><mc:AlternateContent><mc:Choice><w:t>Boxed</w:t></mc:Choice>
                    <mc:Fallback><w:t>Boxed</w:t></mc:Fallback></mc:AlternateContent><w:delText>gone</w:delText></w:p>
                </w:body></w:document>""", "docProps/core.xml", CORE);
        assertThat(ZippedFile.of(docx)).isEqualTo(new ZippedFile("The plan", "Ada", "First words here\nBoxed"));
    }

    @Test
    void readsAnOpenDocument() throws IOException {
        byte[] odt = zip("mimetype", "application/vnd.oasis.opendocument.text", "content.xml", """
                <office:document-content xmlns:office='o' xmlns:text='t'><office:automatic-styles>no text</office:automatic-styles>
                <office:body><text:h>计划</text:h><text:p>A<text:s/>line with <text:span>a span</text:span>.</text:p>
                </office:body></office:document-content>""", "meta.xml", CORE);
        assertThat(ZippedFile.of(odt)).isEqualTo(new ZippedFile("The plan", "Ada", "计划\nA line with a span."));
    }

    @Test
    void readsSlidesInTheirOrderAndTheWordsOfASpreadsheet() throws IOException {
        String slide = "<p:sld xmlns:p='p' xmlns:a='a'><a:p><a:r><a:t>Slide %d</a:t></a:r></a:p></p:sld>";
        byte[] pptx = zip(
                "ppt/slides/slide10.xml", slide.formatted(10),
                "ppt/slides/slide2.xml", slide.formatted(2),
                "ppt/slides/slide1.xml", slide.formatted(1));
        assertThat(ZippedFile.of(pptx).text()).isEqualTo("Slide 1\nSlide 2\nSlide 10");
        byte[] xlsx = zip(
                "xl/sharedStrings.xml", "<sst><si><t>Rent</t></si><si><r><t>Wa</t></r><r><t>ter</t></r></si></sst>");
        assertThat(ZippedFile.of(xlsx).text()).isEqualTo("Rent\nWater");
    }

    @Test
    void readsABookInItsOrder() throws IOException {
        byte[] epub = zip(
                "mimetype", "application/epub+zip",
                "META-INF/container.xml", "<container/>",
                "OEBPS/b.xhtml", "<html><body><h1>Two</h1><p>Then.</p></body></html>",
                "OEBPS/a.xhtml", "<html><head><title>x</title></head><body>\n<h1>One</h1>\n<p>First.</p></body></html>",
                "OEBPS/book.opf", """
                <package xmlns:dc='d'><metadata><dc:title>A book</dc:title><dc:creator>Bo</dc:creator></metadata>
                <manifest><item id='x' href='a.xhtml'/><item id='y' href='b.xhtml'/></manifest>
                <spine><itemref idref='x'/><itemref idref='y'/><itemref idref='none'/></spine></package>""");
        ZippedFile book = ZippedFile.of(epub);
        assertThat(book.title()).isEqualTo("A book");
        assertThat(book.author()).isEqualTo("Bo");
        assertThat(book.text()).isEqualTo("One\n\nFirst.\n\nTwo\n\nThen.");
    }

    @Test
    void listsTheFilesOfAnyOther() throws IOException {
        assertThat(ZippedFile.of(zip("src/a.txt", "x", "b 页.png", "y")))
                .isEqualTo(new ZippedFile(null, null, "src/a.txt\nb 页.png"));
    }

    @Test
    void asksNobodyForAnEntity() throws IOException {
        byte[] docx = zip("word/document.xml", """
                <!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY f SYSTEM "file:///etc/hostname">]>
                <d><p><t>Before</t></p><p><t>&f;&a;</t></p></d>""");
        assertThat(ZippedFile.of(docx).text()).startsWith("Before").doesNotContain("aaaa");
    }

    @Test
    void stopsWhereTheFileUnpacksWithoutEnd() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("zeros"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 80; i++) {
                zip.write(zeros);
            }
            zip.putNextEntry(new ZipEntry("after"));
        }
        assertThat(ZippedFile.of(bytes.toByteArray()).text()).isEqualTo("zeros");
    }

    @Test
    void throwsNothingForABrokenOne() throws IOException {
        byte[] good = zip("word/document.xml", "<d><p><t>Words</t></p></d>", "docProps/core.xml", CORE);
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] broken = Arrays.copyOf(good, i % 2 == 0 ? good.length : random.nextInt(good.length));
            for (int j = 0; j < 5 && broken.length > 0; j++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            assertThatCode(() -> ZippedFile.of(broken)).doesNotThrowAnyException();
        }
    }

    private static byte[] zip(String... namesAndContents) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndContents[i]));
                zip.write(namesAndContents[i + 1].getBytes(UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
