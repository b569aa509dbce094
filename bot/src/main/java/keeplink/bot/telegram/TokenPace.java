package keeplink.bot.telegram;

import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// So many at once, and then one after every interval; a pause earns a burst again. In any stretch of time at
/// most `burst` more go than intervals fit into it.
///
/// One limiter of a fixed cycle lets twice its number through around the cycle's end. So there is one limiter for
/// each place in the burst, each with one permit per cycle of all of them, their cycles staggered by the
/// interval. Not safe for many threads.
final class TokenPace {
    private record Place(AtomicRateLimiter limiter, long begin) {
        long nanosToWait() {
            AtomicRateLimiter.AtomicRateLimiterMetrics metrics = limiter.getDetailedMetrics();
            return metrics.getAvailablePermissions() > 0 ? 0 : Math.max(1, metrics.getNanosToWait());
        }
    }

    private final List<Place> places = new ArrayList<>();
    private final long period;
    private long now;

    /// @param now nanoseconds of any steady clock, as all others given here
    TokenPace(int burst, Duration interval, long now) {
        period = interval.toNanos() * burst;
        RateLimiterConfig config = RateLimiterConfig.custom()
                .limitForPeriod(1)
                .limitRefreshPeriod(Duration.ofNanos(period))
                .timeoutDuration(Duration.ZERO)
                .build();
        for (int place = 0; place < burst; place++) {
            // a limiter's cycles begin at its making
            this.now = now - place * interval.toNanos();
            places.add(new Place(new AtomicRateLimiter("place-" + place, config, () -> this.now), this.now));
        }
        this.now = now;
    }

    /// How long until one may go, 0 for now.
    ///
    /// @param leaving how many more could go at that moment; never more than the burst allows
    long nanosToWait(long atNanos, int leaving) {
        now = atNanos;
        return places.stream()
                .mapToLong(Place::nanosToWait)
                .sorted()
                .skip(Math.min(leaving, places.size() - 1))
                .findFirst()
                .orElseThrow();
    }

    /// Takes a permit; the caller has seen that there is one.
    void take(long atNanos) {
        now = atNanos;
        // the permit that would be renewed soonest is worth least
        Place next = places.stream()
                .filter(place -> place.nanosToWait() == 0)
                .min(Comparator.comparingLong(place -> period - (now - place.begin()) % period))
                .orElseThrow(() -> new IllegalStateException("no permit"));
        if (!next.limiter().acquirePermission()) {
            throw new IllegalStateException("no permit");
        }
    }

    /// Whether a whole burst may go.
    boolean full(long atNanos) {
        now = atNanos;
        return places.stream().allMatch(place -> place.nanosToWait() == 0);
    }
}
