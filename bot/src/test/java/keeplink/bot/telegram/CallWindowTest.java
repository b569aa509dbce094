package keeplink.bot.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Times are milliseconds from the first call.
class CallWindowTest {
    private final CallWindow window = new CallWindow(3, Duration.ofSeconds(1));

    @Test
    void soManyGoAtOnceAndTheNextASecondAfterTheFirst() {
        called(0, 10);
        called(1, 10);
        called(2, 10);

        assertThat(waiting(500)).isEqualTo(500);
        assertThatThrownBy(() -> window.take(nanos(999))).isInstanceOf(IllegalStateException.class);
        assertThat(waiting(1_000)).isZero();
        called(1_000, 10);
        assertThat(waiting(1_000)).isEqualTo(1);
    }

    @Test
    void aCallThatWasHeldUpKeepsItsPlaceByThatMuchLonger() {
        called(0, 210);
        called(300, 10);
        called(600, 10);

        assertThat(waiting(1_000)).isEqualTo(200);
    }

    @Test
    void oneThatIsOnlyAsSlowAsAllOthersIsNotHeldUp() {
        called(0, 210);
        called(300, 210);
        called(600, 215);

        assertThat(waiting(1_000)).isZero();
    }

    @Test
    void whatIsToBeDoneBeforeACallGoesIsNotTheServersTime() {
        CallWindow.Call prepared = window.take(0);
        called(1, 10);
        called(2, 10);
        prepared.goes(nanos(300));
        prepared.ended(nanos(310));

        assertThat(waiting(1_000)).isEqualTo(1);
        called(1_001, 10);
        called(1_002, 10);
        assertThat(waiting(1_002)).isEqualTo(298);
    }

    @Test
    void oneWithoutAnAnswerKeepsItsPlace() {
        CallWindow.Call silent = window.take(0);
        called(1, 10);
        called(2, 10);

        assertThat(waiting(1_000)).isEqualTo(1);
        called(1_001, 10);
        called(1_002, 10);
        assertThat(waiting(1_900)).isEqualTo(101);
        silent.ended(nanos(1_900));
        silent.ended(nanos(9_000));
        assertThat(waiting(2_001)).isZero();
    }

    @Test
    void whileNoneHasAnAnswerNobodyKnowsHowLong() {
        window.take(0);
        window.take(0);
        window.take(0);

        assertThat(window.nanosToWait(nanos(60_000))).isEqualTo(Long.MAX_VALUE);
    }

    private void called(long at, long took) {
        window.take(nanos(at)).ended(nanos(at + took));
    }

    private long waiting(long at) {
        return Duration.ofNanos(window.nanosToWait(nanos(at))).toMillis();
    }

    private static long nanos(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
