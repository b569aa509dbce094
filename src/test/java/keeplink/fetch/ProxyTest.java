package keeplink.fetch;

import static keeplink.fetch.HostileServerTest.describe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A proxy of the operator's: it carries the bytes, and decides nothing.
class ProxyTest {
    private final TestSite site = TestSite.start();

    @AfterEach
    void close() {
        site.close();
    }

    private static OkHttpPageFetcher through(TestProxy proxy, AddressGuard guard, HostResolver resolver, String user) {
        return TestFetchers.with(
                TestFetchers.SMALL,
                guard,
                TestFetchers.QUICK,
                Clock.systemUTC(),
                resolver,
                ProxyServer.parse(proxy.setting(user)));
    }

    @ParameterizedTest
    @EnumSource
    void carriesEveryFetch(ProxyServer.Kind kind) {
        site.serve("/", "text/html", "x");
        try (TestProxy proxy = TestProxy.start(kind, "");
                OkHttpPageFetcher fetcher =
                        through(proxy, TestFetchers.localGuard(), _ -> TestFetchers.loopback(), "")) {
            assertThat(describe(fetcher.page(site.url("a.example.com", "/")))).isEqualTo("fetched");
            assertThat(describe(fetcher.page(site.url("/missing")))).isEqualTo("HTTP_STATUS 404");
            assertThat(proxy.targets())
                    .as("addresses, never names")
                    .isNotEmpty()
                    .allMatch(target -> target.equals("127.0.0.1:" + site.port()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysWhoAsksWhereTheProxyWantsToKnow(ProxyServer.Kind kind) {
        site.serve("/", "text/html", "x");
        try (TestProxy proxy = TestProxy.start(kind, "anna:secret")) {
            try (OkHttpPageFetcher known =
                    through(proxy, TestFetchers.localGuard(), _ -> TestFetchers.loopback(), "anna:secret")) {
                assertThat(describe(known.page(site.url("/")))).isEqualTo("fetched");
            }
            try (OkHttpPageFetcher unknown =
                    through(proxy, TestFetchers.localGuard(), _ -> TestFetchers.loopback(), "")) {
                assertThat(describe(unknown.page(site.url("/")))).isEqualTo("UNREACHABLE");
            }
        }
        assertThat(site.requests()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void isNotEvenAskedForARefusedAddress(ProxyServer.Kind kind) {
        site.serve("/", "text/html", "secret").redirect("/in", "http://10.0.0.1/");
        HostResolver inside = host -> host.startsWith("in.") ? List.of(InetAddress.ofLiteral("10.0.0.1"))
                : TestFetchers.loopback();
        try (TestProxy proxy = TestProxy.start(kind, "");
                OkHttpPageFetcher strict = through(proxy, AddressGuard.strict(), inside, "");
                OkHttpPageFetcher local = through(proxy, TestFetchers.localGuard(), inside, "")) {
            for (String url : List.of(
                    "http://127.0.0.1/",
                    "http://169.254.169.254/latest/",
                    "http://2130706433/",
                    "http://[::ffff:7f00:1]/",
                    "http://localhost/",
                    "http://in.example.com/",
                    "http://a.example.com/")) {
                assertThat(describe(strict.page(url))).as(url).isEqualTo("REFUSED");
            }
            assertThat(proxy.targets()).isEmpty();
            assertThat(describe(local.page(site.url("/in")))).isEqualTo("REFUSED");
            assertThat(describe(local.page("http://in.example.com/"))).isEqualTo("REFUSED");
            assertThat(proxy.targets()).containsOnly("127.0.0.1:" + site.port());
        }
    }

    @ParameterizedTest
    @EnumSource
    void boundsHoldBehindIt(ProxyServer.Kind kind) {
        site.on("/", Misbehaviour.ENDLESS_CHUNK_EXTENSION);
        try (TestProxy proxy = TestProxy.start(kind, "");
                OkHttpPageFetcher fetcher =
                        through(proxy, TestFetchers.localGuard(), _ -> TestFetchers.loopback(), "")) {
            assertThat(describe(fetcher.page(site.url("/")))).isEqualTo("TOO_LARGE_ON_WIRE");
        }
    }

    @Test
    void noneIsMeantByNothing() {
        assertThat(ProxyServer.parse(" ")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://proxy.example.com:3128,       HTTP,  proxy.example.com, 3128, '',   ''",
        "HTTP://10.0.0.1:8080/,               HTTP,  10.0.0.1,          8080, '',   ''",
        "socks5://127.0.0.1:1080,             SOCKS, 127.0.0.1,         1080, '',   ''",
        "socks://anna:s%3Acret@[fd00::1]:1080, SOCKS, fd00::1,          1080, anna, s:cret"
    })
    void readsItsAddress(
            String text, ProxyServer.Kind kind, String host, int port, String user, String password) {
        assertThat(ProxyServer.parse(text)).isEqualTo(Optional.of(new ProxyServer(kind, host, port, user, password)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "socks5h://127.0.0.1:1080",
                "socks4://127.0.0.1:1080",
                "https://proxy.example.com:443",
                "http://proxy.example.com",
                "http://proxy.example.com:0",
                "http://proxy.example.com:3128/path",
                "proxy.example.com:3128",
                "proxy",
                "http://"
            })
    void refusesWhatItCannotPromiseAnythingFor(String text) {
        assertThatThrownBy(() -> ProxyServer.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The proxy cannot be used: ");
    }

    @Test
    void neverShowsItsPassword() {
        assertThat(ProxyServer.parse("http://anna:secret@proxy.example.com:3128").toString())
                .doesNotContain("secret");
        assertThatThrownBy(() -> ProxyServer.parse("http://anna:secret@proxy.example.com"))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
    }
}
