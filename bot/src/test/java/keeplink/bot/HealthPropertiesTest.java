package keeplink.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import keeplink.health.HealthPolicy;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// The settings of looks and of the public archive, their names and defaults: what the README's table promises.
class HealthPropertiesTest {
    private static <T> T with(String prefix, Class<T> type, Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate(prefix, type);
    }

    @Test
    void nothingSetMeansTheDefaults() {
        HealthProperties health = with("keeplink.health", HealthProperties.class, Map.of());

        assertThat(health.enabled()).isTrue();
        assertThat(health.policy()).isEqualTo(HealthPolicy.DEFAULTS);
        assertThat(with("keeplink.wayback", WaybackProperties.class, Map.of()))
                .isEqualTo(new WaybackProperties(false, false, "https://archive.org", "https://web.archive.org"));
    }

    @Test
    void everyNameIsHeard() {
        assertThat(with(
                        "keeplink.health",
                        HealthProperties.class,
                        Map.of(
                                "keeplink.health.enabled", "false",
                                "keeplink.health.first", "1d",
                                "keeplink.health.longest", "10d",
                                "keeplink.health.retry", "1h",
                                "keeplink.health.span", "2h")))
                .isEqualTo(new HealthProperties(
                        false, Duration.ofDays(1), Duration.ofDays(10), Duration.ofHours(1), Duration.ofHours(2)));
        assertThat(with(
                        "keeplink.wayback",
                        WaybackProperties.class,
                        Map.of(
                                "keeplink.wayback.lookup", "true",
                                "keeplink.wayback.save", "true",
                                "keeplink.wayback.url", "http://localhost:1",
                                "keeplink.wayback.save-url", "http://localhost:2")))
                .isEqualTo(new WaybackProperties(true, true, "http://localhost:1", "http://localhost:2"));
    }

    @Test
    void distancesOutOfOrderAreRefused() {
        HealthProperties settings = with(
                "keeplink.health",
                HealthProperties.class,
                Map.of("keeplink.health.first", "9d", "keeplink.health.longest", "8d"));

        assertThatThrownBy(settings::policy).hasMessageContaining("longest");
    }
}
