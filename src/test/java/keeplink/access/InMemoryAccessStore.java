package keeplink.access;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The owner in memory, forgotten with the process.
public final class InMemoryAccessStore implements AccessStore {
    private final AtomicReference<@Nullable String> owner = new AtomicReference<>();

    @Override
    public Optional<String> owner() {
        return Optional.ofNullable(owner.get());
    }

    @Override
    public boolean claim(String person) {
        return owner.compareAndSet(null, person);
    }
}
