package keeplink.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import keeplink.MovableClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DueLoopTest {
    private static final long PATIENCE = 20;

    private final MovableClock clock = new MovableClock();
    private final BlockingQueue<Instant> looks = new LinkedBlockingQueue<>();
    private final AtomicInteger looked = new AtomicInteger();
    private @Nullable DueLoop loop;

    private DueLoop running(UnaryOperator<Instant> next) {
        DueLoop started = new DueLoop(
                "test",
                () -> {
                    Instant now = clock.instant();
                    looks.add(now);
                    return next.apply(now);
                },
                clock);
        started.start();
        loop = started;
        return started;
    }

    private @Nullable Instant look() throws InterruptedException {
        return looks.poll(PATIENCE, TimeUnit.SECONDS);
    }

    @AfterEach
    void end() {
        if (loop != null) {
            loop.close();
        }
    }

    @Test
    void looksAtOnceAndAgainWhenSomethingIsDue() throws InterruptedException {
        running(now -> now.plusMillis(20));

        assertThat(look()).isNotNull();
        assertThat(look()).isNotNull();
        assertThat(look()).isNotNull();
    }

    @Test
    void looksAgainWithoutRestWhileMoreIsDue() throws InterruptedException {
        running(now -> looked.incrementAndGet() < 1_000 ? now : Instant.MAX);

        for (int i = 0; i < 1_000; i++) {
            assertThat(look()).isNotNull();
        }
    }

    @Test
    void looksWhenItIsWokenHoweverFarTheNextMomentIs() throws InterruptedException {
        DueLoop woken = running(now -> Instant.MAX);
        assertThat(look()).isEqualTo(clock.instant());

        clock.move(Duration.ofDays(7));
        woken.wake();

        assertThat(look()).isEqualTo(clock.instant());
    }

    @Test
    void aFailureDoesNotEndIt() throws InterruptedException {
        DueLoop failing = running(now -> {
            throw new IllegalStateException("the store is away");
        });
        assertThat(look()).isNotNull();

        failing.wake();

        assertThat(look()).isNotNull();
    }

    @Test
    void endsWithItsWorkDone() throws InterruptedException {
        DueLoop ended = running(now -> Instant.MAX);
        assertThat(look()).isNotNull();

        ended.close();
        ended.wake();
        ended.start();

        assertThat(looks.poll(50, TimeUnit.MILLISECONDS)).isNull();
    }
}
