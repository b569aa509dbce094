package keeplink.page;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/// Runs what computes for long where it takes turns with all else and where its time can be measured: a virtual thread
/// that computes lets no other have its processor, and nobody knows how long it did.
public final class OwnThread {
    private OwnThread() {}

    /// Runs it at once where the caller is no virtual thread, else in a thread of its own, for whose end the caller
    /// waits, also when it is interrupted meanwhile.
    public static <T> T run(Supplier<T> work) {
        return Thread.currentThread().isVirtual() ? aside(work) : work.get();
    }

    private static <T> T aside(Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        Thread.ofPlatform().daemon().name("page").start(task);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    // it ends within the bounds of a page, and its place is taken until then
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw rethrown(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException rethrown(ExecutionException failed) {
        return switch (failed.getCause()) {
            case Error error -> throw error;
            case RuntimeException exception -> exception;
            case null, default -> new IllegalStateException(failed);
        };
    }
}
