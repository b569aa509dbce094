package keeplink.bot.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// What goes wrong with the next calls, in the order it was asked for. Safe for many threads.
public final class Faults {
    /// One thing that goes wrong.
    public sealed interface Fault {
        /// Refused with an error answer; nothing is done.
        ///
        /// @param retryAfter seconds in `parameters.retry_after`, 0 for none
        /// @param migrateTo chat id in `parameters.migrate_to_chat_id`, 0 for none
        record Refuse(int code, String description, long retryAfter, long migrateTo) implements Fault {}

        /// A page of HTML instead of JSON, as a gateway answers; nothing is done.
        record Html(int status) implements Fault {}

        /// This body, whatever it is; nothing is done.
        record Body(int status, String json) implements Fault {}

        /// Never an answer, the connection stays open; nothing is done.
        record Hang() implements Fault {}

        /// The connection is reset after the request was read; nothing is done.
        record Reset() implements Fault {}

        /// The connection ends after the request was read; nothing is done.
        record Drop() implements Fault {}

        /// The call is done, but its answer never arrives.
        record LoseAnswer() implements Fault {}

        /// The call is done, but half of its answer is missing.
        record HalfAnswer() implements Fault {}

        /// The call is done after a while.
        record Slow(Duration delay) implements Fault {}
    }

    /// Flood control with `retry_after`.
    public static Fault tooManyRequests(int seconds) {
        return new Fault.Refuse(429, "Too Many Requests: retry after " + seconds, seconds, 0);
    }

    /// An error answer without parameters.
    public static Fault refuse(int code, String description) {
        return new Fault.Refuse(code, description, 0, 0);
    }

    private static final class Rule {
        final String method;
        final Fault fault;
        int left;

        Rule(String method, int times, Fault fault) {
            this.method = method;
            this.fault = fault;
            this.left = times;
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Rule> rules = new ArrayList<>();

    /// Lets the next calls of a method fail.
    ///
    /// @param method a method's name in any case, or `*` for every one
    /// @param times how many calls
    public void next(String method, int times, Fault fault) {
        lock.lock();
        try {
            rules.add(new Rule(method.toLowerCase(Locale.ROOT), times, fault));
        } finally {
            lock.unlock();
        }
    }

    /// No more faults.
    public void clear() {
        lock.lock();
        try {
            rules.clear();
        } finally {
            lock.unlock();
        }
    }

    Optional<Fault> take(String method) {
        lock.lock();
        try {
            for (Rule rule : rules) {
                if (rule.left > 0 && (rule.method.equals("*") || rule.method.equals(method))) {
                    rule.left--;
                    return Optional.of(rule.fault);
                }
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }
}
