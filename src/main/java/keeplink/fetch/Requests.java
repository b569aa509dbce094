package keeplink.fetch;

import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the single requests of a fetch and says what each came to. Safe for use by many threads.
final class Requests {
    private static final Logger log = LoggerFactory.getLogger(Requests.class);

    /// How many kept connections may turn out to be closed before a request is given up.
    private static final int MOST_KEPT = 5;

    /// Statuses that come with a captcha, a login or a wait rather than with the page.
    private static final Set<Integer> WALLS = Set.of(401, 402, 403, 405, 406, 429, 451, 503);

    /// Enough of an error page to see what it is.
    private static final long ERROR_BYTES = 512 * 1024;

    /// Gives the client for one request.
    @FunctionalInterface
    interface Clients {
        OkHttpClient client(HttpUrl url, CookieJar cookies);
    }

    /// What one request came to.
    sealed interface Step {
        record Done(FetchResult result) implements Step {}

        record Redirect(HttpUrl target, Hop hop) implements Step {}
    }

    private final Clients clients;
    private final String userAgent;
    private final long mostWire;
    private final Clock clock;

    Requests(Clients clients, String userAgent, long mostWire, Clock clock) {
        this.clients = clients;
        this.userAgent = userAgent;
        this.mostWire = mostWire;
        this.clock = clock;
    }

    /// Asks once, and again where a kept connection had been closed by the server. The visit ends with it.
    ///
    /// @param path the answers that led here
    Step visit(Politeness.Visit visit, HttpUrl url, List<Hop> path, Asking asking, WireBudget wire, Deadline deadline) {
        Politeness.End end = Politeness.End.UNKNOWN;
        try {
            // A redirect within one host is still the same page.
            boolean sameHost =
                    !path.isEmpty() && HttpUrl.get(path.getLast().url()).host().equals(url.host());
            Exchange exchange = new Exchange(wire, sameHost ? () -> {} : visit::awaitTurn);
            Step step = request(url, path, asking, exchange, deadline);
            for (int i = 0; i < MOST_KEPT && foundClosed(step, exchange); i++) {
                exchange = new Exchange(wire, () -> {});
                step = request(url, path, asking, exchange, deadline);
            }
            if (exchange.status() == 429 || exchange.status() == 503) {
                visit.slowDown(RetryAfter.parse(exchange.retryAfter(), clock));
            }
            end = step instanceof Step.Done(FetchResult.NotFetched failed)
                    ? end(failed, exchange)
                    : Politeness.End.ANSWERED;
            return step;
        } finally {
            visit.end(end);
        }
    }

