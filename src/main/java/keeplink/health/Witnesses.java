package keeplink.health;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/// Who answered lately, so that a site that does not is not blamed for our own line. Thread-safe.
public final class Witnesses {
    private static final Duration LATELY = Duration.ofMinutes(30);

    private final BooleanSupplier line;
    private String host = "";
    private Instant at = Instant.MIN;
    private String otherHost = "";
    private Instant otherAt = Instant.MIN;

    /// @param line whether somebody else is known to be reached right now
    public Witnesses(BooleanSupplier line) {
        this.line = line;
    }

    /// A host answered.
    public synchronized void answered(String name, Instant when) {
        if (!name.equals(host)) {
            otherHost = host;
            otherAt = at;
            host = name;
        }
        at = when;
    }

    /// Whether somebody besides a host answered lately.
    public synchronized boolean besides(String name, Instant now) {
        boolean one = !host.isEmpty() && !host.equals(name) && isLately(at, now);
        boolean other = !otherHost.isEmpty() && !otherHost.equals(name) && isLately(otherAt, now);
        return one || other || line.getAsBoolean();
    }

    private static boolean isLately(Instant when, Instant now) {
        return when.plus(LATELY).isAfter(now);
    }
}
