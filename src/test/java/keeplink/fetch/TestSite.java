package keeplink.fetch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// A web site on 127.0.0.1 for tests: serves what it is given, counts who asked, and can misbehave on purpose.
///
/// It speaks HTTP/1.1 over plain sockets, so that an answer may break every rule of it. Each connection has a
/// virtual thread. Safe for use by many threads. Closing it ends every open connection.
public final class TestSite implements AutoCloseable {
    /// Answers one request. It may write anything, or nothing. The connection is closed after it unless the
    /// handler asked for [Exchange#keepOpen()].
    @FunctionalInterface
    public interface Handler {
        void answer(Request request, Exchange exchange) throws IOException;
    }

    /// A request as it came.
    ///
    /// @param target path and query
    /// @param headers names in lower case; of repeated ones the last
    /// @param nanos when it was read, by [System#nanoTime()]
    public record Request(String method, String target, Map<String, String> headers, long nanos) {}

    /// The connection a handler answers on.
    public final class Exchange {
        private final Socket socket;
        private boolean open;

        private Exchange(Socket socket) {
            this.socket = socket;
        }

        public OutputStream out() throws IOException {
            return socket.getOutputStream();
        }

        /// Writes text as ISO 8859-1 and flushes.
        public void write(String text) throws IOException {
            out().write(text.getBytes(StandardCharsets.ISO_8859_1));
            out().flush();
        }

        /// Writes a whole well-formed answer and keeps the connection for the next request.
        public void send(int status, Map<String, String> headers, byte[] body) throws IOException {
            StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Status\r\n");
            headers.forEach((name, value) ->
                    head.append(name).append(": ").append(value).append("\r\n"));
            head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
            out().write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
            out().write(body);
            out().flush();
            keepOpen();
        }

        public void keepOpen() {
            open = true;
        }

