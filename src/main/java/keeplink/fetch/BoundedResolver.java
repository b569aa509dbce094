package keeplink.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks a resolver without waiting for it longer than a bound.
///
/// The system's resolver cannot be interrupted and may block its thread for half a minute, so it has threads of
/// its own, few and real ones (a virtual thread would hold its carrier). Questions beyond what they and a queue
/// can take count as unanswered.
final class BoundedResolver implements AutoCloseable {
    private static final int THREADS = 16;
    private static final int WAITING = 256;

    private final HostResolver resolver;
    private final Duration bound;
    private final ThreadPoolExecutor threads;

    BoundedResolver(HostResolver resolver, Duration bound) {
        this.resolver = resolver;
        this.bound = bound;
        threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(WAITING),
                Thread.ofPlatform().daemon().name("resolver-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    Duration bound() {
        return bound;
    }

    /// @throws SlowResolverException when there is no answer within the bound or the time given, whichever is
    ///     shorter
    /// @throws UnknownHostException when the name has no address
    List<InetAddress> resolve(String host, Duration within) throws UnknownHostException {
        Future<List<InetAddress>> answer;
        try {
            answer = threads.submit(() -> resolver.resolve(host));
        } catch (RejectedExecutionException e) {
            throw caused(new SlowResolverException(host), e);
        }
        try {
            long nanos = Math.min(bound.toNanos(), within.toNanos());
            List<InetAddress> addresses = answer.get(nanos, TimeUnit.NANOSECONDS);
            if (addresses.isEmpty()) {
                throw new UnknownHostException(host);
            }
            return addresses;
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw caused(new SlowResolverException(host), e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw caused(new SlowResolverException(host), e);
        } catch (ExecutionException e) {
            throw caused(new UnknownHostException(host), e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static <E extends UnknownHostException> E caused(E exception, Throwable cause) {
        exception.initCause(cause);
        return exception;
    }
}
