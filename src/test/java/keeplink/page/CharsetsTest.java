package keeplink.page;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CharsetsTest {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Charset BIG5 = Charset.forName("Big5-HKSCS");
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final Charset WINDOWS_1251 = Charset.forName("windows-1251");
    private static final String CHINESE = "网页的快照与标签,保持连接的探测报文每隔一段时间发送一次";

    @ParameterizedTest
    @CsvSource({
        "utf8, UTF-8",
        "UTF-8, UTF-8",
        "gb2312, GB18030",
        "GBK, GB18030",
        "x-gbk, GB18030",
        "gb18030, GB18030",
        "iso-8859-1, windows-1252",
        "latin1, windows-1252",
        "us-ascii, windows-1252",
        "iso-8859-9, windows-1254",
        "shift_jis, windows-31j",
        "euc-kr, x-windows-949",
        "ks_c_5601-1987, x-windows-949",
        "big5, Big5-HKSCS",
        "tis-620, x-windows-874",
        "utf-16, UTF-16LE",
    })
    void labelsMeanWhatTheStandardSays(String label, String charset) {
        assertThat(EncodingLabels.charset(label)).contains(Charset.forName(charset));
        assertThat(EncodingLabels.charset(" " + label.toUpperCase(java.util.Locale.ROOT) + "\t"))
                .contains(Charset.forName(charset));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "text/html",
                "text/html; charset=bogus",
                "text/html; charset=utf-7",
                "text/html; charset=\0",
                "text/html; charset=x-user-defined",
                "text/html; charset=",
                "text/html; charset",
                "text/html; charset=IBM037",
                "text/html; charset=UTF-32",
                "text/html; charset=\"gbk",
                "text/html; charset=replacement",
                ";;;=charset==",
            })
    void aHeaderThatSaysNothingUsefulIsAsIfItWereNotThere(@Nullable String contentType) {
        assertReads("<meta charset=gbk><p>程序".getBytes(GB18030), contentType, GB18030, "<meta charset=gbk><p>程序");
    }

    static Stream<Arguments> pages() {
        return Stream.of(
                Arguments.of(
                        "byte order mark over header",
                        bytes(0xEF, 0xBB, 0xBF, "é", UTF_8),
                        "text/html; charset=gbk",
                        UTF_8,
                        "é"),
                Arguments.of("big-endian mark", bytes(0xFE, 0xFF, -1, "é", UTF_16BE), null, UTF_16BE, "é"),
                Arguments.of("little-endian mark", bytes(0xFF, 0xFE, -1, "é", UTF_16LE), null, UTF_16LE, "é"),
                Arguments.of(
                        "header over meta",
                        ("<meta charset=big5>" + CHINESE).getBytes(GB18030),
                        "text/html;charset=\"GB2312\"",
                        GB18030,
                        "<meta charset=big5>" + CHINESE),
                Arguments.of(
                        "header over valid UTF-8 it can read",
                        "é".getBytes(UTF_8),
                        "text/html; charset=iso-8859-1",
                        WINDOWS_1252,
                        "Ã©"),
                Arguments.of(
                        "UTF-8 that declares gb2312",
                        ("<meta charset=gb2312>" + CHINESE).getBytes(UTF_8),
                        null,
                        UTF_8,
                        "<meta charset=gb2312>" + CHINESE),
                Arguments.of(
                        "UTF-8 that declares gb2312 in the header too",
                        ("<p>程序员的博客 页 " + CHINESE).getBytes(UTF_8),
                        "text/html; charset=gb2312",
                        UTF_8,
                        "<p>程序员的博客 页 " + CHINESE),
                Arguments.of(
                        "UTF-8 cut within a character",
                        cut(CHINESE.getBytes(UTF_8), 1),
                        null,
                        UTF_8,
                        CHINESE.substring(0, CHINESE.length() - 1) + "\uFFFD"),
                Arguments.of(
                        "meta",
                        "<meta charset='gb2312'>中".getBytes(GB18030),
                        null,
                        GB18030,
                        "<meta charset='gb2312'>中"),
                Arguments.of(
                        "meta with pragma",
                        "<META content=\"text/html; charset=windows-1251\" http-equiv=Content-Type>Ы"
                                .getBytes(WINDOWS_1251),
                        "text/html",
                        WINDOWS_1251,
                        "<META content=\"text/html; charset=windows-1251\" http-equiv=Content-Type>Ы"),
                Arguments.of(
                        "meta in a comment does not count",
                        "<!-- <meta charset=big5> --><meta charset=windows-1251>Ы".getBytes(WINDOWS_1251),
                        null,
                        WINDOWS_1251,
                        "<!-- <meta charset=big5> --><meta charset=windows-1251>Ы"),
                Arguments.of(
                        "meta within an attribute does not count",
                        "<a title='<meta charset=big5>'><meta charset=windows-1251>Ы".getBytes(WINDOWS_1251),
                        null,
                        WINDOWS_1251,
                        "<a title='<meta charset=big5>'><meta charset=windows-1251>Ы"),
                Arguments.of(
                        "meta with utf-16 is UTF-8",
                        "<meta charset=utf-16>é".getBytes(UTF_8),
                        null,
                        UTF_8,
                        "<meta charset=utf-16>é"),
                Arguments.of(
                        "unknown meta, then guess",
                        ("<meta charset=ibm037>" + CHINESE).getBytes(GB18030),
                        null,
                        GB18030,
                        "<meta charset=ibm037>" + CHINESE),
                Arguments.of(
                        "XML declaration",
                        "<?xml version='1.0' encoding='windows-1251'?>Ы".getBytes(WINDOWS_1251),
                        null,
                        WINDOWS_1251,
                        "<?xml version='1.0' encoding='windows-1251'?>Ы"),
                Arguments.of(
                        "a header that says UTF-8 over bytes that are the GBK their meta declares",
                        ("<meta charset=gbk>" + CHINESE).getBytes(GB18030),
                        "text/html; charset=utf-8",
                        GB18030,
                        "<meta charset=gbk>" + CHINESE),
                Arguments.of(
                        "one bad byte does not change the declared encoding",
                        bytes("<meta charset=gbk>中".getBytes(GB18030), 0xFF),
                        null,
                        GB18030,
                        "<meta charset=gbk>中\uFFFD"),
                Arguments.of("guess Chinese", CHINESE.getBytes(GB18030), null, GB18030, CHINESE),
                Arguments.of(
                        "guess traditional Chinese",
                        "網頁的快照與標籤,這是一個很長的句子,用來猜測編碼".getBytes(BIG5),
                        null,
                        BIG5,
                        "網頁的快照與標籤,這是一個很長的句子,用來猜測編碼"),
                Arguments.of("nothing known", new byte[] {'a', (byte) 0x93, 'b'}, null, WINDOWS_1252, "a“b"),
                Arguments.of("nothing at all", new byte[0], null, WINDOWS_1252, ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void theFirstThatKnowsDecides(
            String rule, byte[] body, @Nullable String contentType, Charset charset, String text) {
        assertReads(body, contentType, charset, text);
    }

    private static void assertReads(byte[] body, @Nullable String contentType, Charset charset, String text) {
        Charsets.Decoded decoded = Charsets.decode(body, contentType);
        assertThat(decoded.charset()).isEqualTo(charset);
        assertThat(decoded.text()).isEqualTo(text);
        assertThat(new BufferedReader(decoded.reader()).lines().collect(Collectors.joining("\n")))
                .isEqualTo(text.lines().collect(Collectors.joining("\n")));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"text/html", "text/html; charset=gb2312", "text/html; charset=gb18030"})
    void readsTheSamePageFromBothItsEncodings(@Nullable String contentType) throws IOException {
        String utf8 = new String(page("tcp-keepalive.html"), UTF_8);
        String gb =
                Charsets.decode(page("tcp-keepalive.gb2312.html"), contentType).text();
        assertThat(gb).doesNotContain("\uFFFD").contains("为了理解 TCP keepalive的作用");
        assertThat(pres(gb)).isEqualTo(pres(utf8)).contains("<pre");
        assertThat(Charsets.decode(page("tcp-keepalive.html"), contentType).text())
                .isEqualTo(utf8);
    }

    @Test
    void unfinishedMarkupEndsThePrescan() {
        for (String end : new String[] {
            "<",
            "<!--",
            "<!",
            "<meta",
            "<meta ",
            "<meta charset",
            "<meta charset=",
            "<meta charset=\"",
            "<a b=",
            "</",
            "<meta / a"
        }) {
            assertThat(MetaPrescan.charset(end.getBytes(ISO_8859_1))).as(end).isEmpty();
        }
    }

    private static String pres(String html) {
        return html.substring(html.indexOf("<pre"), html.lastIndexOf("</pre>"));
    }

    static byte[] page(String name) throws IOException {
        try (var in = CharsetsTest.class.getResourceAsStream("/pages/" + name)) {
            return java.util.Objects.requireNonNull(in).readAllBytes();
        }
    }

    private static byte[] cut(byte[] bytes, int by) {
        return java.util.Arrays.copyOf(bytes, bytes.length - by);
    }

    private static byte[] bytes(int a, int b, int c, String text, Charset charset) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(a);
        out.write(b);
        if (c >= 0) {
            out.write(c);
        }
        out.writeBytes(text.getBytes(charset));
        return out.toByteArray();
    }

    private static byte[] bytes(byte[] start, int last) {
        byte[] all = java.util.Arrays.copyOf(start, start.length + 1);
        all[start.length] = (byte) last;
        return all;
    }
}
