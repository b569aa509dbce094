package keeplink.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import okhttp3.Dns;

/// The resolver of one port, as OkHttp asks it: bounded in time, and judged by the guard.
///
/// OkHttp tells a resolver no port, but an exception of the operator may hold for one port only. Two of them
/// with the same port are equal, which lets OkHttp share connections between clients that differ in nothing else.
record GuardedDns(BoundedResolver resolver, AddressGuard guard, int port) implements Dns {
    /// The end of the fetch that is asking, which may come before the resolver's own bound.
    static final ScopedValue<Deadline> DEADLINE = ScopedValue.newInstance();

    @Override
    public List<InetAddress> lookup(String hostname) throws UnknownHostException {
        Duration left = DEADLINE.isBound() ? DEADLINE.get().left() : resolver.bound();
        AddressGuard.Answers answers = guard.answers(hostname, port, resolver.resolve(hostname, left));
        return switch (answers.decision()) {
            case Decision.Allow allow -> answers.usable();
            case Decision.Block block -> throw new RefusedAddressException(block);
        };
    }
}
