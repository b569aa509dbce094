package keeplink.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import keeplink.link.Condition;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.link.Links;
import keeplink.page.Verdict;
import keeplink.schedule.DueLoop;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at the pages of kept links when their looks are due, a few at once and none while people wait for captures,
/// and tells the links what the looks agree on. A million links cost nothing while none is due. Thread-safe.
///
/// What a dying process had claimed is claimed again when its lease is over.
public final class HealthWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HealthWatch.class);

    private static final int AT_ONCE = 4;
    /// Longer than a look takes: two pages, each with its attempts and behind others of its host.
    private static final Duration LEASE = Duration.ofMinutes(10);
    /// How long looks wait when there are captures to be made.
    private static final Duration PEOPLE_FIRST = Duration.ofSeconds(5);

    private final HealthStore store;
    private final Links links;
    private final PageLooker looker;
    private final HealthPolicy policy;
    private final Predicate<LinkCollection> wanted;
    private final BooleanSupplier peopleWait;
    private final Consumer<Link> capture;
    private final Archive archive;
    private final Clock clock;
    private final DueLoop loop;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final ExecutorService lookers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("look-", 0).factory());

    /// A public archive, where one is used.
    ///
    /// @param wayback null where none is
    /// @param lookup whether it is asked for copies of broken pages
    public record Archive(@Nullable WaybackMachine wayback, boolean lookup) {
        public static final Archive NONE = new Archive(null, false);

        private Optional<String> copyOf(Link link) {
            return wayback == null || !lookup ? Optional.empty() : wayback.copyOf(link.url());
        }
    }

    /// @param wanted whether pages of a collection are looked at now
    /// @param peopleWait whether there are captures to be made
    /// @param capture takes a snapshot of a link whose page is there and was not when it was captured
    public HealthWatch(
            HealthStore store,
            Links links,
            PageLooker looker,
            HealthPolicy policy,
            Predicate<LinkCollection> wanted,
            BooleanSupplier peopleWait,
            Consumer<Link> capture,
            Archive archive,
            Clock clock) {
        this.store = store;
        this.links = links;
        this.looker = looker;
        this.policy = policy;
        this.wanted = wanted;
        this.peopleWait = peopleWait;
        this.capture = capture;
        this.archive = archive;
        this.clock = clock;
        loop = new DueLoop("health", this::lookAtDue, clock);
    }

    public void start() {
        loop.start();
    }

    /// Begins the looks that are due.
    ///
    /// @return when to come again
    public Instant lookAtDue() {
        while (true) {
            Instant now = clock.instant();
            if (peopleWait.getAsBoolean()) {
                return now.plus(PEOPLE_FIRST);
            }
            places.acquireUninterruptibly();
            Optional<LinkHealth> due = Optional.empty();
            try {
                due = store.claim(now, LEASE);
            } finally {
                if (due.isEmpty()) {
                    places.release();
                }
            }
            if (due.isEmpty()) {
                return store.nextDue().orElse(Instant.MAX);
            }
            LinkHealth health = due.get();
            lookers.execute(() -> {
                try {
                    look(health);
                } catch (RuntimeException e) {
                    log.error("the look at {}/{} is taken again", health.collection(), health.number(), e);
                } finally {
                    places.release();
                }
            });
        }
    }

    /// Waits until the looks under way are over.
    ///
    /// @return false where they were not within that time
    public boolean awaitLooks(Duration within) throws InterruptedException {
        boolean over = places.tryAcquire(AT_ONCE, within.toMillis(), TimeUnit.MILLISECONDS);
        if (over) {
            places.release(AT_ONCE);
        }
        return over;
    }

    private void look(LinkHealth health) {
        LinkCollection collection = health.collection();
        int number = health.number();
        Instant now = clock.instant();
        Optional<Link> link = links.find(collection, number);
        if (link.isPresent() && link.get().number() == number && wanted.test(collection)) {
            if (health.handOver()) {
                handOver(health, link.get());
            } else {
                look(health, link.get());
            }
        } else if (links.inBin(collection, number)
                || link.filter(kept -> kept.number() == number).isPresent()) {
            // it may come back, or be wanted again
            store.put(health.at(policy.firstLook(collection, number, now)));
        } else {
            store.remove(collection, number);
        }
    }

    private void handOver(LinkHealth health, Link link) {
        WaybackMachine wayback = archive.wayback();
        if (wayback != null) {
            boolean taken = wayback.take(link.url());
            log.debug("handed {} over: {}", link.site(), taken);
        }
        store.put(health.at(policy.firstLook(link.collection(), link.number(), clock.instant())));
    }

    private void look(LinkHealth health, Link link) {
        Look look = new Look(clock.instant(), looker.look(link));
        Condition before = link.condition();
        boolean found = !(look.finding() instanceof Finding.Unknown);
        List<Look> looks = found ? health.with(look) : health.looks();
        Condition now = found ? withCopy(link, before, policy.judge(before, looks)) : before;
        if (!Objects.equals(before, now)) {
            links.fares(link.collection(), link.number(), now);
        }
        if (look.finding() instanceof Finding.Well && link.verdict() instanceof Verdict.Failed) {
            // never captured, or not the last time: now it can be
            capture.accept(link);
        }
        store.put(policy.next(health, look, before, now));
    }

    /// What has just broken with where a public archive has a copy.
    private @Nullable Condition withCopy(Link link, @Nullable Condition before, @Nullable Condition now) {
        if (now == null || !now.isBroken() || (before != null && before.isLike(now))) {
            return now;
        }
        Optional<String> copy = archive.copyOf(link);
        return switch (now) {
            case Condition.Gone gone -> new Condition.Gone(gone.since(), gone.status(), copy);
            case Condition.Parked parked -> new Condition.Parked(parked.since(), copy);
            case Condition.Unreachable away ->
                new Condition.Unreachable(away.since(), away.reason(), away.status(), copy);
            case Condition.Walled walled -> now;
            case Condition.Moved moved -> now;
            case Condition.Changed changed -> now;
        };
    }

    /// Begins no more looks; those under way are given up and taken again by the next process.
    @Override
    public void close() {
        loop.close();
        lookers.shutdownNow();
    }
}
