package keeplink.erasure;

import static keeplink.link.TestLinks.ANNA;
import static keeplink.link.TestLinks.HOME;
import static keeplink.link.TestLinks.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import keeplink.MovableClock;
import keeplink.conversation.Chat;
import keeplink.conversation.InMemoryConversationStore;
import keeplink.conversation.MessageMemory;
import keeplink.delivery.Delivery.Urgency;
import keeplink.delivery.InMemoryDeliveryStore;
import keeplink.digest.DigestPlan;
import keeplink.digest.InMemoryDigestStore;
import keeplink.health.InMemoryHealthStore;
import keeplink.health.LinkHealth;
import keeplink.link.InMemoryLinkStore;
import keeplink.link.LinkCollection;
import keeplink.link.Links;
import keeplink.link.Tag;
import keeplink.link.UrlCanonicalizer;
import keeplink.link.Vocabulary;
import keeplink.reminder.InMemoryReminderStore;
import keeplink.reminder.Reminder;
import keeplink.search.InMemorySearchIndex;
import keeplink.snapshot.CaptureJob;
import keeplink.snapshot.InMemoryCaptureQueue;
import keeplink.snapshot.InMemorySnapshotStore;
import org.junit.jupiter.api.Test;

class ErasureTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final LinkCollection OTHER = new LinkCollection("771");

    private final InMemoryLinkStore store = new InMemoryLinkStore();
    private final InMemoryCaptureQueue captures = new InMemoryCaptureQueue();
    private final InMemorySearchIndex index = new InMemorySearchIndex();
    private final InMemoryConversationStore conversations = new InMemoryConversationStore();
    private final InMemoryDeliveryStore deliveries = new InMemoryDeliveryStore();
    private final InMemoryDigestStore digests = new InMemoryDigestStore();
    private final InMemoryReminderStore reminders = new InMemoryReminderStore();
    private final InMemoryHealthStore health = new InMemoryHealthStore();
    private final MovableClock clock = new MovableClock(NOW);
    private final Links links = new Links(store, new UrlCanonicalizer(), link -> index.put(link, ""), clock);
    private final List<LinkCollection> ended = new ArrayList<>();
    private final Erasure erasure = new Erasure(
            ended::add,
            store,
            captures,
            new InMemorySnapshotStore(),
            index,
            conversations,
            deliveries,
            reminders,
            digests,
            health);

    private void chat(LinkCollection collection) {
        conversations.put(Chat.met(collection.id(), Chat.Kind.PRIVATE, Locale.ENGLISH));
        conversations.remember(new MessageMemory(collection.id(), "1", List.of(1), ""));
        reminders.put(new Reminder("u1", collection, 1, ANNA, null, NOW, null));
        health.plan(LinkHealth.planned(collection, 1, NOW, false));
        deliveries.want(collection + "/0", collection.id(), Urgency.ANSWER, "a title", NOW);
        deliveries.shown(collection + "/0", 1, 5);
        digests.put(DigestPlan.unplanned(DigestPlan.Id.own(collection.id()), List.of()));
    }

    @Test
    void nothingOfTheCollectionIsLeftAndOthersStay() {
        links.save(request("https://example.com/a", "java"));
        links.save(request("https://example.com/b", "java", "net"));
        links.delete(HOME, 2);
        new Vocabulary(store, link -> {}, clock).alias(HOME, new Tag("k"), new Tag("kotlin"));
        captures.submit(new CaptureJob(HOME, 1, "https://example.com/a", 0, NOW, false));
        chat(HOME);
        chat(OTHER);

        assertThat(erasure.holdings(HOME)).isEqualTo(new Erasure.Holdings(2, 2, 0, 0));
        assertThat(erasure.erase(HOME)).isEqualTo(new Erasure.Holdings(2, 2, 0, 0));
        assertThat(ended).containsExactly(HOME);

        assertThat(store.list(HOME, 0, 10)).isEmpty();
        assertThat(store.owner(HOME, "//example.com/a")).isEmpty();
        assertThat(links.undo(HOME)).isEmpty();
        assertThat(links.aliases(HOME).meanings()).isEmpty();
        assertThat(captures.of(HOME, 1)).isEmpty();
        assertThat(index.tags(HOME)).isEmpty();
        assertThat(reminders.of(HOME)).isEmpty();
        assertThat(health.find(HOME, 1)).isEmpty();
        assertThat(health.find(OTHER, 1)).isPresent();
        assertThat(reminders.of(OTHER)).hasSize(1);
        assertThat(conversations.chat("77")).isEmpty();
        assertThat(conversations.recall("77", "1")).isEmpty();
        assertThat(deliveries.find("77/0")).isEmpty();
        assertThat(conversations.chat("771")).isPresent();
        assertThat(conversations.recall("771", "1")).isPresent();
        assertThat(deliveries.find("771/0")).isPresent();
        assertThat(erasure.erase(HOME)).isEqualTo(new Erasure.Holdings(0, 0, 0, 0));
    }

    @Test
    void anOldNumberNeverMeansANewLink() {
        links.save(request("https://example.com/a"));
        erasure.erase(HOME);

        links.save(request("https://example.com/a"));

        assertThat(links.all(HOME)).extracting(link -> link.number()).containsExactly(2);
    }
}
