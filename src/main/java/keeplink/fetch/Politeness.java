package keeplink.fetch;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Spares the hosts: few connections at once and a pause between pages (by host name), repeated attempts that
/// wait, and a circuit breaker (by host name and port). Safe for use by many threads; what it remembers is
/// bounded.
final class Politeness {
    /// How a visit of a host ended, for its breaker.
    enum End {
        /// It answered, whatever it said.
        ANSWERED,
        /// A transient failure.
        FAILED,
        /// The host was not asked, or it is not its fault.
        UNKNOWN
    }

    /// A host that asks for more is asked again after this: it may have meant something else.
    private static final Duration LONGEST_SLOWDOWN = Duration.ofMinutes(10);

    private final PolitenessRules rules;
    private final CircuitBreakerConfig breaking;
    private final RecentHosts<Host> hosts;
    private final RecentHosts<CircuitBreaker> breakers;

    Politeness(PolitenessRules rules, Clock clock) {
        this.rules = rules;
        breaking = CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(rules.failuresToPause())
                .minimumNumberOfCalls(rules.failuresToPause())
                .failureRateThreshold(100)
                .permittedNumberOfCallsInHalfOpenState(1)
                .waitDurationInOpenState(rules.pauseAfterFailures())
                .clock(clock)
                .build();
        hosts = new RecentHosts<>(rules.rememberedHosts(), Host::new, Host::idle);
        breakers = new RecentHosts<>(rules.rememberedHosts(), () -> CircuitBreaker.of("host", breaking), _ -> true);
    }

    /// Whether a result counts as a transient failure of the host: it may be tried again at once, and it is
    /// counted by the breaker.
    static boolean isTransient(FetchFailure reason, int status) {
        return switch (reason) {
            case UNREACHABLE, TIMEOUT, TIMEOUT_LOOKUP, TIMEOUT_CONNECT, TIMEOUT_ANSWER -> true;
            case HTTP_STATUS -> reason.mayPass(status);
            case REFUSED,
                    UNRESOLVED,
                    TOO_LARGE,
                    TOO_LARGE_ON_WIRE,
                    TOO_LARGE_HEAD,
                    TOO_LARGE_UNPACKED,
                    TOO_COMPLEX,
                    TOO_MANY_REDIRECTS,
                    BAD_REDIRECT,
                    INSECURE,
                    INSECURE_EXPIRED,
                    INSECURE_NAME,
                    INSECURE_ISSUER,
                    BAD_ANSWER,
                    EMPTY,
                    HOST_PAUSED,
                    INTERNAL -> false;
        };
    }

    /// Attempts until one ends otherwise than in a transient failure, at most as often as the rules say.
    ///
    /// @param worthwhile whether there is time left for another attempt
    /// @return the result of the last attempt, but never that the host is paused when an earlier one says why
    FetchResult attempts(Supplier<FetchResult> attempt, Supplier<Boolean> worthwhile) {
        var last = new Object() {
            Optional<FetchResult.NotFetched> failure = Optional.empty();
            boolean paused;
        };
        RetryConfig config = RetryConfig.<FetchResult>custom()
                .maxAttempts(rules.retryDelays().size() + 1)
                .retryOnResult(result -> !last.paused && isWorthRepeating(result) && worthwhile.get())
                .retryOnException(_ -> false)
                .intervalBiFunction((attempts, outcome) ->
                        delay(attempts, outcome.isRight() ? retryAfter(outcome.get()) : Duration.ZERO))
                .build();
        Supplier<FetchResult> remembering = () -> {
            FetchResult result = attempt.get();
            if (result instanceof FetchResult.NotFetched failed) {
                last.paused = failed.reason() == FetchFailure.HOST_PAUSED;
                if (last.paused) {
                    return last.failure.orElse(failed);
                }
                last.failure = Optional.of(failed);
            }
            return result;
        };
        try {
            return Retry.of("page", config).executeSupplier(remembering);
        } catch (CancellationException e) {
            // The thread was interrupted while it waited, and still says so; what the last attempt came to holds.
            return last.failure.orElseThrow(() -> e);
        }
    }

    /// Asks to visit a host for one request. Blocks while it has enough of them.
    ///
    /// @param page whether it is a page, else a file of one: a file causes no pause between pages and opens no
    ///     breaker
    /// @param patience how long to wait for others to leave
    /// @return empty when the host is paused, asked for more time than anybody waits, or had no place within the
    ///     time
    Optional<Visit> enter(String name, int port, boolean page, Duration patience) throws InterruptedException {
        String place = name + ":" + port;
        Optional<CircuitBreaker> breaker = breakers.find(place);
        // A file takes part only where a page opened the breaker: else it would stay open as long as no page comes.
        boolean watched = breaker.filter(b -> page || isOpen(b)).isPresent();
        if (watched && !breaker.get().tryAcquirePermission()) {
            return Optional.empty();
        }
        boolean trial = watched && isOpen(breaker.get());
        Host host = hosts.remember(name);
        boolean entered = false;
        try {
            entered = awaitPlace(host, patience);
            // whoever waited learns what became of those before
            if (entered && !trial && breakers.find(place).filter(Politeness::isOpen).isPresent()) {
                host.places.release();
                entered = false;
            }
        } finally {
            if (!entered && watched) {
                breaker.get().releasePermission();
            }
        }
        return entered ? Optional.of(new Visit(host, place, page, watched)) : Optional.empty();
    }

