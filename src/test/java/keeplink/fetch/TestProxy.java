package keeplink.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A proxy on 127.0.0.1 for tests, which leads wherever it is told and remembers it. Each connection has virtual
/// threads. Closing it ends every open connection.
public final class TestProxy implements AutoCloseable {
    private static final String NAME = "the name ";

    private final ProxyServer.Kind kind;
    private final String credentials;
    private final ServerSocket server;
    private final List<String> targets = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    private TestProxy(ProxyServer.Kind kind, String credentials, ServerSocket server) {
        this.kind = kind;
        this.credentials = credentials;
        this.server = server;
    }

    /// @param credentials `user:password` it wants to hear, empty where everybody is welcome
    public static TestProxy start(ProxyServer.Kind kind, String credentials) {
        try {
            var proxy = new TestProxy(kind, credentials, new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")));
            Thread.ofVirtual().name("test-proxy").start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The setting that leads here, saying one is `user`, or nobody.
    public String setting(String user) {
        String scheme = kind == ProxyServer.Kind.HTTP ? "http" : "socks5";
        return scheme + "://" + (user.isEmpty() ? "" : user + "@") + "127.0.0.1:" + server.getLocalPort();
    }

    /// Where it was told to lead, as `host:port`, in order.
    public List<String> targets() {
        return List.copyOf(targets);
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                sockets.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                // The only reason for accept to fail here is that the proxy was closed.
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = client.getInputStream();
            OutputStream out = client.getOutputStream();
            if (kind == ProxyServer.Kind.HTTP ? http(in, out) : socks(in, out)) {
                lead(client);
            }
        } catch (IOException e) {
            // One of the two left, which ends the connection.
        }
    }

    private boolean http(InputStream in, OutputStream out) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int octet = in.read();
            if (octet < 0) {
                return false;
            }
            head.write(octet);
        }
        String request = head.toString(StandardCharsets.ISO_8859_1);
        String wanted = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        if (!credentials.isEmpty() && !request.contains("Proxy-Authorization: Basic " + wanted + "\r\n")) {
            out.write("HTTP/1.1 407 Who are you\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            return false;
        }
        targets.add(request.split(" ", 3)[1]);
        out.write("HTTP/1.1 200 Connected\r\nVia: test\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        return true;
    }

    private boolean socks(InputStream in, OutputStream out) throws IOException {
        in.read();
        byte[] methods = in.readNBytes(in.read());
        int method = credentials.isEmpty() ? 0 : 2;
        boolean offered = new String(methods, StandardCharsets.ISO_8859_1).indexOf((char) method) >= 0;
        out.write(new byte[] {5, (byte) (offered ? method : 0xff)});
        if (!offered) {
            return false;
        }
        if (method == 2) {
            in.read();
            String user = new String(in.readNBytes(in.read()), StandardCharsets.UTF_8);
            String password = new String(in.readNBytes(in.read()), StandardCharsets.UTF_8);
            boolean right = credentials.equals(user + ":" + password);
            out.write(new byte[] {1, (byte) (right ? 0 : 1)});
            if (!right) {
                return false;
            }
        }
        byte[] request = in.readNBytes(4);
        String host =
                switch (request[3]) {
                    case 1 -> InetAddress.getByAddress(in.readNBytes(4)).getHostAddress();
                    case 4 -> InetAddress.getByAddress(in.readNBytes(16)).getHostAddress();
                    default -> NAME + new String(in.readNBytes(in.read()), StandardCharsets.UTF_8);
                };
        targets.add(host + ":" + (in.read() << 8 | in.read()));
        out.write(new byte[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0});
        return true;
    }

    private void lead(Socket client) throws IOException {
        String target = targets.getLast();
        int colon = target.lastIndexOf(':');
        // it looks no name up, but an address may be told as one
        String host = target.substring(0, colon).replace(NAME, "");
        try (Socket far = new Socket(InetAddress.ofLiteral(host), Integer.parseInt(target.substring(colon + 1)))) {
            sockets.add(far);
            Thread.ofVirtual().start(() -> pump(client, far));
            far.getInputStream().transferTo(client.getOutputStream());
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // One of the two left, which ends the connection.
        }
    }
}
