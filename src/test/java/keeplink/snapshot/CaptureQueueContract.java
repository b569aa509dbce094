package keeplink.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import keeplink.Race;
import keeplink.link.LinkCollection;
import org.junit.jupiter.api.Test;

/// What every [CaptureQueue] does. Inherit it to test yours, and add nothing.
public abstract class CaptureQueueContract {
    private static final LinkCollection ANNA = new LinkCollection("42");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final Duration LEASE = Duration.ofMinutes(2);

    /// The queue under test, with nothing in it when a test begins; may be another object every time.
    protected abstract CaptureQueue queue();

    @Test
    void hasNothingWhenEmpty() {
        assertThat(queue().claim(NOON, LEASE, "w1")).isEmpty();
        assertThat(queue().of(ANNA, 1)).isEmpty();
        assertThat(queue().nextDue()).isEmpty();
    }

    @Test
    void aJobWaitsUntilItIsDue() {
        queue().submit(job(1, NOON));

        assertThat(queue().of(ANNA, 1)).contains(job(1, NOON));
        assertThat(queue().nextDue()).contains(NOON);
        assertThat(queue().claim(NOON.minusMillis(1), LEASE, "w1")).isEmpty();
        assertThat(queue().claim(NOON, LEASE, "w1")).contains(job(1, NOON));
    }

    @Test
    void aRequestIsAJobUnlessThereIsOne() {
        queue().request(job(1, NOON));
        queue().request(job(1, NOON.minusSeconds(9)));
        assertThat(queue().of(ANNA, 1)).contains(job(1, NOON));

        queue().claim(NOON, LEASE, "here");
        queue().request(job(1, NOON.plusSeconds(1)));
        queue().finish(job(1, NOON), "here");
        assertThat(queue().of(ANNA, 1)).isEmpty();
    }

    @Test
    void theJobThatIsDueLongestGoesFirst() {
        queue().submit(job(1, NOON.minusSeconds(1)));
        queue().submit(job(2, NOON.minusSeconds(3)));
        queue().submit(job(3, NOON.minusSeconds(2)));
        queue().submit(job(4, NOON.plusSeconds(1)));

        assertThat(queue().nextDue()).contains(NOON.minusSeconds(3));
        assertThat(claimed("w1")).containsExactly(2, 3, 1);
    }

    @Test
    void aClaimedJobIsNobodyElsesUntilTheLeaseIsOver() {
        queue().submit(job(1, NOON));
        queue().claim(NOON, LEASE, "w1");

        assertThat(queue().claim(NOON.plus(LEASE).minusMillis(1), LEASE, "w2")).isEmpty();
        assertThat(queue().nextDue()).contains(NOON.plus(LEASE));
        assertThat(queue().claim(NOON.plus(LEASE), LEASE, "w2")).contains(job(1, NOON));
    }

    @Test
    void aClaimedJobIsStillTold() {
        queue().submit(job(1, NOON));
        queue().claim(NOON, LEASE, "w1");

        assertThat(queue().of(ANNA, 1)).contains(job(1, NOON));
    }

    @Test
    void aFinishedJobGoes() {
        queue().submit(job(1, NOON));
        CaptureJob job = queue().claim(NOON, LEASE, "w1").orElseThrow();
        queue().finish(job, "w1");
        queue().finish(job, "w1");

        assertThat(queue().of(ANNA, 1)).isEmpty();
        assertThat(queue().nextDue()).isEmpty();
    }

    @Test
    void whoLostTheLeaseFinishesNothing() {
        queue().submit(job(1, NOON));
        CaptureJob job = queue().claim(NOON, LEASE, "w1").orElseThrow();
        queue().claim(NOON.plus(LEASE), LEASE, "w2");

        queue().finish(job, "w1");
        queue().retry(again(job, NOON), "w1");

        assertThat(queue().of(ANNA, 1)).contains(job);
        assertThat(queue().nextDue()).contains(NOON.plus(LEASE).plus(LEASE));
        queue().finish(job, "w2");
        assertThat(queue().of(ANNA, 1)).isEmpty();
    }

    @Test
    void whoIsLateAndWasNotReplacedFinishes() {
        queue().submit(job(1, NOON));
        CaptureJob job = queue().claim(NOON, LEASE, "w1").orElseThrow();

        queue().finish(job, "w1");

        assertThat(queue().claim(NOON.plus(LEASE), LEASE, "w2")).isEmpty();
    }

    @Test
    void nobodyFinishesAJobThatWaits() {
        queue().submit(job(1, NOON));

        queue().finish(job(1, NOON), "w1");
        queue().retry(again(job(1, NOON), NOON.plusSeconds(60)), "w1");

        assertThat(queue().of(ANNA, 1)).contains(job(1, NOON));
    }

