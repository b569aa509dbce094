package keeplink.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/// What a hostile or broken server may do to whoever asks it, one by one; each is a handler for [TestSite#on].
///
/// Endless ones end when the client leaves or the site is closed.
@SuppressWarnings("ImmutableEnumChecker") // The handlers keep no state.
public enum Misbehaviour implements TestSite.Handler {
    /// Accepts the request and says nothing.
    SILENCE((_, exchange) -> exchange.idle(Duration.ofHours(1))),
    /// Sends a head and no body, for ever.
    SILENT_BODY((_, exchange) -> {
        exchange.write(head("Content-Length: 1000"));
        exchange.idle(Duration.ofHours(1));
    }),
    /// One byte of the body each 50 ms.
    SLOW_BODY((_, exchange) -> {
        exchange.write(head("Content-Length: 1000000"));
        while (true) {
            exchange.write("a");
            exchange.idle(Duration.ofMillis(50));
        }
    }),
    /// One byte of the head each 50 ms.
    SLOW_HEAD((_, exchange) -> {
        exchange.write("HTTP/1.1 200 OK\r\nX-Slow: ");
        while (true) {
            exchange.write("a");
            exchange.idle(Duration.ofMillis(50));
        }
    }),
    /// Text without end.
    ENDLESS_BODY((_, exchange) -> {
        exchange.write("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n");
        endlessly(exchange, "<p>text without end, said in a way that does not compress: " + System.nanoTime());
    }),
    /// An image without end.
    ENDLESS_IMAGE((_, exchange) -> {
        exchange.write("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n");
        endlessly(exchange, "0123456789abcdef");
    }),
    /// Chunks of one byte without end.
    ENDLESS_CHUNKS((_, exchange) -> {
        exchange.write(head("Transfer-Encoding: chunked"));
        endlessly(exchange, "1\r\na\r\n");
    }),
    /// A chunk extension without end, for which a parser may wait with all its memory.
    ENDLESS_CHUNK_EXTENSION((_, exchange) -> {
        exchange.write(head("Transfer-Encoding: chunked") + "5;");
        endlessly(exchange, "aaaaaaaaaaaaaaaa");
    }),
    /// Headers without end.
    ENDLESS_HEADERS((_, exchange) -> {
        exchange.write("HTTP/1.1 200 OK\r\n");
        endlessly(exchange, "X-Header: aaaaaaaaaaaaaaaa\r\n");
    }),
    /// One header without end.
    ENDLESS_HEADER((_, exchange) -> {
        exchange.write("HTTP/1.1 200 OK\r\nX-Header: ");
        endlessly(exchange, "aaaaaaaaaaaaaaaa");
    }),
    /// Interim answers without end.
    ENDLESS_EARLY_HINTS((_, exchange) -> endlessly(exchange, "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")),
    /// 32 MB of nothing in 32 kB of gzip.
    GZIP_BOMB(bomb()),
    /// gzip that ends in the middle.
    GZIP_CUT((_, exchange) -> {
        byte[] whole = gzip(1, text(5000).getBytes(StandardCharsets.UTF_8));
        exchange.send(200, Map.of("Content-Encoding", "gzip"), Arrays.copyOf(whole, whole.length / 2));
    }),
    /// Calls itself gzip and is not.
    GZIP_LIE((_, exchange) -> exchange.send(200, Map.of("Content-Encoding", "gzip"), bytes("<title>Plain</title>"))),
    /// Compressed twice.
    GZIP_TWICE((_, exchange) ->
            exchange.send(200, Map.of("Content-Encoding", "gzip, gzip"), gzip(1, gzip(1, bytes("x"))))),
    /// A coding that nobody asked for.
    BROTLI((_, exchange) -> exchange.send(200, Map.of("Content-Encoding", "br"), bytes("x"))),
    /// Declares more than it sends, and closes.
    LENGTH_TOO_LONG((_, exchange) -> exchange.write(head("Content-Length: 1000") + "abc")),
    LENGTH_NEGATIVE((_, exchange) -> exchange.write(head("Content-Length: -5") + "abc")),
    LENGTH_NO_NUMBER((_, exchange) -> exchange.write(head("Content-Length: many") + "abc")),
    /// Declares a terabyte and sends nothing.
    LENGTH_TERABYTE((_, exchange) -> {
        exchange.write(head("Content-Length: 1099511627776"));
        exchange.idle(Duration.ofHours(1));
    }),
    /// Declares two lengths.
    LENGTH_TWICE((_, exchange) -> exchange.write(head("Content-Length: 3\r\nContent-Length: 5") + "abcde")),
    CHUNK_SIZE_NEGATIVE(
            (_, exchange) -> exchange.write(head("Transfer-Encoding: chunked") + "-5\r\nabcde\r\n0\r\n\r\n")),
    CHUNK_SIZE_OVERFLOW(
            (_, exchange) -> exchange.write(head("Transfer-Encoding: chunked") + "fffffffffffffffff\r\nabcde\r\n")),
    /// Closes in the middle of a chunk.
    CHUNK_CUT((_, exchange) -> exchange.write(head("Transfer-Encoding: chunked") + "50\r\nabc")),
    /// Closes without a word.
    CLOSE((_, _) -> {}),
    /// Resets the connection without a word.
    RESET((_, exchange) -> exchange.reset()),
    /// Resets it in the body.
    RESET_IN_BODY((_, exchange) -> {
        exchange.write(head("Content-Length: 1000") + "abc");
        exchange.reset();
    }),
    /// Answers without a head, as HTTP/0.9 did.
    NO_HEAD((_, exchange) -> exchange.write("<title>Plain</title>\r\n")),
    /// Is another kind of server.
    OTHER_PROTOCOL((_, exchange) -> exchange.write("SSH-2.0-OpenSSH_9.9\r\n")),
    NO_CONTENT_WITH_BODY((_, exchange) -> exchange.write("HTTP/1.1 204 No Content\r\nContent-Length: 3\r\n\r\nabc")),
    NO_BODY((_, exchange) -> exchange.send(200, Map.of("Content-Type", "text/html"), new byte[0])),
    NOT_MODIFIED((_, exchange) -> exchange.write("HTTP/1.1 304 Not Modified\r\n\r\n")),
    /// Wants a password, also from whoever has none.
    UNAUTHORIZED((_, exchange) -> exchange.send(401, Map.of("WWW-Authenticate", "Basic realm=\"x\""), bytes("no"))),
    PROXY_UNAUTHORIZED(
            (_, exchange) -> exchange.send(407, Map.of("Proxy-Authenticate", "Basic realm=\"x\""), bytes("no"))),
    /// Redirects to itself.
    REDIRECT_LOOP((request, exchange) -> exchange.send(302, Map.of("Location", request.target()), new byte[0])),
    /// Redirects to ever new addresses.
    REDIRECT_CHAIN((request, exchange) -> exchange.send(302, Map.of("Location", further(request)), new byte[0])),
    /// Redirects with a body without end.
    REDIRECT_WITH_ENDLESS_BODY((request, exchange) -> {
        exchange.write("HTTP/1.1 302 Found\r\nLocation: " + further(request) + "\r\n\r\n");
        endlessly(exchange, "0123456789abcdef");
    }),
    /// Redirects to nowhere.
    REDIRECT_WITHOUT_LOCATION((_, exchange) -> exchange.send(302, Map.of(), bytes("moved")));

