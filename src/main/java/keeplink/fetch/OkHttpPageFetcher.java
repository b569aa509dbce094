package keeplink.fetch;

import java.net.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fetches over HTTP/1.1 with OkHttp: every connection guarded, every bound kept, redirects followed by its own
/// rules.
///
/// It sends no credentials, asks for no coding but gzip, and keeps cookies no longer than one capture takes. HTTP/2
/// is not spoken: a page needs at most four connections to a host, while one connection that carries requests to
/// several names, and its control frames, would be more to guard. A body that hits the bound is kept as far as it
/// goes and marked as truncated when it belongs to a page and is text; else it is
/// [FetchFailure#TOO_LARGE]. The headers of a [FetchResult.Fetched] describe the decoded body:
/// `content-encoding` and `content-length` are left out where it was decompressed.
///
/// Safe for use by many threads. To be closed at the end.
public final class OkHttpPageFetcher implements PageFetcher, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OkHttpPageFetcher.class);

    private static final int IDLE_CONNECTIONS = 32;
    private static final int IDLE_SECONDS = 15;

    /// How long a page waits for others of its host to be done.
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final FetchObserver observer;
    private final FetchLimits limits;
    private final AddressGuard guard;
    private final Politeness politeness;
    private final BoundedResolver resolver;
    private final OkHttpClient client;
    private final Requests requests;
    private final LargeBodies largeBodies = new LargeBodies(Runtime.getRuntime().maxMemory());

    /// @param userAgent who is asking, with an address to learn more: [#userAgent(String, String)]
    /// @param clock for the dates of results and of `Retry-After`, and for how long a host is left alone
    /// @throws IllegalArgumentException for a user agent that cannot be a header's value
    public OkHttpPageFetcher(FetchLimits limits, AddressGuard guard, String userAgent, Clock clock) {
        this(limits, guard, userAgent, clock, Optional.empty(), FetchObserver.NONE);
    }

    /// The same through a proxy, and watched.
    public OkHttpPageFetcher(
            FetchLimits limits,
            AddressGuard guard,
            String userAgent,
            Clock clock,
            Optional<ProxyServer> proxy,
            FetchObserver observer) {
        this(limits, guard, userAgent, clock, PolitenessRules.defaults(), HostResolver.SYSTEM, proxy, observer);
    }

    OkHttpPageFetcher(
            FetchLimits limits,
            AddressGuard guard,
            String userAgent,
            Clock clock,
            PolitenessRules rules,
            HostResolver hostResolver,
            Optional<ProxyServer> proxy,
            FetchObserver observer) {
        this.observer = observer;
        this.limits = limits;
        this.guard = guard;
        Headers.of("User-Agent", userAgent);
        politeness = new Politeness(rules, clock, observer);
        resolver = new BoundedResolver(hostResolver, limits.dns());
        GuardedSockets sockets = new GuardedSockets(guard, proxy.orElse(null));
        client = new OkHttpClient.Builder()
                .socketFactory(sockets)
                .addNetworkInterceptor(new GuardingInterceptor(sockets))
                .eventListener(new AnswerListener())
                .proxy(Proxy.NO_PROXY)
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_SECONDS, TimeUnit.SECONDS))
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .authenticator(Authenticator.NONE)
                .cookieJar(CookieJar.NO_COOKIES)
                .connectTimeout(limits.connect())
                .readTimeout(limits.firstByte())
                .writeTimeout(limits.firstByte())
                .build();
        requests = new Requests(this::client, userAgent, limits.wireBytes(), clock);
    }

    /// `Keeplink/VERSION (+CONTACT)`, the form by which servers' operators find out who asks (RFC 9110 section
    /// 10.1.5).
    public static String userAgent(String version, String contactUrl) {
        return "Keeplink/" + version + " (+" + contactUrl + ")";
    }

    @Override
    public FetchResult page(String url) {
        return page(PageRequest.of(url));
    }

    @Override
    public FetchResult page(PageRequest request) {
        return page(request, result -> result);
    }

    @Override
    public <T> T page(PageRequest request, Function<FetchResult, T> use) {
        return page(request, new CookieTrail(), use);
    }

    @Override
    public PageFetcher forOneCapture() {
        return new OneCapture();
    }

    /// What shares its cookies.
    private final class OneCapture implements PageFetcher {
        private final CookieTrail cookies = new CookieTrail();

        @Override
        public FetchResult page(String url) {
            return page(PageRequest.of(url));
        }

        @Override
        public FetchResult page(PageRequest request) {
            return page(request, result -> result);
        }

        @Override
        public <T> T page(PageRequest request, Function<FetchResult, T> use) {
            return OkHttpPageFetcher.this.page(request, cookies, use);
        }

        @Override
        public FetchResult resource(String url, String pageUrl, long maxBytes, Duration within) {
            return OkHttpPageFetcher.this.resource(url, pageUrl, maxBytes, within, cookies);
        }
    }

    private <T> T page(PageRequest request, CookieTrail cookies, Function<FetchResult, T> use) {
        try (LargeBodies.Room room = largeBodies.room()) {
            long start = System.nanoTime();
            FetchResult result = page(request, new Attempts(cookies, room));
            observer.ended(result, true, Duration.ofNanos(System.nanoTime() - start));
            return use.apply(result);
        }
    }

    private FetchResult page(PageRequest request, Attempts spent) {
        String url = request.url();
        if (PageRequest.isBare(url) && PageRequest.isSecureFirst(url)) {
            PageRequest secure = request.over("https");
            FetchResult first = attempt(secure, limits.page().dividedBy(2), spent);
            if (!(first instanceof FetchResult.NotFetched failed) || hasAnswered(failed)) {
                return first instanceof FetchResult.NotFetched failed
                                && Politeness.isTransient(failed.reason(), failed.status())
                        ? attempts(secure, spent)
                        : first;
            }
        }
        return attempts(request.over("http"), spent);
    }

    /// Whether there is a server that speaks TLS, or a reason for which http is no better.
    private static boolean hasAnswered(FetchResult.NotFetched failed) {
        return switch (failed.reason()) {
            case UNREACHABLE,
                    TIMEOUT,
                    TIMEOUT_CONNECT,
                    TIMEOUT_ANSWER,
                    INSECURE,
                    INSECURE_EXPIRED,
                    INSECURE_NAME,
                    INSECURE_ISSUER,
                    HOST_PAUSED -> false;
            default -> true;
        };
    }

    /// What all attempts at a page share: their time, of which the pauses between them are no part, their cookies
    /// and their room.
    private static final class Attempts {
        private final CookieTrail cookies;
        private final LargeBodies.Room room;
        private Duration time = Duration.ZERO;

        Attempts(CookieTrail cookies, LargeBodies.Room room) {
            this.cookies = cookies;
            this.room = room;
        }
    }

    private FetchResult attempts(PageRequest request, Attempts spent) {
        return politeness.attempts(
                () -> attempt(request, limits.page(), spent),
                () -> limits.page().minus(spent.time).compareTo(limits.connect()) >= 0);
    }

    private FetchResult attempt(PageRequest request, Duration most, Attempts spent) {
        long start = System.nanoTime();
        try {
            return fetch(
                    request.url(),
                    Asking.page(request, limits.decodedBytes(), spent.cookies, spent.room),
                    Deadline.in(most.minus(spent.time)));
        } finally {
            spent.time = spent.time.plusNanos(System.nanoTime() - start);
        }
    }

    @Override
    public FetchResult resource(String url, String pageUrl, long maxBytes, Duration within) {
        return resource(url, pageUrl, maxBytes, within, new CookieTrail());
    }

    private FetchResult resource(String url, String pageUrl, long maxBytes, Duration within, CookieTrail cookies) {
        if (maxBytes <= 0 || !within.isPositive()) {
            FetchFailure reason = maxBytes <= 0 ? FetchFailure.TOO_LARGE : FetchFailure.TIMEOUT;
            return Requests.failed(url, reason, "Nothing is left of the snapshot's bounds");
        }
        Duration time = within.compareTo(limits.page()) < 0 ? within : limits.page();
        long bytes = Math.min(maxBytes, limits.decodedBytes());
        long start = System.nanoTime();
        FetchResult result = fetch(url, Asking.file(pageUrl, bytes, cookies), Deadline.in(time));
        observer.ended(result, false, Duration.ofNanos(System.nanoTime() - start));
        return result;
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.connectionPool().evictAll();
        client.dispatcher().executorService().shutdown();
        resolver.close();
    }

    /// Connections that some request still has: none once all have ended.
    int connectionsInUse() {
        return client.connectionPool().connectionCount()
                - client.connectionPool().idleConnectionCount();
    }

    /// A client that asks the resolver of one port and sends the cookies of one capture; connections are shared.
    private OkHttpClient client(HttpUrl url, CookieJar cookies) {
        return client.newBuilder()
                .dns(new GuardedDns(resolver, guard, url.port()))
                .cookieJar(cookies)
                .build();
    }

    private FetchResult fetch(String asked, Asking asking, Deadline deadline) {
        try {
            return follow(asked, asking, deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Requests.failed(asked, FetchFailure.INTERNAL, "interrupted");
        } catch (RuntimeException e) {
            String id = UUID.randomUUID().toString();
            log.error("A fetch failed by our own fault, id {}", id, e);
            return Requests.failed(asked, FetchFailure.INTERNAL, "see the log, id " + id);
        }
    }

    private FetchResult follow(String asked, Asking asking, Deadline deadline) throws InterruptedException {
        var wire = new WireBudget(limits.wireBytes());
        List<Hop> path = new ArrayList<>();
        Set<String> visited = new HashSet<>();
        String next = asked;
        Deadline end = deadline;
        while (true) {
            Destination destination = Destination.of(next);
            if (guard.text(destination) instanceof Decision.Block block) {
                return Requests.failed(next, FetchFailure.REFUSED, block.reason());
            }
            if (path.size() > limits.redirects()
                    || !visited.add(next + '\n' + asking.cookies().state())) {
                return Requests.failed(next, FetchFailure.TOO_MANY_REDIRECTS, "after " + path.size() + " redirects");
            }
            HttpUrl url = url(destination);
            long entering = System.nanoTime();
            // Waiting for a place is not the page's time, but it is the snapshot's.
            Optional<Politeness.Visit> visit =
                    politeness.enter(url.host(), url.port(), asking.isPage(), asking.isPage() ? PATIENCE : end.left());
            if (visit.isEmpty()) {
                return Requests.failed(url.toString(), FetchFailure.HOST_PAUSED, "paused, or no place at the host");
            }
            if (asking.isPage()) {
                end = end.later(System.nanoTime() - entering);
            }
            Requests.Step step = requests.visit(visit.get(), url, List.copyOf(path), asking, wire, end);
            switch (step) {
                case Requests.Step.Done done -> {
                    return done.result();
                }
                case Requests.Step.Redirect redirect -> {
                    path.add(redirect.hop());
                    next = redirect.target().toString();
                }
            }
        }
    }

    private static HttpUrl url(Destination destination) {
        return switch (destination) {
            case Destination.Literal literal -> literal.url();
            case Destination.Name name -> name.url();
            case Destination.Unfit unfit ->
                throw new IllegalStateException("An unfit address passed: " + unfit.reason());
        };
    }
}
