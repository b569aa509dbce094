package keeplink.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import keeplink.bot.telegram.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

/// The settings, their names and defaults: what the README's table promises.
class KeeplinkPropertiesTest {
    private static KeeplinkProperties with(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("keeplink", KeeplinkProperties.class);
    }

    @Test
    void nothingSetMeansTheDefaults() {
        assertThat(with(Map.of()))
                .isEqualTo(new KeeplinkProperties(
                        new KeeplinkProperties.Telegram(
                                new Secret(""),
                                "https://api.telegram.org",
                                Duration.ofSeconds(25),
                                new KeeplinkProperties.Keepalive(Duration.ofSeconds(15), Duration.ofSeconds(5), 3)),
                        new KeeplinkProperties.Access(Set.of(), false, new KeeplinkProperties.Quota(10_000, 0)),
                        Path.of("data"),
                        new KeeplinkProperties.Fetch(
                                "",
                                "",
                                "",
                                Duration.ofSeconds(3),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(20),
                                5,
                                DataSize.ofMegabytes(16),
                                DataSize.ofMegabytes(10),
                                Duration.ofSeconds(60),
                                DataSize.ofMegabytes(20),
                                300),
                        null,
                        new KeeplinkProperties.Digest("mon 09:00"),
                        new KeeplinkProperties.Web(null, Duration.ofDays(7))));
    }

    @Test
    void everyNameIsHeard() {
        KeeplinkProperties properties = with(Map.ofEntries(
                Map.entry("keeplink.telegram.token", "1:x"),
                Map.entry("keeplink.telegram.api-url", "http://localhost:8081"),
                Map.entry("keeplink.telegram.poll-timeout", "50s"),
                Map.entry("keeplink.telegram.keepalive.idle", "30s"),
                Map.entry("keeplink.telegram.keepalive.interval", "10s"),
                Map.entry("keeplink.telegram.keepalive.count", "5"),
                Map.entry("keeplink.access.allowed", "1001,-1005"),
                Map.entry("keeplink.access.open", "true"),
                Map.entry("keeplink.data-dir", "/var/lib/keeplink"),
                Map.entry("keeplink.fetch.allowed-addresses", "127.0.0.1:8000,10.0.0.0/8"),
                Map.entry("keeplink.fetch.proxy", "socks5://127.0.0.1:1080"),
                Map.entry("keeplink.fetch.page-timeout", "1m"),
                Map.entry("keeplink.fetch.decoded-size", "5MB"),
                Map.entry("keeplink.time-zone", "Asia/Shanghai"),
                Map.entry("keeplink.digest.schedule", "fri 18:00"),
                Map.entry("keeplink.web.public-url", "https://links.example.com"),
                Map.entry("keeplink.web.address-lifetime", "1h")));

        assertThat(properties.telegram())
                .isEqualTo(new KeeplinkProperties.Telegram(
                        new Secret("1:x"),
                        "http://localhost:8081",
                        Duration.ofSeconds(50),
                        new KeeplinkProperties.Keepalive(Duration.ofSeconds(30), Duration.ofSeconds(10), 5)));
        assertThat(properties.access())
                .isEqualTo(new KeeplinkProperties.Access(
                        Set.of("1001", "-1005"), true, new KeeplinkProperties.Quota(10_000, 0)));
        assertThat(properties.dataDir()).isEqualTo(Path.of("/var/lib/keeplink"));
        assertThat(properties.fetch().allowedAddresses()).isEqualTo("127.0.0.1:8000,10.0.0.0/8");
        assertThat(properties.fetch().proxy()).isEqualTo("socks5://127.0.0.1:1080");
        assertThat(properties.fetch().pageTimeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(properties.fetch().decodedSize()).isEqualTo(DataSize.ofMegabytes(5));
        assertThat(properties.zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
        assertThat(properties.digest().schedule()).isEqualTo("fri 18:00");
        assertThat(properties.web().publicUrl()).isEqualTo("https://links.example.com");
        assertThat(properties.web().addressLifetime()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void aPollWaitsOneToFiftySeconds() {
        assertThatThrownBy(() -> with(Map.of("keeplink.telegram.poll-timeout", "51s")))
                .rootCause()
                .hasMessage("keeplink.telegram.poll-timeout is 1s to 50s, not 51s");
    }

    @ParameterizedTest
    @CsvSource({
        "https://links.example.com/, https://links.example.com, ''",
        "' http://links.example.com:8443// ', http://links.example.com:8443, ''",
        "https://example.com/keeplink/, https://example.com/keeplink, /keeplink",
        "https://example.com/my/links, https://example.com/my/links, /my/links",
        "https://[2001:db8::1]:8080, https://[2001:db8::1]:8080, ''",
        "http://127.0.0.1:8080, http://127.0.0.1:8080, ''",
    })
    void theViewerMayBeReachedWithAPathBeforeIt(String given, String address, String prefix) {
        KeeplinkProperties.Web web =
                with(Map.of("keeplink.web.public-url", given)).web();

        assertThat(web.publicUrl()).isEqualTo(address);
        assertThat(web.address().orElseThrow().prefix()).isEqualTo(prefix);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "links.example.com",
                "ftp://links.example.com",
                "https://",
                "https:///path",
                "https://links",
                "https://localhost:8080",
                "https://me:secret@links.example.com",
                "https://links.example.com/?a",
                "https://links.example.com/#a",
                "https://links.example.com/a/../b",
                "https://links.example.com/a//b",
                "https://links.example.com/a b",
                "https://links.example.com/%61",
                "https://links.example.com/a*",
                "https://links.example.com:99999",
                "javascript:alert(1)",
                "nonsense",
            })
    void whereNoBrowserCouldBeSentIsRefused(String given) {
        assertThatThrownBy(() -> with(Map.of("keeplink.web.public-url", given)))
                .rootCause()
                .hasMessageStartingWith(
                        "keeplink.web.public-url is where browsers reach Keeplink, such as https://links.example.com")
                .hasMessageEndingWith(", not " + given);
    }

    @Test
    void anEmptyPublicAddressIsNone() {
        assertThat(with(Map.of("keeplink.web.public-url", " ")).web().address()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"59s", "0", "-1d", "367d"})
    void anAddressIsGoodForAMinuteToAYear(String given) {
        assertThatThrownBy(() -> with(Map.of("keeplink.web.address-lifetime", given)))
                .rootCause()
                .hasMessageStartingWith("keeplink.web.address-lifetime is 1m to 366d, not ");
    }

    @Test
    void theTokenIsNeverPrinted() {
        assertThat(with(Map.of("keeplink.telegram.token", "1:canary")).toString())
                .doesNotContain("canary");
    }
}