    @Test
    void aFailedJobIsDueAgainAsItSays() {
        queue().submit(job(1, NOON));
        CaptureJob job = queue().claim(NOON, LEASE, "w1").orElseThrow();
        CaptureJob next = again(job, NOON.plusSeconds(60));
        queue().retry(next, "w1");

        assertThat(queue().of(ANNA, 1)).contains(next);
        assertThat(queue().nextDue()).contains(NOON.plusSeconds(60));
        assertThat(queue().claim(NOON.plusSeconds(59), LEASE, "w1")).isEmpty();
        assertThat(queue().claim(NOON.plusSeconds(60), LEASE, "w1")).contains(next);
        assertThat(next.attempt()).isEqualTo(1);
    }

    @Test
    void aJobThatWaitsIsSubmittedOnceMoreAsOne() {
        CaptureJob failed = new CaptureJob(ANNA, 1, "https://example.com/1", 3, NOON.plusSeconds(600), true);
        queue().submit(failed);
        queue().submit(job(1, NOON));

        assertThat(queue().of(ANNA, 1)).contains(new CaptureJob(ANNA, 1, "https://example.com/1", 0, NOON, true));
        queue().submit(job(1, NOON.plusSeconds(5)));
        assertThat(queue().nextDue()).contains(NOON);
        assertThat(claimed("w1")).containsExactly(1);
    }

    @Test
    void anotherAddressIsTheOneThatIsCaptured() {
        queue().submit(job(1, NOON));
        CaptureJob moved = new CaptureJob(ANNA, 1, "https://example.com/moved", 0, NOON, false);
        queue().submit(moved);

        assertThat(queue().claim(NOON, LEASE, "w1")).contains(moved);
    }

    @Test
    void aSubmissionOfTheJobUnderWayIsThatJob() {
        queue().submit(job(1, NOON));
        CaptureJob job = queue().claim(NOON, LEASE, "w1").orElseThrow();
        queue().submit(job(1, NOON.plusSeconds(1)));
        assertThat(queue().claim(NOON.plusSeconds(1), LEASE, "w2")).isEmpty();

        queue().finish(job, "w1");

        assertThat(queue().of(ANNA, 1)).isEmpty();
    }

    @Test
    void aFreshWishWhileTheJobIsUnderWayComesAfterIt() {
        queue().submit(job(1, NOON));
        CaptureJob job = queue().claim(NOON, LEASE, "w1").orElseThrow();
        CaptureJob fresh = fresh(1, NOON.plusSeconds(1));
        queue().submit(fresh);
        assertThat(queue().claim(NOON.plusSeconds(1), LEASE, "w2")).isEmpty();
        assertThat(queue().of(ANNA, 1)).contains(job);

        queue().finish(job, "w1");

        assertThat(queue().of(ANNA, 1)).contains(fresh);
        assertThat(queue().nextDue()).contains(NOON.plusSeconds(1));
        assertThat(queue().claim(NOON.plusSeconds(1), LEASE, "w2")).contains(fresh);
        queue().finish(fresh, "w2");
        assertThat(queue().of(ANNA, 1)).isEmpty();
    }

    @Test
    void severalFreshWishesAreOneDueAtTheEarliest() {
        queue().submit(job(1, NOON));
        CaptureJob job = queue().claim(NOON, LEASE, "w1").orElseThrow();
        queue().submit(fresh(1, NOON.plusSeconds(2)));
        queue().submit(fresh(1, NOON.plusSeconds(1)));
        queue().submit(fresh(1, NOON.plusSeconds(3)));

        queue().finish(job, "w1");

        assertThat(queue().of(ANNA, 1)).contains(fresh(1, NOON.plusSeconds(1)));
        assertThat(queue().claim(NOON.plusSeconds(1), LEASE, "w1")).isPresent();
        assertThat(queue().claim(NOON.plusSeconds(9), LEASE, "w1")).isEmpty();
    }

    @Test
    void aFreshWishIsNotLostWhenTheJobUnderWayFails() {
        queue().submit(job(1, NOON));
        CaptureJob job = queue().claim(NOON, LEASE, "w1").orElseThrow();
        queue().submit(fresh(1, NOON.plusSeconds(1)));

        queue().retry(again(job, NOON.plusSeconds(600)), "w1");

        assertThat(queue().of(ANNA, 1)).contains(fresh(1, NOON.plusSeconds(1)));
    }

    @Test
    void aFreshWishIsDoneByWhoTakesTheJobOver() {
        queue().submit(job(1, NOON));
        queue().claim(NOON, LEASE, "w1");
        queue().submit(fresh(1, NOON.plusSeconds(1)));

        CaptureJob taken = queue().claim(NOON.plus(LEASE), LEASE, "w2").orElseThrow();
        assertThat(taken).isEqualTo(fresh(1, NOON));
        queue().finish(taken, "w2");

        assertThat(queue().of(ANNA, 1)).isEmpty();
    }

