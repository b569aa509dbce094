package keeplink.bot;

import java.time.Clock;
import java.time.ZoneOffset;
import keeplink.fetch.AddressGuard;
import keeplink.fetch.AllowedAddresses;
import keeplink.fetch.FetchLimits;
import keeplink.fetch.OkHttpPageFetcher;
import keeplink.fetch.PageFetcher;
import keeplink.fetch.ProxyServer;
import keeplink.snapshot.SnapshotLimits;
import keeplink.snapshot.SnapshotMaker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What goes out to strangers' servers, and the time it goes by.
@Configuration(proxyBeanMethods = false)
class FetchConfiguration {
    private static final String VERSION = "0.1";

    @Bean
    Clock clock() {
        // the stores keep milliseconds, so nothing finer is ever seen
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    @Bean
    AddressGuard addressGuard(KeeplinkProperties properties) {
        return new AddressGuard(AllowedAddresses.parse(properties.fetch().allowedAddresses()));
    }

    @Bean(destroyMethod = "close")
    OkHttpPageFetcher pageFetcher(KeeplinkProperties properties, AddressGuard guard, Clock clock) {
        KeeplinkProperties.Fetch bounds = properties.fetch();
        FetchLimits limits = new FetchLimits(
                bounds.dnsTimeout(),
                bounds.connectTimeout(),
                bounds.firstByteTimeout(),
                bounds.pageTimeout(),
                bounds.redirects(),
                bounds.wireSize().toBytes(),
                bounds.decodedSize().toBytes());
        return new OkHttpPageFetcher(
                limits, guard, userAgent(bounds.contact()), clock, ProxyServer.parse(bounds.proxy()));
    }

    /// Who asks, with where to complain if the operator says where.
    private static String userAgent(String contact) {
        return contact.isBlank()
                ? "Keeplink/" + VERSION + " (self-hosted link keeper)"
                : OkHttpPageFetcher.userAgent(VERSION, contact);
    }

    @Bean
    SnapshotMaker snapshotMaker(PageFetcher fetcher, KeeplinkProperties properties, Clock clock) {
        KeeplinkProperties.Fetch bounds = properties.fetch();
        SnapshotLimits limits = new SnapshotLimits(
                bounds.snapshotFiles(),
                bounds.snapshotSize().toBytes(),
                SnapshotLimits.DEFAULTS.fileBytes(),
                bounds.snapshotTimeout(),
                SnapshotLimits.DEFAULTS.importDepth(),
                SnapshotLimits.DEFAULTS.parallel());
        return new SnapshotMaker(fetcher, limits, clock);
    }
}
