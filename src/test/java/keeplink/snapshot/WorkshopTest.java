package keeplink.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who works when on how many pages.
@Timeout(60)
class WorkshopTest {
    private static final long SMALL_HEAP = 256 * 1024 * 1024;
    /// So many short pages find a place in it.
    private static final int SHORT_AT_ONCE = 4;

    private static final int SHORT = 1000;
    private static final int LONG = 5_000_000;

    private final Workshop workshop = new Workshop(SMALL_HEAP, 2);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void worksOnOneLongPageAtATimeInASmallHeap() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CompletableFuture<?>[] all = new CompletableFuture<?>[8];
        for (int i = 0; i < all.length; i++) {
            all[i] = inBackground(LONG, place -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                Thread.yield();
                now.decrementAndGet();
            });
        }
        CompletableFuture.allOf(all).join();
        assertThat(most).hasValue(1);
    }

    @Test
    void shortPagesWaitForNoLongOne() {
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<Void> heavy = begun(LONG, place -> await(end));
        assertThat(workshop.work(SHORT, Workshop.Place::isHeavy)).isFalse();
        assertThat(heavy).isNotDone();
        end.countDown();
        heavy.join();
    }

    @Test
    void longPageThatIsLightMakesRoomForTheNext() {
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<Void> light = begun(LONG, place -> {
            place.becomeLight();
            await(end);
        });
        assertThat(workshop.work(LONG, Workshop.Place::isHeavy)).isTrue();
        assertThat(light).isNotDone();
        end.countDown();
        light.join();
    }

    @Test
    void aLongPageLetsTheShortOnesThatWaitGoFirst() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int place = 0; place < SHORT_AT_ONCE; place++) {
            all.add(begun(SHORT, working -> await(end)));
        }
        List<String> order = new CopyOnWriteArrayList<>();
        Thread next = Thread.ofPlatform().start(() -> workshop.work(SHORT, place -> order.add("short")));
        awaitState(next, Thread.State.WAITING);
        Thread heavy = Thread.ofPlatform().start(() -> workshop.work(LONG, place -> order.add("long")));
        awaitState(heavy, Thread.State.TIMED_WAITING);
        end.countDown();
        heavy.join();
        next.join();
        all.forEach(CompletableFuture::join);
        assertThat(order).containsExactly("short", "long");
    }

    private static void awaitState(Thread thread, Thread.State state) throws InterruptedException {
        org.awaitility.Awaitility.await().until(() -> thread.getState() == state);
    }

    @Test
    void shortPagesThatAreHeavyWaitForOneAnother() {
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<Void> first = begun(LONG, place -> await(end));
        CompletableFuture<Void> second = begun(SHORT, place -> {
            place.becomeHeavy();
            assertThat(end.getCount()).as("the first is over").isZero();
        });
        end.countDown();
        CompletableFuture.allOf(first, second).join();
    }

    @Test
    void longPagesAreComputedOutsideOfVirtualThreads() {
        assertThat(CompletableFuture.supplyAsync(
                                () -> workshop.work(
                                        LONG, place -> Thread.currentThread().isVirtual()),
                                threads)
                        .join())
                .isFalse();
    }

    @Test
    void whatIsThrownLeavesThePlaceFree() throws Exception {
        var failing = threads.submit(() -> workshop.work(LONG, place -> {
            throw new StackOverflowError("deep");
        }));
        assertThatThrownBy(() -> failing.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(StackOverflowError.class);
        assertThat(workshop.work(LONG, Workshop.Place::isHeavy)).isTrue();
    }

    private interface Work {
        void on(Workshop.Place place);
    }

    private CompletableFuture<Void> inBackground(int bytes, Work work) {
        return CompletableFuture.runAsync(
                () -> workshop.work(bytes, place -> {
                    work.on(place);
                    return true;
                }),
                threads);
    }

    /// Returns when it has its place.
    private CompletableFuture<Void> begun(int bytes, Work work) {
        CountDownLatch entered = new CountDownLatch(1);
        CompletableFuture<Void> done = inBackground(bytes, place -> {
            entered.countDown();
            work.on(place);
        });
        await(entered);
        return done;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
