package keeplink;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/// Several threads that do something at the same moment.
public final class Race {
    private Race() {}

    /// Runs `runner` with 0 to `runners` - 1, each in a thread of its own, all let go at once; answers what they
    /// answered, in that order. What one throws fails the race.
    public static <T> List<T> of(int runners, IntFunction<T> runner) {
        CyclicBarrier start = new CyclicBarrier(runners);
        try (ExecutorService threads = Executors.newFixedThreadPool(runners)) {
            List<Future<T>> running = new ArrayList<>();
            for (int number = 0; number < runners; number++) {
                int mine = number;
                running.add(threads.submit(() -> {
                    start.await();
                    return runner.apply(mine);
                }));
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> one : running) {
                answers.add(one.get());
            }
            return answers;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the race was interrupted", interrupted);
        } catch (ExecutionException failed) {
            throw new AssertionError("a runner failed", failed.getCause());
        }
    }
}
