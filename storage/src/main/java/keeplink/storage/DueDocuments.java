package keeplink.storage;

import static keeplink.storage.Documents.date;
import static keeplink.storage.Documents.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bson.Document;

/// What stores share whose documents have their turn at a moment: a field says when, and an index finds it.
final class DueDocuments {
    private DueDocuments() {}

    /// Takes the document that has been due the longest and puts its moment off by the lease, so that nobody else
    /// takes it meanwhile.
    ///
    /// @return the document as it was, empty where none is due
    static Optional<Document> claim(MongoCollection<Document> documents, String moment, Instant now, Duration lease) {
        return Optional.ofNullable(documents.findOneAndUpdate(
                new Document(moment, new Document("$lte", date(now))),
                set(moment, date(now.plus(lease))),
                new FindOneAndUpdateOptions().sort(new Document(moment, 1))));
    }

    /// The earliest moment of the documents a filter lets through, empty where it lets none.
    static Optional<Instant> earliest(MongoCollection<Document> documents, Document filter, String moment) {
        return Optional.ofNullable(documents
                        .find(filter)
                        .projection(new Document(moment, 1))
                        .sort(new Document(moment, 1))
                        .limit(1)
                        .first())
                .map(next -> Documents.instant(next, moment));
    }
}
