package keeplink.fetch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Everything a stranger's server or page may do to whoever captures it: one route each, and the verdict that has to
/// come of it, as files that leave Keeplink say it ([keeplink.page.VerdictWords]), as a regular expression.
///
/// The outcome of a page near the bound on parsing depends on how quick the machine is; such a case names both.
@SuppressWarnings("ImmutableEnumChecker") // The handlers keep no state.
public enum HostileCase implements HostilePage {
    GZIP_BOMB(Misbehaviour.GZIP_BOMB, "failed: too large unpacked"),
    GZIP_CUT(Misbehaviour.GZIP_CUT, "failed: bad answer"),
    GZIP_LIE(Misbehaviour.GZIP_LIE, "failed: bad answer"),
    GZIP_TWICE(Misbehaviour.GZIP_TWICE, "failed: bad answer"),
    BROTLI_UNASKED(Misbehaviour.BROTLI, "failed: bad answer"),
    ZSTD_UNASKED(coded("zstd", bytes("(\u00b5/\u00fd")), "failed: bad answer"),
    GZIP_OF_TWO_MEMBERS(
            (_, exchange) -> exchange.send(
                    200,
                    Map.of("Content-Type", "text/html", "Content-Encoding", "gzip"),
                    joined(
                            Misbehaviour.gzip(1, bytes("<title>Two</title><p>One ")),
                            Misbehaviour.gzip(1, bytes("two.")))),
            "full|text only"),
    DEFLATE_LIE(coded("deflate", bytes("<title>Plain</title>")), "failed: bad answer"),
    ENDLESS_BODY(Misbehaviour.ENDLESS_BODY, "text only|failed: too complex"),
    ENDLESS_IMAGE(Misbehaviour.ENDLESS_IMAGE, "failed: too large"),
    SLOW_BODY(Misbehaviour.SLOW_BODY, "failed: timeout"),
    SLOW_HEAD(Misbehaviour.SLOW_HEAD, "failed: timeout"),
    SILENCE(Misbehaviour.SILENCE, "failed: timeout answer"),
    SILENT_BODY(Misbehaviour.SILENT_BODY, "failed: timeout answer"),
    ENDLESS_HEADER(Misbehaviour.ENDLESS_HEADER, "failed: too large head"),
    ENDLESS_HEADERS(Misbehaviour.ENDLESS_HEADERS, "failed: too large head"),
    ENDLESS_EARLY_HINTS(Misbehaviour.ENDLESS_EARLY_HINTS, "failed: too large head"),
    ENDLESS_CONTINUE(
            (_, exchange) -> repeat(exchange, "HTTP/1.1 100 Continue\r\n\r\n", Integer.MAX_VALUE),
            "failed: too large head"),
    LENGTH_TOO_LONG(Misbehaviour.LENGTH_TOO_LONG, "failed: bad answer"),
    LENGTH_TOO_SHORT(
            (_, exchange) -> exchange.write(
                    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 24\r\n\r\n<title>Short</title><p>x. and more"),
            "full|text only"),
    LENGTH_NEGATIVE(Misbehaviour.LENGTH_NEGATIVE, "failed: bad answer"),
    LENGTH_NO_NUMBER(Misbehaviour.LENGTH_NO_NUMBER, "failed: bad answer"),
    LENGTH_TERABYTE(Misbehaviour.LENGTH_TERABYTE, "failed: too large on wire"),
    LENGTH_TWICE(Misbehaviour.LENGTH_TWICE, "failed: bad answer"),
    LENGTH_AND_CHUNKS(
            (_, exchange) -> exchange.write(
                    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + "1c\r\n<title>Chunks</title><p>Both\r\n0\r\n\r\n"),
            "full|text only"),
    CHUNK_SIZE_NEGATIVE(Misbehaviour.CHUNK_SIZE_NEGATIVE, "failed: bad answer"),
    CHUNK_SIZE_OVERFLOW(Misbehaviour.CHUNK_SIZE_OVERFLOW, "failed: bad answer"),
    ENDLESS_CHUNK_EXTENSION(Misbehaviour.ENDLESS_CHUNK_EXTENSION, "failed: too large on wire"),
    ENDLESS_CHUNKS(Misbehaviour.ENDLESS_CHUNKS, "text only|failed: too complex|failed: timeout"),
    CHUNK_CUT(Misbehaviour.CHUNK_CUT, "failed: bad answer"),
    CLOSE(Misbehaviour.CLOSE, "failed: unreachable"),
    RESET(Misbehaviour.RESET, "failed: unreachable"),
    RESET_IN_BODY(Misbehaviour.RESET_IN_BODY, "failed: unreachable"),
    NO_HEAD(Misbehaviour.NO_HEAD, "failed: bad answer"),
    OTHER_PROTOCOL(Misbehaviour.OTHER_PROTOCOL, "failed: bad answer"),
    NO_CONTENT_WITH_BODY(Misbehaviour.NO_CONTENT_WITH_BODY, "failed: empty"),
    NOT_MODIFIED_UNASKED(Misbehaviour.NOT_MODIFIED, "failed: 304"),
    UNAUTHORIZED(Misbehaviour.UNAUTHORIZED, "failed: 401|blocked: login"),
    PROXY_UNAUTHORIZED(Misbehaviour.PROXY_UNAUTHORIZED, "failed: 407"),
    UNAVAILABLE_RETRY_AT_ONCE(
            (_, exchange) -> exchange.send(503, Map.of("Retry-After", "0"), bytes("busy")), "failed: 503"),
    TIMED_OUT_FOR_EVER((_, exchange) -> exchange.send(408, Map.of(), bytes("late")), "failed: 408"),
    REDIRECT_LOOP(Misbehaviour.REDIRECT_LOOP, "failed: too many redirects"),
    REDIRECT_CHAIN(Misbehaviour.REDIRECT_CHAIN, "failed: too many redirects"),
    REDIRECT_WITH_ENDLESS_BODY(Misbehaviour.REDIRECT_WITH_ENDLESS_BODY, "failed: too many redirects"),
    REDIRECT_TO_FILE(location("file:///etc/passwd"), "failed: bad redirect|failed: refused"),
    REDIRECT_TO_SCRIPT(location("javascript:alert(1)"), "failed: bad redirect|failed: refused"),
    HTTP_2_UNASKED(
            (_, exchange) -> exchange.write("\0\0\u0012\u0004\0\0\0\0\0".repeat(100)),
            "failed: bad answer|failed: unreachable"),

    NESTED_ELEMENTS(html("<div>", 1_000_000), Expected.ANY_COPY),
    NESTED_XML(typed("application/xhtml+xml", "<a>", 1_000_000), Expected.ANY_COPY),
    TAG_NAME_OF_5_MB(html("<" + "a".repeat(1024), 1, "a", 5_000_000), Expected.ANY_COPY),
    END_TAG_NAME_OF_3_MB(html("<p>Text.</", 1, "a", 3_000_000), Expected.ANY_COPY),
    ATTRIBUTE_NAME_OF_5_MB(html("<p ", 1, "a", 5_000_000), Expected.ANY_COPY),
    ATTRIBUTES_WITHOUT_END(html("<p a=1 ", 1, "b=2 ", 500_000), Expected.ANY_COPY),
    UNCLOSED_QUOTE(html("<p title=\"", 1, "a", 5_000_000), Expected.ANY_COPY),
    UNCLOSED_COMMENT(html("<p>Text.<!--", 1, "-", 5_000_000), Expected.ANY_COPY),
    UNCLOSED_SCRIPT(html("<p>Text.<script>", 1, "a ", 2_500_000), Expected.ANY_COPY),
    UNCLOSED_TITLE(html("<title>", 1, "a ", 2_500_000), Expected.ANY_COPY),
    FORMATTING_THAT_MULTIPLIES(html("<p><font color=1>", 300_000), Expected.ANY_COPY),
    ATTRIBUTES_THAT_MULTIPLY(html("<p><font " + attributes(500) + ">", 1, "<p>x", 300_000), Expected.ANY_COPY),
    ADOPTION_AGENCY(html("<b><p><i>", 300_000), Expected.ANY_COPY),
    SIBLINGS(html("<br>", 1_250_000), Expected.ANY_COPY),
    NESTED_TABLES(html("<table><tr><td>", 300_000), Expected.ANY_COPY),
    FOSTER_PARENTS(html("<table>", 1, "<b>x", 500_000), Expected.ANY_COPY),
    LESS_THAN_SIGNS(html("<", 5_000_000), Expected.ANY_COPY),
    BROKEN_ENTITIES(html("&amp;&#0;&#xffffff;\0\r\n", 300_000), Expected.ANY_COPY),
    MANY_LINKS(html("<a href=/x>x</a>", 200_000), Expected.ANY_COPY),
    STYLE_THAT_IMPORTS_ITSELF(
            html("<title>Style</title><style>@import url(/STYLE_THAT_IMPORTS_ITSELF);</style><p>Text to read.", 1),
            Expected.ANY_COPY),
    DATA_ADDRESS_OF_5_MB(html("<p>Text.<img src='data:image/png;base64,", 1, "QUFB", 1_250_000), Expected.ANY_COPY),
    SVG_WITH_SCRIPT(
            typed("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'><script>x</script></svg>", 1),
            "not a page: image/svg\\+xml"),
    CHARSET_BOGUS(typed("text/html; charset=\"bo gus\\", "<title>Set</title><p>Text to read.", 1), Expected.ANY_COPY),
    CHARSET_UTF_7(typed("text/html; charset=utf-7", "<title>Set</title><p>+ADw-script+AD4-", 1), Expected.ANY_COPY),
    CHARSET_UTF_16_LIE(html("<meta charset=utf-16><title>Set</title><p>Text to read.", 1), Expected.ANY_COPY),
    CHARSET_NO_LABEL(typed("text/html; charset=IBM037", "<title>Set</title><p>Text to read.", 1), Expected.ANY_COPY),
    HTML_AS_ZIP(
            typed("application/zip", "<title>Zip</title><p>Text to read.", 1), Expected.ANY_COPY + "|not a page: .*"),
    TEXT_OF_9_MB(
            (_, exchange) -> {
                exchange.write(head("text/plain"));
                repeat(exchange, "nine megabytes of words to read\n", 290_000);
            },
            "not a page: text/plain|failed: too large"),
    NOISE(
            (_, exchange) -> {
                exchange.write(head("text/html"));
                byte[] noise = new byte[1 << 20];
                new Random(1).nextBytes(noise);
                exchange.out().write(noise);
            },
            Expected.ANY_COPY + "|not a page: .*"),
    TITLE_OF_1_MB(html("<title>\u202e", 1, "\u200b\u0007a", 300_000), Expected.ANY_COPY);

    /// Outcomes of more than one case.
    private static final class Expected {
        private Expected() {}

        /// What there is of it was kept, or it cost too much.
        static final String ANY_COPY = "full|text only|failed: too complex|failed: 404|blocked: .*";
    }

    private final TestSite.Handler handler;
    private final String verdict;

    HostileCase(TestSite.Handler handler, String verdict) {
        this.handler = handler;
        this.verdict = verdict;
    }

    @Override
    public TestSite.Handler handler() {
        return handler;
    }

    @Override
    public String verdict() {
        return verdict;
    }

    /// Puts all of them on a site.
    public static TestSite on(TestSite site) {
        return HostilePage.on(site, values());
    }

    private static String attributes(int count) {
        return IntStream.range(0, count).mapToObj(i -> "a" + i + "=1").collect(Collectors.joining(" "));
    }

    static TestSite.Handler html(String piece, int times) {
        return html("", 0, piece, times);
    }

    static TestSite.Handler html(String start, int startTimes, String piece, int times) {
        return (_, exchange) -> {
            exchange.write(head("text/html; charset=utf-8"));
            repeat(exchange, start, startTimes);
            repeat(exchange, piece, times);
        };
    }

    private static TestSite.Handler typed(String type, String piece, int times) {
        return (_, exchange) -> {
            exchange.write(head(type));
            repeat(exchange, piece, times);
        };
    }

    private static TestSite.Handler coded(String coding, byte[] body) {
        return (_, exchange) ->
                exchange.send(200, Map.of("Content-Type", "text/html", "Content-Encoding", coding), body);
    }

    private static TestSite.Handler location(String target) {
        return (_, exchange) -> exchange.send(302, Map.of("Location", target), new byte[0]);
    }

    static String head(String type) {
        return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\n\r\n";
    }

    private static void repeat(TestSite.Exchange exchange, String piece, int times) throws IOException {
        repeat(exchange, bytes(piece), times);
    }

    /// In blocks, so that the site costs no memory of its own.
    static void repeat(TestSite.Exchange exchange, byte[] one, int times) throws IOException {
        if (times == 0) {
            return;
        }
        int inBlock = Math.clamp(16 * 1024 / Math.max(1, one.length), 1, times);
        byte[] block = new byte[inBlock * one.length];
        for (int i = 0; i < inBlock; i++) {
            System.arraycopy(one, 0, block, i * one.length, one.length);
        }
        for (int i = 0; i < times / inBlock; i++) {
            exchange.out().write(block);
        }
        exchange.out().write(block, 0, times % inBlock * one.length);
        exchange.out().flush();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(byte[] one, byte[] two) {
        byte[] both = java.util.Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        return both;
    }

    /// Bounds a test can wait for; those of bytes are the product's.
    public static FetchLimits limits() {
        FetchLimits product = FetchLimits.defaults();
        return new FetchLimits(
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(3),
                product.redirects(),
                product.wireBytes(),
                product.decodedBytes());
    }
}
