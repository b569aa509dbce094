package keeplink.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Finds the addresses of a host name; may block for as long as the system's resolver does.
@FunctionalInterface
interface HostResolver {
    /// The system's resolver.
    HostResolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    List<InetAddress> resolve(String host) throws UnknownHostException;
}
