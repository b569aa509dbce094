package keeplink.fetch;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Fetchers for tests: they reach sites on 127.0.0.1, and are quick to give up.
public final class TestFetchers {
    /// Rules that hold with no noticeable wait.
    public static final PolitenessRules QUICK = new PolitenessRules(
            4,
            Duration.ZERO,
            List.of(Duration.ofMillis(10), Duration.ofMillis(20)),
            Duration.ofSeconds(10),
            5,
            Duration.ofSeconds(30),
            100);

    /// Bounds that a test can wait for.
    public static final FetchLimits SMALL = new FetchLimits(
            Duration.ofMillis(300),
            Duration.ofMillis(500),
            Duration.ofMillis(500),
            Duration.ofMillis(2500),
            5,
            3 * 1024 * 1024,
            1024 * 1024);

    private TestFetchers() {}

    /// A guard that lets tests reach 127.0.0.1 on every port that is not refused.
    public static AddressGuard localGuard() {
        return new AddressGuard(AllowedAddresses.parse("127.0.0.1"));
    }

    /// A fetcher with the product's bounds that reaches 127.0.0.1 by its number, without pauses.
    public static OkHttpPageFetcher local() {
        return with(FetchLimits.defaults(), localGuard(), QUICK, Clock.systemUTC(), HostResolver.SYSTEM);
    }

    /// The same for which every name is 127.0.0.1, so that one [TestSite] can be many hosts:
    /// `site.url("a.example.com", …)`.
    public static OkHttpPageFetcher everyNameIsLocal() {
        return everyNameIsLocal(FetchLimits.defaults());
    }

    /// The same with other bounds.
    public static OkHttpPageFetcher everyNameIsLocal(FetchLimits limits) {
        return with(limits, localGuard(), QUICK, Clock.systemUTC(), _ -> loopback());
    }

    /// The same with the product's bounds and its politeness.
    public static OkHttpPageFetcher polite() {
        return with(
                FetchLimits.defaults(), localGuard(), PolitenessRules.defaults(), Clock.systemUTC(), _ -> loopback());
    }

    /// A fetcher without exceptions whose names are resolved by a table of the test's.
    public static OkHttpPageFetcher strict(FetchLimits limits, Function<String, List<InetAddress>> resolver) {
        return with(limits, AddressGuard.strict(), QUICK, Clock.systemUTC(), resolver::apply);
    }

    static OkHttpPageFetcher small() {
        return with(SMALL, localGuard(), QUICK, Clock.systemUTC(), HostResolver.SYSTEM);
    }

    static OkHttpPageFetcher with(
            FetchLimits limits, AddressGuard guard, PolitenessRules rules, Clock clock, HostResolver resolver) {
        return with(limits, guard, rules, clock, resolver, Optional.empty());
    }

    static OkHttpPageFetcher with(
            FetchLimits limits,
            AddressGuard guard,
            PolitenessRules rules,
            Clock clock,
            HostResolver resolver,
            Optional<ProxyServer> proxy) {
        String userAgent = OkHttpPageFetcher.userAgent("test", "https://keeplink.example/");
        return new OkHttpPageFetcher(limits, guard, userAgent, clock, rules, resolver, proxy);
    }

    static List<InetAddress> loopback() {
        return List.of(InetAddress.ofLiteral("127.0.0.1"));
    }
}