    static FetchResult failed(String url, FetchFailure reason, String detail) {
        return failed(url, reason, 0, detail);
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

    private Step request(HttpUrl url, List<Hop> path, Asking asking, Exchange exchange, Deadline deadline) {
        if (deadline.over()) {
            return new Step.Done(failed(url.toString(), FetchFailure.TIMEOUT, "no time left"));
        }
        Call call = clients.client(url, asking.cookies()).newCall(asking.request(url, userAgent, exchange));
        call.timeout().timeout(Math.max(1, deadline.left().toNanos()), TimeUnit.NANOSECONDS);
        try (Response response =
                ScopedValue.where(GuardedDns.DEADLINE, deadline).call(call::execute)) {
            Step step = read(response, url, path, asking, exchange, deadline);
            if (leavesBytesUnread(step)) {
                call.cancel();
            }
            return step;
        } catch (IOException | RuntimeException e) {
            call.cancel();
            return new Step.Done(broken(url, exchange, deadline, e));
        }
    }

    /// Closing an answer reads on for a while to use the connection again; a cut body is not worth that.
    private static boolean leavesBytesUnread(Step step) {
        return step instanceof Step.Done(FetchResult result)
                && switch (result) {
                    case FetchResult.Fetched fetched -> fetched.truncated();
                    case FetchResult.NotFetched failed ->
                        failed.reason() != FetchFailure.HTTP_STATUS
                                || failed.page()
                                        .filter(FetchResult.Fetched::truncated)
                                        .isPresent();
                };
    }

    private FetchResult broken(HttpUrl url, Exchange exchange, Deadline deadline, Exception e) {
        int status = exchange.status();
        log.debug("Fetching from {} failed: {}", url.host(), e.toString());
        return switch (status) {
            // OkHttp refuses these answers although they say all we ask.
            case 204, 205 -> failed(url.toString(), FetchFailure.EMPTY, "status " + status);
            case 407 -> error(url, exchange, Optional.empty());
            default -> failed(url.toString(), Failures.of(e, exchange, deadline), String.valueOf(e));
        };
    }

    private Step read(
            Response response, HttpUrl url, List<Hop> path, Asking asking, Exchange exchange, Deadline deadline)
            throws IOException {
        String location = response.header("Location");
        if (location != null && Hop.isRedirect(response.code())) {
            return redirect(url, response.code(), location);
        }
        if (!response.isSuccessful()) {
            return new Step.Done(error(url, exchange, errorPage(response, url, path, asking, exchange)));
        }
        LargeBodies.Room room = asking.room();
        BodyReader.Growth growth = room == null ? () -> {} : () -> room.claim(deadline);
        var reader = new BodyReader(exchange, mostWire, asking.mostDecoded(), asking.isPage(), growth);
        FetchResult result =
                switch (reader.read(response)) {
                    case BodyReader.Body.Refused refused ->
                        failed(url.toString(), refused.reason(), response.code(), refused.detail());
                    case BodyReader.Body.Whole whole
                    when whole.bytes().length == 0 ->
                        failed(url.toString(), FetchFailure.EMPTY, response.code(), "no body");
                    case BodyReader.Body.Whole whole -> fetched(response, url, path, whole.bytes(), false);
                    case BodyReader.Body.Cut cut -> fetched(response, url, path, cut.bytes(), true);
                };
        if (asking.isPage() && result instanceof FetchResult.Fetched page) {
            Optional<HttpUrl> elsewhere = Refresh.of(page, url)
                    .filter(target -> !withoutFragment(target).equals(withoutFragment(url)));
            if (elsewhere.isPresent()) {
                return new Step.Redirect(
                        elsewhere.get(),
                        new Hop(url.toString(), page.status(), elsewhere.get().toString(), page.fetchedAt()));
            }
        }
        return new Step.Done(result);
    }

    private static HttpUrl withoutFragment(HttpUrl url) {
        return url.newBuilder().fragment(null).build();
    }

    private Step redirect(HttpUrl url, int status, String location) {
        HttpUrl target = Destination.hasTrickyCharacter(location, false) ? null : url.resolve(location);
        if (target == null) {
            return new Step.Done(failed(url.toString(), FetchFailure.BAD_REDIRECT, "to '" + location + "'"));
        }
        if (target.fragment() == null && url.fragment() != null) {
            // RFC 9110 section 10.2.2: the fragment survives a redirect that names none.
            target = target.newBuilder().encodedFragment(url.encodedFragment()).build();
        }
        return new Step.Redirect(target, new Hop(url.toString(), status, location, clock.instant()));
    }

    private FetchResult.Fetched fetched(
            Response response, HttpUrl url, List<Hop> path, byte[] body, boolean truncated) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        response.headers().toMultimap().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        if (headers.remove("content-encoding") != null) {
            headers.remove("content-length");
        }
        return new FetchResult.Fetched(
                url.toString(), path, response.code(), headers, body, truncated, clock.instant());
    }

    /// What came with an error, as far as it says more than the error itself.
    private Optional<FetchResult.Fetched> errorPage(
            Response response, HttpUrl url, List<Hop> path, Asking asking, Exchange exchange) {
        if (!asking.isPage() || !WALLS.contains(response.code())) {
            return Optional.empty();
        }
        try {
            long most = Math.min(ERROR_BYTES, asking.mostDecoded());
            return switch (new BodyReader(exchange, mostWire, most, true, () -> {}).read(response)) {
                case BodyReader.Body.Whole whole
                when whole.bytes().length > 0 -> Optional.of(fetched(response, url, path, whole.bytes(), false));
                case BodyReader.Body.Cut cut -> Optional.of(fetched(response, url, path, cut.bytes(), true));
                case BodyReader.Body.Whole empty -> Optional.empty();
                case BodyReader.Body.Refused refused -> Optional.empty();
            };
        } catch (IOException | RuntimeException e) {
            // the status is the answer, whatever becomes of its page
            log.debug("The page of an error from {} could not be read: {}", url.host(), e.toString());
            return Optional.empty();
        }
    }

    private FetchResult error(HttpUrl url, Exchange exchange, Optional<FetchResult.Fetched> page) {
        return new FetchResult.NotFetched(
                url.toString(),
                FetchFailure.HTTP_STATUS,
                exchange.status(),
                RetryAfter.parse(exchange.retryAfter(), clock),
                "status " + exchange.status(),
                page);
    }

    private static FetchResult failed(String url, FetchFailure reason, int status, String detail) {
        return new FetchResult.NotFetched(url, reason, status, Optional.empty(), detail);
    }
}