    private final TestSite.Handler handler;

    Misbehaviour(TestSite.Handler handler) {
        this.handler = handler;
    }

    @Override
    public void answer(TestSite.Request request, TestSite.Exchange exchange) throws IOException {
        handler.answer(request, exchange);
    }

    /// Compresses a part so many times over.
    public static byte[] gzip(int times, byte[] part) {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < times; i++) {
                out.write(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// A text of so many numbered lines.
    public static String text(int lines) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            text.append("<p>line ").append(i * 7919L % 100_003).append('\n');
        }
        return text.toString();
    }

    private static TestSite.Handler bomb() {
        byte[] bomb = gzip(32, new byte[1024 * 1024]);
        return (_, exchange) ->
                exchange.send(200, Map.of("Content-Type", "text/html", "Content-Encoding", "gzip"), bomb);
    }

    private static String head(String header) {
        return "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + header + "\r\n\r\n";
    }

    private static String further(TestSite.Request request) {
        return request.target() + (request.target().contains("?") ? "1" : "?1");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void endlessly(TestSite.Exchange exchange, String part) throws IOException {
        byte[] block = part.repeat(Math.max(1, 16 * 1024 / part.length())).getBytes(StandardCharsets.ISO_8859_1);
        while (true) {
            exchange.out().write(block);
        }
    }
}
