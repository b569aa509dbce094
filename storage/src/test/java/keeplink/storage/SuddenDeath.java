package keeplink.storage;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Ends what a thread does before one of its writes, as if the process were killed between two of them.
final class SuddenDeath implements CommandListener {
    private static final Set<String> WRITES = Set.of("insert", "update", "delete", "findAndModify");

    private final ThreadLocal<@Nullable Integer> left = new ThreadLocal<>();

    /// No exception, so that nobody between here and there handles it.
    private static final class Dead extends Error {
        private Dead() {
            super("dead", null, false, false);
        }
    }

    /// Lets `work` write so many times; false where it wanted to write once more and died.
    boolean survives(int writes, Runnable work) {
        left.set(writes);
        try {
            work.run();
            return true;
        } catch (Dead dead) {
            return false;
        } finally {
            left.remove();
        }
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        Integer allowed = left.get();
        if (allowed != null && WRITES.contains(event.getCommandName())) {
            if (allowed == 0) {
                throw new Dead();
            }
            left.set(allowed - 1);
        }
    }
}
