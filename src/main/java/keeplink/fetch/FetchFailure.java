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
    /// A time bound was reached: DNS, connect, first byte or the whole page.
    TIMEOUT(true),
    /// The server answered with a status that is not a page; which one is a number beside this.
    HTTP_STATUS(false),
    /// A byte bound was reached.
    TOO_LARGE(false),
    /// More elements, or more work to parse, than a page may cost.
    TOO_COMPLEX(false),
    /// More redirects than are followed, or a loop of them.
    TOO_MANY_REDIRECTS(false),
    /// A redirect to something that is no http or https address.
    BAD_REDIRECT(false),
    /// The TLS handshake failed: certificate or protocol.
    INSECURE(false),
    /// What came back breaks HTTP or its content coding.
    BAD_ANSWER(false),
    /// The answer has no body.
    EMPTY(false),
    /// The host failed so often that it is left alone for a while (circuit breaker).
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

    /// Whether trying again later may help, given the HTTP status (0 where there was none): 408, 425, 429 and
    /// 5xx may.
    public boolean mayPass(int status) {
        return this == HTTP_STATUS
                ? status == 408 || status == 425 || status == 429 || (status >= 500 && status <= 599)
                : transientFailure;
    }
}
