package keeplink.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import keeplink.fetch.OkHttpPageFetcher;
import keeplink.fetch.TestFetchers;
import keeplink.snapshot.CaptureLoad.Kind;
import org.junit.jupiter.api.Test;

/// Many links pasted at once, of which a third are of slow hosts and a third of failing ones.
class CaptureLoadTest {
    private static final Duration SLOWNESS = Duration.ofSeconds(6);

    @Test
    void slowAndFailingHostsHoldUpNobody() throws InterruptedException {
        CaptureLoad load = new CaptureLoad(60, List.of(Kind.GOOD, Kind.SLOW, Kind.FAILING), SLOWNESS);
        try (OkHttpPageFetcher fetcher = TestFetchers.everyNameIsLocal()) {
            CaptureLoad.Report report = load.run(fetcher, 240, 400, Duration.ofMinutes(2));

            assertThat(report.missing()).as("links without a verdict").isZero();
            // 80 slow ones, one after another in a few places, would take minutes
            assertThat(report.all()).isLessThan(Duration.ofSeconds(60));
            assertThat(report.percentile(Kind.GOOD, 90))
                    .as("good ones come first: %s", report.seconds())
                    .isLessThan(report.percentile(Kind.SLOW, 50));
        }
    }
}
