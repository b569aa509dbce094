package keeplink.snapshot;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import keeplink.fetch.FetchFailure;
import keeplink.link.CaptureOutcome;
import keeplink.link.Link;
import keeplink.link.Links;
import keeplink.page.Verdict;
import keeplink.schedule.Rest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Works off the durable queue of captures: claims a job with a lease, captures the page, teaches the link what
/// was found, tells the listener, and only then takes the job off. What a dying process left is claimed again.
///
/// A job sleeps nowhere but in the queue: the worker wakes when one is submitted or becomes due. Whatever is
/// thrown by one job ends that job alone. Thread-safe.
public final class Captures implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Captures.class);

    /// Longer than any capture takes (three attempts, each after up to a minute behind others of its host, another view
    /// of the page, 60 s for the files), so that no lease runs out under a worker that lives.
    private static final Duration LEASE = Duration.ofMinutes(10);

    /// The wall clock may jump, and another instance may submit, so nobody sleeps longer than this.
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(30);

    /// What another instance is about to claim stays due for a moment.
    private static final Duration SHORTEST_SLEEP = Duration.ofMillis(1);

    /// How many jobs may be in their first moments at once. Most are over within these; one that still waits for its
    /// server after them costs little, and the next may begin, so that the slow ones hold up nobody.
    private static final int BEGINNING = 128;

    private static final Duration FIRST_MOMENTS = Duration.ofMillis(300);

    /// How long a host is left alone.
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final CaptureQueue queue;
    private final PageCapture capture;
    private final Links links;
    private final CaptureListener listener;
    private final String worker;
    private final Clock clock;
    private final Semaphore slots;
    private final Semaphore beginning;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("captures-timer").factory());
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Rest rest = new Rest();

    /// @param worker names this instance among others, the same after a restart
    /// @param parallel how many captures run at once, most of them waiting for a server
    public Captures(
            CaptureQueue queue,
            PageCapture capture,
            Links links,
            CaptureListener listener,
            String worker,
            int parallel,
            Clock clock) {
        this.queue = queue;
        this.capture = capture;
        this.links = links;
        this.listener = listener;
        this.worker = worker;
        this.clock = clock;
        this.slots = new Semaphore(parallel);
        this.beginning = new Semaphore(Math.min(parallel, BEGINNING));
    }

    /// Wishes the first snapshot of a link; durable on return. A link that has one, or waits for one, is left
    /// alone.
    public void request(Link link) {
        if (link.captures().isEmpty() && link.verdict() == null) {
            request(link, now());
        }
    }

    /// Wishes a snapshot of a link of which no copy is here; durable on return. A link that waits for one is left
    /// alone.
    ///
    /// @param due what is wished for an earlier moment goes before it
    public void request(Link link, Instant due) {
        queue.request(job(link, due, false));
        rest.wake();
    }

    /// Wishes a new snapshot of a link; durable on return.
    public void again(Link link) {
        queue.submit(job(link, now(), true));
        rest.wake();
    }

    private CaptureJob job(Link link, Instant due, boolean fresh) {
        return new CaptureJob(link.collection(), link.number(), link.url(), 0, due, fresh);
    }

    /// Starts working, first on what a process of the same name left behind.
    public void start() {
        queue.releaseAll(worker);
        Thread.ofVirtual().name("captures").start(this::run);
    }

    private void run() {
        try {
            while (!rest.ended()) {
                slots.acquire();
                beginning.acquire();
                Optional<CaptureJob> job = claim();
                if (job.isPresent()) {
                    Runnable begun = once(beginning::release);
                    timer.schedule(begun, FIRST_MOMENTS.toMillis(), TimeUnit.MILLISECONDS);
                    executor.execute(() -> {
                        try {
                            work(job.get());
                        } finally {
                            begun.run();
                            slots.release();
                            // another capture of the same link may have been wished meanwhile and is due now
                            rest.wake();
                        }
                    });
                } else {
                    beginning.release();
                    slots.release();
                    sleep();
                }
            }
        } catch (RejectedExecutionException closedMeanwhile) {
            log.debug("a capture that was claimed while closing is claimed again at the next start");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Runnable once(Runnable action) {
        AtomicBoolean done = new AtomicBoolean();
        return () -> {
            if (!done.getAndSet(true)) {
                action.run();
            }
        };
    }

    private Optional<CaptureJob> claim() {
        try {
            return rest.ended() ? Optional.empty() : queue.claim(now(), LEASE, worker);
        } catch (RuntimeException e) {
            log.error("the queue of captures does not answer", e);
            return Optional.empty();
        }
    }

    private void sleep() {
        Duration sleep = LONGEST_SLEEP;
        try {
            Duration untilDue = queue.nextDue()
                    .map(due -> Duration.between(clock.instant(), due))
                    .orElse(LONGEST_SLEEP);
            sleep = untilDue.compareTo(LONGEST_SLEEP) < 0 ? untilDue : LONGEST_SLEEP;
        } catch (RuntimeException e) {
            log.error("the queue of captures does not say what is due", e);
        }
        rest.rest(sleep.compareTo(SHORTEST_SLEEP) < 0 ? SHORTEST_SLEEP : sleep);
    }

    private void work(CaptureJob job) {
        try {
            Optional<Link> before = links.find(job.collection(), job.number());
            if (before.isEmpty()) {
                queue.finish(job, worker);
                return;
            }
            CaptureOutcome outcome = attempt(job, before.get());
            Optional<CaptureJob> next = outcome.mayPass() ? again(job, outcome.verdict()) : Optional.empty();
            Optional<Link> link = links.captured(job.collection(), before.get().number(), outcome);
            if (link.isPresent()) {
                if (link.get().number() != before.get().number()) {
                    capture.moved(
                            job.collection(), before.get().number(), link.get().number());
                }
                listener.captured(link.get(), job, next.orElse(null));
            } else {
                capture.forgotten(job.collection(), job.number());
            }
            if (next.isPresent() && link.isPresent()) {
                queue.retry(next.get(), worker);
            } else {
                queue.finish(job, worker);
            }
            // told before the job goes, so that a crash tells it twice; and after, for whoever began to wait in between
            link.ifPresent(captured -> listener.captured(captured, job, next.orElse(null)));
        } catch (RuntimeException e) {
            // the lease runs out and the job is claimed again
            log.error("capture of {} could not be completed", job.id(), e);
        }
    }

    /// A host that is left alone was not asked, so nothing was tried and nothing is counted: the job is due when
    /// the pause is over, and not all of a host's jobs in the same moment.
    private Optional<CaptureJob> again(CaptureJob job, Verdict verdict) {
        if (!(verdict instanceof Verdict.Failed failed) || failed.reason() != FetchFailure.HOST_PAUSED) {
            return RetrySchedule.next(job, now());
        }
        Instant due = now().plus(PAUSE).plusMillis(ThreadLocalRandom.current().nextLong(PAUSE.toMillis()));
        return Optional.of(new CaptureJob(job.collection(), job.number(), job.url(), job.attempt(), due, job.fresh()));
    }

    private CaptureOutcome attempt(CaptureJob job, Link link) {
        try {
            return capture.take(link, job);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            log.error("capture of {} failed: {}", job.id(), job.url(), e);
            return CaptureOutcome.failed(new Verdict.Failed(FetchFailure.INTERNAL, 0));
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /// Stops claiming and waits a little for what is under way; what does not end in time is claimed again at
    /// the next start.
    @Override
    public void close() {
        rest.end();
        executor.shutdown();
        timer.shutdownNow();
        try {
            if (!executor.awaitTermination(3, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