    @Test
    void theJobsOfAWorkerThatIsGoneAreDueAtOnce() {
        queue().submit(job(1, NOON));
        queue().submit(job(2, NOON));
        queue().submit(job(3, NOON));
        queue().submit(job(4, NOON.plusSeconds(60)));
        int first = queue().claim(NOON, LEASE, "w1").orElseThrow().number();
        queue().claim(NOON, LEASE, "w2");
        int third = queue().claim(NOON, LEASE, "w1").orElseThrow().number();

        queue().releaseAll("w1");
        queue().releaseAll("nobody");

        assertThat(claimed("w3")).containsExactlyInAnyOrder(first, third);
        assertThat(queue().of(ANNA, 4)).contains(job(4, NOON.plusSeconds(60)));
    }

    @Test
    void aFreshWishOutlivesTheWorkerThatHadTheJob() {
        queue().submit(job(1, NOON));
        queue().claim(NOON, LEASE, "w1");
        queue().submit(fresh(1, NOON.plusSeconds(1)));

        queue().releaseAll("w1");

        assertThat(queue().claim(NOON, LEASE, "w2")).contains(fresh(1, NOON));
        queue().finish(fresh(1, NOON), "w2");
        assertThat(queue().of(ANNA, 1)).isEmpty();
    }

    @Test
    void ofManyWhoClaimEachJobHasOneWorker() {
        for (int number = 1; number <= 40; number++) {
            queue().submit(job(number, NOON.minusSeconds(number)));
        }

        List<List<Integer>> jobs = Race.of(8, runner -> claimed("w" + runner));

        assertThat(jobs.stream().flatMap(List::stream)).doesNotHaveDuplicates().hasSize(40);
    }

    @Test
    void manySubmissionsOfOneLinkAreOneJob() {
        Race.of(8, runner -> {
            queue().submit(job(1, NOON.minusSeconds(runner)));
            return true;
        });

        assertThat(queue().nextDue()).contains(NOON.minusSeconds(7));
        assertThat(claimed("w1")).containsExactly(1);
    }

    /// A wish is followed by a claim that begins after it, however submitting and finishing fall together.
    @Test
    void noFreshWishIsLostBesideFinishing() {
        for (int round = 1; round <= 25; round++) {
            int number = round;
            AtomicInteger runs = new AtomicInteger();
            queue().submit(job(number, NOON));
            CaptureJob underWay = queue().claim(NOON, LEASE, "w1").orElseThrow();

            Race.of(2, runner -> {
                if (runner == 0) {
                    queue().finish(underWay, "w1");
                } else {
                    queue().submit(fresh(number, NOON));
                }
                return true;
            });

            for (Optional<CaptureJob> next = queue().claim(NOON, LEASE, "w2");
                    next.isPresent();
                    next = queue().claim(NOON, LEASE, "w2")) {
                runs.incrementAndGet();
                assertThat(next.get()).isEqualTo(fresh(number, NOON));
                queue().finish(next.get(), "w2");
            }
            assertThat(runs).as("captures after the wish in round " + round).hasValue(1);
        }
    }

    private List<Integer> claimed(String worker) {
        List<Integer> numbers = new ArrayList<>();
        for (Optional<CaptureJob> job = queue().claim(NOON, LEASE, worker);
                job.isPresent();
                job = queue().claim(NOON, LEASE, worker)) {
            numbers.add(job.get().number());
        }
        return numbers;
    }

    private static CaptureJob job(int number, Instant dueAt) {
        return new CaptureJob(ANNA, number, "https://example.com/" + number, 0, dueAt, false);
    }

    private static CaptureJob fresh(int number, Instant dueAt) {
        return new CaptureJob(ANNA, number, "https://example.com/" + number, 0, dueAt, true);
    }

    private static CaptureJob again(CaptureJob job, Instant dueAt) {
        return new CaptureJob(job.collection(), job.number(), job.url(), job.attempt() + 1, dueAt, job.fresh());
    }

    @Test
    void aJobTakenBackIsGoneWaitingOrUnderWay() {
        queue().submit(job(1, NOON));
        queue().submit(job(2, NOON.plusSeconds(1)));
        queue().claim(NOON, LEASE, "w1");

        queue().cancel(ANNA, 1);
        queue().cancel(ANNA, 2);
        queue().cancel(ANNA, 3);

        assertThat(queue().nextDue()).isEmpty();
        queue().finish(job(1, NOON), "w1");
        assertThat(queue().of(ANNA, 1)).isEmpty();
    }
}
