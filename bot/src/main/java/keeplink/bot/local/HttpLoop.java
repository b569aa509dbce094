package keeplink.bot.local;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A small HTTP/1.1 server on the loopback interface, one thread per connection: one of the system, as a server that
/// is elsewhere does not wait for the pages the bot reads. It exists because faults must be made on the wire, which no
/// server library lets its handlers do: a reset, an answer that never comes, half an answer.
final class HttpLoop implements AutoCloseable {
    /// A request whose body has been read.
    @SuppressWarnings("ArrayRecordComponent") // handed through, never compared
    record Request(String method, String path, Map<String, String> headers, byte[] body) {}

    /// What happens to a request.
    sealed interface Outcome {
        @SuppressWarnings("ArrayRecordComponent") // handed through, never compared
        record Answer(int status, String type, byte[] body, Map<String, String> headers) implements Outcome {}

        /// Half of an answer, then the end of the connection.
        record Half(Answer answer) implements Outcome {}

        /// No answer; the connection stays open until the peer or this server closes it.
        record Silence() implements Outcome {}

        /// The connection ends without an answer.
        record Close() implements Outcome {}

        /// The connection is reset (TCP RST).
        record Reset() implements Outcome {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(HttpLoop.class);
    private static final int LINE = 64 * 1024;
    private static final int BODY = 64 * 1024 * 1024;

    private final ServerSocket server;
    private final Thread acceptor;
    private final Function<Request, Outcome> handler;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /// @param port 0 for any free one
    HttpLoop(int port, Function<Request, Outcome> handler) throws IOException {
        this.handler = handler;
        server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 512);
        acceptor = Thread.ofPlatform().daemon(true).name("bot-api-accept").start(this::acceptAll);
    }

    int port() {
        return server.getLocalPort();
    }

    private void acceptAll() {
        while (!closed) {
            try {
                Socket socket = server.accept();
                connections.add(socket);
                Thread.ofPlatform().daemon(true).name("bot-api").start(() -> serve(socket));
            } catch (IOException e) {
                if (!closed) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
            OutputStream out = socket.getOutputStream();
            while (true) {
                Request request = read(in);
                if (request == null || !answer(socket, out, in, handler.apply(request))) {
                    return;
                }
            }
        } catch (IOException e) {
            LOG.debug("the peer went away: {}", e.getMessage());
        } finally {
            connections.remove(socket);
        }
    }

    /// Whether the connection goes on.
    private static boolean answer(Socket socket, OutputStream out, InputStream in, Outcome outcome) throws IOException {
        return switch (outcome) {
            case Outcome.Answer answer -> {
                out.write(bytes(answer));
                out.flush();
                yield true;
            }
            case Outcome.Half(Outcome.Answer answer) -> {
                byte[] bytes = bytes(answer);
                out.write(bytes, 0, bytes.length - Math.max(1, answer.body().length / 2));
                out.flush();
                yield false;
            }
            case Outcome.Silence() -> {
                // whatever else comes is ignored, until the connection ends
                in.transferTo(OutputStream.nullOutputStream());
                yield false;
            }
            case Outcome.Close() -> false;
            case Outcome.Reset() -> {
                socket.setOption(StandardSocketOptions.SO_LINGER, 0);
                yield false;
            }
        };
    }

    private static byte[] bytes(Outcome.Answer answer) {
        StringBuilder head = new StringBuilder("HTTP/1.1 ")
                .append(answer.status())
                .append(answer.status() == 200 ? " OK" : " Error")
                .append("\r\nContent-Type: ")
                .append(answer.type())
                .append("\r\nContent-Length: ")
                .append(answer.body().length)
                .append("\r\n");
        answer.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream all = new ByteArrayOutputStream(start.length + answer.body().length);
        all.writeBytes(start);
        all.writeBytes(answer.body());
        return all.toByteArray();
    }

    private static @Nullable Request read(InputStream in) throws IOException {
        String first = line(in);
        if (first == null) {
            return null;
        }
        String[] parts = first.split(" ", -1);
        if (parts.length != 3) {
            throw new IOException("not an HTTP request line");
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon < 1 || headers.size() > 100) {
                throw new IOException("not an HTTP header");
            }
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        String length = headers.getOrDefault("Content-Length", "0");
        byte[] body = headers.getOrDefault("Transfer-Encoding", "").equalsIgnoreCase("chunked")
                ? chunks(in)
                : exactly(in, Integer.parseInt(length));
        return new Request(parts[0], parts[1], headers, body);
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        if (length > BODY) {
            throw new IOException("the body is too large");
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new IOException("the body is cut short");
        }
        return body;
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            String size = line(in);
            int length = size == null ? 0 : Integer.parseInt(size.split(";", 2)[0].strip(), 16);
            body.writeBytes(exactly(in, length));
            line(in);
            if (length == 0) {
                return body.toByteArray();
            }
        }
    }

    private static @Nullable String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0 || line.size() > LINE) {
                return null;
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    /// Ends all connections now, with a reset, as the death of the process would.
    void cut() throws IOException {
        for (Socket socket : connections) {
            try (socket) {
                socket.setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (SocketException e) {
                LOG.debug("closed meanwhile: nothing left to cut");
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            server.close();
            // until it is woken the system still takes connections
            acceptor.join();
            for (Socket socket : connections) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
