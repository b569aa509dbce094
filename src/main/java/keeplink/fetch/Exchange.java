package keeplink.fetch;

import java.io.IOException;

/// One request and its answer, as the parts of the fetcher share it: attached to OkHttp's request, read back by
/// the network interceptor.
final class Exchange {
    /// Waits until it is this request's turn.
    @FunctionalInterface
    interface Turn {
        void await() throws IOException;
    }

    private final WireBudget wire;
    private final Turn turn;
    private volatile boolean connected;
    private volatile boolean connecting;
    private volatile int status;
    private volatile String retryAfter = "";

    Exchange(WireBudget wire, Turn turn) {
        this.wire = wire;
        this.turn = turn;
    }

    WireBudget wire() {
        return wire;
    }

    void awaitTurn() throws IOException {
        turn.await();
    }

    /// A connection is being made for this request.
    void connecting() {
        connected = true;
        connecting = true;
    }

    /// The connection stands; what follows is up to the server.
    void connected() {
        connecting = false;
    }

    boolean isConnecting() {
        return connecting;
    }

    /// Whether it went over a connection kept from an earlier request.
    boolean isOnKeptConnection() {
        return !connected;
    }

    void answered(int status, String retryAfter) {
        this.status = status;
        this.retryAfter = retryAfter;
    }

    /// The status of the answer, also where OkHttp finds it unacceptable; 0 before there is one.
    int status() {
        return status;
    }

    /// The text of `Retry-After`, empty where there is none.
    String retryAfter() {
        return retryAfter;
    }
}
