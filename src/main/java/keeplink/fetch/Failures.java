package keeplink.fetch;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/// Says what an exception of a fetch means.
final class Failures {
    /// A head longer than this without an end is no connection that broke but a server that does not stop. OkHttp
    /// gives up at 256 KiB and reports both alike.
    private static final long LONG_HEAD = 128 * 1024;

    private Failures() {}

    /// @param exchange the request that failed
    /// @param deadline when the fetch had to be over: whatever breaks after that, broke because of it
    static FetchFailure of(Throwable failure, Exchange exchange, Deadline deadline) {
        Set<Throwable> all = causes(failure);
        if (has(all, RefusedAddressException.class)) {
            return FetchFailure.REFUSED;
        }
        if (has(all, WireBudget.Exceeded.class)) {
            return exchange.status() == 0 ? FetchFailure.TOO_LARGE_HEAD : FetchFailure.TOO_LARGE_ON_WIRE;
        }
        if (Thread.currentThread().isInterrupted()) {
            return FetchFailure.INTERNAL;
        }
        if (deadline.over()) {
            return FetchFailure.TIMEOUT;
        }
        if (has(all, SlowResolverException.class)) {
            return FetchFailure.TIMEOUT_LOOKUP;
        }
        if (has(all, InterruptedIOException.class)) {
            return exchange.isConnecting() ? FetchFailure.TIMEOUT_CONNECT : FetchFailure.TIMEOUT_ANSWER;
        }
        if (exchange.status() == 0 && exchange.wire().arrived() >= LONG_HEAD) {
            return FetchFailure.TOO_LARGE_HEAD;
        }
        return switch (failure) {
            case UnknownHostException unknown -> FetchFailure.UNRESOLVED;
            case ProtocolException broken -> FetchFailure.BAD_ANSWER;
            case ZipException broken -> FetchFailure.BAD_ANSWER;
            case EOFException cutInsideCoding -> FetchFailure.BAD_ANSWER;
            case SSLException tls -> insecure(all);
            case SocketException connection -> FetchFailure.UNREACHABLE;
            case IOException other -> exchange.status() == 0 ? FetchFailure.UNREACHABLE : FetchFailure.BAD_ANSWER;
            // OkHttp throws these for answers it cannot understand, such as a negative length.
            default -> FetchFailure.BAD_ANSWER;
        };
    }

    private static FetchFailure insecure(Set<Throwable> all) {
        if (has(all, SSLPeerUnverifiedException.class)) {
            return FetchFailure.INSECURE_NAME;
        }
        if (has(all, CertificateExpiredException.class) || has(all, CertificateNotYetValidException.class)) {
            return FetchFailure.INSECURE_EXPIRED;
        }
        if (has(all, CertPathBuilderException.class) || has(all, CertPathValidatorException.class)) {
            return FetchFailure.INSECURE_ISSUER;
        }
        return has(all, SocketException.class) || has(all, EOFException.class)
                ? FetchFailure.UNREACHABLE
                : FetchFailure.INSECURE;
    }

    /// Whether more arrived than was allowed; under TLS that is the cause of another exception.
    static boolean isWireExceeded(IOException failure) {
        return has(causes(failure), WireBudget.Exceeded.class);
    }

    /// A throwable with its causes and what was suppressed on the way, among these the failures of the other
    /// addresses of a host.
    private static Set<Throwable> causes(Throwable failure) {
        Set<Throwable> found = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> open = new ArrayDeque<>();
        open.push(failure);
        while (!open.isEmpty()) {
            Throwable next = open.pop();
            if (found.add(next)) {
                if (next.getCause() != null) {
                    open.push(next.getCause());
                }
                for (Throwable suppressed : next.getSuppressed()) {
                    open.push(suppressed);
                }
            }
        }
        return found;
    }

    private static boolean has(Set<Throwable> throwables, Class<? extends Throwable> type) {
        return throwables.stream().anyMatch(type::isInstance);
    }
}
