package keeplink.fetch;

import java.io.IOException;
import java.net.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fetches over HTTP/1.1 with OkHttp: every connection guarded, every bound kept, redirects followed by its own
/// rules.
///
/// It sends no cookies and no credentials, uses no proxy, and asks for no coding but gzip. A body that hits the
/// bound is kept as far as it goes and marked as truncated when it belongs to a page and is text; else it is
/// [FetchFailure#TOO_LARGE]. The headers of a [FetchResult.Fetched] describe the decoded body:
/// `content-encoding` and `content-length` are left out where it was decompressed.
///
/// Safe for use by many threads. To be closed at the end.
public final class OkHttpPageFetcher implements PageFetcher, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OkHttpPageFetcher.class);

    private static final int IDLE_CONNECTIONS = 32;
    private static final int IDLE_SECONDS = 15;

    /// How many kept connections may turn out to be closed before a request is given up.
    private static final int MOST_KEPT = 5;

    private final FetchLimits limits;
    private final AddressGuard guard;
    private final String userAgent;
    private final Clock clock;
    private final Politeness politeness;
    private final BoundedResolver resolver;
    private final OkHttpClient client;

    /// @param userAgent who is asking, with an address to learn more: [#userAgent(String, String)]
    /// @param clock for the dates of results and of `Retry-After`, and for how long a host is left alone
    /// @throws IllegalArgumentException for a user agent that cannot be a header's value
    public OkHttpPageFetcher(FetchLimits limits, AddressGuard guard, String userAgent, Clock clock) {
        this(limits, guard, userAgent, clock, PolitenessRules.defaults());
    }

    /// The same with other rules of politeness.
    public OkHttpPageFetcher(
            FetchLimits limits, AddressGuard guard, String userAgent, Clock clock, PolitenessRules rules) {
        this(limits, guard, userAgent, clock, rules, HostResolver.SYSTEM);
    }

    OkHttpPageFetcher(
            FetchLimits limits,
            AddressGuard guard,
            String userAgent,
            Clock clock,
            PolitenessRules rules,
            HostResolver hostResolver) {
        this.limits = limits;
        this.guard = guard;
        this.userAgent = userAgent;
        this.clock = clock;
        Headers.of("User-Agent", userAgent);
        politeness = new Politeness(rules, clock);
        resolver = new BoundedResolver(hostResolver, limits.dns());
        GuardedSockets sockets = new GuardedSockets(guard);
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
    }

    /// `Keeplink/VERSION (+CONTACT)`, the form by which servers' operators find out who asks (RFC 9110 section
    /// 10.1.5).
    public static String userAgent(String version, String contactUrl) {
        return "Keeplink/" + version + " (+" + contactUrl + ")";
    }

    @Override
    public FetchResult page(String url) {
        return pageUnless(url, null);
    }

    @Override
    public FetchResult page(String url, Validators known) {
        return pageUnless(url, known);
    }

    private FetchResult pageUnless(String url, @Nullable Validators known) {
        // One bound for all attempts; the pauses between them are not the page's.
        var used = new Object() {
            Duration time = Duration.ZERO;
        };
        return politeness.attempts(
                () -> {
                    long start = System.nanoTime();
                    try {
                        return fetch(
                                url,
                                Asking.page(limits.decodedBytes(), known),
                                Deadline.in(limits.page().minus(used.time)));
                    } finally {
                        used.time = used.time.plusNanos(System.nanoTime() - start);
                    }
                },
                () -> limits.page().minus(used.time).compareTo(limits.connect()) >= 0);
    }

    @Override
    public FetchResult resource(String url, String pageUrl, long maxBytes, Duration within) {
        if (maxBytes <= 0 || !within.isPositive()) {
            FetchFailure reason = maxBytes <= 0 ? FetchFailure.TOO_LARGE : FetchFailure.TIMEOUT;
            return failed(url, reason, "Nothing is left of the snapshot's bounds");
        }
        Duration time = within.compareTo(limits.page()) < 0 ? within : limits.page();
        long bytes = Math.min(maxBytes, limits.decodedBytes());
        return fetch(url, Asking.file(pageUrl, bytes), Deadline.in(time));
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.connectionPool().evictAll();
        client.dispatcher().executorService().shutdown();
        resolver.close();
    }

    /// What one request came to.
    private sealed interface Step {
        record Done(FetchResult result) implements Step {}

        record Redirect(String location) implements Step {}
    }

    private FetchResult fetch(String asked, Asking asking, Deadline deadline) {
        try {
            return follow(asked, asking, deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(asked, FetchFailure.INTERNAL, "interrupted");
        } catch (RuntimeException e) {
            String id = UUID.randomUUID().toString();
            log.error("A fetch failed by our own fault, id {}", id, e);
            return failed(asked, FetchFailure.INTERNAL, "see the log, id " + id);
        }
    }

    private FetchResult follow(String asked, Asking asking, Deadline deadline) throws InterruptedException {
        var wire = new WireBudget(limits.wireBytes());
        List<String> path = new ArrayList<>();
        String next = asked;
        Deadline end = deadline;
        while (true) {
            Destination destination = Destination.of(next);
            if (guard.text(destination) instanceof Decision.Block block) {
                return failed(next, FetchFailure.REFUSED, block.reason());
            }
            HttpUrl url = url(destination);
            long entering = System.nanoTime();
            // Waiting for a place is not the page's time, but it is the snapshot's.
            Optional<Politeness.Visit> visit =
                    politeness.enter(url.host(), url.port(), asking.page(), asking.page() ? limits.page() : end.left());
            if (visit.isEmpty()) {
                return failed(url.toString(), FetchFailure.HOST_PAUSED, "paused, or no place at the host");
            }
            if (asking.page()) {
                end = end.later(System.nanoTime() - entering);
            }
            Step step = visit(visit.get(), url, List.copyOf(path), asking, wire, end);
            if (!(step instanceof Step.Redirect redirect)) {
                return ((Step.Done) step).result();
            }
            path.add(url.toString());
            HttpUrl target = Destination.hasTrickyCharacter(redirect.location(), false)
                    ? null
                    : url.resolve(redirect.location());
            if (target == null) {
                return failed(url.toString(), FetchFailure.BAD_REDIRECT, "to '" + redirect.location() + "'");
            }
            if (target.fragment() == null && url.fragment() != null) {
                // RFC 9110 section 10.2.2: the fragment survives a redirect that names none.
                target = target.newBuilder()
                        .encodedFragment(url.encodedFragment())
                        .build();
            }
            next = target.toString();
            if (path.size() > limits.redirects() || path.contains(next)) {
                return failed(next, FetchFailure.TOO_MANY_REDIRECTS, "after " + path.size() + " redirects");
            }
        }
    }

    private Step visit(
            Politeness.Visit visit, HttpUrl url, List<String> path, Asking asking, WireBudget wire, Deadline deadline) {
        Politeness.End end = Politeness.End.UNKNOWN;
        try {
            // A redirect within one host is still the same page.
            boolean sameHost =
                    !path.isEmpty() && HttpUrl.get(path.getLast()).host().equals(url.host());
            Exchange exchange = new Exchange(wire, sameHost ? () -> {} : visit::awaitTurn);
            Step step = request(url, path, asking, exchange, deadline);
            for (int i = 0; i < MOST_KEPT && foundClosed(step, exchange); i++) {
                exchange = new Exchange(wire, () -> {});
                step = request(url, path, asking, exchange, deadline);
            }
            end = step instanceof Step.Done(FetchResult.NotFetched failed)
                    ? end(failed, exchange)
                    : Politeness.End.ANSWERED;
            return step;
        } finally {
            visit.end(end);
        }
    }

    /// A server may close a connection it kept just when the next request is on its way. That is no failure; a
    /// request without effect may be sent again (RFC 9112 section 9.3.1).
    private static boolean foundClosed(Step step, Exchange exchange) {
        return step instanceof Step.Done(FetchResult.NotFetched failed)
                && failed.reason() == FetchFailure.UNREACHABLE
                && exchange.status() == 0
                && exchange.isOnKeptConnection();
    }

    private static Politeness.End end(FetchResult.NotFetched failed, Exchange exchange) {
        if (Politeness.isTransient(failed.reason(), failed.status())) {
            return Politeness.End.FAILED;
        }
        return exchange.status() == 0 ? Politeness.End.UNKNOWN : Politeness.End.ANSWERED;
    }

    private Step request(HttpUrl url, List<String> path, Asking asking, Exchange exchange, Deadline deadline) {
        if (deadline.over()) {
            return new Step.Done(failed(url.toString(), FetchFailure.TIMEOUT, "no time left"));
        }
        Call call = client.newBuilder()
                .dns(new GuardedDns(resolver, guard, url.port()))
                .build()
                .newCall(asking.request(url, userAgent, exchange));
        call.timeout().timeout(Math.max(1, deadline.left().toNanos()), TimeUnit.NANOSECONDS);
        try (Response response =
                ScopedValue.where(GuardedDns.DEADLINE, deadline).call(call::execute)) {
            Step step = read(response, url, path, asking, exchange);
            if (step instanceof Step.Done(FetchResult result) && leavesBytesUnread(result)) {
                call.cancel();
            }
            return step;
        } catch (IOException | RuntimeException e) {
            call.cancel();
            return new Step.Done(broken(url, exchange, deadline, e));
        }
    }

    /// Closing an answer reads on for a while to use the connection again; a cut body is not worth that.
    private static boolean leavesBytesUnread(FetchResult result) {
        return switch (result) {
            case FetchResult.Fetched fetched -> fetched.truncated();
            case FetchResult.NotFetched failed -> failed.reason() != FetchFailure.HTTP_STATUS;
        };
    }

    private FetchResult broken(HttpUrl url, Exchange exchange, Deadline deadline, Exception e) {
        int status = exchange.status();
        log.debug("Fetching from {} failed: {}", url.host(), e.toString());
        return switch (status) {
            // OkHttp refuses these answers although they say all we ask.
            case 204, 205 -> failed(url.toString(), FetchFailure.EMPTY, "status " + status);
            case 407 -> notFound(url, exchange);
            default -> failed(url.toString(), Failures.of(e, exchange, deadline), String.valueOf(e));
        };
    }

    private Step read(Response response, HttpUrl url, List<String> path, Asking asking, Exchange exchange)
            throws IOException {
        String location = response.header("Location");
        if (location != null && isRedirect(response.code())) {
            return new Step.Redirect(location);
        }
        if (!response.isSuccessful()) {
            return new Step.Done(notFound(url, exchange));
        }
        var reader = new BodyReader(exchange, limits.wireBytes(), asking.mostDecoded(), asking.page());
        return new Step.Done(
                switch (reader.read(response)) {
                    case BodyReader.Body.Refused refused ->
                        failed(url.toString(), refused.reason(), response.code(), refused.detail());
                    case BodyReader.Body.Whole whole
                    when whole.bytes().length == 0 ->
                        failed(url.toString(), FetchFailure.EMPTY, response.code(), "no body");
                    case BodyReader.Body.Whole whole -> fetched(response, url, path, whole.bytes(), false);
                    case BodyReader.Body.Cut cut -> fetched(response, url, path, cut.bytes(), true);
                });
    }

    private FetchResult fetched(Response response, HttpUrl url, List<String> path, byte[] body, boolean truncated) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        response.headers().toMultimap().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        if (headers.remove("content-encoding") != null) {
            headers.remove("content-length");
        }
        return new FetchResult.Fetched(
                url.toString(), path, response.code(), headers, body, truncated, clock.instant());
    }

    private FetchResult notFound(HttpUrl url, Exchange exchange) {
        return new FetchResult.NotFetched(
                url.toString(),
                FetchFailure.HTTP_STATUS,
                exchange.status(),
                RetryAfter.parse(exchange.retryAfter(), clock),
                "status " + exchange.status());
    }

    private static FetchResult failed(String url, FetchFailure reason, String detail) {
        return failed(url, reason, 0, detail);
    }

    private static FetchResult failed(String url, FetchFailure reason, int status, String detail) {
        return new FetchResult.NotFetched(url, reason, status, Optional.empty(), detail);
    }

    private static HttpUrl url(Destination destination) {
        return switch (destination) {
            case Destination.Literal literal -> literal.url();
            case Destination.Name name -> name.url();
            case Destination.Unfit unfit ->
                throw new IllegalStateException("An unfit address passed: " + unfit.reason());
        };
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }
}