    private boolean awaitPlace(Host host, Duration patience) throws InterruptedException {
        long start = System.nanoTime();
        Duration most = patience.compareTo(rules.longestRetryAfter()) < 0 ? patience : rules.longestRetryAfter();
        return host.awaitSlowdown(most)
                && host.places.tryAcquire(patience.toNanos() - (System.nanoTime() - start), TimeUnit.NANOSECONDS);
    }

    /// How many hosts are remembered, for tests.
    int remembered() {
        return Math.max(hosts.size(), breakers.size());
    }

    private static boolean isOpen(CircuitBreaker breaker) {
        return breaker.getState() != CircuitBreaker.State.CLOSED;
    }

    private boolean isWorthRepeating(FetchResult result) {
        return result instanceof FetchResult.NotFetched failed
                && isTransient(failed.reason(), failed.status())
                && retryAfter(result).compareTo(rules.longestRetryAfter()) <= 0
                && !Thread.currentThread().isInterrupted();
    }

    private static Duration retryAfter(FetchResult result) {
        return result instanceof FetchResult.NotFetched failed
                ? failed.retryAfter().orElse(Duration.ZERO)
                : Duration.ZERO;
    }

    private long delay(int attempts, Duration asked) {
        long base = rules.retryDelays().get(attempts - 1).toMillis();
        long jittered = base / 2 + ThreadLocalRandom.current().nextLong(base + 1);
        return Math.max(jittered, asked.toMillis());
    }

    /// A place at a host, to be left by [#end(End)].
    final class Visit {
        private final Host host;
        private final String place;
        private final boolean page;
        private final boolean watched;
        private boolean slowedDown;

        private Visit(Host host, String place, boolean page, boolean watched) {
            this.host = host;
            this.place = place;
            this.page = page;
            this.watched = watched;
        }

        /// Waits until the pause since the last page of this host is over, and starts the next pause.
        void awaitTurn() throws InterruptedIOException {
            if (page) {
                host.awaitTurn(rules.pause().toNanos());
            }
        }

        /// The host has too much to do (429, 503): nobody asks it for as long as it wants, or for longer each time.
        ///
        /// @param asked the answer's `Retry-After`
        void slowDown(Optional<Duration> asked) {
            host.slowDown(asked);
            slowedDown = true;
        }

        void end(End end) {
            host.places.release();
            if (end == End.ANSWERED && !slowedDown) {
                host.recovered();
            }
            if (watched || page) {
                switch (end) {
                    case ANSWERED -> breakers.find(place).ifPresent(this::succeeded);
                    case FAILED -> breakers.remember(place).onError(0, TimeUnit.NANOSECONDS, new TransientFailure());
                    case UNKNOWN -> {
                        if (watched) {
                            breakers.find(place).ifPresent(CircuitBreaker::releasePermission);
                        }
                    }
                }
            }
        }

        private void succeeded(CircuitBreaker breaker) {
            breaker.onSuccess(0, TimeUnit.NANOSECONDS);
            if (!isOpen(breaker)) {
                // Only failures in a row count, so nothing is left to remember.
                breakers.forget(place, breaker);
            }
        }
    }

    /// What a breaker is told; it wants an exception. Without a stack trace, for nobody reads it.
    private static final class TransientFailure extends RuntimeException {
        TransientFailure() {
            super("transient", null, false, false);
        }
    }

    private final class Host {
        private final Semaphore places = new Semaphore(rules.connectionsPerHost(), true);
        private final ReentrantLock turn = new ReentrantLock(true);
        private long nextTurn = System.nanoTime();
        private volatile long notBefore = System.nanoTime();
        private final AtomicInteger slowdowns = new AtomicInteger();

        void slowDown(Optional<Duration> asked) {
            int times = Math.min(slowdowns.getAndIncrement(), 20);
            Duration first = rules.retryDelays().isEmpty()
                    ? rules.pause()
                    : rules.retryDelays().getFirst();
            Duration growing = first.multipliedBy(1L << times);
            Duration wanted = asked.orElse(shorter(growing, rules.longestRetryAfter()));
            notBefore = System.nanoTime() + shorter(wanted, LONGEST_SLOWDOWN).toNanos();
        }

        void recovered() {
            slowdowns.set(0);
        }

        /// Waits until the host may be asked again; false when that is longer than `most`.
        boolean awaitSlowdown(Duration most) throws InterruptedException {
            long end = System.nanoTime() + most.toNanos();
            long wait = notBefore - System.nanoTime();
            while (wait > 0) {
                if (System.nanoTime() + wait - end > 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.sleep(wait);
                wait = notBefore - System.nanoTime();
            }
            return true;
        }

        private static Duration shorter(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? one : other;
        }

        boolean idle() {
            return places.availablePermits() == rules.connectionsPerHost();
        }

        void awaitTurn(long pauseNanos) throws InterruptedIOException {
            try {
                turn.lockInterruptibly();
                try {
                    TimeUnit.NANOSECONDS.sleep(Math.max(0, nextTurn - System.nanoTime()));
                    nextTurn = System.nanoTime() + pauseNanos;
                } finally {
                    turn.unlock();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            }
        }
    }
}
