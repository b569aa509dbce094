package keeplink.bot;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import keeplink.conversation.Chat;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.link.Links;
import keeplink.search.SearchIndex;
import keeplink.storage.MongoStorage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is done once a day: empties the bins of what lay there for 30 days, forgets updates and deliveries
/// nobody will ask for
/// again, collects blobs no snapshot refers to, and makes the search index durable now and then.
final class Housekeeping implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration FIRST = Duration.ofMinutes(10);
    private static final Duration EVERY = Duration.ofDays(1);
    private static final Duration COMMIT_EVERY = Duration.ofMinutes(1);
    /// As long as Telegram may hand an update over again, with two days to spare.
    private static final Duration DONE_KEPT = Duration.ofDays(3);

    private static final Duration DELIVERED_KEPT = Duration.ofDays(60);
    /// A blob may be put hours before the snapshot that refers to it is stored.
    private static final Duration BLOB_GRACE = Duration.ofHours(24);

    private final MongoStorage storage;
    private final Links links;
    private final SearchIndex index;
    private final Clock clock;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("housekeeping").daemon(true).factory());

    Housekeeping(MongoStorage storage, Links links, SearchIndex index, Clock clock) {
        this.storage = storage;
        this.links = links;
        this.index = index;
        this.clock = clock;
    }

    void start() {
        schedule.scheduleAtFixedRate(
                () -> orTell("tidying up", this::tidy), FIRST.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
        schedule.scheduleAtFixedRate(
                () -> orTell("the search index", index::commit),
                COMMIT_EVERY.toSeconds(),
                COMMIT_EVERY.toSeconds(),
                TimeUnit.SECONDS);
    }

    /// One failure must not end the schedule.
    private static void orTell(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            log.error("{} failed and is tried again the next time", what, e);
        }
    }

    void tidy() {
        Instant now = clock.instant();
        storage.inbox().prune(now.minus(DONE_KEPT));
        storage.deliveries().prune(now.minus(DELIVERED_KEPT));
        for (Chat chat : storage.conversations().chats()) {
            LinkCollection collection = new LinkCollection(chat.id());
            List<Link> gone = links.emptyBin(collection);
            for (Link link : gone) {
                storage.snapshots().remove(collection, link.number());
                index.remove(collection, link.number());
            }
        }
        int blobs = storage.collectGarbage(BLOB_GRACE);
        if (blobs > 0) {
            log.info("Collected {} blobs nobody refers to", blobs);
        }
    }

    @Override
    public void close() {
        schedule.shutdown();
    }
}
