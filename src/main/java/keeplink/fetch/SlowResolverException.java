package keeplink.fetch;

import java.net.UnknownHostException;

/// The resolver did not answer within its bound. It is an [UnknownHostException] because that is all a resolver
/// may throw.
final class SlowResolverException extends UnknownHostException {
    SlowResolverException(String host) {
        super("No answer from the resolver for " + host);
    }
}
