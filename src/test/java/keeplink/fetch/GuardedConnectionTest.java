package keeplink.fetch;

import static keeplink.fetch.HostileServerTest.describe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What stands between a fetch and an address it may not reach, when all that came before it was deceived.
class GuardedConnectionTest {
    private final TestSite site = TestSite.start();

    @AfterEach
    void close() {
        site.close();
    }

    private static OkHttpPageFetcher fetcher(AddressGuard guard, HostResolver resolver) {
        return TestFetchers.with(TestFetchers.SMALL, guard, TestFetchers.QUICK, Clock.systemUTC(), resolver);
    }

    private static InetAddress ip(String literal) {
        return InetAddress.ofLiteral(literal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/",
                "http://localhost:%d/",
                "http://2130706433:%d/",
                "http://127.1:%d/",
                "http://0:%d/",
                "http://[::ffff:127.0.0.1]:%d/",
                "http://[::1]:%d/",
                "http://rebound.example.com:%d/"
            })
    void aStrictFetcherNeverConnectsToThisMachine(String address) {
        site.serve("/", "text/html", "secret");
        try (OkHttpPageFetcher strict = fetcher(AddressGuard.strict(), _ -> TestFetchers.loopback())) {
            assertThat(describe(strict.page(address.formatted(site.port())))).isEqualTo("REFUSED");
            assertThat(describe(strict.resource(
                            address.formatted(site.port()), "http://example.com/", 1000, Duration.ofSeconds(1))))
                    .isEqualTo("REFUSED");
        }
        assertThat(site.connections()).isZero();
    }

    @Test
    void aNameIsResolvedAndJudgedForEveryConnection() {
        // The first answer is harmless and nothing listens there; the second would be this machine.
        AtomicInteger asked = new AtomicInteger();
        HostResolver rebinding = _ -> asked.getAndIncrement() == 0 ? List.of(ip("127.0.0.2")) : TestFetchers.loopback();
        AddressGuard guard = new AddressGuard(AllowedAddresses.parse("127.0.0.2"));
        site.serve("/", "text/html", "secret");
        try (OkHttpPageFetcher fetcher = fetcher(guard, rebinding)) {
            assertThat(describe(fetcher.page(site.url("rebinding.example.com", "/"))))
                    .isEqualTo("REFUSED");
        }
        assertThat(asked).hasValue(2);
        assertThat(site.connections()).isZero();
    }

    @Test
    void oneBadAddressRefusesTheWholeAnswer() {
        site.serve("/", "text/html", "x");
        try (OkHttpPageFetcher fetcher =
                fetcher(TestFetchers.localGuard(), _ -> List.of(ip("127.0.0.1"), ip("10.0.0.1")))) {
            assertThat(describe(fetcher.page(site.url("mixed.example.com", "/"))))
                    .isEqualTo("REFUSED");
        }
        assertThat(site.connections()).isZero();
    }

    @Test
    void anAllowedNameWithoutDotsIsFetched() {
        site.serve("/", "text/html", "x");
        AddressGuard guard = new AddressGuard(AllowedAddresses.parse("127.0.0.1:" + site.port()));
        try (OkHttpPageFetcher fetcher = fetcher(guard, HostResolver.SYSTEM)) {
            assertThat(describe(fetcher.page(site.url("localhost", "/")))).isEqualTo("fetched");
        }
    }

    @Test
    void anExceptionForAPortOpensNoOther() {
        AddressGuard guard = new AddressGuard(AllowedAddresses.parse("127.0.0.1:1"));
        try (OkHttpPageFetcher fetcher = fetcher(guard, _ -> TestFetchers.loopback())) {
            assertThat(describe(fetcher.page(site.url("a.example.com", "/")))).isEqualTo("REFUSED");
        }
        assertThat(site.connections()).isZero();
    }

    @Test
    void theSocketItselfRefuses() throws IOException {
        GuardedSockets sockets = new GuardedSockets(AddressGuard.strict());
        try (Socket socket = sockets.createSocket()) {
            assertThatThrownBy(() -> socket.connect(new InetSocketAddress(ip("127.0.0.1"), site.port())))
                    .isInstanceOf(RefusedAddressException.class)
                    .hasMessage("socket: loopback");
            assertThatThrownBy(() -> socket.connect(InetSocketAddress.createUnresolved("localhost", site.port()), 100))
                    .isInstanceOf(RefusedAddressException.class);
        }
        assertThat(site.connections()).isZero();
    }

