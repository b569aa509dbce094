package keeplink.erasure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import keeplink.conversation.ConversationStore;
import keeplink.delivery.DeliveryStore;
import keeplink.digest.DigestStore;
import keeplink.health.HealthStore;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.link.LinkStore;
import keeplink.link.Tag;
import keeplink.reminder.ReminderStore;
import keeplink.search.SearchIndex;
import keeplink.snapshot.CaptureQueue;
import keeplink.snapshot.SnapshotStore;

/// Deletes everything of a collection for good: links with those in the bin, what can be taken back, captures that
/// wait, snapshots, the search index, reminders, what was said in the chat and its settings.
///
/// The bytes of a snapshot that nothing else shares are collected within a day after. One cut off in the middle
/// is finished by doing it again. Thread-safe.
public final class Erasure {
    private final Consumer<LinkCollection> writers;
    private final LinkStore links;
    private final CaptureQueue captures;
    private final SnapshotStore snapshots;
    private final SearchIndex index;
    private final ConversationStore conversations;
    private final DeliveryStore deliveries;
    private final ReminderStore reminders;
    private final DigestStore digests;
    private final HealthStore health;

    /// @param writers ends what still brings links into a collection, before anything of it is deleted
    public Erasure(
            Consumer<LinkCollection> writers,
            LinkStore links,
            CaptureQueue captures,
            SnapshotStore snapshots,
            SearchIndex index,
            ConversationStore conversations,
            DeliveryStore deliveries,
            ReminderStore reminders,
            DigestStore digests,
            HealthStore health) {
        this.writers = writers;
        this.links = links;
        this.captures = captures;
        this.snapshots = snapshots;
        this.index = index;
        this.conversations = conversations;
        this.deliveries = deliveries;
        this.reminders = reminders;
        this.digests = digests;
        this.health = health;
    }

    /// What a collection holds, or held.
    ///
    /// @param links those in the bin too
    /// @param bytes of all snapshots' pages and files, uncompressed
    public record Holdings(int links, int tags, int snapshots, long bytes) {}

    /// What there is to delete.
    public Holdings holdings(LinkCollection collection) {
        return count(all(collection));
    }

    /// Deletes it and tells what that was.
    public Holdings erase(LinkCollection collection) {
        writers.accept(collection);
        List<Link> all = all(collection);
        links.forget(collection);
        reminders.forget(collection);
        health.forget(collection);
        for (Link link : all) {
            captures.cancel(collection, link.number());
            snapshots.remove(collection, link.number());
            index.remove(collection, link.number());
            // the link goes last: cut off before, the whole can be done again
            links.purge(collection, link.number());
        }
        index.commit();
        deliveries.forget(collection.id());
        digests.forget(collection.id());
        conversations.forget(collection.id());
        return count(all);
    }

    private List<Link> all(LinkCollection collection) {
        List<Link> all = new ArrayList<>();
        links.each(collection, all::add);
        return all;
    }

    private static Holdings count(List<Link> all) {
        Set<Tag> tags = new HashSet<>();
        int snapshots = 0;
        long bytes = 0;
        for (Link link : all) {
            tags.addAll(link.tags());
            snapshots += link.captures().size();
            bytes += link.captures().stream().mapToLong(Link.Capture::bytes).sum();
        }
        return new Holdings(all.size(), tags.size(), snapshots, bytes);
    }
}
