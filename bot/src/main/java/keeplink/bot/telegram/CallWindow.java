package keeplink.bot.telegram;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// At most so many calls within any stretch of time, as the server counts them. It counts a call some time after we
/// let it go, and one that was held up on its way falls into the same stretch as many that were not. So a call has
/// its place until that time has passed since it may have been counted: from when it went, later by what its answer
/// took longer than the quickest of the others. One without an answer has its place until it has one. Not safe for
/// many threads.
final class CallWindow {
    /// A call that was let go. Times are nanoseconds of one steady clock.
    static final class Call {
        private long wentAt;
        private OptionalLong took = OptionalLong.empty();

        private Call(long wentAt) {
            this.wentAt = wentAt;
        }

        /// It goes only now: what was to be done first was our time, not the server's.
        void goes(long now) {
            wentAt = now;
        }

        /// Its answer is there, or it was never made; only the first word counts.
        void ended(long now) {
            if (took.isEmpty()) {
                took = OptionalLong.of(now - wentAt);
            }
        }
    }

    private final int most;
    private final long length;
    private final List<Call> calls = new ArrayList<>();

    CallWindow(int most, Duration length) {
        this.most = most;
        this.length = length.toNanos();
    }

    /// How long until one may go, 0 for now; [Long#MAX_VALUE] while that hangs on answers alone.
    long nanosToWait(long now) {
        long quickest =
                calls.stream().flatMapToLong(call -> call.took.stream()).min().orElse(0);
        calls.removeIf(call -> until(call, quickest, now) <= 0);
        return calls.size() < most
                ? 0
                : calls.stream()
                        .mapToLong(call -> until(call, quickest, now))
                        .min()
                        .orElse(0);
    }

    private long until(Call call, long quickest, long now) {
        return call.took.isPresent() ? call.wentAt + call.took.getAsLong() - quickest + length - now : Long.MAX_VALUE;
    }

    /// Lets one go; the caller has seen that one may.
    Call take(long now) {
        if (nanosToWait(now) > 0) {
            throw new IllegalStateException("no place");
        }
        Call call = new Call(now);
        calls.add(call);
        return call;
    }
}