    @Test
    void thereIsNoOtherWayToGetASocket() {
        GuardedSockets sockets = new GuardedSockets(AddressGuard.strict());
        assertThatThrownBy(() -> sockets.createSocket("127.0.0.1", site.port()))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> sockets.createSocket(ip("127.0.0.1"), site.port()))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(site.connections()).isZero();
    }

    @Test
    void anUnguardedConnectionIsRefusedBeforeAnythingIsWritten() throws IOException {
        GuardedSockets sockets = new GuardedSockets(TestFetchers.localGuard());
        try (Socket stranger = new Socket(ip("127.0.0.1"), site.port())) {
            assertThatThrownBy(() -> sockets.charge(stranger, new WireBudget(100)))
                    .isInstanceOf(RefusedAddressException.class)
                    .hasMessage("connection: unguarded");
        }
    }

    @Test
    void aClosedConnectionIsNotMistakenForAnUnguardedOne() throws IOException {
        GuardedSockets sockets = new GuardedSockets(TestFetchers.localGuard());
        Socket socket = sockets.createSocket();
        socket.connect(new InetSocketAddress(ip("127.0.0.1"), site.port()), 1000);
        sockets.charge(socket, new WireBudget(100));
        socket.close();
        assertThatThrownBy(() -> sockets.charge(socket, new WireBudget(100)))
                .isExactlyInstanceOf(SocketException.class);
    }

    @Test
    @ResourceLock(Resources.SYSTEM_PROPERTIES)
    void obeysNoProxyOfTheSystem() {
        // This machine is exempt from a proxy unless the exemptions are emptied.
        List<String> properties = List.of(
                "http.proxyHost",
                "http.proxyPort",
                "http.nonProxyHosts",
                "socksProxyHost",
                "socksProxyPort",
                "socksNonProxyHosts");
        try (TestSite proxy = TestSite.start();
                OkHttpPageFetcher fetcher = fetcher(TestFetchers.localGuard(), _ -> TestFetchers.loopback())) {
            String port = String.valueOf(proxy.port());
            List<String> values = List.of("127.0.0.1", port, "", "127.0.0.1", port, "");
            for (int i = 0; i < values.size(); i++) {
                System.setProperty(properties.get(i), values.get(i));
            }
            site.serve("/", "text/html", "x");
            assertThat(describe(fetcher.page(site.url("a.example.com", "/")))).isEqualTo("fetched");
            assertThat(proxy.connections()).isZero();
        } finally {
            properties.forEach(System::clearProperty);
        }
    }

    @Test
    void waitsForTheResolverOnlySoLong() {
        CountDownLatch never = new CountDownLatch(1);
        HostResolver hanging = _ -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new UnknownHostException("interrupted");
            }
            return TestFetchers.loopback();
        };
        try (OkHttpPageFetcher fetcher = fetcher(TestFetchers.localGuard(), hanging)) {
            long start = System.nanoTime();
            FetchResult result = fetcher.resource("http://slow.example.com/", "", 1000, Duration.ofSeconds(1));
            assertThat(describe(result)).isEqualTo("TIMEOUT_LOOKUP");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void aHungResolverHoldsUpNobodyForLongerThanItsBound() {
        CountDownLatch never = new CountDownLatch(1);
        HostResolver hanging = host -> {
            if (host.startsWith("slow")) {
                awaitUninterrupted(never);
            }
            return TestFetchers.loopback();
        };
        try (BoundedResolver resolver = new BoundedResolver(hanging, Duration.ofMillis(20))) {
            for (int i = 0; i < 300; i++) {
                assertThatThrownBy(() -> resolver.resolve("slow.example.com", Duration.ofMillis(1)))
                        .isInstanceOf(SlowResolverException.class);
            }
            assertThatThrownBy(() -> resolver.resolve("quick.example.com", Duration.ofMillis(1)))
                    .isInstanceOf(SlowResolverException.class);
            never.countDown();
            // the threads are still getting free
            await().ignoreException(SlowResolverException.class)
                    .untilAsserted(() -> assertThat(resolver.resolve("quick.example.com", Duration.ofSeconds(1)))
                            .hasSize(1));
        }
    }

    /// Like the system's resolver, which does not care about interruption.
    private static void awaitUninterrupted(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                // Waits on; the flag is cleared by now.
            }
        }
    }

    @Test
    void aNameWithoutAddressIsUnresolvedAndNotTriedAgain() {
        AtomicInteger asked = new AtomicInteger();
        HostResolver none = host -> {
            asked.incrementAndGet();
            throw new UnknownHostException(host);
        };
        try (OkHttpPageFetcher fetcher = fetcher(TestFetchers.localGuard(), none)) {
            assertThat(describe(fetcher.page("http://gone.example.com/"))).isEqualTo("UNRESOLVED");
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void whereNothingListensIsUnreachable() {
        String url = site.url("/");
        site.close();
        try (OkHttpPageFetcher fetcher = fetcher(TestFetchers.localGuard(), HostResolver.SYSTEM)) {
            assertThat(describe(fetcher.page(url))).isEqualTo("UNREACHABLE");
        }
    }
}
