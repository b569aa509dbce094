package keeplink.storage;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.WriteError;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import keeplink.link.LinkCollection;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// The small conversions all stores share.
///
/// Times are BSON dates: milliseconds since 1970, what is finer is cut off, never rounded up, so that nothing is
/// due later than it was said. Fields that are null are left out. Filters are flat documents, because the
/// embedded engine finds `{_id, revision}` by its key and searches everything for an `$and`.
final class Documents {
    /// The field every document is found by.
    static final String ID = "_id";

    private static final Instant EARLIEST = Instant.ofEpochMilli(Long.MIN_VALUE);
    private static final Instant LATEST = Instant.ofEpochMilli(Long.MAX_VALUE);
    private static final int UPSERT_ATTEMPTS = 10;

    private Documents() {}

    /// Numbers are padded so that ids of one collection sort as its numbers do: a list is a range of ids.
    static String linkId(LinkCollection collection, int number) {
        return collection.id() + "/" + String.format(Locale.ROOT, "%010d", number);
    }

    static Document byId(Object id) {
        return new Document(ID, id);
    }

    /// The documents of a collection of links, whose ids begin with its own and a `/`: a range, as `0` is the character
    /// after `/`.
    static Document allOf(LinkCollection collection) {
        return new Document(ID, new Document("$gte", collection + "/").append("$lt", collection + "0"));
    }

    static Document set(String field, Object value) {
        return new Document("$set", new Document(field, value));
    }

    static Date date(Instant instant) {
        if (instant.isBefore(EARLIEST)) {
            return Date.from(EARLIEST);
        }
        return Date.from(instant.isAfter(LATEST) ? LATEST : instant);
    }

    static Instant instant(Document document, String field) {
        return document.getDate(field).toInstant();
    }

    static @Nullable Instant instantOrNull(Document document, String field) {
        return document.containsKey(field) ? instant(document, field) : null;
    }

    static @Nullable String textOrNull(Document document, String field) {
        return document.containsKey(field) ? document.getString(field) : null;
    }

    static Document append(Document document, String field, @Nullable Object value) {
        return value == null ? document : document.append(field, value);
    }

    static Document appendDate(Document document, String field, @Nullable Instant value) {
        return value == null ? document : document.append(field, date(value));
    }

    static boolean duplicateKey(MongoException failure) {
        return ErrorCategory.fromErrorCode(failure.getCode()) == ErrorCategory.DUPLICATE_KEY;
    }

    static boolean duplicateKey(WriteError error) {
        return error.getCategory() == ErrorCategory.DUPLICATE_KEY;
    }

    /// Inserts unless the id is taken; says whether it did.
    static boolean inserted(Runnable insert) {
        try {
            insert.run();
            return true;
        } catch (MongoException failure) {
            if (duplicateKey(failure)) {
                return false;
            }
            throw failure;
        }
    }

    /// An upsert that two callers make at once can meet the other's document between looking and inserting; it
    /// then only has to look again.
    static <T> T upserting(Supplier<T> upsert) {
        for (int attempt = 1; ; attempt++) {
            Optional<T> result = attempt(upsert, attempt == UPSERT_ATTEMPTS);
            if (result.isPresent()) {
                return result.get();
            }
        }
    }

    private static <T> Optional<T> attempt(Supplier<T> upsert, boolean last) {
        try {
            return Optional.of(upsert.get());
        } catch (MongoException failure) {
            if (last || !duplicateKey(failure)) {
                throw failure;
            }
            return Optional.empty();
        }
    }
}
