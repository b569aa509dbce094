package keeplink.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TurnTest {
    private static final Duration LEASE = Duration.ofMillis(4_000);
    private static final Duration EVERY = Duration.ofMillis(100);

    private final Leases leases = new Leases();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    private Turn start(String name) {
        Turn turn = new Turn(leases, LEASE, EVERY);
        turn.start(() -> heard.add(name + " begins"), () -> heard.add(name + " lost it"));
        return turn;
    }

    private @Nullable String hear() throws InterruptedException {
        return heard.poll(10, TimeUnit.SECONDS);
    }

    @Test
    void theFirstBeginsAtOnceAndTheSecondWhenTheFirstEnds() throws Exception {
        Turn first = start("first");
        assertThat(first.ours()).isTrue();
        assertThat(hear()).isEqualTo("first begins");
        try (Turn second = start("second")) {
            assertThat(heard.poll(500, TimeUnit.MILLISECONDS)).isNull();
            assertThat(second.ours()).isFalse();
            first.close();
            assertThat(first.ours()).isFalse();
            assertThat(hear()).isEqualTo("second begins");
        }
    }

    @Test
    void aFailingStoreEndsTheTurnInTimeAndNotForEver() throws Exception {
        try (Turn turn = start("first")) {
            assertThat(hear()).isEqualTo("first begins");
            leases.failing = true;
            await().until(() -> !turn.ours());
            leases.failing = false;
            await().until(turn::ours);
            assertThat(heard).isEmpty();
        }
    }

    @Test
    void whoWasSilentTooLongEnds() throws Exception {
        try (Turn turn = start("first")) {
            assertThat(hear()).isEqualTo("first begins");
            leases.failing = true;
            await().until(() -> !turn.ours());
            leases.holder.set(new Object());
            leases.failing = false;
            assertThat(hear()).isEqualTo("first lost it");
            assertThat(turn.ours()).isFalse();
        }
    }

    /// One lease that never ends by itself.
    private static final class Leases implements LockProvider {
        private final AtomicReference<@Nullable Object> holder = new AtomicReference<>();
        private volatile boolean failing;

        @Override
        public Optional<SimpleLock> lock(LockConfiguration configuration) {
            check();
            Held wanted = new Held(this);
            boolean again = holder.get() instanceof Held held && held.ended;
            return again || holder.compareAndSet(null, wanted) ? Optional.of(taken(wanted)) : Optional.empty();
        }

        private Held taken(Held held) {
            holder.set(held);
            return held;
        }

        private void check() {
            if (failing) {
                // by then the lease has run out for everybody
                if (holder.get() instanceof Held held) {
                    held.ended = true;
                }
                throw new IllegalStateException("the store is away");
            }
        }
    }

    private static final class Held implements SimpleLock {
        private final Leases leases;
        private volatile boolean ended;

        Held(Leases leases) {
            this.leases = leases;
        }

        @Override
        public void unlock() {
            leases.holder.compareAndSet(this, null);
        }

        @Override
        public Optional<SimpleLock> extend(Duration most, Duration least) {
            leases.check();
            return leases.holder.get() == this ? Optional.of(this) : Optional.empty();
        }
    }
}
