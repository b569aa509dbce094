package keeplink.bot;

import keeplink.bot.telegram.PollHealth;
import keeplink.bot.telegram.UpdatePoller;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// `telegram` in `/actuator/health`: the age of the last poll, the state of the loop, and the keepalive in force.
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
                    case STARTING, LISTENING -> Health.up();
                    case RECONNECTING, CONFLICT, UNAUTHORIZED, STORE_FAILING, STOPPED -> Health.down();
                };
        health.withDetail("state", poll.state())
                .withDetail("lastPollSeconds", poll.sinceSuccess().toMillis() / 1000.0)
                .withDetail("polls", poll.polls())
                .withDetail("reconnects", poll.reconnects())
                .withDetail("renewals", poll.renewals());
        poll.keepAlive()
                .ifPresent(values -> health.withDetail(
                        "keepalive",
                        "idle %d s, interval %d s, count %d"
                                .formatted(
                                        values.idle().toSeconds(),
                                        values.interval().toSeconds(),
                                        values.count())));
        if (poll.peer() != null) {
            health.withDetail("peer", poll.peer().toString());
        }
        if (poll.problem() != null) {
            health.withDetail("problem", poll.problem());
        }
        return health.build();
    }
}
