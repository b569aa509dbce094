package keeplink.storage;

import static keeplink.storage.Documents.ID;
import static keeplink.storage.Documents.byId;
import static keeplink.storage.Documents.date;
import static keeplink.storage.Documents.inserted;
import static keeplink.storage.Documents.instant;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Function;
import keeplink.link.LinkCollection;
import keeplink.snapshot.CaptureJob;
import keeplink.snapshot.CaptureQueue;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// Captures, one document per link that waits for one or is being captured.
///
/// `nextAt` says when a job can be claimed: when it is due, or when the lease on it ends. Every write gives the
/// document a new `stamp`, and what depends on what was read is written only over the stamp that was read: so a wish
/// that
/// comes while a job is being finished is seen by one of the two.
final class MongoCaptureQueue implements CaptureQueue {
    static final String CAPTURES = "captures";
    static final String NEXT_AT = "nextAt";
    static final String WORKER = "worker";

    private static final String STAMP = "stamp";
    private static final String JOB = "job";
    private static final String AGAIN = "again";
    private static final String COLLECTION = "collection";
    private static final String NUMBER = "number";
    private static final String URL = "url";
    private static final String ATTEMPT = "attempt";
    private static final String DUE_AT = "dueAt";
    private static final String FRESH = "fresh";

    private final MongoCollection<Document> captures;
    private final Gathered known;

    MongoCaptureQueue(MongoDatabase database) {
        captures = database.getCollection(CAPTURES);
        known = new Gathered(captures);
    }

    @Override
    public void request(CaptureJob job) {
        known.insert(waiting(job));
    }

    @Override
    public void submit(CaptureJob job) {
        boolean kept = false;
        while (!kept) {
            Document known = captures.find(byId(job.id())).first();
            kept = known == null
                    ? inserted(() -> captures.insertOne(waiting(job)))
                    : replaced(known, submitted(job, known));
        }
    }

    @Override
    public Optional<CaptureJob> claim(Instant now, Duration lease, String worker) {
        Document claim = new Document(WORKER, worker)
                .append(NEXT_AT, date(now.plus(lease)))
                .append(STAMP, new ObjectId());
        Document claimed = captures.findOneAndUpdate(
                new Document(NEXT_AT, new Document("$lte", date(now))),
                new Document("$set", claim),
                new FindOneAndUpdateOptions().sort(new Document(NEXT_AT, 1)).returnDocument(ReturnDocument.AFTER));
        if (claimed == null) {
            return Optional.empty();
        }
        CaptureJob again = again(claimed);
        if (again == null) {
            return Optional.of(job(claimed));
        }
        // Wished again while its last worker had it: this run is that one, too.
        CaptureJob both = united(again, job(claimed));
        Document running = new Document(claimed).append(JOB, fields(both));
        running.remove(AGAIN);
        return Optional.of(replaced(claimed, running) ? both : job(claimed));
    }

    @Override
    public void finish(CaptureJob job, String worker) {
        Document mine = byId(job.id()).append(WORKER, worker).append(AGAIN, new Document("$exists", false));
        if (captures.deleteOne(mine).getDeletedCount() == 1) {
            return;
        }
        whileHeld(job.id(), worker, held -> {
            CaptureJob again = again(held);
            return again == null
                    ? captures.deleteOne(asRead(held)).getDeletedCount() == 1
                    : replaced(held, waiting(again));
        });
    }

    @Override
    public void retry(CaptureJob next, String worker) {
        whileHeld(next.id(), worker, held -> replaced(held, waiting(withAgain(next, held))));
    }

    @Override
    public Optional<CaptureJob> of(LinkCollection collection, int number) {
        return known.find(collection + "/" + number).map(MongoCaptureQueue::job);
    }

    @Override
    public void cancel(LinkCollection collection, int number) {
        captures.deleteOne(byId(collection + "/" + number));
    }

    @Override
    public Optional<Instant> nextDue() {
        return DueDocuments.earliest(captures, new Document(), NEXT_AT);
    }

    @Override
    public void releaseAll(String worker) {
        for (Document job : captures.find(new Document(WORKER, worker))
                .projection(new Document(ID, 1))
                .into(new ArrayList<>())) {
            whileHeld(job.getString(ID), worker, held -> replaced(held, waiting(withAgain(job(held), held))));
        }
    }

    /// Does something with the document of a job until it is done or the worker does not hold the job any more.
    private void whileHeld(String id, String worker, Function<Document, Boolean> change) {
        Document held = captures.find(byId(id).append(WORKER, worker)).first();
        while (held != null && !change.apply(held)) {
            held = captures.find(byId(id).append(WORKER, worker)).first();
        }
    }

    private boolean replaced(Document read, Document next) {
        return next == read
                || captures.replaceOne(asRead(read), new Document(next).append(STAMP, new ObjectId()))
                                .getMatchedCount()
                        == 1;
    }

    private static Document asRead(Document read) {
        return byId(read.getString(ID)).append(STAMP, read.getObjectId(STAMP));
    }

    /// What a known job becomes when it is submitted once more.
    private static Document submitted(CaptureJob job, Document known) {
        CaptureJob underWay = job(known);
        if (!known.containsKey(WORKER)) {
            return waiting(united(job, underWay));
        }
        if (!job.fresh() && job.url().equals(underWay.url())) {
            return known;
        }
        return new Document(known).append(AGAIN, fields(withAgain(job, known)));
    }

    private static CaptureJob withAgain(CaptureJob job, Document held) {
        CaptureJob again = again(held);
        return again == null ? job : united(again, job);
    }

    /// Two wishes for one link are one: as the newer says, due at the earlier time, fresh where one of them is.
    private static CaptureJob united(CaptureJob newer, CaptureJob older) {
        Instant due = newer.dueAt().isBefore(older.dueAt()) ? newer.dueAt() : older.dueAt();
        return new CaptureJob(
                newer.collection(), newer.number(), newer.url(), newer.attempt(), due, newer.fresh() || older.fresh());
    }

    private static Document waiting(CaptureJob job) {
        return byId(job.id())
                .append(JOB, fields(job))
                .append(NEXT_AT, date(job.dueAt()))
                .append(STAMP, new ObjectId());
    }

    private static Document fields(CaptureJob job) {
        return new Document(COLLECTION, job.collection().id())
                .append(NUMBER, job.number())
                .append(URL, job.url())
                .append(ATTEMPT, job.attempt())
                .append(DUE_AT, date(job.dueAt()))
                .append(FRESH, job.fresh());
    }

    private static CaptureJob job(Document document) {
        return ofFields(document.get(JOB, Document.class));
    }

    private static @Nullable CaptureJob again(Document document) {
        Document again = document.get(AGAIN, Document.class);
        return again == null ? null : ofFields(again);
    }

    private static CaptureJob ofFields(Document fields) {
        return new CaptureJob(
                new LinkCollection(fields.getString(COLLECTION)),
                fields.getInteger(NUMBER),
                fields.getString(URL),
                fields.getInteger(ATTEMPT),
                instant(fields, DUE_AT),
                fields.getBoolean(FRESH));
    }
}
