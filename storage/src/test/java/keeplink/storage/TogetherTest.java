package keeplink.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import keeplink.Race;
import org.junit.jupiter.api.Test;

class TogetherTest {
    private final List<List<Integer>> done = new CopyOnWriteArrayList<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    /// Doubles; the first of all waits until it may go on, and 13 fails.
    private final Together<Integer, Integer> doubled = new Together<>(given -> {
        done.add(List.copyOf(given));
        if (given.contains(0)) {
            begun.countDown();
            awaited(goOn);
        }
        if (given.contains(13)) {
            throw new IllegalArgumentException("13");
        }
        return given.stream().map(number -> 2 * number).toList();
    });

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aloneNobodyWaits() {
        assertThat(doubled.with(1)).isEqualTo(2);
        assertThat(doubled.with(2)).isEqualTo(4);
        assertThat(done).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void whoComesMeanwhileIsDoneInOneGo() throws Exception {
        assertThat(whileTheFirstIsAtWork(1, 2, 3, 4)).containsExactly(0, 2, 4, 6, 8);
        assertThat(done).hasSize(2);
        assertThat(done.getLast()).containsExactlyInAnyOrder(1, 2, 3, 4);
    }

    @Test
    void whatFailsForOneFailsForNobodyElse() throws Exception {
        assertThatThrownBy(() -> whileTheFirstIsAtWork(1, 13, 2)).hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(done).contains(List.of(1), List.of(13), List.of(2));
    }

    @Test
    void eachGetsItsOwnResult() {
        goOn.countDown();
        List<Integer> results = Race.of(16, runner -> {
            int sum = 0;
            for (int i = 0; i < 500; i++) {
                sum += doubled.with(100 * runner + 20) - 200 * runner;
            }
            return sum;
        });
        assertThat(results).containsOnly(500 * 40);
    }

    /// What all get, the first one first.
    private List<Integer> whileTheFirstIsAtWork(int... others) throws Exception {
        List<Integer> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<Integer>> running = new ArrayList<>();
            running.add(threads.submit(() -> doubled.with(0)));
            awaited(begun);
            for (int other : others) {
                running.add(threads.submit(() -> doubled.with(other)));
            }
            while (doubled.waiting() < others.length) {
                Thread.onSpinWait();
            }
            goOn.countDown();
            ExecutionException failure = null;
            for (Future<Integer> one : running) {
                try {
                    results.add(one.get());
                } catch (ExecutionException e) {
                    failure = e;
                }
            }
            if (failure != null) {
                throw failure;
            }
        }
        return results;
    }
}
