package keeplink.bot;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Predicate;
import keeplink.bot.local.BotApiStandIn;
import keeplink.bot.telegram.UpdatePoller;
import keeplink.conversation.Chat;
import keeplink.conversation.ConversationStore;
import keeplink.fetch.PageFetcher;
import keeplink.health.HealthPlan;
import keeplink.health.HealthWatch;
import keeplink.health.PageLooker;
import keeplink.health.WaybackMachine;
import keeplink.health.Witnesses;
import keeplink.link.LinkCollection;
import keeplink.link.Links;
import keeplink.snapshot.Captures;
import keeplink.snapshot.Snapshots;
import keeplink.snapshot.Validators;
import keeplink.storage.MongoStorage;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Looking at the pages of kept links again.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({HealthProperties.class, WaybackProperties.class})
class HealthConfiguration {
    /// A poll that came back within this says that our own line works.
    private static final Duration LINE_WORKS = Duration.ofMinutes(1);

    @Bean
    HealthPlan healthPlan(MongoStorage storage, HealthProperties settings, WaybackProperties wayback, Clock clock) {
        boolean handOver = settings.enabled() && wayback.save();
        return new HealthPlan(storage.health(), settings.policy(), wanted(storage.conversations()), handOver, clock);
    }

    @Bean(destroyMethod = "close")
    HealthWatch healthWatch(
            MongoStorage storage,
            Links links,
            PageFetcher fetcher,
            Snapshots snapshots,
            Captures captures,
            HealthProperties settings,
            WaybackProperties wayback,
            ObjectProvider<UpdatePoller> poller,
            ObjectProvider<BotApiStandIn> standIn,
            Clock clock) {
        Witnesses witnesses = new Witnesses(() -> standIn.getIfAvailable() == null
                && poller.getObject().health().sinceSuccess().compareTo(LINE_WORKS) < 0);
        return new HealthWatch(
                storage.health(),
                links,
                new PageLooker(fetcher, new Validators(snapshots, storage.blobs()), snapshots, witnesses, clock),
                settings.policy(),
                wanted(storage.conversations()),
                () -> storage.captures()
                        .nextDue()
                        .filter(due -> !due.isAfter(clock.instant()))
                        .isPresent(),
                captures::again,
                new HealthWatch.Archive(
                        new WaybackMachine(fetcher, wayback.url(), wayback.saveUrl()), wayback.lookup()),
                clock);
    }

    /// Who wants no snapshots wants nothing fetched; nobody reads in a chat that is gone.
    private static Predicate<LinkCollection> wanted(ConversationStore conversations) {
        return collection ->
                conversations.chat(collection.id()).filter(Chat::gone).isEmpty()
                        && conversations
                                .chat(collection.id())
                                .map(chat -> chat.preferences().snapshots())
                                .orElse(true);
    }
}
