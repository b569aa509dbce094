package keeplink.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/// Makes sockets that ask the guard at the moment they connect and count every byte that arrives, before any
/// parser sees it.
///
/// This is the layer that holds: OkHttp has no other way to a server, whatever the notation of the address, the
/// redirect or the answer of DNS. Counting here bounds what no parser bounds, for example a chunk extension
/// without end.
final class GuardedSockets extends SocketFactory {
    /// What may arrive before a connection has been given to a fetch: enough for any TLS handshake.
    private static final long HANDSHAKE_BYTES = 1024 * 1024;

    /// Both ends of a connection. The local end alone would not do: one port may lead to several servers.
    private record Ends(SocketAddress local, SocketAddress remote) {
        static Ends of(Socket socket) {
            return new Ends(socket.getLocalSocketAddress(), socket.getRemoteSocketAddress());
        }
    }

    private final AddressGuard guard;
    private final Map<Ends, Guarded> open = new ConcurrentHashMap<>();

    private final @Nullable ProxyServer proxy;

    GuardedSockets(AddressGuard guard) {
        this(guard, null);
    }

    /// @param proxy where every connection goes first; it is told addresses only, each judged before
    GuardedSockets(AddressGuard guard, @Nullable ProxyServer proxy) {
        this.guard = guard;
        this.proxy = proxy;
    }

    /// Charges what arrives on a connection from now on to a fetch.
    ///
    /// @param socket the one OkHttp uses, which over TLS is wrapped around ours; both have the same ends
    /// @throws RefusedAddressException when the socket is none of ours or leads to where it may not
    /// @throws SocketException when it has been closed meanwhile
    void charge(Socket socket, WireBudget budget) throws IOException {
        Guarded guarded = open.get(Ends.of(socket));
        if (guarded == null) {
            if (socket.isClosed() || socket.getLocalAddress().isAnyLocalAddress()) {
                throw new SocketException("Socket closed");
            }
            throw new RefusedAddressException(new Decision.Block("connection: unguarded"));
        }
        check(guarded.target);
        guarded.budget = budget;
    }

    @Override
    public Socket createSocket() {
        return new Guarded();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw unconnectedOnly();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw unconnectedOnly();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw unconnectedOnly();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw unconnectedOnly();
    }

    private static UnsupportedOperationException unconnectedOnly() {
        return new UnsupportedOperationException("Only unconnected sockets are made here, so that connect is guarded");
    }

    private void check(@Nullable SocketAddress target) throws RefusedAddressException {
        if (guard.socket(target instanceof InetSocketAddress inet ? inet : null) instanceof Decision.Block block) {
            throw new RefusedAddressException(block);
        }
    }

    private final class Guarded extends Socket {
        private volatile WireBudget budget = new WireBudget(HANDSHAKE_BYTES);
        private volatile @Nullable Ends ends;
        /// Where the connection leads, at its far end: behind the proxy where there is one.
        private volatile @Nullable SocketAddress target;

        Guarded() {
            // A plain socket would obey the system's SOCKS proxy, which then connects wherever it likes.
            super(Proxy.NO_PROXY);
        }

        @Override
        public void connect(SocketAddress target) throws IOException {
            connect(target, 0);
        }

        @Override
        public void connect(SocketAddress target, int timeoutMillis) throws IOException {
            check(target);
            this.target = target;
            if (proxy == null) {
                super.connect(target, timeoutMillis);
            } else {
                connectThrough(proxy, (InetSocketAddress) target, timeoutMillis);
            }
            Ends connected = Ends.of(this);
            ends = connected;
            open.put(connected, this);
        }

        private void connectThrough(ProxyServer server, InetSocketAddress target, int timeoutMillis)
                throws IOException {
            super.connect(new InetSocketAddress(HostResolver.SYSTEM.resolve(server.host()).getFirst(), server.port()), timeoutMillis);
            int usual = getSoTimeout();
            setSoTimeout(timeoutMillis);
            new ProxyGreeting(server, super.getInputStream(), getOutputStream()).leadTo(target);
            setSoTimeout(usual);
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new Counting(super.getInputStream(), this);
        }

        @Override
        public synchronized void close() throws IOException {
            Ends connected = ends;
            if (connected != null) {
                open.remove(connected, this);
            }
            super.close();
        }
    }

    private static final class Counting extends FilterInputStream {
        private final Guarded socket;

        Counting(InputStream in, Guarded socket) {
            super(in);
            this.socket = socket;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            if (value >= 0) {
                socket.budget.charge(1);
            }
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            if (count > 0) {
                socket.budget.charge(count);
            }
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = super.skip(count);
            socket.budget.charge(skipped);
            return skipped;
        }
    }
}
