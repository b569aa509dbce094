package keeplink.storage;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import keeplink.access.AccessStore;
import keeplink.conversation.ChatAddresses;
import keeplink.conversation.ConversationStore;
import keeplink.conversation.RecentConversations;
import keeplink.delivery.DeliveryStore;
import keeplink.delivery.Inbox;
import keeplink.digest.DigestStore;
import keeplink.health.HealthStore;
import keeplink.link.LinkStore;
import keeplink.reminder.ReminderStore;
import keeplink.snapshot.BlobStore;
import keeplink.snapshot.CaptureQueue;
import keeplink.snapshot.SnapshotStore;
import keeplink.viewing.SigningKeyStore;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.provider.mongo.MongoLockProvider;
import org.bson.Document;

/// Everything Keeplink keeps, in one database of a MongoDB server, replica set or sharded cluster (5.0 or
/// later), or of the embedded engine: the same documents in both.
///
/// Every write waits until a majority of the members has it, and until it is on disk. Times are kept to the
/// millisecond; a clock that ticks in milliseconds gives back what it gave. What cannot be done now, because the
/// server is away or full, is a [com.mongodb.MongoException].
///
/// Immutable and safe for many threads; several instances may share one database. It does not close the client.
public final class MongoStorage {
    static final String LEASES = "leases";

    private final MongoDatabase database;
    private final LinkStore links;
    private final SnapshotStore snapshots;
    private final BlobStore blobs;
    private final CaptureQueue captures;
    private final ConversationStore conversations;
    private final ChatAddresses chatAddresses;
    private final DeliveryStore deliveries;
    private final Inbox inbox;
    private final AccessStore access;
    private final DigestStore digests;
    private final ReminderStore reminders;
    private final HealthStore health;
    private final SigningKeyStore signingKey;
    private final LockProvider leases;
    private final BlobGarbage garbage;

    /// Touches nothing yet: [#prepare()] does.
    ///
    /// @param clock tells when a blob was put
    public MongoStorage(MongoClient client, String database, Clock clock) {
        this.database = client.getDatabase(database).withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
        links = new MongoLinkStore(this.database);
        snapshots = new MongoSnapshotStore(this.database);
        blobs = new MongoBlobStore(this.database, clock);
        captures = new MongoCaptureQueue(this.database);
        conversations = new RecentConversations(new MongoConversationStore(this.database));
        chatAddresses = new MongoChatAddresses(this.database);
        deliveries = new MongoDeliveryStore(this.database);
        inbox = new MongoInbox(this.database);
        access = new MongoAccessStore(this.database);
        digests = new MongoDigestStore(this.database);
        reminders = new MongoReminderStore(this.database);
        health = new MongoHealthStore(this.database);
        signingKey = new MongoSigningKeyStore(this.database);
        leases = new MongoLockProvider(this.database.getCollection(LEASES));
        garbage = new BlobGarbage(this.database, clock);
    }

    /// Brings the documents to the form this version reads and creates the indexes. Call it once before anything
    /// else.
    ///
    /// @throws IllegalStateException where a newer Keeplink has written the database; nothing is changed then
    public void prepare() {
        Migrations.run(database);
        MongoIndexes.create(database);
    }

    public LinkStore links() {
        return links;
    }

    public SnapshotStore snapshots() {
        return snapshots;
    }

    public BlobStore blobs() {
        return blobs;
    }

    public CaptureQueue captures() {
        return captures;
    }

    public ConversationStore conversations() {
        return conversations;
    }

    public ChatAddresses chatAddresses() {
        return chatAddresses;
    }

    public DeliveryStore deliveries() {
        return deliveries;
    }

    public Inbox inbox() {
        return inbox;
    }

    public AccessStore access() {
        return access;
    }

    public DigestStore digests() {
        return digests;
    }

    public ReminderStore reminders() {
        return reminders;
    }

    public HealthStore health() {
        return health;
    }

    public SigningKeyStore signingKey() {
        return signingKey;
    }

    /// Leases over all instances that share the database: who polls, who sends digests, who collects garbage.
    public LockProvider leases() {
        return leases;
    }

    /// Ends every lease: for a store that no other process can have open, so that those of an earlier one are
    /// void.
    public void endLeases() {
        database.getCollection(LEASES).deleteMany(new Document());
    }

    /// Removes the blobs no snapshot refers to, and the sums of what crashes left; answers how many blobs went.
    /// Reads all snapshots and the heads of all blobs, so once a day is enough. One instance at a time, under a
    /// lease.
    ///
    /// @param grace how long a blob stays after it was put, referred to or not: longer than a capture can take
    ///     from
    ///     its first blob to its snapshot, at least an hour
    /// @throws IllegalArgumentException where the grace period is shorter than an hour
    public int collectGarbage(Duration grace) {
        return garbage.collect(grace);
    }

    /// What is wrong with what is stored: links that cannot be read or found by their address, blobs with other
    /// bytes than they were put with, snapshots that lack a blob. Empty when all is well. Reads everything once,
    /// beside whatever else goes on.
    public List<String> check() {
        return new StorageCheck(database, links, blobs).run();
    }
}
