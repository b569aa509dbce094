package keeplink.fetch;

import java.net.UnknownHostException;

/// The guard refused an address on the way to it. It is an [UnknownHostException] because that is all a resolver
/// may throw.
final class RefusedAddressException extends UnknownHostException {
    RefusedAddressException(Decision.Block block) {
        super(block.reason());
    }
}