        /// Does nothing for so long, or until the site is closed, whichever comes first.
        public void idle(Duration time) throws IOException {
            try {
                if (closing.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                    throw new IOException("The site is closed");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted", e);
            }
        }

        /// Ends the connection with a TCP reset instead of an orderly end.
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    private static final char[] PASSWORD = "keeplink".toCharArray();

    private final ServerSocket server;
    private final String scheme;
    private final Map<String, Handler> routes = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();
    private final Thread acceptor = Thread.ofVirtual().name("test-site").unstarted(this::accept);
    private final CountDownLatch closing = new CountDownLatch(1);

    private TestSite(ServerSocket server, String scheme) {
        this.server = server;
        this.scheme = scheme;
    }

    /// Opens a site on a free port of 127.0.0.1. It answers 404 until it is told otherwise.
    public static TestSite start() {
        return start(ServerSocketFactory.getDefault(), "http");
    }

    /// The same over TLS, with a certificate for 127.0.0.1 and secure.example.com that nobody signed; it is in
    /// the key store `test-site.p12` beside this class, password `keeplink`.
    public static TestSite startSecure() {
        try (InputStream in = Objects.requireNonNull(TestSite.class.getResourceAsStream("test-site.p12"))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return start(context.getServerSocketFactory(), "https");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Opens a site on one port of every address of this machine: for a network namespace of its own.
    public static TestSite startEverywhere(int port) {
        try {
            return started(new ServerSocket(port, 200), "http");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TestSite started(ServerSocket server, String scheme) {
        var site = new TestSite(server, scheme);
        site.acceptor.start();
        return site;
    }

    private static TestSite start(ServerSocketFactory sockets, String scheme) {
        try {
            ServerSocket server = free(sockets);
            while (RefusedPlaces.port(server.getLocalPort())) {
                server.close();
                server = free(sockets);
            }
            return started(server, scheme);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerSocket free(ServerSocketFactory sockets) throws IOException {
        return sockets.createServerSocket(0, 200, InetAddress.ofLiteral("127.0.0.1"));
    }

    public int port() {
        return server.getLocalPort();
    }

    /// The address of a path (which starts with `/`) of this site by its number.
    public String url(String path) {
        return url("127.0.0.1", path);
    }

    /// The same by a name, for a fetcher whose resolver knows it.
    public String url(String host, String path) {
        return scheme + "://" + host + ":" + port() + path;
    }

    public TestSite serve(String path, String contentType, byte[] body) {
        return on(path, (_, exchange) -> exchange.send(200, Map.of("Content-Type", contentType), body));
    }

    /// Serves text as UTF-8; the charset is not added to the content type.
    public TestSite serve(String path, String contentType, String body) {
        return serve(path, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    public TestSite redirect(String path, String location) {
        return on(path, (_, exchange) -> exchange.send(302, Map.of("Location", location), new byte[0]));
    }

    /// Answers with the given statuses in turn, then with the last one for ever; 200 has a small page as its
    /// body.
    public TestSite statuses(String path, Map<String, String> headers, int... statuses) {
        AtomicInteger next = new AtomicInteger();
        return on(path, (_, exchange) -> {
            int status = statuses[Math.min(next.getAndIncrement(), statuses.length - 1)];
            Map<String, String> all = new LinkedHashMap<>(headers);
            all.put("Content-Type", "text/html");
            byte[] body = "<title>Page</title>".getBytes(StandardCharsets.UTF_8);
            exchange.send(status, all, body);
        });
    }

    /// Answers a path, compared with its query first and then without, by a handler; a later one replaces it.
    public TestSite on(String path, Handler handler) {
        routes.put(path, handler);
        return this;
    }

    /// Every request so far, in the order they came.
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /// How often a path and query was asked for.
    public int requests(String target) {
        return (int) requests.stream().filter(r -> r.target().equals(target)).count();
    }

    /// How many connections were made so far, also those without a request.
    public int connections() {
        return connections.get();
    }

    /// How many connections were open at the same time at most.
    public int mostConnectionsAtOnce() {
        return mostOpen.get();
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            server.close();
            // its port is free only when nobody waits on it any more
            acceptor.join();
            for (Socket socket : sockets) {
                end(socket);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end(Socket socket) throws IOException {
        try {
            // over TLS an orderly end would wait for a handler that is still writing to nobody
            socket.setSoLinger(true, 0);
        } catch (SocketException e) {
            // its handler has closed it already
            return;
        }
        socket.close();
    }

    private void accept() {
        while (closing.getCount() > 0) {
            try {
                Socket socket = server.accept();
                // Else the body waits for the client's delayed acknowledgement of the head, 40 ms each time.
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                connections.incrementAndGet();
                mostOpen.accumulateAndGet(sockets.size(), Math::max);
                Thread.ofVirtual().name("test-site-connection").start(() -> converse(socket));
            } catch (IOException e) {
                // The only reason for accept to fail here is that the site was closed.
                return;
            }
        }
    }

    private void converse(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            boolean more = true;
            while (more) {
                Request request = read(in);
                if (request == null) {
                    return;
                }
                requests.add(request);
                Exchange exchange = new Exchange(socket);
                handler(request.target()).answer(request, exchange);
                more = exchange.open;
            }
        } catch (IOException e) {
            // The client left in the middle, which is what a hostile answer is expected to cause.
        } finally {
            sockets.remove(socket);
        }
    }

    private Handler handler(String target) {
        int query = target.indexOf('?');
        Handler found = routes.get(target);
        if (found == null && query >= 0) {
            found = routes.get(target.substring(0, query));
        }
        byte[] missing = "<title>Not found</title>".getBytes(StandardCharsets.UTF_8);
        return found != null
                ? found
                : (_, exchange) -> exchange.send(404, Map.of("Content-Type", "text/html"), missing);
    }

    private static @Nullable Request read(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        while (true) {
            int c = in.read();
            if (c < 0) {
                return null;
            }
            if (c == '\n') {
                if (line.isEmpty()) {
                    break;
                }
                lines.add(line.toString());
                line.setLength(0);
            } else if (c != '\r') {
                line.append((char) c);
            }
        }
        String[] start = lines.getFirst().split(" ", 3);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String header : lines.subList(1, lines.size())) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        return new Request(start[0], start[1], headers, System.nanoTime());
    }
}
