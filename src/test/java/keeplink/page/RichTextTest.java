package keeplink.page;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RichTextTest {
    private static final String DOCUMENT = """
        {\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss Helvetica;}{\\f1\\fnil\\fcharset134 SimSun;}}
        {\\colortbl;\\red255\\green0\\blue0;}{\\stylesheet{\\s0 Normal;}}{\\*\\generator A program;}
        {\\info{\\title Keeping \\'e9crits}{\\author Ada}{\\company Nobody}}
        {\\header Each page\\par}\\pard\\f0\\fs24 One {\\b bo}ld\\par
        {\\field{\\*\\fldinst HYPERLINK "https://x.example/"}{\\fldrslt two}}\\par
        {\\pict\\pngblip 89504e47}\\f1 \\'c4\\'e3\\'ba\\'c3\\par}\
        """;

    @Test
    void readsTitleAuthorAndText() {
        RichText read = read(DOCUMENT);
        assertThat(read.title()).isEqualTo("Keeping écrits");
        assertThat(read.author()).isEqualTo("Ada");
        assertThat(read.text()).isEqualTo("One bold\ntwo\n你好");
    }

    @Test
    void isSearchedAndOpenedByItsWordsWhateverTheServerCallsIt() {
        byte[] body = DOCUMENT.getBytes(US_ASCII);
        for (String type : new String[] {"application/rtf", "text/rtf", "application/msword"}) {
            Article article = new MediaReader()
                    .read(body, type, UTF_8, "https://site.example/a.rtf")
                    .article();
            assertThat(article.title()).isEqualTo("Keeping écrits");
            assertThat(article.text()).startsWith("One bold");
            assertThat(article.excerpt()).isEqualTo("One bold two 你好");
        }
        assertThat(new MediaReader()
                        .read("{\\rtf1 x}".getBytes(US_ASCII), "text/rtf", UTF_8, "https://site.example/a.rtf")
                        .article()
                        .title())
                .isEqualTo("a.rtf");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', nullValues = "-", textBlock = """
        caf\\'e9                                        | café
        \\u20320?\\u22909?                              | 你好
        \\u-10179?\\u-8704?                             | 😀
        \\uc2 \\u20320\\'c4\\'e3x                       | 你x
        \\u8364\\bin3 }}}.                              | €.
        {\\uc0\\u22909}?                                | 好?
        {\\u20320}?                                     | 你?
        \\ansicpg936 \\'c4\\'e3, \\'c4A.                | 你, 腁.
        \\ansicpg932 \\'83\\\\                          | ソ
        \\ansicpg1251 \\'cf\\'f0                        | Пр
        \\ansicpg0 a\\ansicpg99999 \\'e9                | aé
        \\mac \\'8e                                     | é
        {\\fonttbl{\\f3\\cpg1251 A;}}\\f3 \\'e9\\plain\\'e9 | йé
        {\\fonttbl\\f0\\fcharset204 A;\\f1 B;}\\deff0 \\'e9\\f1\\'e9 | йé
        {\\f9 \\'e9}                                    | é
        a\\tab b\\~c\\_d\\-e\\emdash\\ldblquote f\\rdblquote | "a\tb c-de—“f”"
        a\\{b\\}c\\\\                                   | a{b}c\\
        {\\v hidden}a{\\deleted gone}b\\v c\\v0 d       | abd
        a{\\*\\unknown zz{y}}{\\unknown b}              | ab
        {\\upr{a}{\\*\\ud{b}}}                          | b
        a{\\footnote b}                                 | a b
        {\\shp{\\*\\shpinst{\\sp{\\sn n}{\\sv v}}{\\shptxt box}}{\\shprslt box}} | box
        a\\bin5 }{\\\\}b                                | ab
        a\\bin2000000000 b                              | a
        a\\bin-5 b                                      | ab
        a\\'zzb\\u99999999999999? c\\b99999999999 d     | -
        """)
    void readsWhatAReaderSees(String body, String text) {
        String read = read("{\\rtf1\\ansi " + body + "}").text();
        if (text == null) {
            assertThat(read).startsWith("azzb").endsWith("d");
        } else {
            assertThat(read).isEqualTo(text);
        }
    }

    @Test
    void breaksLinesWhereParagraphsEndAndNotInItsSource() {
        assertThat(read("{\\rtf1 a\r\nb\\\nc\\line d\\row e}").text()).isEqualTo("ab\nc\nd\ne");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\\rtf1 words {\\b and", "{\\rtf1 words }}}}and", "{\\rtf1 words and\\", "{\\rtf1 words and\\'"
            })
    void readsWhatIsCutOrUnbalanced(String document) {
        assertThat(read(document).text()).isEqualTo("words and");
    }

    /// Memory and time stay in proportion to the file.
    @Test
    void standsDepthAndLength() {
        int many = 1_000_000;
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(read("{\\rtf1 " + "{".repeat(100_000) + "x" + "}".repeat(100_000) + "y}")
                            .text())
                    .isEqualTo("xy");
            assertThat(read("{\\rtf1 " + "{\\b".repeat(many) + " x").text()).isEqualTo("x");
            assertThat(read("{\\rtf1 " + "words\\par ".repeat(many) + "}")
                            .text()
                            .length())
                    .isEqualTo(MediaReader.MAX_TEXT);
            assertThat(read("{\\rtf1 " + "x".repeat(16 * many)).text().length()).isEqualTo(MediaReader.MAX_TEXT);
            assertThat(read("{\\rtf1 \\" + "q".repeat(many) + " x}").text()).isEqualTo("x");
            assertThat(read("{\\rtf1{\\fonttbl" + "{\\f1\\fcharset0 A;}".repeat(many / 10) + "}x}")
                            .text())
                    .isEqualTo("x");
            assertThat(read("{\\rtf1{\\info{\\title " + "t\\'e9".repeat(many) + "}}x}")
                            .text())
                    .isEqualTo("x");
        });
    }

    @Test
    void throwsNothingForWhatIsBroken() {
        Random random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            byte[] broken = DOCUMENT.getBytes(US_ASCII);
            for (int j = 0; j < 10; j++) {
                broken[5 + random.nextInt(broken.length - 5)] = (byte) random.nextInt(256);
            }
            byte[] cut = Arrays.copyOf(broken, 5 + random.nextInt(broken.length - 5));
            assertThatCode(() -> RichText.of(cut)).doesNotThrowAnyException();
        }
    }

    private static RichText read(String document) {
        return RichText.of(document.getBytes(ISO_8859_1));
    }
}
