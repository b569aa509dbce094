package keeplink.bot;

import java.time.Duration;
import keeplink.bot.chat.Dispatcher;
import keeplink.bot.local.BotApiStandIn;
import keeplink.bot.schedule.DigestScheduler;
import keeplink.bot.schedule.ReminderScheduler;
import keeplink.bot.telegram.CommandMenu;
import keeplink.bot.telegram.Introduction;
import keeplink.bot.telegram.Outbox;
import keeplink.bot.telegram.UpdatePoller;
import keeplink.health.HealthWatch;
import keeplink.search.Indexer;
import keeplink.search.SearchIndex;
import keeplink.snapshot.Captures;
import keeplink.storage.MongoStorage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// The order in which the parts begin and end: what is asked of the others begins first, what brings new work
/// last.
@Component
class KeeplinkLifecycle implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(KeeplinkLifecycle.class);
    /// What sysexits(3) calls a failure after which a new try is worth it: whoever starts us again, should.
    private static final int EX_TEMPFAIL = 75;
    /// Captures end beside the outbox, so that the whole end takes less than 10 s.
    private static final Duration CAPTURES_END = Duration.ofSeconds(4);

    private final Turn turn;
    private final MongoStorage storage;
    private final SearchIndex index;
    private final Indexer indexer;
    private final Outbox outbox;
    private final Captures captures;
    private final UpdatePoller poller;
    private final Dispatcher dispatcher;
    private final CommandMenu menu;
    private final Introduction introduction;
    private final DigestScheduler digests;
    private final ReminderScheduler reminders;
    private final HealthProperties healthSettings;
    private final HealthWatch health;
    private final ObjectProvider<BotApiStandIn> standIn;
    private final WebServerApplicationContext web;
    private final Housekeeping housekeeping;
    private volatile boolean running;

    KeeplinkLifecycle(
            Turn turn,
            MongoStorage storage,
            SearchIndex index,
            Indexer indexer,
            Outbox outbox,
            Captures captures,
            UpdatePoller poller,
            Dispatcher dispatcher,
            CommandMenu menu,
            Introduction introduction,
            DigestScheduler digests,
            ReminderScheduler reminders,
            HealthProperties healthSettings,
            HealthWatch health,
            ObjectProvider<BotApiStandIn> standIn,
            WebServerApplicationContext web,
            Housekeeping housekeeping) {
        this.turn = turn;
        this.storage = storage;
        this.index = index;
        this.indexer = indexer;
        this.outbox = outbox;
        this.captures = captures;
        this.poller = poller;
        this.dispatcher = dispatcher;
        this.menu = menu;
        this.introduction = introduction;
        this.digests = digests;
        this.reminders = reminders;
        this.healthSettings = healthSettings;
        this.health = health;
        this.standIn = standIn;
        this.web = web;
        this.housekeeping = housekeeping;
    }

    @Override
    public void start() {
        running = true;
        turn.start(this::begin, () -> System.exit(EX_TEMPFAIL));
        // asks nothing before the turn is ours, but health says so
        poller.start();
        if (standIn.getIfAvailable() != null) {
            var server = web.getWebServer();
            log.info("No token: chat with Keeplink on http://localhost:{}/", server == null ? 8080 : server.getPort());
        }
    }

    private void begin() {
        int behind = indexer.catchUp(storage.links());
        if (behind > 0) {
            log.info("Put {} links into the search index", behind);
        }
        outbox.start();
        captures.start();
        introduction.start();
        menu.start();
        digests.start();
        reminders.start();
        if (healthSettings.enabled()) {
            health.start();
        }
        housekeeping.start();
    }

    @Override
    public void stop() {
        running = false;
        poller.close();
        Thread waiting = Thread.ofVirtual().start(captures::close);
        dispatcher.close();
        digests.close();
        reminders.close();
        health.close();
        housekeeping.close();
        menu.close();
        introduction.close();
        outbox.close();
        try {
            waiting.join(CAPTURES_END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        turn.close();
        index.commit();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// After the web server, which has the greatest phase but one.
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
