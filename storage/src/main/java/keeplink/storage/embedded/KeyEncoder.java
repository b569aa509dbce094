package keeplink.storage.embedded;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonJavaScript;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes values as bytes whose order, byte by byte, is the comparison order of BSON types in the MongoDB manual
/// ("Comparison/Sort Order"). Numbers of different types that are equal give equal bytes. No value's bytes begin
/// with all bytes of another value, so the values of a compound key are written one after the other.
final class KeyEncoder {
    /// Greater than every byte a value can begin with.
    static final byte AFTER_ALL = (byte) 0xFF;

    private static final int MIN_KEY = 0x01;
    private static final int EMPTY_ARRAY = 0x04;
    private static final int NULL = 0x05;
    private static final int NUMBER = 0x0A;
    private static final int STRING = 0x14;
    private static final int DOCUMENT = 0x1E;
    private static final int ARRAY = 0x28;
    private static final int BINARY = 0x32;
    private static final int LEGACY_UUID = 0x34;
    private static final int UUID_BINARY = 0x36;
    private static final int OBJECT_ID = 0x3C;
    private static final int BOOLEAN = 0x46;
    private static final int DATE = 0x50;
    private static final int TIMESTAMP = 0x5A;
    private static final int REGEX = 0x64;
    private static final int JAVASCRIPT = 0x66;
    private static final int MAX_KEY = 0xFE;

    private static final int MORE = 0x01;
    private static final int END = 0x00;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /// The key of some values in a row.
    static Key encode(Iterable<?> values) {
        KeyEncoder encoder = new KeyEncoder();
        for (Object value : values) {
            encoder.write(value);
        }
        return new Key(encoder.out.toByteArray());
    }

    /// The byte every value of the same type as this one begins with.
    static byte type(@Nullable Object value) {
        return (byte) typeOf(value);
    }

    private static int typeOf(@Nullable Object value) {
        return switch (value) {
            case null -> NULL;
            case Missing _ -> NULL;
            case EmptyArray _ -> EMPTY_ARRAY;
            case Number _ -> NUMBER;
            case String _ -> STRING;
            case Map<?, ?> _ -> DOCUMENT;
            case Collection<?> _ -> ARRAY;
            case BinData _ -> BINARY;
            case LegacyUUID _ -> LEGACY_UUID;
            case UUID _ -> UUID_BINARY;
            case ObjectId _ -> OBJECT_ID;
            case Boolean _ -> BOOLEAN;
            case Instant _ -> DATE;
            case BsonTimestamp _ -> TIMESTAMP;
            case BsonRegularExpression _ -> REGEX;
            case BsonJavaScript _ -> JAVASCRIPT;
            case MinKey _ -> MIN_KEY;
            case MaxKey _ -> MAX_KEY;
            default ->
                throw new MongoServerError(
                        2, "BadValue", "Cannot index a " + value.getClass().getSimpleName());
        };
    }

    private void write(@Nullable Object value) {
        out.write(typeOf(value));
        switch (value) {
            case null -> {}
            case Number number -> number(number);
            case String text -> text(text);
            case Map<?, ?> document -> document(document);
            case Collection<?> array -> array(array);
            case BinData binary -> binary(binary.getData());
            case LegacyUUID uuid -> uuid(uuid.getUuid());
            case UUID uuid -> uuid(uuid);
            case ObjectId id -> out.writeBytes(id.toByteArray());
            case Boolean bool -> out.write(bool ? 1 : 0);
            case Instant instant -> bits(instant.toEpochMilli() ^ Long.MIN_VALUE);
            case BsonTimestamp timestamp -> bits(timestamp.getValue());
            case BsonRegularExpression regex -> {
                text(regex.getPattern());
                text(regex.getOptions() == null ? "" : regex.getOptions());
            }
            case BsonJavaScript script -> text(script.getCode());
            default -> {}
        }
    }

    /// The nearest double, with its bits turned so that they sort, and then how far a long lies from it.
    private void number(Number number) {
        double nearest = number.doubleValue() + 0.0;
        long bits = Double.isNaN(nearest) ? Long.MIN_VALUE : Double.doubleToLongBits(nearest);
        if (Double.isNaN(nearest)) {
            bits(0);
        } else {
            bits(bits < 0 ? ~bits : bits ^ Long.MIN_VALUE);
        }
        long distance = number instanceof Long exact ? exact - (long) nearest : 0;
        int sortable = (int) distance + 0x8000;
        out.write(sortable >>> 8);
        out.write(sortable);
    }

    private void text(String text) {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            out.write(b);
            if (b == 0) {
                out.write(0xFF);
            }
        }
        out.write(END);
        out.write(MORE);
    }

    private void document(Map<?, ?> document) {
        document.forEach((name, value) -> {
            out.write(MORE);
            out.write(typeOf(value));
            text(String.valueOf(name));
            write(value);
        });
        out.write(END);
    }

    private void array(Collection<?> array) {
        for (Object value : array) {
            out.write(MORE);
            write(value);
        }
        out.write(END);
    }

    /// Shorter ones first, as MongoDB sorts them.
    private void binary(byte[] bytes) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        out.writeBytes(bytes);
    }

    private void uuid(UUID uuid) {
        bits(uuid.getMostSignificantBits());
        bits(uuid.getLeastSignificantBits());
    }

    private void bits(long bits) {
        out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(bits).array());
    }

    /// What an empty array is in an index: no element, yet the document must be found by the other keys.
    enum EmptyArray {
        INSTANCE
    }
}
