package keeplink.bot;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import keeplink.fetch.FetchObserver;
import keeplink.fetch.FetchResult;

/// Fetches as meters: how long they took by what came of them, attempts that were repeated, hosts that were left alone.
/// No host's name is in them: there are too many, and whoever reads meters need not know what people keep.
final class FetchMeters implements FetchObserver {
    private final MeterRegistry meters;
    private final Counter repeated;
    private final Counter paused;

    FetchMeters(MeterRegistry meters) {
        this.meters = meters;
        repeated = meters.counter("keeplink.fetch.repeated");
        paused = meters.counter("keeplink.fetch.hosts.paused");
    }

    @Override
    public void ended(FetchResult result, boolean page, Duration took) {
        String outcome =
                switch (result) {
                    case FetchResult.Fetched fetched -> "fetched";
                    case FetchResult.NotFetched failed -> failed.reason().name().toLowerCase(Locale.ROOT);
                };
        meters.timer("keeplink.fetch", "kind", page ? "page" : "file", "outcome", outcome)
                .record(took);
    }

    @Override
    public void repeated() {
        repeated.increment();
    }

    @Override
    public void paused() {
        paused.increment();
    }
}
