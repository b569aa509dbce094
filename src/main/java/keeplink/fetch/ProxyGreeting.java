package keeplink.fetch;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// What is said to a proxy on a fresh connection, so that it leads to an address. Reads not a byte more than the
/// proxy's answer: what follows is the server's.
final class ProxyGreeting {
    /// RFC 9110 sets none; a tunnel's answer has a few headers.
    private static final int LONGEST_ANSWER = 16 * 1024;

    private static final int SOCKS_VERSION = 5;
    private static final int SOCKS_OPEN = 0;
    private static final int SOCKS_PASSWORD = 2;

    private final ProxyServer proxy;
    private final InputStream in;
    private final OutputStream out;

    ProxyGreeting(ProxyServer proxy, InputStream in, OutputStream out) {
        this.proxy = proxy;
        this.in = in;
        this.out = out;
    }

    /// @param target an address, never a name
    /// @throws ConnectException when the proxy does not reach it or does not want to
    void leadTo(InetSocketAddress target) throws IOException {
        switch (proxy.kind()) {
            case HTTP -> connect(target);
            case SOCKS -> socks(target);
        }
    }

    private void connect(InetSocketAddress target) throws IOException {
        InetAddress address = target.getAddress();
        String literal = address.getHostAddress();
        String place = (address instanceof Inet6Address ? "[" + literal + "]" : literal) + ":" + target.getPort();
        StringBuilder request = new StringBuilder("CONNECT " + place + " HTTP/1.1\r\nHost: " + place + "\r\n");
        if (!proxy.user().isEmpty()) {
            byte[] credentials = (proxy.user() + ":" + proxy.password()).getBytes(StandardCharsets.UTF_8);
            request.append("Proxy-Authorization: Basic ")
                    .append(Base64.getEncoder().encodeToString(credentials))
                    .append("\r\n");
        }
        out.write(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        String answer = head();
        if (!answer.matches("(?s)HTTP/1\\.[01] 2\\d\\d.*")) {
            throw new ConnectException("The proxy says " + answer.lines().findFirst().orElse("nothing"));
        }
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < LONGEST_ANSWER) {
            head.append((char) octet());
            if (head.length() >= 4 && head.lastIndexOf("\r\n\r\n") == head.length() - 4) {
                return head.toString();
            }
        }
        throw new ProtocolException("The answer of the proxy has no end");
    }

    private void socks(InetSocketAddress target) throws IOException {
        boolean known = !proxy.user().isEmpty();
        out.write(
                known
                        ? new byte[] {SOCKS_VERSION, 2, SOCKS_OPEN, SOCKS_PASSWORD}
                        : new byte[] {SOCKS_VERSION, 1, SOCKS_OPEN});
        out.flush();
        version();
        int method = octet();
        if (known && method == SOCKS_PASSWORD) {
            authenticate();
        } else if (method != SOCKS_OPEN) {
            throw new ConnectException("The proxy wants to know who asks");
        }
        byte[] address = target.getAddress().getAddress();
        out.write(new byte[] {SOCKS_VERSION, 1, 0, (byte) (address.length == 4 ? 1 : 4)});
        out.write(address);
        out.write(new byte[] {(byte) (target.getPort() >> 8), (byte) target.getPort()});
        out.flush();
        version();
        int reply = octet();
        if (reply != 0) {
            throw new ConnectException("The proxy does not reach it: SOCKS reply " + reply);
        }
        octet();
        int bound =
                switch (octet()) {
                    case 1 -> 4;
                    case 3 -> octet();
                    case 4 -> 16;
                    default -> throw new ProtocolException("An address of no kind in SOCKS");
                };
        for (int i = 0; i < bound + 2; i++) {
            octet();
        }
    }

    private void authenticate() throws IOException {
        byte[] user = proxy.user().getBytes(StandardCharsets.UTF_8);
        byte[] password = proxy.password().getBytes(StandardCharsets.UTF_8);
        out.write(new byte[] {1, (byte) user.length});
        out.write(user);
        out.write(password.length);
        out.write(password);
        out.flush();
        octet();
        if (octet() != 0) {
            throw new ConnectException("The proxy does not accept the password");
        }
    }

    private void version() throws IOException {
        if (octet() != SOCKS_VERSION) {
            throw new ProtocolException("The proxy does not speak SOCKS 5");
        }
    }

    private int octet() throws IOException {
        int octet = in.read();
        if (octet < 0) {
            throw new EOFException("The proxy closed the connection");
        }
        return octet;
    }
}
