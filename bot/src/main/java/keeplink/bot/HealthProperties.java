package keeplink.bot;

import java.time.Duration;
import keeplink.health.HealthPolicy;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Whether and how often the pages of kept links are looked at again.
///
/// @param enabled whether they are
/// @param first from a snapshot to the first look; each later one is twice as far away
/// @param longest between two looks
/// @param retry after a look that found something wrong
/// @param span what three looks lie apart at least before a link counts as broken
@ConfigurationProperties("keeplink.health")
record HealthProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("7d") Duration first,
        @DefaultValue("90d") Duration longest,
        @DefaultValue("1d") Duration retry,
        @DefaultValue("3d") Duration span) {
    HealthPolicy policy() {
        return new HealthPolicy(first, longest, retry, span);
    }
}
