package keeplink.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RestTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Rest rest = new Rest();

    @Test
    void isOverWhenItsTimeIs() {
        assertThat(rest.rest(Duration.ofMillis(1))).isTrue();
        assertThat(rest.rest(Duration.ZERO)).isTrue();
        assertThat(rest.rest(Duration.ofSeconds(-1))).isTrue();
    }

    @Test
    void isOverWhenItIsWoken() throws Exception {
        CompletableFuture<Boolean> resting = resting();
        rest.wake();
        assertThat(resting.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void doesNotBeginWhereItWasWokenBefore() {
        rest.wake();
        assertThat(rest.rest(LONG)).isTrue();
    }

    @Test
    void isOverForGoodWhenItIsEnded() throws Exception {
        CompletableFuture<Boolean> resting = resting();
        assertThat(rest.ended()).isFalse();
        rest.end();
        assertThat(resting.get(10, TimeUnit.SECONDS)).isFalse();
        assertThat(rest.rest(LONG)).isFalse();
        assertThat(rest.ended()).isTrue();
    }

    @Test
    void endsWithAnInterruptedThreadWhichStaysInterrupted() {
        Thread.currentThread().interrupt();
        assertThat(rest.rest(LONG)).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }

    private CompletableFuture<Boolean> resting() {
        CompletableFuture<Boolean> result = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().start(() -> result.complete(rest.rest(LONG)));
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        return result;
    }
}
