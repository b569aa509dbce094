package keeplink.storage;

import static keeplink.storage.Documents.ID;
import static keeplink.storage.Documents.byId;
import static keeplink.storage.Documents.duplicateKey;
import static keeplink.storage.Documents.inserted;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;

/// One collection's most frequent commands, each done [Together] for all who wish it at the same time. Whoever gets
/// a document must not change it. Safe for many threads.
final class Gathered {
    private final MongoCollection<Document> documents;
    private final Together<Object, Optional<Document>> lookups = new Together<>(this::foundAll);
    private final Together<Document, Boolean> insertions = new Together<>(this::insertedAll);

    Gathered(MongoCollection<Document> documents) {
        this.documents = documents;
    }

    /// The document of an id.
    Optional<Document> find(Object id) {
        return lookups.with(id);
    }

    /// Inserts unless the id is taken; says whether it did.
    boolean insert(Document document) {
        return insertions.with(document);
    }

    private List<Optional<Document>> foundAll(List<Object> ids) {
        if (ids.size() == 1) {
            return List.of(
                    Optional.ofNullable(documents.find(byId(ids.getFirst())).first()));
        }
        Map<Object, Document> found = new HashMap<>();
        documents
                .find(new Document(ID, new Document("$in", List.copyOf(new HashSet<>(ids)))))
                .batchSize(ids.size())
                .forEach(document -> found.put(document.get(ID), document));
        return ids.stream().map(id -> Optional.ofNullable(found.get(id))).toList();
    }

    private List<Boolean> insertedAll(List<Document> all) {
        if (all.size() == 1) {
            return List.of(inserted(() -> documents.insertOne(all.getFirst())));
        }
        List<Boolean> done = new ArrayList<>(Collections.nCopies(all.size(), true));
        try {
            documents.insertMany(all, new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException failure) {
            if (failure.getWriteConcernError() != null) {
                throw failure;
            }
            for (BulkWriteError error : failure.getWriteErrors()) {
                if (!duplicateKey(error)) {
                    throw failure;
                }
                done.set(error.getIndex(), false);
            }
        }
        return done;
    }
}
