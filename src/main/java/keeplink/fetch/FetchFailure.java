package keeplink.fetch;

/// Why nothing could be fetched. Each says whether trying again later may help (PRODUCT: a transient failure).
public enum FetchFailure {
    /// Not an address we go to: scheme, port, private or reserved address, anywhere on the way. One word for all
    /// reasons.
    REFUSED(false),
    /// The name has no address.
    UNRESOLVED(true),
    /// Nothing listens, or the connection was reset or closed.
    UNREACHABLE(true),
    /// The bound on the whole page was reached.
    TIMEOUT(true),
    /// The bound on finding the addresses of the name was reached.
    TIMEOUT_LOOKUP(true),
    /// The bound on making a connection was reached.
    TIMEOUT_CONNECT(true),
    /// The server said nothing for too long: before the first byte of its answer, or in the middle of it.
    TIMEOUT_ANSWER(true),
    /// The server answered with a status that is not a page; which one is a number beside this.
    HTTP_STATUS(false),
    /// The body is larger than what may be kept.
    TOO_LARGE(false),
    /// The bound on bytes in transfer was reached, or would be by what the server announces.
    TOO_LARGE_ON_WIRE(false),
    /// The bound on the head of an answer was reached: headers, or interim answers, without end.
    TOO_LARGE_HEAD(false),
    /// The body grows out of all proportion when it is decompressed (a decompression bomb).
    TOO_LARGE_UNPACKED(false),
    /// More elements, or more work to parse, than a page may cost.
    TOO_COMPLEX(false),
    /// More redirects than are followed, or a loop of them.
    TOO_MANY_REDIRECTS(false),
    /// A redirect to something that is no http or https address.
    BAD_REDIRECT(false),
    /// The TLS handshake failed, for none of the following reasons.
    INSECURE(false),
    /// The certificate is not valid any more, or not yet.
    INSECURE_EXPIRED(false),
    /// The certificate is for another name.
    INSECURE_NAME(false),
    /// Nobody we know vouches for the certificate.
    INSECURE_ISSUER(false),
    /// What came back breaks HTTP or its content coding.
    BAD_ANSWER(false),
    /// The answer has no body.
    EMPTY(false),
    /// The host failed so often, or asked for so much time, that it is left alone for a while.
    HOST_PAUSED(true),
    /// Our own fault; the log has the id.
    INTERNAL(true);

    private final boolean transientFailure;

    FetchFailure(boolean transientFailure) {
        this.transientFailure = transientFailure;
    }

    /// Whether the same address may well answer later. For [#HTTP_STATUS] ask [#mayPass(int)].
    public boolean mayPass() {
        return transientFailure;
    }

    /// Whether a bound on bytes is the reason.
    public boolean isTooLarge() {
        return switch (this) {
            case TOO_LARGE, TOO_LARGE_ON_WIRE, TOO_LARGE_HEAD, TOO_LARGE_UNPACKED -> true;
            default -> false;
        };
    }

    /// Whether trying again later may help, given the HTTP status (0 where there was none): 408, 425, 429 and
    /// 5xx may.
    public boolean mayPass(int status) {
        return this == HTTP_STATUS
                ? status == 408 || status == 425 || status == 429 || (status >= 500 && status <= 599)
                : transientFailure;
    }
}
