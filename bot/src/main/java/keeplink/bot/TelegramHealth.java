package keeplink.bot;

import java.net.InetSocketAddress;
import keeplink.bot.telegram.KeepAliveSockets;
import keeplink.bot.telegram.PollHealth;
import keeplink.bot.telegram.UpdatePoller;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// `telegram` in `/actuator/health`: the age of the last poll, the state of the loop, the connection and
/// the keepalive in force on it.
@Component("telegram")
class TelegramHealth implements HealthIndicator {
    private final UpdatePoller poller;

    TelegramHealth(UpdatePoller poller) {
        this.poller = poller;
    }

    @Override
    public Health health() {
        PollHealth poll = poller.health();
        Health.Builder health =
                switch (poll.state()) {
                    case STARTING, LISTENING, STANDBY -> Health.up();
                    case RECONNECTING, CONFLICT, UNAUTHORIZED, STORE_FAILING, STOPPED -> Health.down();
                };
        health.withDetail("state", poll.state())
                .withDetail("lastPollSeconds", poll.sinceSuccess().toMillis() / 1000.0)
                .withDetail("polls", poll.polls())
                .withDetail("reconnects", poll.reconnects())
                .withDetail("renewals", poll.renewals());
        poll.connection().ifPresent(connection -> tell(health, connection));
        if (poll.problem() != null) {
            health.withDetail("problem", poll.problem());
        }
        return health.build();
    }

    private static void tell(Health.Builder health, KeepAliveSockets.InForce connection) {
        if (connection.peer() instanceof InetSocketAddress peer) {
            health.withDetail("peer", peer.getAddress().getHostAddress() + ":" + peer.getPort());
        }
        health.withDetail("connectionSeconds", connection.age().toMillis() / 1000.0);
        connection
                .keepAlive()
                .ifPresent(values -> health.withDetail("keepalive", values.toString())
                        .withDetail(
                                "deadPeerNoticedSeconds", values.noticedAfter().toSeconds()));
    }
}
