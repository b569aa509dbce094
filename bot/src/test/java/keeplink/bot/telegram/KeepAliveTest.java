package keeplink.bot.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import keeplink.delivery.InMemoryInbox;
import keeplink.fetch.ProxyServer;
import keeplink.fetch.TestProxy;
import keeplink.fetch.TestSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Keepalive is in force on the socket itself, whatever lies between it and the poll.
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class KeepAliveTest {
    private static final String TOKEN = "12345:canary";
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TestSite site = TestSite.startSecure();
    private final ProxySelector usual = ProxySelector.getDefault();

    @TempDir
    Path directory;

    @BeforeEach
    void serveUpdates() throws IOException {
        Path store = directory.resolve("trusted.p12");
        try (InputStream in = Objects.requireNonNull(TestSite.class.getResourceAsStream("test-site.p12"))) {
            Files.copy(in, store);
        }
        System.setProperty(TRUST_STORE, store.toString());
        System.setProperty(TRUST_STORE + "Password", "keeplink");
        byte[] nothingNew = "{\"ok\":true,\"result\":[]}".getBytes(StandardCharsets.UTF_8);
        site.on(
                "/bot" + TOKEN + "/getUpdates",
                (request, exchange) -> exchange.send(200, Map.of("Content-Type", "application/json"), nothingNew));
    }

    @AfterEach
    void close() {
        ProxySelector.setDefault(usual);
        System.clearProperty(TRUST_STORE);
        System.clearProperty(TRUST_STORE + "Password");
        site.close();
    }

    @Test
    void underTls() throws InterruptedException {
        assertThat(inForce()).contains(KeepAlive.DEFAULT);
    }

    @ParameterizedTest
    @EnumSource
    void onTheWayToAProxy(ProxyServer.Kind kind) throws InterruptedException {
        try (TestProxy proxy = TestProxy.start(kind, "")) {
            URI place = URI.create(proxy.setting(""));
            Proxy.Type type = kind == ProxyServer.Kind.HTTP ? Proxy.Type.HTTP : Proxy.Type.SOCKS;
            ProxySelector.setDefault(
                    new ForPages(new Proxy(type, new InetSocketAddress(place.getHost(), place.getPort()))));

            assertThat(inForce()).contains(KeepAlive.DEFAULT);
            assertThat(proxy.targets()).isNotEmpty();
        }
    }

    private Optional<KeepAlive> inForce() throws InterruptedException {
        TelegramConnection connection = TelegramConnection.to(URI.create(site.url("/")), new Secret(TOKEN));
        try (UpdatePoller poller = new UpdatePoller(
                connection, new InMemoryInbox(), update -> {}, () -> true, () -> {}, Clock.systemUTC())) {
            poller.start();
            await().dontCatchUncaughtExceptions()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(poller.health().polls()).isGreaterThanOrEqualTo(2));
            return poller.health().connection().flatMap(KeepAliveSockets.InForce::keepAlive);
        }
    }

    private static final class ForPages extends ProxySelector {
        private final Proxy proxy;

        ForPages(Proxy proxy) {
            this.proxy = proxy;
        }

        @Override
        public List<Proxy> select(URI uri) {
            // the proxy's own sockets ask as well, and would lead back to it
            return List.of(uri.getScheme().equals("https") ? proxy : Proxy.NO_PROXY);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
    }
}
