package keeplink.bot.telegram;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.SocketFactory;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes sockets that ask a silent peer whether it is still there, and remembers them so that the values in force
/// can be read back, also below TLS. Safe for many threads.
public final class KeepAliveSockets extends SocketFactory {
    private static final Logger LOG = LoggerFactory.getLogger(KeepAliveSockets.class);
    private static final AtomicBoolean TOLD = new AtomicBoolean();

    /// What the operating system says of one open connection.
    ///
    /// @param age how long ago it was made
    /// @param keepAlive the values in force, as read back from the socket; empty where it is off or the system
    ///     does not say
    public record InForce(SocketAddress peer, Duration age, Optional<KeepAlive> keepAlive) {}

    private final KeepAlive wanted;
    /// When each socket was made, in nanoseconds of [System#nanoTime].
    private final Map<Socket, Long> sockets = new ConcurrentHashMap<>();

    public KeepAliveSockets(KeepAlive wanted) {
        this.wanted = wanted;
    }

    /// The open connections, the youngest first.
    public List<InForce> inForce() {
        forgetClosed();
        return sockets.entrySet().stream()
                .filter(each -> each.getKey().isConnected())
                .map(each -> read(each.getKey(), Duration.ofNanos(System.nanoTime() - each.getValue())))
                .sorted(Comparator.comparing(InForce::age))
                .toList();
    }

    /// Keeps a socket alive that was made elsewhere: behind a SOCKS proxy the HTTP client asks no factory.
    void adopt(Socket socket) {
        boolean ours = sockets.keySet().stream().anyMatch(each -> each.getLocalPort() == socket.getLocalPort());
        if (!ours) {
            try {
                kept(socket);
            } catch (IOException e) {
                LOG.debug("closed before it could be kept alive: {}", e.getMessage());
            }
        }
    }

    private void forgetClosed() {
        sockets.keySet().removeIf(Socket::isClosed);
    }

    private static InForce read(Socket socket, Duration age) {
        SocketAddress peer = socket.getRemoteSocketAddress();
        try {
            if (!socket.getKeepAlive() || !supported(socket)) {
                return new InForce(peer, age, Optional.empty());
            }
            return new InForce(
                    peer,
                    age,
                    Optional.of(new KeepAlive(
                            Duration.ofSeconds(socket.getOption(ExtendedSocketOptions.TCP_KEEPIDLE)),
                            Duration.ofSeconds(socket.getOption(ExtendedSocketOptions.TCP_KEEPINTERVAL)),
                            socket.getOption(ExtendedSocketOptions.TCP_KEEPCOUNT))));
        } catch (IOException e) {
            // closed between the two looks: nothing is in force
            return new InForce(peer, age, Optional.empty());
        }
    }

    private static boolean supported(Socket socket) {
        Set<SocketOption<?>> options = socket.supportedOptions();
        return options.contains(ExtendedSocketOptions.TCP_KEEPIDLE)
                && options.contains(ExtendedSocketOptions.TCP_KEEPINTERVAL)
                && options.contains(ExtendedSocketOptions.TCP_KEEPCOUNT);
    }

    private Socket kept(Socket socket) throws IOException {
        socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        if (supported(socket)) {
            socket.setOption(
                    ExtendedSocketOptions.TCP_KEEPIDLE, (int) wanted.idle().toSeconds());
            socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, (int)
                    wanted.interval().toSeconds());
            socket.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, wanted.count());
        } else if (TOLD.compareAndSet(false, true)) {
            LOG.warn("This system does not let a program set TCP keepalive times: its own hold, usually two hours.");
        }
        forgetClosed();
        sockets.put(socket, System.nanoTime());
        return socket;
    }

    @Override
    public Socket createSocket() throws IOException {
        return kept(new Socket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return kept(new Socket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return kept(new Socket(host, port, local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return kept(new Socket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return kept(new Socket(host, port, local, localPort));
    }
}
